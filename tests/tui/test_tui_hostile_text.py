"""What comes from outside is shown as text: no markup, no escapes, no hidden steering."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input
from tui_office import said, settled, text_of, tui_office, wait_for

from distrib.services import approving, dispatches, people, releases
from distrib.tui import plain
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.send import SendDialog

MARKUP, TEMPLATE = "[@click=app.quit]x[/]", "{{7*7}}"
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
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SendDialog), "the confirmation")
            pilot.app.screen.query_one("#audience", Input).value = f'"{MARKUP}"'
            await wait_for(pilot, lambda: f"of Rising {MARKUP} Danger" in said(pilot), "a plan")
            await pilot.press("escape")
            dispatches.freeze(office.context, dispatches.plan(office.context, reference, "all"))
            await pilot.press("f6")
            await settled(pilot, "deliveries")
            await wait_for(pilot, lambda: MARKUP in text_of(pilot), "the report")
            await pilot.press("enter", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the details")
            await pilot.pause()
            assert f"{MARKUP} <a@radio.example>" in said(pilot)
            await pilot.click("#words", offset=(2, 0))
            assert pilot.app.is_running
            assert not {"\x1b", "\u202e", "\x9b"} & set(text_of(pilot))

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
