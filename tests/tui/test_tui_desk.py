"""The desk, by keys: what needs somebody stands there first, and Enter goes to the thing itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui_ledger import LOST, TAKEN, deliver, freeze
from tui_office import NARROW, WIDE, TuiOffice, quiet, said, settled, text_of, tui_office, wait_for

from distrib.services import people, releases
from distrib.services.delivery import hands
from distrib.services.people import availability
from distrib.tui.screens.desk import DeskScreen


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_doubt_comes_first_and_enter_leads_to_it(office: TuiOffice, size: tuple[int, int]) -> None:
    """To the people in doubt of that dispatch; Esc leads back."""
    identity = freeze(office, "country:LY")
    deliver(office, TAKEN, LOST, TAKEN, TAKEN)

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "1 in doubt: they may have 2026-001" in said(pilot), "the matter")
        assert f"distrib settle {identity}" in said(pilot)
        await pilot.press("enter")
        await settled(pilot, "deliveries")
        await wait_for(pilot, lambda: "may have it: the line broke" in text_of(pilot), "the one in doubt")
        assert "got it: the mail server took it" not in text_of(pilot)
        await pilot.press("escape", "escape")
        await settled(pilot, "desk")

    office.run(script, size, room="desk")


def test_what_somebody_else_decides_is_on_the_desk_within_two_seconds(office: TuiOffice) -> None:
    """Without a key; the cursor stays with its matter."""
    availability.set_duty(office.context, "Omar Shaheen", "daily 00:00-24:00", "Cairo")

    async def script(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app.screen, DeskScreen)
        await wait_for(pilot, lambda: "on duty now Omar Shaheen" in text_of(pilot), "who is on duty")
        before = pilot.app.screen.matters.current
        hands.hold(office.context, "slow.example")
        await wait_for(pilot, lambda: "Nothing is sent to slow.example" in text_of(pilot), "the hold")
        after = pilot.app.screen.matters.current
        assert before is not None
        assert after is not None
        assert before.target == after.target
        hands.release(office.context, "slow.example")
        await wait_for(pilot, lambda: "slow.example" not in text_of(pilot), "its end")

    office.run(script, room="desk")


@pytest.mark.screens
def test_a_text_that_waits_for_approval_leads_to_the_releases(office: TuiOffice) -> None:
    """By a click too."""
    releases.add(office.context, b"Rain Stops the Ferry\n\nGeneva - The ferry stayed in port.\n", "t")

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "2026-002 waits for approval" in text_of(pilot), "the matter")
        await quiet(pilot)
        row = next(at for at, one in enumerate(text_of(pilot).splitlines()) if "2026-002" in one)
        await pilot.click(offset=(20, row), times=2)
        await settled(pilot, "releases")

    office.run(script, room="desk")


def test_that_nothing_is_to_be_done_is_said_in_words(office: TuiOffice) -> None:
    """And not as a number."""

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "nothing needs you" in text_of(pilot), "the word")

    office.run(script, room="desk")


def test_hostile_names_are_text_on_the_desk(tmp_path: Path) -> None:
    """A headline is not obeyed, and braces in it are no fields."""
    hostile = b"Office [@click=app.quit]warns[/] {sentence} of rain \x1b]52;c;aGk=\x07\n\nGeneva - The ferry stayed.\n"
    with tui_office(tmp_path, is_furnished=False) as office:
        people.import_journalists(office.context, b"Name,Email\nx,a@radio.example\n", "x.csv")
        releases.add(office.context, hostile, "t")

        async def script(pilot: Pilot[None]) -> None:
            await wait_for(pilot, lambda: "[@click=app.quit]warns[/] {sentence}" in said(pilot), "the headline")
            assert not {"\x1b", "\x07"} & set(text_of(pilot))
            await pilot.click("#matter", offset=(30, 0))
            assert pilot.app.is_running

        office.run(script, room="desk")
