"""What a word in a search box may become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.query import parse
from distrib.core.query.completion import MOST, proposals, put_in, word_at


def completed(text: str, kept: tuple[str, ...] = ()) -> str:
    """The text with the first proposal taken at its end."""
    word = word_at(text, len(text))
    return put_in(text, len(text), word, proposals(word, kept)[0])[0]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("cou", "country:"),
        ("-cou", "-country:"),
        ("(a OR lang", "(a OR language:"),
        ("country:ly", "country:LY "),
        ("country:liby", "country:LY "),
        ("-country:tun", "-country:TN "),
        ("region:northern-af", "region:northern-africa "),
        ("region:eastern af", "region:eastern af"),
        ("language:arab", "language:ar "),
        ("status:opt", "status:opted_out "),
        ("type:ag", "type:agency "),
    ],
)
def test_the_first_proposal_is_the_one_that_is_meant(text: str, after: str) -> None:
    """Names of fields without their values yet, codes by what they mean."""
    word = word_at(text, len(text))
    if text == after:
        assert proposals(word) == () or word.field is None
    else:
        assert completed(text) == after


@pytest.mark.parametrize(
    ("text", "kept", "after"),
    [
        ("beat:mig", ("migration",), "beat:migration "),
        ('outlet:"radio', ("Radio Tunis",), 'outlet:"Radio Tunis" '),
        ("outlet:rad", ("Radio Tunis",), 'outlet:"Radio Tunis" '),
        ("audience:ma", ('The "Maghreb" desks', "Maghreb"), "audience:Maghreb "),
        ("tag:x", ('x:y"z',), 'tag:"x:y z" '),
        ("sent:2026-0", ("2026-031",), "sent:2026-031 "),
    ],
)
def test_what_the_database_knows_is_put_in_quotes_where_it_has_to(text: str, kept: tuple[str, ...], after: str) -> None:
    """Whatever is taken can be parsed again."""
    assert completed(text, kept) == after


def test_a_quote_that_was_closed_already_is_not_closed_twice() -> None:
    """The cursor may stand within the word."""
    text = 'outlet:"rad" country:LY'
    word = word_at(text, 11)
    (proposal,) = proposals(word, ("Radio Tunis",))
    assert put_in(text, 11, word, proposal) == ('outlet:"Radio Tunis" country:LY', 20)


def test_nothing_is_proposed_for_plain_words_unknown_fields_and_empty_words() -> None:
    """A person who writes words is left alone."""
    assert proposals(word_at("", 0)) == ()
    assert proposals(word_at("zzz", 3)) == ()
    assert proposals(word_at("nofield:x", 9), ("x",)) == ()


@given(st.text(alphabet='ab:"(- ORcountryly\u202e', max_size=30), st.integers(0, 30), st.text(max_size=12))
def test_text_beside_the_word_stays_and_the_cursor_stays_within(text: str, cursor: int, value: str) -> None:
    """Whatever was typed."""
    cursor = min(cursor, len(text))
    word = word_at(text, cursor)
    found = proposals(word, (value,))
    assert len(found) <= MOST
    for one in found:
        after, place = put_in(text, cursor, word, one)
        assert after.startswith(text[: word.start])
        assert 0 <= place <= len(after)


def test_every_proposal_of_a_code_is_understood() -> None:
    """No value is proposed that the parser refuses."""
    for field in ("country", "region", "language", "status", "type"):
        for letter in "abcdefghijklmnopqrstuvwxyz":
            text = f"{field}:{letter}"
            for one in proposals(word_at(text, len(text))):
                parse(one.text)
