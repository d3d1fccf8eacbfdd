"""How every view looks, small and large. Behaviour is tested elsewhere; renew these with --snapshot-update."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui_ledger import LOST, REFUSED, TAKEN, deliver, freeze
from tui_looks import BOTH, Compare, enter, looks
from tui_office import NARROW, Script, TuiOffice, quiet, text_of, tui_office, wait_for

from distrib.db.engine import Database
from distrib.errors import DatabaseUnusable
from distrib.services import releases
from distrib.services.delivery import hands, workers
from distrib.services.people import availability
from distrib.tui.app import DistribApp
from distrib.tui.desk import Desk
from distrib.tui.screens.opening import FaultScreen


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def nothing(_: Pilot[None]) -> None:
    """The view that is there at once."""


def dialog(key: str, words: str) -> Script:
    """Press a key among the deliveries and wait for what the dialog says."""

    async def script(pilot: Pilot[None]) -> None:
        await enter("f6", "deliveries", "Waiting")(pilot)
        await quiet(pilot)
        await pilot.press(key)
        await wait_for(pilot, lambda: words in " ".join(text_of(pilot).split()), words)

    return script


@BOTH
def test_releases_with_the_text(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """List above or beside, text below or beside."""
    assert looks(snap_compare, office, size, nothing)


@BOTH
def test_approval(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Every edition can be read before it is approved."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await wait_for(pilot, lambda: "Approve this text" in text_of(pilot), "the dialog")

    assert looks(snap_compare, office, size, script)


@BOTH
def test_spokespeople(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """The first answer with its number."""

    async def script(pilot: Pilot[None]) -> None:
        await enter("f3", "spokespeople", "12 people answer")(pilot)
        pilot.app.screen.query_one("#place", Input).value = "Libya"
        await wait_for(pilot, lambda: "4 people answer" in text_of(pilot), "the answers")
        await wait_for(pilot, lambda: "speaks for Libya" in text_of(pilot), "the card")
        await pilot.press("escape")

    assert looks(snap_compare, office, size, script)


@BOTH
def test_journalists(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """The list, the details, and a mistake under the box."""

    async def script(pilot: Pilot[None]) -> None:
        await enter("f5", "journalists", "41 journalists")(pilot)
        pilot.app.screen.query_one("#query", Input).value = "lang:fr"
        await wait_for(pilot, lambda: "column 1" in text_of(pilot), "the mistake")

    assert looks(snap_compare, office, size, script)


@BOTH
def test_deliveries_under_way(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """The bar in the middle, a worker at work."""
    freeze(office)
    deliver(office, *[TAKEN] * 10, REFUSED, *[TAKEN] * 7, LOST)
    with ExitStack() as stack:
        stack.enter_context(workers.at_work(office.context))
        assert looks(snap_compare, office, size, enter("f6", "deliveries", "Waiting 21"))


@BOTH
def test_deliveries_finished(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Who got it and who did not."""
    freeze(office, "country:LY")
    deliver(office, TAKEN, REFUSED, LOST, TAKEN)
    assert looks(snap_compare, office, size, enter("f6", "deliveries", "The server refused this address"))


@pytest.mark.parametrize(
    ("key", "room", "words"),
    [
        ("f2", "releases", "No release yet"),
        ("f3", "spokespeople", "Nobody is on the roster yet"),
        ("f5", "journalists", "Nobody is on the list yet"),
        ("f6", "deliveries", "Nothing has been sent yet"),
    ],
)
def test_empty_rooms(snap_compare: Compare, tmp_path: Path, key: str, room: str, words: str) -> None:
    """Each says what to do next."""
    with tui_office(tmp_path, is_furnished=False) as office:
        assert looks(snap_compare, office, NARROW, enter(key, room, words))


@BOTH
def test_the_desk(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Something of each kind, the most urgent first."""
    freeze(office)
    deliver(office, TAKEN, LOST)
    hands.hold(office.context, "slow.example")
    availability.set_duty(office.context, "Omar Shaheen", "daily 00:00-24:00", "Cairo")
    long = (
        b"Rain Stops the Ferry " + b"and Nobody Knows for How Long " * 8 + b"\n\nGeneva - The ferry stayed in port.\n"
    )
    releases.add(office.context, long, "t")
    assert looks(snap_compare, office, size, enter("f9", "desk", "1 in doubt"))


def test_an_empty_desk(snap_compare: Compare, tmp_path: Path) -> None:
    """Nothing needs anybody."""
    with tui_office(tmp_path, is_furnished=False) as office:
        assert looks(snap_compare, office, NARROW, enter("f9", "desk", "Nothing needs you now"))


@BOTH
def test_settling(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Who is in doubt, and what is known of them."""
    freeze(office)
    deliver(office, LOST, LOST)
    assert looks(snap_compare, office, size, dialog("s", "Message-ID in the mail"))


@BOTH
def test_reasons(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Why, and what can be done."""
    freeze(office)
    deliver(office, REFUSED, TAKEN, REFUSED)
    assert looks(snap_compare, office, size, dialog("y", "Mark them"))


@BOTH
def test_one_recipient(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Plain words."""
    freeze(office)
    deliver(office, REFUSED)

    async def script(pilot: Pilot[None]) -> None:
        await enter("f6", "deliveries", "Waiting 39")(pilot)
        await quiet(pilot)
        await pilot.press("enter", "enter")
        await wait_for(pilot, lambda: "not taken" in text_of(pilot), "the story")
        await quiet(pilot)

    assert looks(snap_compare, office, size, script)


@BOTH
def test_search(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """The answer stands below what was found."""
    freeze(office)
    deliver(office, TAKEN)

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("slash")
        await wait_for(pilot, lambda: bool(pilot.app.screen.query("#everything")), "the search")
        pilot.app.screen.query_one("#everything", Input).value = "libya"
        await wait_for(pilot, lambda: "journalist" in text_of(pilot), "results")

    assert looks(snap_compare, office, size, script)


def test_a_lost_database(snap_compare: Compare, office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line under the bar, and the room as it was."""

    def lost(_: Database) -> str:
        raise DatabaseUnusable("The database server does not answer.")

    async def script(pilot: Pilot[None]) -> None:
        monkeypatch.setattr(Database, "change_stamp", lost)
        await wait_for(pilot, lambda: "The database is away" in text_of(pilot), "the line")

    assert looks(snap_compare, office, NARROW, script)


@BOTH
def test_an_office_that_does_not_open(snap_compare: Compare, size: tuple[int, int]) -> None:
    """A sentence and the way out."""

    def refuse() -> Desk:
        raise DatabaseUnusable("The database is newer than this program. Install the newer distrib.")

    async def lead(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FaultScreen), "the explanation")
        await quiet(pilot)

    assert snap_compare(DistribApp(refuse), terminal_size=size, run_before=lead)


@BOTH
@pytest.mark.parametrize("keys", [{}, {"releases": "f10", "deliveries": "D", "desk": "ctrl+d"}], ids=["usual", "other"])
def test_opening(
    snap_compare: Compare,
    office: TuiOffice,
    size: tuple[int, int],
    keys: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bar has the keys of the settings once they are read; here the office is never there."""
    settings = replace(office.context.settings, keys=keys)

    def open_never(app: DistribApp) -> None:
        app.post_message(DistribApp.Chosen(settings))

    monkeypatch.setattr(DistribApp, "_open", open_never)
    assert snap_compare(DistribApp(office.desk), terminal_size=size, run_before=quiet)
