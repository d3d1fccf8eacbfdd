"""Setting the office up on the screen: first start, checks against real servers, and secrets that stay hidden."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from scripted_smtp import EHLO, ScriptedServer
from textual.pilot import Pilot
from textual.widgets import Input
from tui_office import NARROW, WIDE, TuiOffice, quiet, settled, text_of, tui_office, wait_for

from distrib import app as composition
from distrib import config
from distrib.tui.app import DistribApp
from distrib.tui.desk import Desk
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.reading import Reading
from distrib.tui.widgets.setup_page import SetupPage

SECRET = "hunter2-Tr0ub4dor"
BOTH = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
LOGIN = EHLO.replace("250 SIZE", "250-AUTH PLAIN LOGIN\r\n250 SIZE")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TuiOffice]:
    """An office that nobody has set up."""
    monkeypatch.delenv("DISTRIB_SMTP", raising=False)
    built = composition.build(config.load({"DISTRIB_HOME": str(tmp_path / "home")}))
    yield TuiOffice(built.context)
    built.close()


def play(office: TuiOffice, script: object, size: tuple[int, int] = NARROW) -> None:
    """Open the screen of an office that is new, until it has settings."""

    def desk() -> Desk:
        settings = config.load({"DISTRIB_HOME": str(office.context.settings.home)})
        office.context = replace(office.context, settings=settings)
        return replace(office.desk(), is_new=config.is_new(settings))

    async def run() -> None:
        async with DistribApp(desk).run_test(size=size, notifications=True) as pilot:
            await script(pilot)  # type: ignore[operator]

    asyncio.run(run())


def boxes(pilot: Pilot[None], page: str, **values: str) -> None:
    """As if pasted, or taken where it is one of a few."""
    for key, value in values.items():
        box = pilot.app.screen.query_one(f"#{page}-{key}")
        if isinstance(box, Choices):
            while box.taken != value:
                box.action_step(1)
        else:
            assert isinstance(box, Input)
            box.value = value


def said(pilot: Pilot[None], page: str) -> str:
    """What the page says, on one line."""
    return " ".join(pilot.app.screen.query_one(f"#said-{page}", Reading).text.split())


async def to_page(pilot: Pilot[None], page: str) -> None:
    """Skip to a page."""
    await settled(pilot, "setup")
    while not pilot.app.screen.query_one(f"#page-{page}", SetupPage).display:
        await pilot.press("ctrl+n")


@pytest.mark.screens
def test_leaving_by_the_key_of_a_room_opens_the_office_anew_too(office: TuiOffice) -> None:
    """No room goes on with the settings from before."""

    async def script(pilot: Pilot[None]) -> None:
        await settled(pilot, "setup")
        boxes(pilot, "organisation", name="Harbour Office")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "Who the mails come from" in text_of(pilot), "kept")
        await pilot.press("f2")
        await wait_for(pilot, lambda: name_in(pilot) == "Harbour Office", "rooms with the name")

    play(office, script)


def name_in(pilot: Pilot[None]) -> str | None:
    """What the room that is shown takes the office's name to be."""
    screen = pilot.app.screen
    return screen.desk.context.settings.office.name if isinstance(screen, OfficeScreen) else None


@BOTH
def test_the_first_start_leads_through_every_page_to_an_office_that_sends(
    office: TuiOffice, size: tuple[int, int]
) -> None:
    """Typed by keyboard, checked against a server, kept in both files; the desk comes up with the new settings."""

    async def script(pilot: Pilot[None]) -> None:
        await settled(pilot, "setup")
        boxes(pilot, "organisation", name="")
        await pilot.press(*"Harbour")
        boxes(pilot, "organisation", country="ch", zone="Europe/Zurich", postal_address="12 Harbour Street")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "✓ Organisation" in text_of(pilot), "kept")
        boxes(pilot, "sender", address="press@office.example")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "✓ Sender" in text_of(pilot), "kept")
        host, port = server.url.removeprefix("smtp://").split(":")
        boxes(pilot, "server", host=host, port=port, protection="none")
        await pilot.press("ctrl+t")
        await wait_for(pilot, lambda: "answers without encryption" in said(pilot, "server"), "the check")
        assert "it takes messages up to 10,000 kB" in said(pilot, "server")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "✓ Mail server" in text_of(pilot), "kept")
        await wait_for(pilot, lambda: "There is no key yet" in said(pilot, "signing"), "the page")
        assert "_dmarc.office.example" in said(pilot, "signing")
        await pilot.press("ctrl+t")
        await wait_for(pilot, lambda: "_domainkey.office.example" in said(pilot, "signing"), "the record")
        await pilot.press("c")
        await wait_for(pilot, lambda: "v=DKIM1" in pilot.app.clipboard, "the copy")
        await pilot.press("f8")
        boxes(pilot, "approval", approval="four-eyes")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "Mail is sent as Harbour" in said(pilot, "doctor"), "the doctor")
        assert "PRIVATE KEY" not in said(pilot, "signing")
        await pilot.press("f8")
        await settled(pilot, "desk")
        assert pilot.app.screen.query_one("#rooms").display

    with ScriptedServer() as server:
        play(office, script, size)
    settings = config.load({"DISTRIB_HOME": str(office.context.settings.home)})
    assert (settings.office.country, settings.office.approval) == ("CH", "four-eyes")
    assert settings.sender.address == "press@office.example"
    assert not server.received


@pytest.mark.screens
def test_every_page_can_be_skipped_and_nothing_is_written(office: TuiOffice) -> None:
    """Whoever is in a hurry is at the desk at once; the guide is a key away."""

    async def script(pilot: Pilot[None]) -> None:
        await settled(pilot, "setup")
        await pilot.press(*["ctrl+n"] * 6)
        await settled(pilot, "desk")
        await pilot.press("f12")
        await settled(pilot, "setup")

    play(office, script)
    assert not (office.context.settings.home / "config.toml").exists()


def test_what_cannot_be_is_said_and_what_was_typed_stays(office: TuiOffice) -> None:
    """The page is red, and nothing is written."""

    async def script(pilot: Pilot[None]) -> None:
        await settled(pilot, "setup")
        boxes(pilot, "organisation", zone="Europe/Nowhere")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "is no time zone" in said(pilot, "organisation"), "the mistake")
        assert "✗ Organisation" in text_of(pilot)
        assert pilot.app.screen.query_one("#organisation-zone", Input).value == "Europe/Nowhere"

    play(office, script)
    assert not (office.context.settings.home / "config.toml").exists()


@pytest.mark.parametrize(
    ("script", "typed", "words"),
    [
        ({}, {"protection": "starttls"}, "STARTTLS"),
        ({"EHLO": LOGIN, "AUTH": "535 5.7.8 no"}, {"user": "ana", "password": SECRET, "protection": "none"}, "535"),
        ({"greeting": "554 go away"}, {"protection": "none"}, "554"),
    ],
    ids=["no TLS", "login refused", "turned away"],
)
@pytest.mark.screens
def test_a_server_that_does_not_let_us_in_is_explained(
    office: TuiOffice, script: dict[str, str], typed: dict[str, str], words: str
) -> None:
    """With what to do; the password is never part of it."""

    async def steps(pilot: Pilot[None]) -> None:
        await to_page(pilot, "server")
        host, port = server.url.removeprefix("smtp://").split(":")
        boxes(pilot, "server", host=host, port=port, **typed)
        await pilot.press("ctrl+t")
        await wait_for(pilot, lambda: "✗ Mail server" in text_of(pilot), "the light")
        await wait_for(pilot, lambda: "Check the" in said(pilot, "server") or words in said(pilot, "server"), words)
        assert "✗" in said(pilot, "server")
        assert SECRET not in said(pilot, "server") + text_of(pilot)

    with ScriptedServer(script) as server:
        play(office, steps)


def test_a_password_is_kept_closed_and_never_shown_again(office: TuiOffice) -> None:
    """The box is empty afterwards, and empty means that it stays; another host does not get it."""
    home = office.context.settings.home

    async def script(pilot: Pilot[None]) -> None:
        await to_page(pilot, "server")
        boxes(pilot, "server", host="mail.office.example", user="ana", password=SECRET, protection="tls", port="")
        assert SECRET not in text_of(pilot)
        await pilot.press("f8")
        await wait_for(pilot, lambda: "✓ Mail server" in text_of(pilot), "kept")
        await pilot.press("escape")
        assert pilot.app.screen.query_one("#server-password", Input).value == ""
        boxes(pilot, "server", port="4650")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "4650" in (home / "config.toml").read_text(), "kept")
        await quiet(pilot)

    play(office, script)
    assert SECRET not in (home / "config.toml").read_text()
    assert (home / "secrets.toml").stat().st_mode & 0o077 == 0
    assert config.load({"DISTRIB_HOME": str(home)}).smtp_password == SECRET


@pytest.mark.screens
def test_the_room_is_reached_later_and_shows_the_doctor(tmp_path: Path) -> None:
    """By its key; the findings stand with what to do."""
    with tui_office(tmp_path) as office:

        async def script(pilot: Pilot[None]) -> None:
            await pilot.press("f12")
            await to_page(pilot, "doctor")
            await wait_for(pilot, lambda: "The folder is" in said(pilot, "doctor"), "the doctor")
            await wait_for(pilot, lambda: "deliveries wait" in said(pilot, "doctor"), "all of it")

        office.run(script)


def test_what_is_one_of_a_few_is_taken_in_words(office: TuiOffice) -> None:
    """By the arrows; Enter leads on. A setting's own spelling is not shown."""

    async def script(pilot: Pilot[None]) -> None:
        await to_page(pilot, "server")
        assert "STARTTLS  TLS at once  none, on this machine only" in text_of(pilot)
        await pilot.press(*"mail.office.example", "enter", "right", "enter")
        assert pilot.app.focused is pilot.app.screen.query_one("#server-port")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "✓ Mail server" in text_of(pilot), "kept")
        await to_page(pilot, "approval")
        assert "anybody, the writer too" in text_of(pilot)
        elsewhere(office, "approval", approval="four-eyes")
        await pilot.press("right", "left", "f8")
        await wait_for(pilot, lambda: bool(pilot.app._notifications), "the word")
        words = " ".join(one.message for one in pilot.app._notifications)
        assert "it stays: Who approves (somebody else than the writer)" in words

    play(office, script)
    settings = config.load({"DISTRIB_HOME": str(office.context.settings.home)})
    assert (settings.smtp.url, settings.office.approval) == ("smtps://mail.office.example:465", "four-eyes")


def elsewhere(office: TuiOffice, page: str = "organisation", **values: str) -> None:
    """What a colleague's screen keeps on a page."""
    from distrib.services.office import setup

    setup.keep(setup.as_it_is(office.context), page, values)


def test_what_a_colleague_changes_meanwhile_stays_and_is_said(office: TuiOffice) -> None:
    """Only the boxes that were changed are written; where both changed one, the second is asked again."""

    async def script(pilot: Pilot[None]) -> None:
        await settled(pilot, "setup")
        elsewhere(office, country="FR")
        boxes(pilot, "organisation", name="Quay Office")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "✓ Sender" in text_of(pilot) or "Who the mails come from" in text_of(pilot), "on")
        assert "it stays: Country (FR)" in " ".join(one.message for one in pilot.app._notifications)
        await pilot.press("escape")
        elsewhere(office, name="Port Office", zone="Europe/Zurich")
        boxes(pilot, "organisation", name="Harbour Office")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "Name (Port Office)" in said(pilot, "organisation"), "the word")
        assert "Nothing was written" in said(pilot, "organisation")
        assert pilot.app.screen.query_one("#organisation-name", Input).value == "Harbour Office"
        assert pilot.app.screen.query_one("#organisation-zone", Input).value == "Europe/Zurich"
        await pilot.press("f8")
        await wait_for(pilot, lambda: "Who the mails come from" in text_of(pilot), "kept")

    play(office, script)
    settings = config.load({"DISTRIB_HOME": str(office.context.settings.home)}).office
    assert (settings.name, settings.country, settings.zone) == ("Harbour Office", "FR", "Europe/Zurich")


def test_the_room_shows_what_another_screen_has_kept(tmp_path: Path) -> None:
    """The office was opened before; entering the room reads the files again."""
    with tui_office(tmp_path) as office:

        async def script(pilot: Pilot[None]) -> None:
            elsewhere(office, name="Port Office")
            await pilot.press("f12")
            await settled(pilot, "setup")
            name = pilot.app.screen.query_one("#organisation-name", Input)
            await wait_for(pilot, lambda: name.value == "Port Office", "the name")
            assert "changed elsewhere" in said(pilot, "organisation")

        office.run(script)
