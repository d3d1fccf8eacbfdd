"""Who gets a notice: exactly those who hold what it is about, save whoever may not be mailed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.audience import Reason
from distrib.core.delivery.ledger import PENDING, State
from distrib.core.people import JournalistStatus, address_key
from distrib.core.release.holders import HOLDS, STILL_TO_COME, Holder, audience

ids = st.none() | st.integers(1, 8)
holders = st.lists(
    st.builds(
        Holder,
        journalist_id=ids,
        name=st.just("R"),
        email=st.integers(1, 8).map(lambda number: f"r{number}@news.example"),
        language=st.sampled_from(["en", "fr"]),
        message_ids=st.just(("<a@office.example>",)),
    ),
    unique_by=lambda one: one.email,
)
emails = st.sets(st.integers(1, 8).map(lambda number: f"r{number}@news.example"))


def test_whoever_is_pending_is_past_the_dot_or_still_to_come() -> None:
    """A correction waits for the one and goes to the other; nobody is in both, nobody in neither."""
    assert not HOLDS & STILL_TO_COME
    assert PENDING <= HOLDS | STILL_TO_COME


@given(
    who=holders,
    statuses=st.dictionaries(st.integers(1, 8), st.sampled_from(JournalistStatus)),
    suppressed=emails,
    has_it=st.dictionaries(st.integers(1, 8).map(lambda n: f"r{n}@news.example"), st.sampled_from(State)),
)
def test_every_holder_is_told_or_left_out_for_a_reason(
    who: list[Holder],
    statuses: dict[int, JournalistStatus],
    suppressed: set[str],
    has_it: dict[str, State],
) -> None:
    """In the language they had, at the address it went to, threaded under what they hold."""
    found = audience(who, statuses=statuses, suppressed={address_key(one) for one in suppressed}, has_it=has_it)
    told, out = {one.email for one in found.recipients}, {one.email for one in found.left_out}
    assert told | out == {one.email for one in who}
    assert not told & out
    by_email = {one.email: one for one in who}
    for one in found.recipients:
        assert (one.language, one.answers) == (by_email[one.email].language, by_email[one.email].message_ids)
        assert not one.is_fallback
    for email in told:
        assert email not in suppressed
        stands = statuses.get(by_email[email].journalist_id or 0, JournalistStatus.SUBSCRIBED)
        assert stands in (JournalistStatus.SUBSCRIBED, JournalistStatus.PENDING)


def test_a_pending_subscription_does_not_keep_a_correction_away() -> None:
    """They have the wrong text; the confirmation they owe is about what comes later."""
    one = Holder(1, "R", "r@news.example", "en", ("<a@office.example>",))
    found = audience([one], statuses={1: JournalistStatus.PENDING}, suppressed=(), has_it={})
    assert len(found.recipients) == 1
    left = audience([one], statuses={1: JournalistStatus.OPTED_OUT}, suppressed=(), has_it={}).left_out
    assert [each.reason for each in left] == [Reason.OPTED_OUT]
