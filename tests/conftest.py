"""Fixtures that tests in several folders ask for by name."""

from __future__ import annotations

import gc

import pytest
from hypothesis import settings

pytest_plugins = ["database_fixtures", "cli_office", "tui_fixtures"]

settings.register_profile("distrib", deadline=None)  # how long an example takes says more of the machine than of us
settings.load_profile("distrib")


def pytest_collection_finish() -> None:
    """Thousands of tests and all their modules stay for the whole run; nobody need look whether they are garbage."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What `make screens` runs apart, beside what is marked so: pictures, and whole tasks in a wide terminal."""
    for item in items:
        if "tests/tui/" in item.nodeid and ("pictures" in item.nodeid or "120x40" in item.nodeid):
            item.add_marker(pytest.mark.screens)
