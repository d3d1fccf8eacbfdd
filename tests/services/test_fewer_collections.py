"""The search for cycles is as it was once the last who asked for less of it has left."""

from __future__ import annotations

import gc
from contextlib import ExitStack

import pytest

from distrib.services.sparing import YOUNG, fewer_collections


def test_it_is_rare_within_and_as_before_afterwards() -> None:
    """Also after a fault."""
    before = gc.get_threshold()
    within = []

    @fewer_collections()
    def break_off() -> None:
        within.append(gc.get_threshold())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert (within, gc.get_threshold()) == ([(YOUNG, *before[1:])], before)


def test_whoever_leaves_first_takes_nothing_from_the_other() -> None:
    """Two threads may be inside, and leave in any order."""
    before = gc.get_threshold()
    first, second = ExitStack(), ExitStack()
    first.enter_context(fewer_collections())
    second.enter_context(fewer_collections())
    first.close()
    assert gc.get_threshold()[0] == YOUNG
    second.close()
    assert gc.get_threshold() == before
