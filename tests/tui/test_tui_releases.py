"""The room of releases, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui_office import TuiOffice, text_of, tui_office, wait_for


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def test_the_list_and_the_text_of_the_first_release_are_there_at_once(office: TuiOffice) -> None:
    """No key is needed to read the newest release."""

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "Dear colleague," in text_of(pilot), "the text")
        assert "2026-001" in text_of(pilot)
        assert "approved" in text_of(pilot)

    office.run(script)
