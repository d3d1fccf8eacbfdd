"""Why somebody did not get it, and what can be done; and numbers as a line of blocks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.figures import BLOCKS, sparkline, step_for
from distrib.core.delivery.ledger import State
from distrib.core.delivery.reasons import NOT_DELIVERED, REMEDIES, NotDelivered, Reason, grouped, reason_of


@pytest.mark.parametrize(
    ("state", "code", "enhanced", "reason"),
    [
        (State.REFUSED, 550, "5.1.1", Reason.UNKNOWN),
        (State.REFUSED, 550, None, Reason.UNKNOWN),
        (State.BOUNCED, None, "5.1.1", Reason.UNKNOWN),
        (State.REFUSED, 550, "5.1.8", Reason.RULES),
        (State.REFUSED, 550, "5.7.1", Reason.RULES),
        (State.REFUSED, 552, "5.2.2", Reason.MAILBOX),
        (State.REFUSED, 554, None, Reason.OTHER),
        (State.BOUNCED, None, None, Reason.OTHER),
        (State.EXPIRED, 450, "4.2.0", Reason.GAVE_UP),
        (State.SUPPRESSED, None, None, Reason.OPTED_OUT),
        (State.CANCELLED, 550, "5.1.1", Reason.STOPPED),
        (State.SETTLED_NOT_SENT, None, None, Reason.SETTLED),
    ],
)
def test_each_reply_has_its_reason(state: State, code: int | None, enhanced: str | None, reason: Reason) -> None:
    """Our own address being refused never marks the recipient."""
    assert reason_of(state, code, enhanced) is reason


def test_every_reason_says_what_can_be_done_and_everybody_is_in_one_group() -> None:
    """The counts add up."""
    assert set(REMEDIES) == set(Reason)
    people = [
        NotDelivered(at, at, f"{at}@x.example", state, 550, "5.1.1", "no") for at, state in enumerate(NOT_DELIVERED)
    ]
    groups = grouped(people)
    assert sum(len(one.people) for one in groups) == len(people)
    assert groups[0].reason is Reason.UNKNOWN
    assert groups[0].example == "no"


@given(st.lists(st.integers(0, 10_000), max_size=300), st.integers(0, 80))
def test_a_line_of_blocks_fits_and_shows_whatever_is_more_than_nothing(counts: list[int], width: int) -> None:
    """And the tallest block stands for the most."""
    line = sparkline(counts, width)
    assert len(line) <= width
    assert set(line) <= set(BLOCKS)
    if any(counts) and width:
        assert BLOCKS[-1] in line
        size = -(-len(counts) // width)
        sums = [sum(counts[at : at + size]) for at in range(0, len(counts), size)]
        assert [one > 0 for one in sums] == [block != BLOCKS[0] for block in line]


@pytest.mark.parametrize(("seconds", "step"), [(0, 1), (60, 1), (61, 5), (3600, 60), (10**7, 86400)])
def test_stretches_are_ones_that_people_use(seconds: int, step: int) -> None:
    """The shortest that fits."""
    assert step_for(timedelta(seconds=seconds), 60) == timedelta(seconds=step)
