"""What is taken, ticked and under the cursor is seen without colours, at 80 columns, and where words are long."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console
from textual.pilot import Pilot
from textual.widgets import Button, Input
from textual.widgets._toast import Toast
from tui_ledger import freeze
from tui_office import TuiOffice, quiet, settled, text_of, tui_office, wait_for
from tui_painting import painted

from distrib.config.screen import LANGUAGES
from distrib.core.languages import find_language
from distrib.core.places import COUNTRY_REGION, find_place
from distrib.core.places.table import PARENTS, WORLD
from distrib.services.releases import approving, writing
from distrib.tui.names import language_name, place_name
from distrib.tui.plain import moment, moment_width
from distrib.tui.widgets.editor import Editor
from distrib.tui.widgets.reading import facts_text
from distrib.tui.widgets.step_bar import StepBar
from distrib.tui.widgets.tick import Tick
from distrib.tui.wording import counted, speak

pytestmark = pytest.mark.usefixtures("in_english_again")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def marked(pilot: Pilot[None], mark: str) -> str:
    """All that is painted so: reverse, underline, bold."""
    return "".join(one.text for strip in painted(pilot) for one in strip if one.style and getattr(one.style, mark))


def test_without_colours_the_cursor_and_what_is_taken_are_reversed(
    office: TuiOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the list has no keys, its row is underlined."""
    monkeypatch.setenv("NO_COLOR", "1")
    freeze(office)

    async def script(pilot: Pilot[None]) -> None:
        assert "F2 Releases" in marked(pilot, "reverse")
        assert "F3 Spokespeople" not in marked(pilot, "reverse")
        assert "2026-001" in marked(pilot, "reverse")
        await pilot.press("tab")
        await pilot.pause()
        assert "2026-001" not in marked(pilot, "reverse")
        assert "2026-001" in marked(pilot, "underline")
        await pilot.press("escape", "K", *"why", "tab")
        await wait_for(pilot, lambda: "Kill (F8)" in marked(pilot, "reverse"), "the button that has the keys")

    office.run(script)


def test_with_colours_nothing_is_reversed_for_it(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The themes are enough."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    async def script(pilot: Pilot[None]) -> None:
        assert "2026-001" not in marked(pilot, "reverse")

    office.run(script)


def test_a_box_says_by_a_sign_whether_it_is_ticked(office: TuiOffice) -> None:
    """And not by the shade of the sign."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await settled(pilot, "send")
        await pilot.press("6")
        await pilot.pause()
        assert "▐ ▌ Urgent" in text_of(pilot)
        pilot.app.screen.query_one("#urgent", Tick).focus()
        await pilot.press("space")
        assert "▐X▌ Urgent" in text_of(pilot)
        await pilot.press("space")
        assert "▐ ▌ Urgent" in text_of(pilot)

    office.run(script)


def test_what_is_taken_in_a_row_is_in_sight(office: TuiOffice) -> None:
    """The pages of the set-up do not all fit in French; a click takes what stands there."""

    async def script(pilot: Pilot[None]) -> None:
        assert "Diagnostic" not in text_of(pilot)
        await pilot.press(*["ctrl+n"] * 5)
        await wait_for(pilot, lambda: "Diagnostic" in text_of(pilot), "the last page")
        assert "Organisation" not in text_of(pilot)
        await pilot.click("#pages", offset=(5, 0))
        await wait_for(pilot, lambda: pilot.app.screen.query_one("#pages", StepBar).taken == "sender", "the page")

    office.in_french().run(script, room="setup")


def test_titles_and_moments_are_whole_in_french(office: TuiOffice) -> None:
    """Months and titles are longer there."""
    speak("fr")
    moments = [moment(datetime(2026, month, 28, 10, 5, tzinfo=UTC), ZoneInfo("UTC")) for month in range(1, 13)]
    assert max(map(len, moments)) == moment_width()

    async def script(pilot: Pilot[None]) -> None:
        assert "Là-bas" in text_of(pilot)
        assert "Permanence" in text_of(pilot)

    office.in_french().run(script, room="spokespeople")


def test_the_palette_and_the_languages_of_a_release_speak_french(office: TuiOffice) -> None:
    """Textual's own words are English."""

    async def script(pilot: Pilot[None]) -> None:
        assert "anglais" in text_of(pilot)
        assert "n Nouveau " in text_of(pilot)
        await pilot.press("ctrl+p")
        await wait_for(pilot, lambda: bool(pilot.app.screen.query(Input)), "the palette")
        await pilot.pause()
        assert "Chercher quelque chose à faire" in text_of(pilot)
        await pilot.press("escape")
        await quiet(pilot)

    office.in_french().run(script)


def test_a_hash_is_read_whole_where_lines_are_short() -> None:
    """It is one word, which is wrapped and not cut."""
    console = Console(width=44, file=io.StringIO())
    console.print(facts_text([("24 Nov 2026 10:00", "accepted"), ("SHA-256", "0123456789abcdef" * 4)]))
    shown = "".join(console.file.getvalue().split("SHA-256")[1].split())  # type: ignore[attr-defined]
    assert shown == "0123456789abcdef" * 4


def test_the_form_of_a_text_has_french_labels_and_is_no_other_text(office: TuiOffice) -> None:
    """As it stands nothing is kept of it; what is typed in it is saved like any other."""

    def kept() -> object:
        return writing.unsaved(office.context, "2026-001", "en")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await wait_for(pilot, lambda: bool(pilot.app.screen.query(Editor)), "the release")
        form = pilot.app.screen.query_one(Editor)
        await wait_for(pilot, lambda: form.text.startswith("Titre: "), "the form")
        await quiet(pilot)
        assert "======== Notes aux rédactions ========" in form.text
        before = form.text
        await pilot.press("x")
        await wait_for(pilot, lambda: kept() is not None, "it is kept")
        await pilot.press("backspace")
        assert form.text == before
        await wait_for(pilot, lambda: kept() is None, "it is the text itself")

    office.in_french().run(script)


def test_preparing_a_sending_speaks_french(office: TuiOffice) -> None:
    """Why somebody is left out, too."""
    approving.approve(office.context, "2026-001")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await wait_for(pilot, lambda: "C'est exactement ce texte" in text_of(pilot), "the steps")
        await wait_for(pilot, lambda: "Personnes" in text_of(pilot), "the step")
        await pilot.press("f8", "f8")
        await wait_for(pilot, lambda: "Qui le reçoit" in text_of(pilot), "the box")
        await pilot.press(*"all")
        await wait_for(pilot, lambda: "Bianca Rossetti" in text_of(pilot), "who is left out")
        assert "désabonné" in text_of(pilot)
        assert "opted out" not in text_of(pilot)

    office.in_french().run(script)


def test_the_countdown_is_found_by_whoever_translates() -> None:
    """Its sentence is counted, and French has it."""
    speak("fr")
    assert counted(*_COUNTDOWN, 9).startswith("Dans 9 secondes.")


_COUNTDOWN = ("In {number} second. Nothing is queued yet.", "In {number} seconds. Nothing is queued yet.")


def test_names_that_a_form_shows_are_read_back() -> None:
    """Of every place and language, in every language of the screen: an edit of something else changes neither."""
    for language in LANGUAGES:
        speak(language)
        for code in (*COUNTRY_REGION, *PARENTS, WORLD):
            assert find_place(place_name(code)) == code, (language, place_name(code))
        for code in ("ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "pl", "pt", "ru", "sw", "tr", "uk", "zh"):
            assert find_language(language_name(code)) == code, (language, language_name(code))


def test_offices_stand_under_french_regions(office: TuiOffice) -> None:
    """And the form about somebody has their languages and places by French names."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("escape", "o")
        await wait_for(pilot, lambda: "Afrique occidentale" in text_of(pilot), "the regions")
        assert "Western Africa" not in text_of(pilot)
        await pilot.press("o", "e")
        await wait_for(pilot, lambda: "Modifier" in text_of(pilot), "the form")
        await quiet(pilot)
        assert "anglais" in text_of(pilot)
        assert "English" not in text_of(pilot)

    office.in_french().run(script, room="spokespeople")


@pytest.mark.parametrize(
    ("room", "keys"),
    [
        ("journalists", ("escape", "n")),
        ("journalists", ("escape", "E")),
        ("releases", ("a",)),
        ("releases", ("v",)),
        ("releases", ("e",)),
        ("releases", ("s", "6")),
        ("setup", ()),
    ],
    ids=["form", "erasing", "approval", "paste", "embargo", "send", "set-up"],
)
def test_a_word_that_goes_away_covers_no_button(office: TuiOffice, room: str, keys: tuple[str, ...]) -> None:
    """Two long ones at once neither, where there is little room; all of them are seen."""

    async def script(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await quiet(pilot)
        await wait_for(pilot, lambda: bool(pilot.app.screen.query(Button)), "the buttons")
        for number in (1, 2):
            pilot.app.notify(f"{number} {'What you typed is not kept. ' * 5}", markup=False, timeout=60)
        screen = pilot.app.screen
        await wait_for(pilot, lambda: len(screen.query(Toast)) == 2, "the words")
        await quiet(pilot)
        shown = [one for one in screen.query(Button) if one.region]
        assert shown
        for toast in screen.query(Toast):
            assert screen.region.contains_region(toast.region)
            assert len(re.findall(r"not\W+kept", text_of(pilot, toast))) == 5
            assert not [one for one in shown if one.region.overlaps(toast.region)]

    office.run(script, room=room)
