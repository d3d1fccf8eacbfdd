"""The collector while a worker sends: it looks less often, and goes on as before when the run is over."""

from __future__ import annotations

import gc

import pytest

from distrib.worker.sparing import YOUNG, sparing_collections


def test_the_collector_is_as_it_was_after_a_run_that_broke() -> None:
    """Threshold and frozen objects alike."""
    before = gc.get_threshold(), gc.get_freeze_count() > 0
    during = []

    def break_off() -> None:
        with sparing_collections():
            during.append((gc.get_threshold()[0], gc.get_freeze_count() > 0))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert during == [(YOUNG, True)]
    assert (gc.get_threshold(), gc.get_freeze_count() > 0) == before
