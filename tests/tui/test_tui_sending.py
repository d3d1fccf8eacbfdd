"""Sending from the screen: one confirmation, then the deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Checkbox, Input
from tui_ledger import LOST, REFUSED, TAKEN, deliver, freeze
from tui_office import NOW, TuiOffice, quiet, said, settled, text_of, tui_office, wait_for

from distrib.core.agreements import AgreementEvent
from distrib.core.dispatch import Delivery
from distrib.core.ledger import State
from distrib.services import agreements, approving, dispatches, people, releases, reviewing, workers
from distrib.tui.dialogs.history import HistoryDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.send import SendDialog
from distrib.tui.widgets.dispatch_report import DispatchReport

DRAFT = """\
Rain Stops the Ferry at Dawn

Geneva - The ferry stayed in port on Monday, the Harbour Office said.

Nobody was hurt, and the next boat leaves on Tuesday.
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def ask(pilot: Pilot[None], audience: str) -> Button:
    """Open the confirmation and write the audience; the button that sends."""
    await pilot.press("s")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SendDialog), "the confirmation")
    await pilot.pause()
    await write(pilot, audience)
    return pilot.app.screen.query_one("#confirm", Button)


async def write(pilot: Pilot[None], audience: str) -> None:
    """As if pasted; keys one by one take long."""
    pilot.app.screen.query_one("#audience", Input).value = audience


def ledger(office: TuiOffice, dispatch: int, *states: State) -> tuple[Delivery, ...]:
    return dispatches.deliveries(office.context, dispatch, states=states)


def test_the_audience_that_was_approved_stands_there(office: TuiOffice) -> None:
    """It is counted at once; whoever writes another one is told for whom the release is."""
    reviewing.set_audience(office.context, "2026-001", "all")
    approving.approve(office.context, "2026-001")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, SendDialog), "the confirmation")
        confirm = pilot.app.screen.query_one("#confirm", Button)
        await wait_for(pilot, lambda: not confirm.disabled, "the plan")
        assert pilot.app.screen.query_one("#audience", Input).value == "all"
        await write(pilot, "country:LY")
        await wait_for(pilot, lambda: "was approved for `all`" in said(pilot), "the reason")
        assert confirm.disabled

    office.run(script)


def test_from_approval_to_the_report(office: TuiOffice) -> None:
    """Approve, confirm, watch, and read who got it; the worker is another process and is only asked for."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await wait_for(pilot, lambda: "Approve this text" in text_of(pilot), "the approval")
        await pilot.press("enter")
        await wait_for(pilot, lambda: "is approved: version 4." in text_of(pilot), "approved")
        confirm = await ask(pilot, "country:LY")
        assert confirm.disabled
        await wait_for(pilot, lambda: not confirm.disabled, "a plan")
        assert "4 people: 4 in Arabic" in text_of(pilot)
        assert "Harbour Office Press <press@office.example>" in text_of(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot, "deliveries")
        await wait_for(pilot, lambda: "Waiting 4" in text_of(pilot), "four wait")
        assert "  0% done" in text_of(pilot)
        deliver(office, TAKEN, REFUSED, LOST, TAKEN)
        await wait_for(pilot, lambda: "100% done" in text_of(pilot), "the end")
        await wait_for(pilot, lambda: "The server refused this address" in text_of(pilot), "the refusal in words")
        assert "All 4  Got it 2  Not delivered 1  In doubt 1  Waiting 0  Left out 0" in text_of(pilot)

    office.run(script)
    assert office.started == ["worker"]


def test_no_second_worker_is_started_while_one_lives(office: TuiOffice) -> None:
    """The one that lives takes the new deliveries too."""

    async def script(pilot: Pilot[None]) -> None:
        confirm = await ask(pilot, "country:LY")
        await wait_for(pilot, lambda: not confirm.disabled, "a plan")
        await pilot.press("enter", "enter")
        await settled(pilot, "deliveries")
        await wait_for(pilot, lambda: "Sending. Leaving this screen" in text_of(pilot), "the worker that lives")

    with workers.at_work(office.context):
        office.run(script)
    assert office.started == []


def test_everyone_left_out_is_named_with_the_reason(office: TuiOffice) -> None:
    """Who opted out does not get it and is not forgotten."""

    async def script(pilot: Pilot[None]) -> None:
        confirm = await ask(pilot, "all")
        await wait_for(pilot, lambda: not confirm.disabled, "a plan")
        await quiet(pilot)
        assert "40 people: 13 in English, 10 in Arabic, 9 in Spanish, 8 in" in text_of(pilot)
        assert "1 (opted out: 1)" in text_of(pilot)
        assert "Bianca Rossetti" in text_of(pilot)

    office.run(script)


def test_a_plan_that_was_overtaken_cannot_be_confirmed(office: TuiOffice) -> None:
    """Between two keys the button is shut."""

    async def script(pilot: Pilot[None]) -> None:
        confirm = await ask(pilot, "country:LY")
        await wait_for(pilot, lambda: not confirm.disabled, "a plan")
        await write(pilot, "country:LYX")
        await pilot.pause()
        assert confirm.disabled
        await wait_for(pilot, lambda: "column 9" in text_of(pilot), "the mistake and its column")
        assert confirm.disabled

    office.run(script)


def test_many_recipients_want_the_number_typed(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the limit: the button opens when the very number stands there."""
    monkeypatch.setattr("distrib.tui.dialogs.send.TYPE_THE_NUMBER_ABOVE", 39)

    async def script(pilot: Pilot[None]) -> None:
        confirm = await ask(pilot, "all")
        await wait_for(pilot, lambda: "To send to 40 people, type 40:" in text_of(pilot), "the question")
        assert confirm.disabled
        await pilot.press("enter", "4")
        assert confirm.disabled
        await pilot.press("0")
        await pilot.pause()
        assert not confirm.disabled

    office.run(script)


def test_under_embargo_everybody_waits_for_the_lift_but_those_who_agreed(office: TuiOffice) -> None:
    """Early copies want a tick of their own; numbers and button say when."""
    text = f"EMBARGOED until 25 November 2026, 06:00 GMT\n\n{DRAFT}"
    reference = releases.add(office.context, text.encode(), "t").reference
    approving.approve(office.context, reference)
    one, *others = people.find_journalists(office.context, "country:LY")
    agreements.set_agreement(office.context, one.email, AgreementEvent.ACCEPTED, "a mail")

    async def script(pilot: Pilot[None]) -> None:
        confirm = await ask(pilot, "country:LY")
        lift = "06:00 GMT, Wednesday 25 November 2026"
        await wait_for(pilot, lambda: f"{len(others) + 1} at {lift}" in text_of(pilot), "when")
        assert str(confirm.label) == f"Send to {len(others) + 1} at the lift"
        pilot.app.screen.query_one(Checkbox).focus()
        await pilot.press("space")
        await wait_for(pilot, lambda: f"1 now under embargo, {len(others)} at" in text_of(pilot), "both waves")
        assert str(confirm.label) == f"Send to {len(others) + 1} in 2 waves"

    office.run(script)


def test_a_draft_cannot_be_sent(office: TuiOffice) -> None:
    """It is said before anything is asked."""
    releases.add(office.context, DRAFT.encode(), "t")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the refusal")
        await pilot.pause()
        assert "a draft that nobody has approved" in said(pilot)

    office.run(script)


def test_people_changed_since_the_plan_stop_the_sending(office: TuiOffice) -> None:
    """Somebody opts out while the confirmation is on the screen: nothing is queued."""

    async def script(pilot: Pilot[None]) -> None:
        confirm = await ask(pilot, "country:LY")
        await wait_for(pilot, lambda: not confirm.disabled, "a plan")
        people.opt_out(office.context, "nuri@tripoli-daily.example")
        await pilot.press("enter", "enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the refusal")
        await pilot.pause()
        assert "changed since you looked. Nothing was sent." in said(pilot)

    office.run(script)
    assert dispatches.newest(office.context) == ()
    assert office.started == []


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
        await wait_for(pilot, lambda: "The server refused this address" in said(pilot), "plain words")
        assert "550" not in said(pilot)
        await pilot.press("f1")
        assert "550 5.1.1 no such user" in said(pilot)
        assert refused.message_id in said(pilot)
        await pilot.press("escape", "f", "f", "f")
        await wait_for(pilot, lambda: "left out: opted out" in text_of(pilot), "who was left out")

    office.run(script)


def test_deliveries_without_a_worker_say_so_and_w_starts_one(office: TuiOffice) -> None:
    """A worker that died leaves deliveries behind."""
    freeze(office, "country:LY")
    office.context = replace(office.context, now=lambda: NOW + timedelta(minutes=5))

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f6")
        await settled(pilot, "deliveries")
        await wait_for(pilot, lambda: "4 wait and no worker runs. Press w" in text_of(pilot), "the hint")
        await pilot.press("w")
        await wait_for(pilot, lambda: office.started == ["worker"], "the worker")

    office.run(script)
