"""How the send room and the set-up look, small and large: full, empty, and with something wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui_looks import BOTH, Compare, looks
from tui_office import NARROW, Script, TuiOffice, quiet, settled, text_of, tui_office, wait_for

from distrib.services import releases
from distrib.services.releases import approving, editions


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def send_step(step: str, *keys: str, query: str = "all", words: str = "gets it|get it") -> Script:
    """Prepare a send, and go to a step of it."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await settled(pilot, "send")
        await wait_for(pilot, lambda: "Approved" in text_of(pilot), "the text")
        pilot.app.screen.query_one("#audience", Input).value = query
        await pilot.press("3")
        await wait_for(pilot, lambda: any(one in text_of(pilot) for one in words.split("|")), words)
        await pilot.press("escape", "escape", *["f8"] * (int(step) - 1))
        await quiet(pilot)
        await pilot.press(*keys)

    return script


@BOTH
@pytest.mark.parametrize("step", ["1", "2", "3", "4", "5", "6"])
def test_each_step_of_a_send(snap_compare: Compare, office: TuiOffice, size: tuple[int, int], step: str) -> None:
    """Everybody, with one left out and one edition held."""
    editions.hold(office.context, "2026-001", "fr")
    approving.approve(office.context, "2026-001")
    assert looks(snap_compare, office, size, send_step(step))


def test_a_mistake_in_the_audience(snap_compare: Compare, office: TuiOffice) -> None:
    """Pointed at, and the step is red."""
    approving.approve(office.context, "2026-001")
    assert looks(snap_compare, office, NARROW, send_step("3", query="country:LYX", words="column 9"))


def test_a_draft_with_a_long_headline(snap_compare: Compare, office: TuiOffice) -> None:
    """Red, with the reason."""
    long = b"Rain Stops the Ferry " + b"and Nobody Knows for How Long " * 8 + b"\n\nGeneva - The ferry stayed.\n"
    releases.add(office.context, long, "t")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await settled(pilot, "send")
        await wait_for(pilot, lambda: "nobody has approved" in text_of(pilot), "the reason")

    assert looks(snap_compare, office, NARROW, script)


def test_no_release_is_chosen(snap_compare: Compare, office: TuiOffice) -> None:
    """It says where to begin."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f7")
        await settled(pilot, "send")

    assert looks(snap_compare, office, NARROW, script)


def setup_page(*keys: str, words: str) -> Script:
    """Enter the set-up, and press keys there."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f12")
        await settled(pilot, "setup")
        await pilot.press(*keys)
        await wait_for(pilot, lambda: words in " ".join(text_of(pilot).split()), words)

    return script


@BOTH
def test_the_first_page_of_the_set_up(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """What stands there already is in the boxes."""
    assert looks(snap_compare, office, size, setup_page(words="Postal address"))


def test_a_page_of_the_set_up_with_a_mistake(snap_compare: Compare, office: TuiOffice) -> None:
    """What is wrong stands below the boxes."""

    async def script(pilot: Pilot[None]) -> None:
        await setup_page(words="Time zone")(pilot)
        pilot.app.screen.query_one("#organisation-zone", Input).value = "Mars/Base"
        await pilot.press("f8")
        await wait_for(pilot, lambda: "no time zone" in text_of(pilot), "the mistake")

    assert looks(snap_compare, office, NARROW, script)


@BOTH
def test_the_mail_server_page(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Boxes and buttons."""
    assert looks(snap_compare, office, size, setup_page("ctrl+n", "ctrl+n", words="Protection"))


@BOTH
def test_signing_without_a_key(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """What DNS is to say beside it."""
    assert looks(snap_compare, office, size, setup_page(*["ctrl+n"] * 3, words="There is no key yet"))
