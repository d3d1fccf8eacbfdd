"""Two people at one office: what one does is on the other's screen within two seconds, and takes no cursor away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui_ledger import LOST, RELEASE, deliver, freeze
from tui_office import TuiOffice, quiet, settled, text_of, tui_office, wait_for

from distrib.core.delivery.audience import Recipient
from distrib.core.send_steps import Step
from distrib.services import people, releases
from distrib.services.delivery import hands
from distrib.services.people import adding, availability
from distrib.services.releases import approving
from distrib.tui.screens.deliveries import DeliveriesScreen
from distrib.tui.screens.journalists import JournalistsScreen
from distrib.tui.screens.releases import ReleasesScreen
from distrib.tui.screens.send import SendScreen
from distrib.tui.screens.spokespeople import SpokespeopleScreen
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.reading import Reading

SOON = 2.0
"""Seconds; a slow machine gets some more."""

TEXT = b"Rain Stops the Ferry\n\nGeneva - The ferry stayed in port.\n"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def seen_soon(pilot: Pilot[None], deed: Callable[[], object], is_seen: Callable[[], bool], what: str) -> None:
    """Somebody else does it, and this screen shows it."""
    await asyncio.to_thread(deed)
    begun = time.monotonic()
    await wait_for(pilot, is_seen, what)
    assert time.monotonic() - begun < 3 * SOON


def test_releases(office: TuiOffice) -> None:
    """A new one and an approval; the cursor stays on the release it was on."""

    async def script(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReleasesScreen)
        assert screen.selected is not None
        assert screen.selected.reference == RELEASE
        await seen_soon(
            pilot, lambda: releases.add(office.context, TEXT, "t"), lambda: screen.releases.rows.count == 2, "another"
        )
        await quiet(pilot)
        assert screen.selected.reference == RELEASE
        await seen_soon(
            pilot,
            lambda: approving.approve(office.context, "2026-002"),
            lambda: "draft" not in text_of(pilot, screen.releases),
            "the approval",
        )
        assert screen.selected.reference == RELEASE

    office.run(script)


def test_journalists(office: TuiOffice) -> None:
    """Somebody comes in above the one under the cursor; a status changes."""

    async def script(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, JournalistsScreen)
        await pilot.press("escape", "down", "down")
        assert screen.selected is not None
        before = screen.selected.email
        new = {"name": "Aaron Abel", "email": "aaron@first.example"}
        await seen_soon(
            pilot,
            lambda: adding.add(office.context, new, basis="press list"),
            lambda: "42 journalists" in text_of(pilot),
            "one more",
        )
        await quiet(pilot)
        assert "Aaron Abel" in text_of(pilot, screen.journalists)
        assert screen.selected.email == before
        await seen_soon(
            pilot,
            lambda: people.opt_out(office.context, before),
            lambda: screen.selected is not None and screen.selected.status.value == "opted_out",
            "who wants no more mail",
        )

    office.run(script, room="journalists")


def test_spokespeople(office: TuiOffice) -> None:
    """Whoever goes on leave comes last, and the card stays that of the one under the cursor."""

    async def script(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, SpokespeopleScreen)
        await pilot.press("escape", "down")
        first, second = (screen.people.rows.row(place) for place in (0, 1))
        assert first is not None
        assert second is not None
        away = first.spokesperson.name
        await seen_soon(
            pilot,
            lambda: availability.add_leave(office.context, away, first="2026-11-20", last="2026-11-30"),
            lambda: screen.people.rows.row(0) != first,
            "the leave",
        )
        await quiet(pilot)
        assert screen.selected is not None
        assert screen.selected.name == second.spokesperson.name

    office.run(script, room="spokespeople")


def test_the_first_sending_of_all_and_what_is_done_with_it(office: TuiOffice) -> None:
    """Begun, paused and settled elsewhere."""

    async def script(pilot: Pilot[None]) -> None:
        await settled(pilot, "deliveries")
        screen = pilot.app.screen
        assert isinstance(screen, DeliveriesScreen)
        await wait_for(pilot, lambda: "Nothing has been sent yet" in text_of(pilot), "nothing")
        await pilot.pause(0.1)
        await seen_soon(pilot, lambda: freeze(office), lambda: screen.dispatches.rows.count == 1, "the sending")
        await seen_soon(
            pilot,
            lambda: hands.pause(office.context, 1),
            lambda: "Press r to go on" in text_of(pilot),
            "the pause",
        )
        await asyncio.to_thread(hands.resume, office.context, 1)
        await seen_soon(
            pilot, lambda: deliver(office, LOST), lambda: "In doubt 1" in text_of(pilot), "somebody in doubt"
        )

    office.run(script, room="deliveries")


def test_the_desk_and_an_opened_release(office: TuiOffice) -> None:
    """What waits for somebody."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f9")
        await settled(pilot, "desk")
        await seen_soon(
            pilot, lambda: hands.hold(office.context, "slow.example"), lambda: "slow.example" in text_of(pilot), "hold"
        )

    office.run(script)


def test_whoever_reads_a_preview_is_not_led_away(office: TuiOffice) -> None:
    """Others send meanwhile, so the office changes every second; the recipient and the place in the text stay."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await settled(pilot, "send")
        screen = pilot.app.screen
        assert isinstance(screen, SendScreen)
        screen.query_one("#audience", Input).value = "all"
        await wait_for(pilot, lambda: screen.prepared.count > 0, "a plan")
        screen.action_enter(list(Step).index(Step.PREVIEW))
        recipients: PagedList[Recipient] = screen.query_one("#recipients", PagedList)
        message = screen.query_one("#message", Reading)
        await wait_for(pilot, lambda: bool(message.text), "a message")

        def third() -> str:
            return recipients.current.email if recipients.current else "nobody"

        await pilot.press("down", "down")
        await wait_for(pilot, lambda: recipients.cursor == 2 and third() in message.text, "the third")
        message.scroll_to(y=9, animate=False)
        before, look, planned = recipients.current, screen.prepared.look, screen.prepared.planned
        await asyncio.to_thread(hands.hold, office.context, "slow.example")
        await wait_for(
            pilot,
            lambda: screen.prepared.look is not look and screen.prepared.planned is not planned,
            "that it is counted anew",
        )
        await quiet(pilot)
        assert recipients.current == before
        assert message.scroll_y == 9

    office.run(script)
