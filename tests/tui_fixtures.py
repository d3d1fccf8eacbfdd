"""Fixtures of the tests of the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture
def in_english_again() -> Iterator[None]:
    """The language is one per process: whatever a test speaks, the next one begins in English."""
    yield
    from distrib.tui.wording import SOURCE, speak

    speak(SOURCE)
