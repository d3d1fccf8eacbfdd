"""Everyone a query names is a recipient or left out with a reason, and nobody is both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_strategies import journalists

from distrib.core.delivery.audience import EXPLANATIONS, Candidate, Reason, Recipient, resolve
from distrib.core.delivery.ledger import HAS_IT_OR_MAY, State
from distrib.core.people import Journalist, JournalistStatus, address_key

SUBSCRIBED = JournalistStatus.SUBSCRIBED


def candidate(
    number: int = 1,
    *,
    email: str | None = None,
    status: JournalistStatus = SUBSCRIBED,
    languages: tuple[str, ...] = (),
    is_suppressed: bool = False,
    has_it: State | None = None,
) -> Candidate:
    """A candidate with an address of their own unless another is named."""
    journalist = Journalist(number, f"N{number}", email or f"n{number}@x.example", status, languages=languages)
    return Candidate(journalist, is_suppressed, has_it)


@pytest.mark.parametrize(
    ("languages", "language", "is_fallback"),
    [
        (("ar", "en"), "ar", False),
        (("de", "fr"), "fr", False),
        (("fr", "ar"), "fr", False),
        (("de",), "en", True),
        (("de", "sw"), "en", True),
        ((), "en", False),
    ],
)
def test_each_gets_the_first_of_their_languages_that_exists(
    languages: tuple[str, ...], language: str, is_fallback: bool
) -> None:
    """Who lists no language gets the fallback as if it were theirs."""
    audience = resolve([candidate(languages=languages)], ["en", "fr", "ar"], fallback="en")
    assert audience.recipients == (Recipient(1, "N1", "n1@x.example", language, is_fallback),)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (candidate(status=JournalistStatus.OPTED_OUT), Reason.OPTED_OUT),
        (candidate(status=JournalistStatus.PENDING), Reason.PENDING),
        (candidate(status=JournalistStatus.BOUNCED), Reason.BOUNCED),
        (candidate(status=JournalistStatus.SUPPRESSED), Reason.SUPPRESSED),
        (candidate(status=JournalistStatus.ERASED), Reason.ERASED),
        (candidate(is_suppressed=True), Reason.SUPPRESSED),
        (candidate(is_suppressed=True, has_it=State.ACCEPTED), Reason.SUPPRESSED),
        (candidate(status=JournalistStatus.OPTED_OUT, is_suppressed=True), Reason.OPTED_OUT),
        (candidate(has_it=State.IN_DOUBT), Reason.IN_DOUBT),
        (candidate(has_it=State.ACCEPTED), Reason.ALREADY_HAS_IT),
        (candidate(has_it=State.QUEUED), Reason.ALREADY_HAS_IT),
        (candidate(has_it=State.COMMITTING), Reason.ALREADY_HAS_IT),
        (candidate(has_it=State.SETTLED_SENT), Reason.ALREADY_HAS_IT),
        (candidate(has_it=State.REFUSED), None),
        (candidate(has_it=State.SETTLED_NOT_SENT), None),
        (candidate(has_it=State.CANCELLED), None),
    ],
)
def test_who_is_left_out_is_told_why(one: Candidate, reason: Reason | None) -> None:
    """What the person asked for comes first, then what the ledger knows."""
    audience = resolve([one], ["en"], fallback="en")
    assert [left.reason for left in audience.left_out] == ([reason] if reason else [])
    assert len(audience.recipients) == (0 if reason else 1)


def test_an_address_is_written_to_once_however_it_is_spelt() -> None:
    """The first keeps it; one who is left out for another reason does not take it."""
    people = [
        candidate(1, email="A@x.example", status=JournalistStatus.PENDING),
        candidate(2, email="a@x.example"),
        candidate(3, email="A@X.example"),
    ]
    audience = resolve(people, ["en"], fallback="en")
    assert [one.journalist_id for one in audience.recipients] == [2]
    assert [(one.journalist_id, one.reason) for one in audience.left_out] == [
        (1, Reason.PENDING),
        (3, Reason.DUPLICATE_ADDRESS),
    ]


def test_every_reason_has_plain_words() -> None:
    """A report never shows an identifier."""
    assert set(EXPLANATIONS) == set(Reason)
    assert EXPLANATIONS[Reason.IN_DOUBT] == "may already have it: an earlier message is in doubt"


def test_the_fallback_must_exist() -> None:
    """Otherwise somebody would be promised a text that is not there."""
    with pytest.raises(ValueError, match="fallback"):
        resolve([], ["fr"], fallback="en")


@given(
    journalists(),
    st.lists(st.tuples(st.booleans(), st.none() | st.sampled_from(State)), min_size=8, max_size=8),
    st.lists(st.sampled_from(["en", "fr", "ar"]), min_size=1, unique=True),
    st.booleans(),
)
def test_every_candidate_ends_in_exactly_one_list(
    people: list[Journalist], facts: list[tuple[bool, State | None]], editions: list[str], is_doubled: bool
) -> None:
    """Nobody is lost, nobody is doubled, and the two lists obey the rules."""
    candidates = [Candidate(one, *fact) for one, fact in zip(people, facts, strict=False)]
    audience = resolve(candidates * (1 + is_doubled), editions, fallback=editions[0])
    ended = [one.journalist_id for one in audience.recipients] + [one.journalist_id for one in audience.left_out]
    ends = sorted(one or 0 for one in ended)
    assert ends == sorted([one.id for one in people] * (1 + is_doubled))
    addresses = [address_key(one.email) for one in audience.recipients]
    assert len(addresses) == len(set(addresses))
    of = {one.journalist.id: one for one in candidates}
    for recipient in audience.recipients:
        one = of[recipient.journalist_id or 0]
        assert one.journalist.status is SUBSCRIBED
        assert not one.is_suppressed
        assert one.has_it not in HAS_IT_OR_MAY
        assert recipient.language in editions
    assert sum(audience.by_language.values()) == len(audience.recipients)
    assert sum(audience.by_reason.values()) == len(audience.left_out)
    assert audience.fallbacks == sum(recipient.is_fallback for recipient in audience.recipients)
