"""Limits hold in every minute, replies move them within bounds, and nothing waits for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.outcome import Fault, Outcome, judge
from distrib.core.delivery.pacing import (
    AT_REST,
    BACK_OFF,
    CLOSES_AT,
    FIRST_WINDOW,
    HORIZON,
    MINUTE,
    WIDEST_WINDOW,
    Limits,
    Pace,
    Rules,
    Signal,
    admit,
    after,
    signal,
)
from distrib.core.smtp.reply import Reply
from distrib.core.smtp.stages import Stage

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
RATES = st.integers(1, 2_000)
LIMITS = st.builds(Limits, st.none() | RATES, st.none() | st.integers(1, 64))
SIGNALS = st.lists(st.sampled_from(Signal), max_size=60)


@given(RATES, st.lists(st.tuples(st.floats(0, 90), st.integers(1, 200)), min_size=1, max_size=40))
def test_no_minute_sees_more_messages_than_allowed(rate: int, claims: list[tuple[float, int]]) -> None:
    """Whenever claims come and however many messages they want."""
    limits, pace, now = Limits(rate), AT_REST, NOW
    sent: list[tuple[datetime, int]] = []
    for pause, wanted in claims:
        now += timedelta(seconds=pause)
        admission = admit(pace, limits, wanted=wanted, in_flight=0, now=now)
        pace = admission.pace
        sent.append((now, admission.number))
    for start, _ in sent:
        assert sum(number for moment, number in sent if start <= moment < start + MINUTE) <= rate


@pytest.mark.parametrize("rate", [1, 2, 14, 15, 59, 60, 600, 2_000])
def test_whoever_asks_all_the_time_gets_no_more_either(rate: int) -> None:
    """Four times a second, as much as there is."""
    limits, pace, sent = Limits(rate), AT_REST, []
    for quarter in range(4 * 150):
        admission = admit(pace, limits, wanted=10_000, in_flight=0, now=NOW + quarter * timedelta(seconds=0.25))
        pace = admission.pace
        sent.append(admission.number)
    assert max(sum(sent[start : start + 240]) for start in range(len(sent))) <= rate


@given(RATES)
def test_a_limit_can_be_used_up_by_a_worker_that_looks_once_a_second(rate: int) -> None:
    """Over ten minutes at least four fifths of what is allowed go out."""
    limits, pace, sent = Limits(rate), AT_REST, 0
    for second in range(600):
        admission = admit(pace, limits, wanted=10_000, in_flight=0, now=NOW + timedelta(seconds=second))
        pace, sent = admission.pace, sent + admission.number
    assert 8 * rate <= sent <= 10 * rate


@given(LIMITS, SIGNALS, st.integers(0, 100), st.integers(0, 100))
def test_never_more_at_the_same_time_than_the_office_allows(
    limits: Limits, said: list[Signal], wanted: int, in_flight: int
) -> None:
    """Whatever the domain said before."""
    pace = heard(said, limits)
    admission = admit(pace, limits, wanted=wanted, in_flight=in_flight, now=NOW)
    assert 0 <= admission.number <= wanted
    if limits.connections is not None and admission.number:
        assert in_flight + admission.number <= limits.connections
    if pace.is_closed(NOW):
        assert admission.number == 0


@given(LIMITS, SIGNALS)
def test_feedback_stays_within_its_bounds(limits: Limits, said: list[Signal]) -> None:
    """The window is never under one nor over the limit, and a closure has an end."""
    pace = heard(said, limits)
    assert pace.window is None or 1 <= pace.window <= (limits.connections or WIDEST_WINDOW)
    assert 0 <= pace.strikes < CLOSES_AT
    assert pace.closed_until is None or pace.closed_until <= NOW + BACK_OFF[-1]


@given(LIMITS, SIGNALS, st.integers(0, 5_000))
def test_nothing_waits_for_ever(limits: Limits, said: list[Signal], place: int) -> None:
    """What is put off is looked at again within the horizon, and the first of them may go when it is."""
    pace = heard(said, limits)
    admission = admit(pace, limits, wanted=100, in_flight=0, now=NOW)
    first = max(admission.first, NOW)
    assert first <= admission.slot(place) + (first - admission.first) <= first + HORIZON + MINUTE
    assert admit(admission.pace, limits, wanted=1, in_flight=0, now=first).number == 1


@given(LIMITS, SIGNALS)
def test_a_domain_that_serves_again_is_soon_free_again(limits: Limits, said: list[Signal]) -> None:
    """Nothing of its bad times is left, and nothing needs to be remembered."""
    pace = heard(said + [Signal.SERVED] * (max(WIDEST_WINDOW, limits.connections or 0) + 1), limits)
    assert pace == AT_REST


@given(st.integers(-800, 800))
def test_a_clock_that_was_wrong_closes_nothing(days: int) -> None:
    """What was written years ahead is not believed once the clock is right."""
    wrong = NOW + timedelta(days=days)
    limits = Limits(1)
    pace = admit(heard([Signal.BUSY] * 2, limits, wrong), limits, wanted=1, in_flight=0, now=wrong).pace
    admission = admit(pace, limits, wanted=5, in_flight=0, now=NOW)
    assert admission.first <= NOW + BACK_OFF[-1] + HORIZON + 2 * MINUTE


def test_a_busy_domain_is_closed_longer_each_time_and_asked_by_one() -> None:
    """Two replies close it, later one; a message that is accepted opens it wholly."""
    pace, now, lengths = AT_REST, NOW, []
    pace = after(pace, Limits(), Signal.BUSY, now)
    assert (pace.window, pace.is_closed(now)) == (FIRST_WINDOW - 1, False)
    for _ in range(len(BACK_OFF) + 1):
        pace = after(pace, Limits(), Signal.BUSY, now)
        assert pace.closed_until is not None
        lengths.append(pace.closed_until - now)
        assert admit(pace, Limits(), wanted=9, in_flight=0, now=now).number == 0
        now = pace.closed_until
        assert admit(pace, Limits(), wanted=9, in_flight=0, now=now).number == 1
    assert lengths == [*BACK_OFF, BACK_OFF[-1]]
    pace = after(pace, Limits(), Signal.SERVED, now)
    assert admit(pace, Limits(), wanted=9, in_flight=0, now=now).number == 2


def test_what_was_on_its_way_when_a_domain_closed_does_not_close_it_twice() -> None:
    """Ten connections hear of the same trouble at once."""
    assert heard([Signal.BUSY] * 10, Limits()).closures == 1


def test_greylisting_closes_nothing_while_others_pass() -> None:
    """All but one in a row are put off, one is accepted, and again; only where none is, is the domain left alone."""
    nearly = [Signal.LATER] * (CLOSES_AT - 1)
    assert heard([*nearly, Signal.SERVED] * 5, Limits()) == AT_REST
    assert heard(nearly, Limits()).window is None
    assert heard([*nearly, Signal.LATER], Limits()).is_closed(NOW)


SAID: list[tuple[Outcome, Signal | None]] = [
    (judge(Stage.DOT, Reply(250)), Signal.SERVED),
    (judge(Stage.RCPT, Reply(450)), Signal.LATER),
    (judge(Stage.RCPT, Fault.CLOSED), Signal.LATER),
    (judge(Stage.DOT, Reply(452)), Signal.LATER),
    (judge(Stage.RCPT, Reply(421)), Signal.BUSY),
    (judge(Stage.DATA, Reply(421)), Signal.BUSY),
    (judge(Stage.DOT, Reply(421)), Signal.BUSY),
    (judge(Stage.MAIL, Reply(421)), None),
    (judge(Stage.CONNECT, Fault.UNREACHABLE), None),
    (judge(Stage.RCPT, Reply(550)), None),
    (judge(Stage.DOT, Fault.CLOSED), None),
]


@pytest.mark.parametrize(("outcome", "expected"), SAID)
def test_what_an_outcome_says_of_the_domain(outcome: Outcome, expected: Signal | None) -> None:
    """A refused mailbox, a doubt and a server that serves nobody say nothing of it."""
    assert signal(outcome) is expected


def test_a_named_domain_has_its_own_limits() -> None:
    """Every other has the default."""
    rules = Rules(Limits(60), {"big.example": Limits(connections=2)})
    assert rules.limits("big.example") == Limits(None, 2)
    assert rules.limits("small.example") == Limits(60)


def heard(said: list[Signal], limits: Limits, now: datetime = NOW) -> Pace:
    """The pace after all of these, at one moment."""
    pace = AT_REST
    for one in said:
        pace = after(pace, limits, one, now)
    return pace
