"""The transition table: what can follow what, and that the counts always add up."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.ledger import HAS_IT_OR_MAY, PENDING, TRANSITIONS, Event, IllegalMove, State, Tally, move


@pytest.mark.parametrize(("state", "event"), itertools.product(State, Event))
def test_a_move_is_in_the_table_or_raises(state: State, event: Event) -> None:
    """Nothing else decides a state."""
    if (state, event) in TRANSITIONS:
        assert move(state, event) is TRANSITIONS[state, event]
        return
    with pytest.raises(IllegalMove) as caught:
        move(state, event)
    assert (caught.value.state, caught.value.event) == (state, event)


def test_nothing_in_doubt_is_sent_again_by_itself() -> None:
    """The only ways out of doubt are a person's or a piece of evidence."""
    ways = {event for state, event in TRANSITIONS if state is State.IN_DOUBT}
    assert ways == {Event.SETTLE_SENT, Event.SETTLE_NOT_SENT}


def test_every_way_to_accepted_passes_the_durable_step_before_the_dot() -> None:
    """COMMITTING is on disk before the dot, so an accepted delivery always had it."""
    assert {state for (state, _), after in TRANSITIONS.items() if after is State.ACCEPTED} == {State.COMMITTING}


def test_what_ended_well_never_becomes_pending_again() -> None:
    """No event leads from accepted back to the queue."""
    reached, todo = set(), [State.ACCEPTED]
    while todo:
        state = todo.pop()
        reached.add(state)
        todo += [after for (before, _), after in TRANSITIONS.items() if before is state and after not in reached]
    assert not reached & PENDING


def test_refused_may_be_written_to_again() -> None:
    """Once the address is corrected."""
    assert not {State.REFUSED, State.BOUNCED, State.EXPIRED, State.CANCELLED} & HAS_IT_OR_MAY


@given(st.dictionaries(st.sampled_from(State), st.integers(0, 1000)))
def test_the_parts_add_up_to_the_audience(counts: dict[State, int]) -> None:
    """Always, or the ledger says so by raising."""
    total = sum(counts.values())
    tally = Tally(total, counts)
    other = tally.count(State.SUPPRESSED, State.CANCELLED, State.COMPLAINED)
    assert tally.accepted + tally.refused + tally.in_doubt + tally.pending + other == total
    with pytest.raises(AssertionError):
        Tally(total + 1, counts)
