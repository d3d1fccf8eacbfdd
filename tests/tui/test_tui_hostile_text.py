"""What comes from outside is shown as text: no markup, no escapes, no hidden steering."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input
from tui_office import quiet, settled, text_of, tui_office, wait_for

from distrib.services import people, releases, sending
from distrib.services.people import editing, saved_audiences
from distrib.services.releases import approving
from distrib.tui import plain
from distrib.tui.dialogs.history import HistoryDialog
from distrib.tui.widgets.reading import Reading

MARKUP, TEMPLATE = "[@click=app.quit]x[/]", "#{7*7}"
HOSTILE = ["\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b31m", "\u202e", "\u2066", "\u200b", "\r\n", "\x00"]
ROWS = f"""Name,Email,Outlet,Role,Country,Languages,Beats
{MARKUP},a@radio.example,[bold]{TEMPLATE},[red],LY,ar,[blink]
\u202etxt.exe,b@radio.example,Radio,Reporter,LY,ar,x
"""
TEXT = f"""Office Warns {TEMPLATE} of Rising {MARKUP} Danger

Geneva - The Harbour Office for People on the Move \x1b[31mtoday\u202e raised [b]concern[/b] for families near the port.

Since Sunday more than 3,200 people have left their homes, {TEMPLATE} the Office said [@click=app.quit]today[/].

Two more convoys are ready and wait for a safe road, and the teams bring water and medicine to 410 people this week.
"""


def message_of(pilot: Pilot[None]) -> str:
    """The message in the preview of a send."""
    return pilot.app.screen.query_one("#message", Reading).text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_steers_is_left_in_a_field(text: str) -> None:
    """One line of printable characters."""
    assert plain.line(f"a{text}b").isprintable()
    assert "\x1b" not in plain.lines(f"a{text}b")


@pytest.mark.parametrize(
    ("text", "width"), [("日本語のなまえ", 7), ("abc", 2), ("abc", 9), ("e\u0301e\u0301", 1), ("", 3), ("a", 0)]
)
def test_a_cell_has_exactly_its_columns(text: str, width: int) -> None:
    """Wide characters count two, marks none."""
    assert cell_len(plain.fit(text, width)) == width


def test_hostile_people_and_releases_are_text_in_every_room(tmp_path: Path) -> None:
    """They are listed, read, sent and reported without being obeyed."""
    with tui_office(tmp_path, is_furnished=False) as office:
        people.import_journalists(office.context, ROWS.encode(), "[bold]list.csv")
        reference = releases.add(office.context, TEXT.encode(), "t").reference
        approving.approve(office.context, reference)

        async def script(pilot: Pilot[None]) -> None:
            await wait_for(pilot, lambda: f"{TEMPLATE} the Office" in text_of(pilot), "the text")
            assert f"Office Warns {TEMPLATE} of Rising {MARKUP} Danger" in text_of(pilot)
            assert "[b]concern[/b]" in text_of(pilot)
            await pilot.press("f5")
            await settled(pilot, "journalists")
            await wait_for(pilot, lambda: MARKUP in text_of(pilot), "the name")
            assert f"[bold]{TEMPLATE}" in text_of(pilot)
            await pilot.press("f2", "s")
            await settled(pilot, "send")
            await wait_for(pilot, lambda: f"of Rising {MARKUP} Danger" in text_of(pilot), "the title")
            await pilot.press("3")
            pilot.app.screen.query_one("#audience", Input).value = f'"{MARKUP}"'
            await wait_for(pilot, lambda: "1 person gets it" in text_of(pilot), "a plan")
            await pilot.press("f8")
            await wait_for(pilot, lambda: f"{MARKUP} <a@radio.example>" in message_of(pilot), "the message")
            sending.freeze(office.context, sending.plan(office.context, reference, "all"))
            await pilot.press("f6")
            await settled(pilot, "deliveries")
            await wait_for(pilot, lambda: MARKUP in text_of(pilot), "the report")
            await pilot.press("enter", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, HistoryDialog), "the details")
            await pilot.pause()
            assert f"{MARKUP} <a@radio.example>" in text_of(pilot)
            await pilot.click("#words", offset=(2, 0))
            assert pilot.app.is_running
            assert not {"\x1b", "\u202e", "\x9b"} & set(text_of(pilot))

        office.run(script)


SPOKESPEOPLE = f"""Name,Title,Office,Phone,Topics,Places
{MARKUP},[bold]{TEMPLATE},\u202eTunis[red],+216 71 555 018,[blink]\x1b[2J,TN
"""
LIST = f"""Name,Email,Outlet,[b]Odd\u202e
{MARKUP}x,c@radio.example,[bold]{TEMPLATE},\x1b[31m
{MARKUP},not\u202ean[red]address,Radio,y
"""


async def check_all_shown(pilot: Pilot[None], words: str) -> None:
    """The words stand there as they are, and nothing on the screen steers."""
    await wait_for(pilot, lambda: words in text_of(pilot), words)
    await quiet(pilot)
    assert not {"\x1b", "\u202e", "\x9b"} & set(text_of(pilot))
    assert pilot.app.is_running


def test_hostile_spokespeople_and_lists_are_text_on_cards_forms_and_previews(tmp_path: Path) -> None:
    """Whatever the rooms of people show of them, and what they copy."""
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    with tui_office(tmp_path, is_furnished=False) as office:
        people.import_spokespeople(office.context, SPOKESPEOPLE.encode(), "[bold]s.csv")
        people.import_journalists(office.context, ROWS.encode(), "[bold]\u202elist.csv")
        editing.note(office.context, "a@radio.example", f"{TEMPLATE}\x1b[2J\u202e [b]note[/b]")
        saved_audiences.save(office.context, "[red]\u202eall", '"[b]"')

        async def script(pilot: Pilot[None]) -> None:
            await pilot.press("f3")
            await settled(pilot, "spokespeople")
            await check_all_shown(pilot, f"[bold]{TEMPLATE}, Tunis[red]")
            await pilot.press("escape", "y")
            assert MARKUP in pilot.app.clipboard
            assert not {"\x1b", "\u202e"} & set(pilot.app.clipboard)
            for key, words in (("o", "Tunis[red]"), ("e", "Speaks for"), ("l", "Leave of"), ("r", "off the roster?")):
                await pilot.press("end", key)
                await check_all_shown(pilot, words)
                await pilot.press("o" if key == "o" else "escape")
                await quiet(pilot)
            await pilot.press("f5")
            await settled(pilot, "journalists")
            await check_all_shown(pilot, f"ana: {TEMPLATE}[2J [b]note[/b]")
            await pilot.press("escape")
            for key, words in (("a", "[red]all"), ("I", "[bold]list.csv"), ("e", MARKUP), ("E", "To do this, type")):
                await pilot.press(key)
                await wait_for(pilot, lambda: isinstance(pilot.app.screen, ModalScreen), "the dialog")
                await check_all_shown(pilot, words)
                await pilot.press("escape")
                await wait_for(pilot, lambda: not isinstance(pilot.app.screen, ModalScreen), "the room")
                await quiet(pilot)
            await pilot.press("i")
            await wait_for(pilot, lambda: bool(pilot.app.screen.query("#field-0")), "the form")
            pilot.app.screen.query_one("#field-0", Input).value = str(tmp_path / "list.csv")
            await pilot.press("f8")
            await check_all_shown(pilot, "[b]Odd")
            await pilot.press("f8")
            await check_all_shown(pilot, "address")
            await pilot.press("escape")
            await quiet(pilot)

        office.run(script)


def test_what_is_pasted_into_a_box_is_cleaned(tmp_path: Path) -> None:
    """The box would hand escapes to the terminal."""
    from textual import events

    with tui_office(tmp_path) as office:

        async def script(pilot: Pilot[None]) -> None:
            await pilot.press("f5")
            await settled(pilot, "journalists")
            box = pilot.app.screen.query_one(Input)
            pilot.app.post_message(events.Paste("a\x1b[2J\u202e\nb"))
            await wait_for(pilot, lambda: box.value == "a[2J b", "the pasted text")
            await pilot.press("f2", "v")
            await wait_for(pilot, lambda: bool(pilot.app.screen.query("#pasted")), "the box")
            area = pilot.app.screen.query_one("#pasted")
            pilot.app.post_message(events.Paste("a\x1b[2J\u202e\nb"))
            await wait_for(pilot, lambda: getattr(area, "text", "") == "a[2J\nb", "the pasted lines")

        office.run(script)
