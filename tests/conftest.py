"""Fixtures that tests in several folders ask for by name."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings
from shared_statements import share_statements
from shared_styles import share_styles

SELDOM = (50_000, 10, 10)
"""Python looks for garbage every 700 objects, a tenth of the time of a test; offices and screens are far more."""

pytest_plugins = ["database_fixtures", "cli_office", "tui_fixtures"]

share_statements()
share_styles()

settings.register_profile("distrib", deadline=None)  # how long an example takes says more of the machine than of us
settings.load_profile("distrib")


gc.disable()  # while tests are collected next to nothing becomes garbage


def pytest_collection_finish() -> None:
    """Thousands of tests and all their modules stay for the whole run; nobody need look whether they are garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What `make screens` runs apart, beside what is marked so: pictures, and whole tasks in a wide terminal."""
    for item in items:
        if "tests/tui/" in item.nodeid and ("pictures" in item.nodeid or "120x40" in item.nodeid):
            item.add_marker(pytest.mark.screens)


def pytest_sessionfinish() -> None:
    """What is left at the end is looked through once; pytest would do it five times over, and Python twice more."""
    gc.collect()
    gc.freeze()
