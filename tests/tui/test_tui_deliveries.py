"""The room of deliveries, by keys: a hand on a dispatch, those in doubt, those who did not get it, one recipient."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input
from tui_ledger import LOST, REFUSED, RELEASE, TAKEN, deliver, freeze
from tui_office import LONGEST, NARROW, WIDE, TuiOffice, opened, said, settled, text_of, tui_office, wait_for

from distrib.core.delivery.ledger import State
from distrib.core.delivery.outcome import Fault
from distrib.core.delivery.status import Status
from distrib.core.people import JournalistStatus
from distrib.core.release import ReleaseKind
from distrib.errors import DatabaseUnusable
from distrib.services import people, sending
from distrib.services.context import Context
from distrib.services.delivery import dispatches, hands, settling
from distrib.services.releases import approving, notices
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.history import HistoryDialog
from distrib.tui.dialogs.hold import HoldDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.reasons import ReasonsDialog
from distrib.tui.dialogs.settle import SettleDialog, Settlement
from distrib.tui.screens.deliveries import DeliveriesScreen
from distrib.tui.tasks import hands as hands_of_tasks
from distrib.tui.widgets.figures_pane import FiguresPane
from distrib.tui.widgets.ledger_watch import LedgerWatch
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.wording import SOURCE, speak

BOTH = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office
    speak(SOURCE)


async def looked_at(pilot: Pilot[None]) -> DeliveriesScreen:
    """The dispatch under the cursor is read."""
    await settled(pilot, "deliveries")
    screen = pilot.app.screen
    assert isinstance(screen, DeliveriesScreen)
    await wait_for(pilot, lambda: screen.report.people.rows.is_shown, "the dispatch")
    return screen


def status(office: TuiOffice, dispatch: int) -> Status:
    return dispatches.get(office.context, dispatch).standing.status


def test_a_sending_that_was_begun_elsewhere_is_seen(office: TuiOffice) -> None:
    """The list is read again by itself, and the cursor stays where it was."""
    first = freeze(office, "country:LY")

    async def script(pilot: Pilot[None]) -> None:
        screen = await looked_at(pilot)
        assert screen.dispatches.rows.count == 1
        await asyncio.to_thread(freeze, office)
        await wait_for(pilot, lambda: screen.dispatches.rows.count == 2, "the other sending")
        await settled(pilot, "deliveries")
        assert screen.dispatches.current is not None
        assert screen.dispatches.current.id == first

    office.run(script, room="deliveries")


def test_what_becomes_of_another_sending_is_seen(office: TuiOffice) -> None:
    """The cursor need not stand on it; and what was seen stays when the cursor moves on."""
    freeze(office, "country:LY")
    freeze(office, "country:TN")

    async def script(pilot: Pilot[None]) -> None:
        screen = await looked_at(pilot)
        shown = screen.dispatches
        await wait_for(pilot, lambda: text_of(pilot, shown).count("4 waiting") == 2, "both wait")
        await asyncio.to_thread(deliver, office, *[TAKEN] * 4)
        await wait_for(pilot, lambda: "all got it" in text_of(pilot, shown), "the other is done")
        assert shown.cursor == 0
        await asyncio.to_thread(deliver, office, *[TAKEN] * 4)
        await wait_for(pilot, lambda: text_of(pilot, shown).count("all got it") == 2, "this one too")
        await pilot.press("down")
        await settled(pilot, "deliveries")
        assert text_of(pilot, shown).count("all got it") == 2

    office.run(script, room="deliveries")


@BOTH
def test_pause_resume_and_stop(office: TuiOffice, size: tuple[int, int]) -> None:
    """Stopping asks first, and Enter without reading stops nothing."""
    dispatch = freeze(office)
    deliver(office, TAKEN)

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        await pilot.press("p")
        await wait_for(pilot, lambda: status(office, dispatch) is Status.PAUSED, "the pause")
        await wait_for(pilot, lambda: "Press r to go on" in text_of(pilot), "what to do next")
        await pilot.press("r")
        await wait_for(pilot, lambda: status(office, dispatch) is Status.RUNNING, "going on")
        await wait_for(pilot, lambda: office.started == ["worker"], "the worker")
        await pilot.press("X")
        await opened(pilot, ConfirmDialog)
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, DeliveriesScreen), "the way back")
        assert status(office, dispatch) is Status.RUNNING
        await pilot.press("X")
        await opened(pilot, ConfirmDialog)
        assert "have not got it and will not" in said(pilot)
        await pilot.press("shift+tab", "enter")
        await wait_for(pilot, lambda: status(office, dispatch) is Status.STOPPED, "the end")

    office.run(script, size, room="deliveries")


@pytest.mark.parametrize("is_french", [False, True])
def test_a_notice_is_listed_with_those_it_goes_to(office: TuiOffice, *, is_french: bool) -> None:
    """In the narrowest terminal too; their number stands beside it."""
    freeze(office, "country:LY")
    deliver(office, TAKEN)
    notice = notices.tell(office.context, RELEASE, ReleaseKind.KILL, "It was sent too early.").reference
    approving.approve(office.context, notice)
    sending.freeze(office.context, sending.plan(office.context, notice))
    who = f"qui ont {RELEASE}" if is_french else f"holders of {RELEASE}"

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        assert who in next(one for one in text_of(pilot).splitlines() if notice in one)

    (office.in_french() if is_french else office).run(script, NARROW, room="deliveries")


@pytest.mark.screens
def test_only_what_can_be_done_with_a_sending_is_offered(office: TuiOffice) -> None:
    """On the last line: it follows the sending, and the cursor from one to another."""
    for query, first in (("country:LY", TAKEN), ("country:TN", LOST)):
        others = dispatches.get(office.context, freeze(office, query)).tally.audience - 1
        deliver(office, first, *[TAKEN] * others)
    under_way = freeze(office, "country:EG")

    def offers(pilot: Pilot[None], *labels: str) -> bool:
        last = text_of(pilot).splitlines()[-1]
        return {one for one in ("Pause", "Resume", "Stop", "Settle") if one in last} == set(labels)

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        await wait_for(pilot, lambda: offers(pilot, "Pause", "Stop"), "what can be done with what is under way")
        await pilot.press("p")
        await wait_for(pilot, lambda: offers(pilot, "Resume", "Stop"), "what can be done with what is paused")
        await pilot.press("down")
        await wait_for(pilot, lambda: offers(pilot, "Settle"), "what can be done with doubts")
        await pilot.press("down")
        await wait_for(pilot, lambda: offers(pilot), "nothing can be done with what has ended")
        assert status(office, under_way) is Status.PAUSED

    office.run(script, WIDE, room="deliveries")


def test_nothing_is_offered_where_nothing_was_sent(office: TuiOffice) -> None:
    """The list is empty: there is no message to look at, nothing to export and nobody to explain."""

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "Nothing has been sent yet" in text_of(pilot), "an empty list")
        last = text_of(pilot).splitlines()[-1]
        assert "Hold domain" in last
        assert not [one for one in ("Why not", "Message", "Export", "Figures", "Worker") if one in last]

    office.run(script, WIDE, room="deliveries")


def test_what_cannot_be_done_is_said_and_changes_nothing(office: TuiOffice) -> None:
    """Such as pausing what is paused."""
    dispatch = freeze(office)
    hands.pause(office.context, dispatch)

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        await pilot.press("p")
        await opened(pilot, MessageDialog)
        assert "is paused already" in said(pilot)

    office.run(script, room="deliveries")


@BOTH
def test_those_in_doubt_are_settled_one_by_one_then_all(office: TuiOffice, size: tuple[int, int]) -> None:
    """Each word is about the one under the cursor, until it is said to be about all."""
    dispatch = freeze(office)
    deliver(office, LOST, LOST, LOST, LOST)

    def states() -> list[State]:
        ended = (State.IN_DOUBT, State.SETTLED_SENT, State.SETTLED_NOT_SENT)
        return [one.state for one in dispatches.deliveries(office.context, dispatch, states=ended)]

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        await pilot.press("s")
        await opened(pilot, SettleDialog)
        await wait_for(pilot, lambda: "look for the message-id" in said(pilot).lower(), "what is known")
        await pilot.press("down", "y")
        await wait_for(pilot, lambda: states().count(State.SETTLED_SENT) == 1, "the first word")
        assert states()[1] is State.SETTLED_SENT
        await wait_for(pilot, lambda: "3 in doubt" in text_of(pilot), "the others")
        await pilot.pause()
        assert told(pilot) == ["Settled: 1 counts as got."]
        await pilot.press("n")
        await wait_for(pilot, lambda: states().count(State.SETTLED_NOT_SENT) == 1, "the second word")
        await wait_for(pilot, lambda: "2 in doubt" in text_of(pilot), "the last ones")
        await pilot.pause()
        assert told(pilot)[-1] == "Settled: 1 counts as not delivered. Nothing is sent."
        await pilot.press("e", "y")
        await wait_for(pilot, lambda: State.IN_DOUBT not in states(), "the word about all")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, DeliveriesScreen), "the way back")

    office.run(script, size, room="deliveries")
    assert states().count(State.SETTLED_SENT) == 3


def told(pilot: Pilot[None]) -> list[str]:
    """The short words that were said."""
    return [one.message for one in pilot.app._notifications]


def test_what_a_server_did_is_told_in_french(office: TuiOffice, in_english_again: None) -> None:
    """Where it hung up without a word, the sentence is ours."""
    dispatch = freeze(office)
    deliver(office, replace(LOST, fault=Fault.CLOSED))
    history = hands_of_tasks.histories(office.desk(), settling.doubts(office.context, dispatch)[0].email)

    async def script(pilot: Pilot[None]) -> None:
        words = "le serveur de messagerie a fermé la connexion"
        pilot.app.push_screen(SettleDialog(settling.doubts(office.context, dispatch), ZoneInfo("UTC")))
        await opened(pilot, SettleDialog)
        await wait_for(pilot, lambda: words in said(pilot), "what the server did")
        assert "Indices" in text_of(pilot)
        assert "aucune" not in text_of(pilot)
        await pilot.press("escape")
        pilot.app.push_screen(HistoryDialog(history, ZoneInfo("UTC")))
        await opened(pilot, HistoryDialog)
        await pilot.press("f1")
        await wait_for(pilot, lambda: words in said(pilot), "the codes")

    office.in_french().run(script, room="deliveries")


def test_a_word_is_about_the_row_that_is_seen(office: TuiOffice) -> None:
    """However fast the keys come after the dialog."""
    dispatch = freeze(office)
    deliver(office, LOST, LOST)
    second = dispatches.deliveries(office.context, dispatch, states=(State.IN_DOUBT,))[1]

    async def script(pilot: Pilot[None]) -> None:
        dialog = SettleDialog(settling.doubts(office.context, dispatch), ZoneInfo("UTC"))
        words: list[Settlement | None] = []
        pilot.app.push_screen(dialog, words.append)
        await wait_for(pilot, lambda: dialog.is_mounted and bool(dialog.query("#doubts")), "the dialog")
        dialog.query_one("#doubts", PagedList).action_step(1)
        dialog.action_settle("sent")
        await wait_for(pilot, lambda: bool(words), "the word")
        assert words == [Settlement("sent", second.email)]

    office.run(script, room="deliveries")


def test_a_database_that_is_away_is_not_nobody_in_doubt(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why is said once, and nothing that is not known."""
    freeze(office)
    deliver(office, LOST)

    def away(*_: object) -> None:
        raise DatabaseUnusable("The disk is full.")

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        monkeypatch.setattr(settling, "doubts", away)
        await pilot.press("s")
        await opened(pilot, ConfirmDialog)
        assert "The disk is full." in said(pilot)
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, DeliveriesScreen), "the way back")
        await pilot.pause()
        assert "Nobody is in doubt" not in text_of(pilot)

    office.run(script, room="deliveries")


def test_a_domain_that_could_not_be_held_stays_in_its_box(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is held once the database is back, and not typed again."""
    freeze(office)
    hold, is_away = hands.hold, True

    def hold_or_not(context: Context, domain: str) -> int:
        if is_away:
            raise DatabaseUnusable("The disk is full.")
        return hold(context, domain)

    async def script(pilot: Pilot[None]) -> None:
        nonlocal is_away
        await looked_at(pilot)
        monkeypatch.setattr(hands, "hold", hold_or_not)
        await pilot.press("h")
        await opened(pilot, HoldDialog)
        await pilot.press(*"news.example", "enter")
        await opened(pilot, ConfirmDialog)
        is_away = False
        await pilot.press("escape")
        await opened(pilot, HoldDialog)
        assert pilot.app.screen.query_one(Input).value == "news.example"
        await pilot.press("enter")
        await wait_for(
            pilot, lambda: [one.domain for one in hands.held_domains(office.context)] == ["news.example"], "the hold"
        )

    office.run(script, room="deliveries")


def test_a_look_that_is_asked_for_during_another_is_taken() -> None:
    """What is being read may be older than the deed after which it is asked for."""
    begun, go_on = threading.Event(), threading.Event()
    looked: list[int] = []

    def look(dispatch_id: int, *_: object) -> Any:
        looked.append(dispatch_id)
        begun.set()
        assert go_on.wait(LONGEST)
        return SimpleNamespace(
            dispatch=SimpleNamespace(id=dispatch_id), left_out=(), figures=None, standing=SimpleNamespace(pending=0)
        )

    class Watching(App[None]):
        def compose(self) -> ComposeResult:
            yield LedgerWatch(look)

    async def play() -> None:
        app = Watching()
        async with app.run_test() as pilot:
            watch = app.query_one(LedgerWatch)
            watch.turn_to(1)
            await wait_for(pilot, begun.is_set, "the first look")
            watch.look(counts_anew=True)
            go_on.set()
            await wait_for(pilot, lambda: looked == [1, 1], "the look that was asked for")
            await pilot.pause(0.1)
            assert looked == [1, 1]

    asyncio.run(play())


@pytest.mark.screens
def test_leaving_the_dialog_settles_nothing(office: TuiOffice) -> None:
    """Esc is always no."""
    freeze(office)
    deliver(office, LOST)

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        await pilot.press("s")
        await opened(pilot, SettleDialog)
        await pilot.press("escape")
        await wait_for(pilot, lambda: "In doubt 1" in text_of(pilot), "still one")

    office.run(script, room="deliveries")


@pytest.mark.screens
def test_a_domain_is_held_and_released(office: TuiOffice) -> None:
    """The domain of the person under the cursor stands in the box."""
    freeze(office)

    async def script(pilot: Pilot[None]) -> None:
        screen = await looked_at(pilot)
        await pilot.press("tab")
        await wait_for(pilot, lambda: screen.person is not None, "somebody")
        assert screen.person is not None
        domain = screen.person.email.rpartition("@")[2]
        await pilot.press("h")
        await opened(pilot, HoldDialog)
        assert pilot.app.screen.query_one(Input).value == domain
        await pilot.press("enter")
        await wait_for(pilot, lambda: [one.domain for one in hands.held_domains(office.context)] == [domain], "hold")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, DeliveriesScreen), "the way back")
        await pilot.press("h")
        await opened(pilot, HoldDialog)
        assert f"Held now: {domain}" in said(pilot)
        await pilot.press("enter")
        await wait_for(pilot, lambda: hands.held_domains(office.context) == (), "its end")

    office.run(script, room="deliveries")


@pytest.mark.screens
def test_unknown_addresses_are_marked_and_the_list_is_opened(office: TuiOffice) -> None:
    """What can be done stands beside why."""
    freeze(office)
    deliver(office, TAKEN, REFUSED, TAKEN, REFUSED)

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        await pilot.press("y")
        await opened(pilot, ReasonsDialog)
        await wait_for(pilot, lambda: "Mark them, so that nobody writes" in said(pilot), "the remedy")
        await pilot.press("M")
        await settled(pilot, "journalists")
        await wait_for(pilot, lambda: "2 journalists" in text_of(pilot), "those who were marked")

    office.run(script, room="deliveries")
    assert people.count_by_status(office.context)[JournalistStatus.BOUNCED] == 2


def test_tab_leads_to_the_people_and_their_keys_turn_the_filter(office: TuiOffice) -> None:
    """As help says."""
    freeze(office)
    deliver(office, REFUSED)

    async def script(pilot: Pilot[None]) -> None:
        screen = await looked_at(pilot)
        await pilot.press("tab")
        assert screen.report.people.has_focus
        await pilot.press("right", "right")
        await wait_for(pilot, lambda: screen.report.people.rows.count == 1, "the one who did not get it")
        await pilot.press("left", "left")
        await wait_for(pilot, lambda: screen.report.people.rows.count == 40, "everybody")
        await pilot.press("shift+tab")
        assert screen.dispatches.has_focus

    office.run(script, room="deliveries")


def test_the_way_to_a_person_is_the_one_that_is_named(office: TuiOffice) -> None:
    """The message of nobody cannot be shown; Enter leads to the people, as the hint says."""
    freeze(office)
    deliver(office, REFUSED)

    async def script(pilot: Pilot[None]) -> None:
        screen = await looked_at(pilot)
        await pilot.press("m")
        await wait_for(pilot, lambda: "Enter leads there" in text_of(pilot), "the hint")
        await pilot.press("enter")
        await wait_for(pilot, lambda: screen.person is not None, "somebody")

    office.run(script, room="deliveries")


@pytest.mark.screens
@BOTH
def test_one_recipient_and_the_message_as_sent(office: TuiOffice, size: tuple[int, int]) -> None:
    """Plain words, codes behind F1, and whether the message is the one that the ledger proves."""
    freeze(office)
    deliver(office, REFUSED)

    async def script(pilot: Pilot[None]) -> None:
        screen = await looked_at(pilot)
        await pilot.press("tab")
        await wait_for(pilot, lambda: screen.person is not None, "somebody")
        await pilot.press("enter")
        await opened(pilot, HistoryDialog)
        await wait_for(pilot, lambda: "not taken: The server refused this address" in said(pilot), "plain words")
        await pilot.press("f1")
        await wait_for(pilot, lambda: "550 5.1.1 no such user" in said(pilot), "the codes")
        await pilot.press("m")
        await opened(pilot, MessageDialog)
        assert "Nothing was sent yet" in said(pilot)
        assert "Message-ID:" in said(pilot)

    office.run(script, size, room="deliveries")


@pytest.mark.screens
def test_figures_and_export(office: TuiOffice) -> None:
    """By domain and over time; the file has everybody and no formula."""
    dispatch = freeze(office)
    deliver(office, TAKEN, REFUSED)
    path = office.context.settings.home / "exports" / f"dispatch-{dispatch}.csv"

    async def script(pilot: Pilot[None]) -> None:
        await looked_at(pilot)
        await pilot.press("g")
        await wait_for(pilot, lambda: "By domain" in text_of(pilot), "the figures")
        assert "le-courrier-du-soir.example" in pilot.app.screen.query_one(FiguresPane).text
        await pilot.press("escape")
        await wait_for(pilot, lambda: "By domain" not in text_of(pilot), "the people")
        await pilot.press("x")
        await wait_for(pilot, path.exists, "the file")
        await wait_for(pilot, lambda: path.read_text().count("\n") == 41, "everybody")

    office.run(script, room="deliveries")
    assert path.stat().st_mode & 0o077 == 0
