"""The search language: what it finds, and how it refuses what it does not understand."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_strategies import SAVED as AUDIENCES
from people_strategies import journalists, queries

from distrib.core.folding import words
from distrib.core.people import Journalist, JournalistStatus, OutletKind
from distrib.core.query import MAX_DEPTH, MAX_TERMS, QueryError, matches, parse, quote
from distrib.core.query.tokens import MAX_LENGTH

ANA = Journalist(
    id=1,
    name="Ana Sílva",
    email="Ana.Silva@radio.example",
    status=JournalistStatus.SUBSCRIBED,
    outlet="Radio Tunis",
    role="Editor",
    country="TN",
    languages=("ar", "fr"),
    beats=("migration", "Health policy"),
    tags=("Geneva circle",),
    others=("ana@home.example",),
    outlet_kind=OutletKind.RADIO,
    sent=frozenset({"2026-031"}),
    created_at=datetime(2026, 11, 24, tzinfo=UTC),
)
AHMED = Journalist(2, "أحمد القاضي", "ahmed@post.example", JournalistStatus.OPTED_OUT, country="LY", languages=("ar",))
SAVED = {
    "libya": "country:LY",
    "two of them": "audience:libya OR tag:geneva",
    "itself": "ana OR audience:Itself",
    "here": "audience:there",
    "there": "audience:here",
    "broken": "contry:LY",
    "deep": "(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH,
    "wide": "a " * MAX_TERMS,
}
NOBODY = Journalist(3, "", "info@desk.example", JournalistStatus.PENDING)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("all", "123"),
        ("ALL", "123"),
        ("(all)", "123"),
        ("all -country:LY", "13"),
        ("-country:LY", "13"),
        ("-country:LY -status:pending", "1"),
        ("all ana", ""),
        ('"all"', ""),
        ("silva", "1"),
        ("SÍL", "1"),
        ("ilva", ""),
        ('"sil"', ""),
        ('"ana silva"', "1"),
        ("“Ana Silva”", "1"),
        ("«Ana Silva»", "1"),
        ('"silva ana"', ""),
        ('"silva radio tunis"', ""),
        ("tunis ana", "1"),
        ("احمد", "2"),
        ("القاض", "2"),
        ("radio.exam", "1"),
        ("country:tn", "1"),
        ("country:Tunisie", "1"),
        ('country:"تونس"', "1"),
        ("COUNTRY:LY", "2"),
        ("region:northern-africa", "12"),
        ("region:015", "12"),
        ("region:africa", "12"),
        ("region:LY", "2"),
        ("region:world", "12"),
        ("-region:africa", "3"),
        ("language:ar", "12"),
        ("language:french", "1"),
        ("beat:migr", "1"),
        ("beat:policy", "1"),
        ('beat:"health"', "1"),
        ('beat:"heal"', ""),
        ("beat:ana", ""),
        ("outlet:tunis", "1"),
        ('outlet:"radio tunis"', "1"),
        ("outlet:ana", ""),
        ("name:ana", "1"),
        ("name:radio", ""),
        ("status:subscribed", "1"),
        ("status:opted-out", "2"),
        ("status:Opted_Out", "2"),
        ("email:@RADIO.example", "1"),
        ("email:ana.silva@radio.example", "1"),
        ("email:.example", "123"),
        ("email:%", ""),
        ("email:_", ""),
        ("country:LY OR country:TN", "12"),
        ("country:LY OR country:TN name:ana", "12"),
        ("(country:LY OR country:TN) name:ana", "1"),
        ("country:LY AND language:ar", "2"),
        ("NOT country:LY", "13"),
        ("–country:LY", "13"),
        ("-(country:LY OR country:TN)", "3"),
        ("--ana", "1"),
        ("or", ""),
        ('"OR"', ""),
        ("tag:circle", "1"),
        ('tag:"geneva circle"', "1"),
        ("-tag:geneva", "23"),
        ("geneva", "1"),
        ("email:home.example", "1"),
        ("type:radio", "1"),
        ("type:emisora", "1"),
        ("-type:إذاعة", "23"),
        ("sent:2026-031", "1"),
        ("-sent:2026-031", "23"),
        ("sent:2026-030", ""),
        ("since:2026-11-24", "1"),
        ("since:2026-11", "1"),
        ("since:2026-11-25", ""),
        ("audience:libya", "2"),
        ("AUDIENCE:Libya -status:pending", "2"),
        ('audience:"Two of them"', "12"),
        ("-audience:two-of-them", "3"),
    ],
)
def test_a_query_finds_whom_it_names(query: str, found: str) -> None:
    """Words, phrases, fields, brackets, OR and exclusions."""
    understood = parse(query, SAVED)
    assert "".join(str(one.id) for one in (ANA, AHMED, NOBODY) if matches(understood, one)) == found


@pytest.mark.parametrize(
    ("query", "column", "said"),
    [
        ("", 1, "write `all`"),
        (" \t\n", 1, "write `all`"),
        ("language:ar  contry:LY", 14, "there is no field `contry`; did you mean `country`?"),
        ("xyz:1", 1, "known: country"),
        ("http://x.example", 1, "put the text in quotes"),
        ("country:Lybia", 9, "there is no country `Lybia`; did you mean `Libya`?"),
        ("country:africa", 9, "write `region:africa`"),
        ("region:nothern-africa", 8, "did you mean `Northern Africa`"),
        ("language:klingonish", 10, "there is no language"),
        ("status:subscribd", 8, "did you mean `subscribed`"),
        ("status:q", 8, "known: subscribed"),
        ("country:", 9, "a value is missing"),
        ('country:""', 9, "a value is missing"),
        ("country: LY", 9, "a value is missing"),
        ('ana "silva', 5, "not closed"),
        ("(ana", 1, "not closed"),
        ("ana)", 4, "never opened"),
        ("()", 2, "missing"),
        ("ana OR", 7, "missing"),
        ("OR ana", 1, "missing"),
        ("ana AND OR x", 9, "missing"),
        ("ana - silva", 5, "stands alone"),
        ("-", 1, "stands alone"),
        ("ana ***", 5, "no letters or digits"),
        ('beat:"%"', 6, "no letters or digits"),
        ("email:\x00", 7, "no address"),
        ("-" * (MAX_DEPTH + 2) + "a", MAX_DEPTH + 2, "deep"),
        ("(" * 500 + "a" + ")" * 500, MAX_DEPTH + 2, "deep"),
        ("a " * (MAX_TERMS + 1), 2 * MAX_TERMS + 1, "words and fields"),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH + 1, "characters"),
        ("type:agenci", 6, "did you mean `agency`"),
        ("type:q", 6, "known: newspaper"),
        ("sent:2026-31", 6, "did you mean `2026-031`"),
        ("sent:tomorrow", 6, "write it like `2026-031`"),
        ("since:2026-02-30", 7, "is no day"),
        ("since:soon", 7, "is no day"),
        ("tagg:x", 1, "did you mean `tag`"),
        ("audience:", 10, "a value is missing"),
        ("ana audience:lybia", 14, "did you mean `libya`"),
        (
            "audience:itself",
            10,
            "in the audience `itself`, column 17: the saved audience",
        ),
        ("audience:here", 10, "would contain itself"),
        ("audience:broken", 10, "in the audience `broken`, column 1: there is no field `contry`"),
        ("audience:deep", 10, "deep"),
        ("b audience:wide", 12, "words and fields"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_column(query: str, column: int, said: str) -> None:
    """Never a wider meaning: the person is told where and what."""
    with pytest.raises(QueryError) as caught:
        parse(query, SAVED)
    assert caught.value.column == column
    assert str(caught.value).startswith(f"column {column}: ")
    assert said in str(caught.value)


def test_a_message_repeats_hostile_text_harmlessly() -> None:
    """No terminal escape, no line break, no endless echo."""
    with pytest.raises(QueryError) as caught:
        parse("\x1b[31m`\u202e" + "x" * 150 + ":1")
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 300


@given(st.text(max_size=60), st.sampled_from([ANA, AHMED, NOBODY]))
def test_a_quoted_text_is_searched_for_and_never_obeyed(text: str, journalist: Journalist) -> None:
    """Whatever it holds, it is one phrase or no phrase at all."""
    try:
        query = parse(quote(text))
    except QueryError:
        assert not words(text)
    else:
        assert matches(query, journalist) <= all(
            word in words(f"{ANA} {AHMED} {NOBODY} {journalist.name} {journalist.outlet}") for word in words(text)
        )


@given(st.text(alphabet=st.sampled_from('()-"OR: ab\x00\n“%\\')))
def test_any_text_is_understood_or_refused(text: str) -> None:
    """Nothing but QueryError is ever raised."""
    with suppress(QueryError):
        matches(parse(text), ANA)


@given(queries(), journalists())
def test_exclusion_divides_a_list_in_two(text: str, people: list[Journalist]) -> None:
    """Everybody matches a query or its exclusion, nobody both."""
    try:
        query = parse(text, AUDIENCES)
    except QueryError:
        return
    excluded = parse(f"-({text})", AUDIENCES)
    assert all(matches(query, one) != matches(excluded, one) for one in people)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("pays:LY -statut:abonné", "country:LY -status:subscribed"),
        ("Langue:arabe (rubrique:migration or média:mercury)", "language:ar (beat:migration or outlet:mercury)"),
        ("nom:haddad courriel:a@b.example depuis:2026", "name:haddad email:a@b.example since:2026"),
    ],
)
def test_fields_have_their_french_names_too(french: str, english: str) -> None:
    """With accents and without; what they mean is the same."""
    assert parse(french).expression == parse(english).expression
    assert parse(french.replace("é", "e")).expression == parse(english).expression


def test_a_saved_audience_is_named_in_french_too() -> None:
    """It is looked up where the saved ones are known."""
    with pytest.raises(QueryError) as named:
        parse("audience:harbour")
    with pytest.raises(QueryError) as also:
        parse("diffusion:harbour")
    assert str(also.value).partition(":")[2] == str(named.value).partition(":")[2]
