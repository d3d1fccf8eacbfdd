"""The send room by keyboard: from the approved text to the report, and everything that stands in the way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from scripted_smtp import ScriptedServer
from textual.pilot import Pilot
from textual.widgets import Button, Checkbox, Input
from tui_ledger import LOST, REFUSED, TAKEN, deliver, freeze
from tui_office import NARROW, NOW, WIDE, TuiOffice, quiet, said, settled, text_of, tui_office, wait_for

from distrib.app import Office
from distrib.core.delivery.dispatch import Delivery
from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Status
from distrib.core.people.agreements import AgreementEvent
from distrib.core.release import ReleaseKind
from distrib.services import people, releases
from distrib.services.delivery import dispatches, workers
from distrib.services.people import agreements
from distrib.services.releases import approving, editions, notices, reviewing, writing
from distrib.tui.dialogs.countdown import CountdownDialog
from distrib.tui.dialogs.history import HistoryDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.widgets.dispatch_report import DispatchReport
from distrib.tui.widgets.reading import Reading
from distrib.worker.idling import Mode
from distrib.worker.process import Listener

DRAFT = """\
Rain Stops the Ferry at Dawn

Geneva - The ferry stayed in port on Monday, the Harbour Office said.

Nobody was hurt, and the next boat leaves on Tuesday.
"""
BOTH = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield with_sending(office, undo_seconds=0)


def with_sending(office: TuiOffice, **chosen: int) -> TuiOffice:
    """The office with other settings of [sending]."""
    settings = office.context.settings
    office.context = replace(office.context, settings=replace(settings, sending=replace(settings.sending, **chosen)))
    return office


async def prepare(pilot: Pilot[None], audience: str | None = None) -> Button:
    """Enter the send room with the release under the cursor, and write the audience; the button that sends."""
    await pilot.press("s")
    await settled(pilot, "send")
    await wait_for(pilot, lambda: "✓ Text" in text_of(pilot) or "! Text" in text_of(pilot), "the text")
    if audience is not None:
        await pilot.press("3")
        await write(pilot, audience)
    return pilot.app.screen.query_one("#send", Button)


async def write(pilot: Pilot[None], text: str, box: str = "#audience") -> None:
    """As if pasted; keys one by one take long."""
    pilot.app.screen.query_one(box, Input).value = text


async def ready(pilot: Pilot[None], button: Button) -> None:
    """A plan is there that can be confirmed."""
    await wait_for(pilot, lambda: not button.disabled, "a plan")
    await quiet(pilot)


def ledger(office: TuiOffice, dispatch: int, *states: State) -> tuple[Delivery, ...]:
    return dispatches.deliveries(office.context, dispatch, states=states)


@BOTH
def test_from_a_pasted_text_to_sent_with_the_keyboard_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    """Paste, keep, approve, walk the steps, confirm, count down; a real server has every mail."""
    with ScriptedServer() as server, tui_office(tmp_path) as office:
        settings = replace(office.context.settings, smtp=replace(office.context.settings.smtp, url=server.url))
        office.context = replace(office.context, settings=settings)
        with_sending(office, undo_seconds=3)

        async def script(pilot: Pilot[None]) -> None:
            await pilot.press("v")
            pilot.app.copy_to_clipboard(DRAFT)
            await wait_for(pilot, lambda: bool(pilot.app.screen.query("PasteArea")), "the box to paste into")
            await pilot.press("ctrl+v", "f8")
            await wait_for(pilot, lambda: "Rain Stops the Ferry" in text_of(pilot), "what was recognised")
            await quiet(pilot)
            await pilot.press("enter")
            await wait_for(pilot, lambda: "is kept: version 1" in text_of(pilot), "kept")
            await quiet(pilot)
            await pilot.press("a")
            await wait_for(pilot, lambda: "Approve this text" in text_of(pilot), "the approval")
            await pilot.press("enter")
            await wait_for(pilot, lambda: "is approved: version 1" in text_of(pilot), "approved")
            button = await prepare(pilot)
            await pilot.press("f8", "f8", *"country:LY")
            await ready(pilot, button)
            await pilot.press("f8")
            await wait_for(pilot, lambda: "A message in each language was looked at" in text_of(pilot), "the preview")
            await pilot.press("f8", *"ana@office.example", "enter", "enter")
            await wait_for(pilot, lambda: "The mail server took the test" in text_of(pilot), "the test")
            assert "✓ Test" in text_of(pilot)
            await pilot.press("f8", "f8", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, CountdownDialog), "the countdown")
            assert dispatches.newest(office.context) == ()
            await settled(pilot, "deliveries")
            worker = Office(office.context, None).worker(Listener())
            await asyncio.to_thread(worker.run, Mode.ONCE, 2)
            await wait_for(pilot, lambda: "100% done" in text_of(pilot), "the end")
            assert "Got it 4" in text_of(pilot)

        office.run(script, size)
        test, *mails = server.received
        assert (test.recipient, len(mails)) == ("ana@office.example", 4)
        assert b"TEST" in test.content
        assert not any(b"TEST" in one.content for one in mails)
    assert office.started == ["worker"]


@pytest.mark.screens
@pytest.mark.parametrize(
    ("policy", "who", "words"),
    [
        ("self", "ana", "version 5, approved by yourself, 24 Nov 2026 10:00"),
        ("four-eyes", "ben", "version 5, approved by ben as a second pair of eyes, 24 Nov 2026 10:00"),
    ],
)
def test_the_text_is_said_to_be_approved_by_whom_and_when(office: TuiOffice, policy: str, who: str, words: str) -> None:
    """By the office's clock; the rule is no word of the settings."""
    release, edition, form = writing.form_of(office.context, "2026-001")
    changed = writing.read_form(form.replace("3,200", "3,400"), edition)
    writing.save(office.context, "2026-001", changed, base=release.version)
    rules = replace(office.context.settings.office, approval=policy)
    context = replace(office.context, actor=who, settings=replace(office.context.settings, office=rules))
    approving.approve(context, "2026-001")

    async def script(pilot: Pilot[None]) -> None:
        await prepare(pilot)
        await wait_for(pilot, lambda: words in " ".join(text_of(pilot).split()), words)

    office.run(script)


def test_a_query_that_fits_nobody_is_told_from_one_of_whom_all_are_left_out(office: TuiOffice) -> None:
    """And no message of somebody who was counted before stands in the preview."""

    async def script(pilot: Pilot[None]) -> None:
        await ready(pilot, await prepare(pilot, "country:LY"))
        await pilot.press("escape", "escape", "4")
        message = pilot.app.screen.query_one("#message", Reading)
        await wait_for(pilot, lambda: "Amal Haddad" in message.text, "somebody's message")
        await pilot.press("escape", "3")
        await write(pilot, "nowhereland")
        await wait_for(pilot, lambda: "Nobody fits what is written here" in text_of(pilot), "the reason")
        await wait_for(pilot, lambda: not message.text, "nobody's message")
        await write(pilot, "status:opted_out")
        await wait_for(pilot, lambda: "Nobody is left to send it to" in text_of(pilot), "the other reason")

    office.run(script)


def test_the_audience_that_was_approved_is_fixed(office: TuiOffice) -> None:
    """It is counted at once, and nobody can write another one."""
    reviewing.set_audience(office.context, "2026-001", "all")
    approving.approve(office.context, "2026-001")

    async def script(pilot: Pilot[None]) -> None:
        await ready(pilot, await prepare(pilot))
        await pilot.press("3")
        assert "Approved for: all" in text_of(pilot)
        assert not pilot.app.screen.query_one("#audience").display
        assert "40 people get it, 1 is left out." in text_of(pilot)

    office.run(script)


@pytest.mark.screens
def test_a_notice_shows_its_holders_and_takes_no_query(office: TuiOffice) -> None:
    """A kill goes to exactly those who hold what it withdraws."""
    freeze(office, "country:LY")
    deliver(office, TAKEN, TAKEN)
    notice = notices.tell(office.context, "2026-001", ReleaseKind.KILL, "It was sent too early.").reference
    approving.approve(office.context, notice)

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: notice in text_of(pilot), "the notice")
        await pilot.press("home")
        await quiet(pilot)
        await ready(pilot, await prepare(pilot))
        await pilot.press("3")
        assert "It goes to exactly those who hold 2026-001." in text_of(pilot)
        assert "2 people get it" in text_of(pilot)

    office.run(script)


@pytest.mark.screens
def test_going_back_and_forth_and_to_other_rooms_loses_nothing(office: TuiOffice) -> None:
    """Query, ticks and boxes stand as they were, after Esc as after F8, and after a look at another room."""

    async def script(pilot: Pilot[None]) -> None:
        button = await prepare(pilot, "country:LY")
        await ready(pilot, button)
        await pilot.press("f8", "f8", "f8")
        await write(pilot, "2026-11-25T10:00", "#at")
        await write(pilot, "soon", "#grace")
        await wait_for(pilot, lambda: "write minutes from 0 to" in text_of(pilot), "the mistake")
        await write(pilot, "30", "#grace")
        await wait_for(pilot, lambda: "held for a person" in text_of(pilot), "when")
        await pilot.press(*["escape"] * 6)
        await settled(pilot, "releases")
        await pilot.press("f6")
        await settled(pilot, "deliveries")
        await pilot.press("f2")
        await settled(pilot, "releases")
        await pilot.press("f7")
        await settled(pilot, "send")
        await pilot.press("3")
        await ready(pilot, button)
        assert pilot.app.screen.query_one("#audience", Input).value == "country:LY"
        assert pilot.app.screen.query_one("#at", Input).value == "2026-11-25T10:00"
        await pilot.press("f8", "f8", "f8", "f8", "enter")
        await settled(pilot, "deliveries")

    office.run(script)
    (dispatch,) = dispatches.newest(office.context)
    assert dispatch.standing.status is Status.SCHEDULED
    assert dispatch.standing.start_by is not None
    assert dispatch.standing.not_before is not None
    assert dispatch.standing.start_by - dispatch.standing.not_before == timedelta(minutes=30)


def test_the_countdown_is_taken_back_before_anything_is_queued(office: TuiOffice) -> None:
    """Esc within the time: no dispatch, no worker, and the way is free for another try."""
    with_sending(office, undo_seconds=60)

    async def script(pilot: Pilot[None]) -> None:
        button = await prepare(pilot, "country:LY")
        await ready(pilot, button)
        await pilot.press("f8", "f8", "f8", "f8", "enter")
        await wait_for(pilot, lambda: "Nothing is queued yet" in text_of(pilot), "the countdown")
        assert "goes to 4 people" in text_of(pilot)
        await pilot.press("escape")
        await wait_for(pilot, lambda: "Taken back" in text_of(pilot), "the word")
        assert pilot.app.current_mode == "send"
        assert not button.disabled

    office.run(script)
    assert dispatches.newest(office.context) == ()
    assert office.started == []


def test_a_plan_that_was_overtaken_cannot_be_confirmed(office: TuiOffice) -> None:
    """Between two keys the button is shut; a mistake is pointed at."""

    async def script(pilot: Pilot[None]) -> None:
        button = await prepare(pilot, "country:LY")
        await ready(pilot, button)
        await write(pilot, "country:LYX")
        await pilot.pause()
        assert button.disabled
        await wait_for(pilot, lambda: "column 9" in text_of(pilot), "the mistake and its column")
        assert "✗ People" in text_of(pilot)
        assert button.disabled

    office.run(script)


@pytest.mark.screens
def test_many_recipients_want_the_number_typed(office: TuiOffice) -> None:
    """More than the limit: the button opens when the very number stands there."""
    with_sending(office, type_number_above=39)

    async def script(pilot: Pilot[None]) -> None:
        button = await prepare(pilot, "all")
        await wait_for(pilot, lambda: "40 people get it" in text_of(pilot), "the count")
        await pilot.press("f8", "f8", "f8")
        await wait_for(pilot, lambda: "To send to 40 people, type 40:" in text_of(pilot), "the question")
        await pilot.press("f8", "4")
        assert button.disabled
        await pilot.press("space", "0")  # as somebody groups figures
        await ready(pilot, button)
        await pilot.press("enter", "enter")
        await settled(pilot, "deliveries")

    office.run(script)
    assert dispatches.newest(office.context)[0].tally.audience == 40


def test_under_embargo_everybody_waits_for_the_lift_but_those_who_agreed(office: TuiOffice) -> None:
    """Early copies want a tick of their own; the confirmation says who gets it when."""
    text = f"EMBARGOED until 25 November 2026, 06:00 GMT\n\n{DRAFT}"
    reference = releases.add(office.context, text.encode(), "t").reference
    approving.approve(office.context, reference)
    one, *others = people.find_journalists(office.context, "country:LY")
    agreements.set_agreement(office.context, one.email, AgreementEvent.ACCEPTED, "a mail")

    async def script(pilot: Pilot[None]) -> None:
        button = await prepare(pilot, "country:LY")
        await ready(pilot, button)
        await pilot.press("f8", "f8", "f8")
        lift = "06:00 GMT, Wednesday 25 November 2026"
        await wait_for(pilot, lambda: f"{len(others) + 1} at {lift}" in " ".join(text_of(pilot).split()), "when")
        assert "at the lift" in text_of(pilot)
        pilot.app.screen.query_one("#copies", Checkbox).value = True
        both = f"1 now under embargo, {len(others)} at"
        await wait_for(pilot, lambda: both in " ".join(text_of(pilot).split()), "both waves")
        await pilot.press("f8", "enter")
        await settled(pilot, "deliveries")

    office.run(script)
    assert sorted(one.tally.audience for one in dispatches.newest(office.context)) == [1, len(others)]


def test_a_draft_is_red_and_cannot_be_sent(office: TuiOffice) -> None:
    """The reason stands at the step, and the button stays shut."""
    releases.add(office.context, DRAFT.encode(), "t")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await settled(pilot, "send")
        await wait_for(pilot, lambda: "✗ Text" in text_of(pilot), "the light")
        assert "a draft that nobody has approved" in " ".join(text_of(pilot).split())
        await pilot.press("3")
        await write(pilot, "all")
        await pilot.press("5")
        await wait_for(pilot, lambda: "The text cannot be sent as it stands" in text_of(pilot), "the reason")
        assert pilot.app.screen.query_one("#send", Button).disabled

    office.run(script)


@pytest.mark.screens
def test_a_held_edition_makes_the_languages_amber(office: TuiOffice) -> None:
    """Its readers are left out and named."""
    editions.hold(office.context, "2026-001", "ar")

    async def script(pilot: Pilot[None]) -> None:
        await ready(pilot, await prepare(pilot, "all"))
        await pilot.press("escape")
        assert "! Languages" in text_of(pilot)
        assert "Arabic is stale or held." in text_of(pilot)
        assert "held: its readers wait" in text_of(pilot)

    approving.approve(office.context, "2026-001")
    office.run(script)


def test_people_changed_since_the_confirmation_stop_the_sending(office: TuiOffice) -> None:
    """Somebody opts out during the countdown: nothing is queued, what changed is shown, and it is confirmed again."""
    with_sending(office, undo_seconds=3)

    async def script(pilot: Pilot[None]) -> None:
        button = await prepare(pilot, "country:LY")
        await ready(pilot, button)
        await pilot.press("f8", "f8", "f8", "f8", "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, CountdownDialog), "the countdown")
        people.opt_out(office.context, "nuri@tripoli-daily.example")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the refusal")
        await pilot.pause()
        assert "changed since you looked. Nothing was sent." in said(pilot)
        assert dispatches.newest(office.context) == ()
        await pilot.press("escape")
        await ready(pilot, button)
        assert "Went" in text_of(pilot)
        assert "opted out" in text_of(pilot)
        assert "! People" in text_of(pilot)
        button.focus()
        await pilot.press("enter")
        await settled(pilot, "deliveries")

    office.run(script)
    assert dispatches.newest(office.context)[0].tally.audience == 3


@pytest.mark.screens
def test_the_page_of_the_chosen_recipient_is_opened(office: TuiOffice) -> None:
    """In their language, with their name."""

    async def script(pilot: Pilot[None]) -> None:
        await ready(pilot, await prepare(pilot, "country:LY"))
        await pilot.press("f8")
        await wait_for(pilot, lambda: "✓ Preview" in text_of(pilot), "the message")
        await pilot.press("down", "p")
        await wait_for(pilot, lambda: bool(office.pages), "the browser")

    office.run(script)
    page = Path(office.pages[0].removeprefix("file://")).read_text("utf-8")
    assert 'dir="rtl"' in page
    assert "Nuri Ben Othman" in page


@pytest.mark.screens
def test_no_second_worker_is_started_while_one_lives(office: TuiOffice) -> None:
    """The one that lives takes the new deliveries too."""

    async def script(pilot: Pilot[None]) -> None:
        await ready(pilot, await prepare(pilot, "country:LY"))
        await pilot.press("f8", "f8", "f8", "f8", "enter")
        await settled(pilot, "deliveries")
        await wait_for(pilot, lambda: "Sending. Leaving this screen" in text_of(pilot), "the worker that lives")

    with workers.at_work(office.context):
        office.run(script)
    assert office.started == []


@pytest.mark.screens
def test_the_report_is_filtered_and_opens_the_proof(office: TuiOffice) -> None:
    """Codes, Message-ID and checksum stand behind Enter."""
    dispatch = freeze(office)
    deliver(office, *[TAKEN] * 38, REFUSED, LOST)
    refused = ledger(office, dispatch, State.REFUSED)[0]

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f6")
        await settled(pilot, "deliveries")
        await wait_for(pilot, lambda: "Got it 38" in text_of(pilot), "the counts")
        assert "1 not delivered, 1 in doubt" in text_of(pilot)
        await pilot.press("f", "f")
        report = pilot.app.screen.query_one(DispatchReport).people
        await wait_for(pilot, lambda: report.rows.is_read and report.rows.count == 1, "the one not delivered")
        await pilot.press("enter", "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, HistoryDialog), "the details")
        await quiet(pilot)
        await wait_for(pilot, lambda: "The server refused this address" in said(pilot), "plain words")
        assert "550" not in said(pilot)
        await pilot.press("f1")
        assert "550 5.1.1 no such user" in said(pilot)
        assert refused.message_id in said(pilot)
        await pilot.press("escape", "f", "f", "f")
        await wait_for(pilot, lambda: "left out: opted out" in text_of(pilot), "who was left out")

    office.run(script)


@pytest.mark.screens
def test_deliveries_without_a_worker_say_so_and_a_key_starts_one(office: TuiOffice) -> None:
    """A worker that died leaves deliveries behind."""
    freeze(office, "country:LY")
    office.context = replace(office.context, now=lambda: NOW + timedelta(minutes=5))

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f6")
        await settled(pilot, "deliveries")
        await wait_for(pilot, lambda: "4 wait and no worker runs. Press W" in text_of(pilot), "the hint")
        await pilot.press("W")
        await wait_for(pilot, lambda: office.started == ["worker"], "the worker")

    office.run(script)
