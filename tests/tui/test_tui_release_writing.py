"""An opened release, by keys alone: writing, saving, comparing, restoring, approving, and two people at one text."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from release_samples import PASTED
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from tui_ledger import TAKEN, deliver, freeze
from tui_office import NARROW, WIDE, TuiOffice, entered, opened, quiet, said, text_of, tui_office, wait_for

from distrib.core.release import ReleaseKind, ReleaseState
from distrib.db.engine import Database
from distrib.errors import DatabaseUnusable
from distrib.services import releases
from distrib.services.releases import writing
from distrib.tui.dialogs.approve import ApproveDialog
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import FormDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.paste import PasteDialog
from distrib.tui.dialogs.recognised import RecognisedDialog
from distrib.tui.dialogs.unsaved import UnsavedDialog
from distrib.tui.screens.release import ReleaseScreen
from distrib.tui.screens.releases import ReleasesScreen
from distrib.tui.widgets.editor import Editor
from distrib.tui.widgets.text_part import TextPart
from distrib.tui.widgets.text_preview import TextPreview
from distrib.tui.widgets.word_marks import WordMarks


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def release_open(pilot: Pilot[None]) -> Editor:
    """The release under the cursor is opened and its text is here."""
    await pilot.press("enter")
    await opened(pilot, ReleaseScreen)
    await wait_for(pilot, lambda: "Headline: " in editor(pilot).text, "the form")
    await quiet(pilot)
    return editor(pilot)


def editor(pilot: Pilot[None]) -> Editor:
    return pilot.app.screen.query_one(Editor)


def state_now(office: TuiOffice, reference: str) -> ReleaseState:
    return releases.get(office.context, reference).state


def text_now(office: TuiOffice, reference: str) -> str:
    return releases.get(office.context, reference).source.body


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
def test_from_a_pasted_text_to_its_approval(office: TuiOffice, size: tuple[int, int]) -> None:
    """Paste, mend a field, keep, write, save, compare, restore, approve."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("v")
        await opened(pilot, PasteDialog)
        pilot.app.screen.query_one(TextArea).text = PASTED
        await pilot.press("f8")
        await opened(pilot, RecognisedDialog)
        await pilot.press("e")
        await opened(pilot, FormDialog)
        headline = pilot.app.screen.query(Input)[1]
        headline.focus()
        await pilot.press("end", *" Again", "f8")
        await opened(pilot, RecognisedDialog)
        assert "Rain Stops the Ferry at Dawn Again" in said(pilot)
        await pilot.press("enter")
        await wait_for(pilot, lambda: "2026-002" in text_of(pilot), "the new release")
        await quiet(pilot)
        form = await release_open(pilot)
        assert "Headline: Rain Stops the Ferry at Dawn Again" in form.text
        await pilot.press("ctrl+end", *" Tickets hold.", "f8")
        await wait_for(pilot, lambda: releases.get(office.context, "2026-002").version == 2, "version 2")
        await pilot.press("escape", "6")
        marks = pilot.app.screen.query_one(WordMarks)
        await wait_for(pilot, lambda: "{+" in marks.text and "Tickets hold.+}" in marks.text, "what is new")
        await quiet(pilot)
        await pilot.press("down", "z")
        await opened(pilot, ConfirmDialog)
        await pilot.press("shift+tab", "enter")
        await wait_for(pilot, lambda: releases.get(office.context, "2026-002").version == 3, "the restored text")
        await opened(pilot, ReleaseScreen)
        await pilot.press("a")
        await opened(pilot, ApproveDialog)
        await pilot.press("enter")
        await wait_for(pilot, lambda: state_now(office, "2026-002") is ReleaseState.APPROVED, "approval")

    office.run(script, size)
    assert "Tickets" not in text_now(office, "2026-002")


def test_a_comparison_names_the_languages_that_did_not_change(office: TuiOffice) -> None:
    """Which one is compared, which others are not what they were, and which are."""
    for language in ("fr", "en"):
        release, edition, form = writing.form_of(office.context, "2026-001", language)
        changed = writing.read_form(form.replace("Headline: ", "Headline: Newly ", 1), edition)
        writing.save(office.context, "2026-001", changed, base=release.version)

    async def script(pilot: Pilot[None]) -> None:
        await release_open(pilot)
        await pilot.press("escape", "6")
        marks = pilot.app.screen.query_one(WordMarks)
        await wait_for(pilot, lambda: "From version 5 to version 6, English" in marks.text, "the last change")
        assert "Not changed: French, Spanish, Arabic." in marks.text
        await pilot.press("down", "down")
        await wait_for(pilot, lambda: "From version 4 to version 6, English" in marks.text, "both changes")
        assert "Also changed: French. Not changed: Spanish, Arabic." in marks.text

    office.run(script)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
def test_a_release_that_was_sent_is_corrected(office: TuiOffice, size: tuple[int, int]) -> None:
    """Its own text stays; the correction is opened, mended and saved, and the list says what it is about."""
    freeze(office)
    deliver(office, *[TAKEN] * 40)

    async def script(pilot: Pilot[None]) -> None:
        form = await release_open(pilot)
        assert form.read_only
        await pilot.press("escape", "c")
        await wait_for(pilot, lambda: "CORRECTION of 2026-001" in text_of(pilot), "the correction")
        await wait_for(pilot, lambda: "Headline: " in editor(pilot).text, "its form")
        assert not editor(pilot).read_only
        await pilot.press("ctrl+end", *"Mended.", "f8")
        await wait_for(pilot, lambda: releases.get(office.context, "2026-002").version == 2, "its version")
        await pilot.press("escape", "escape")
        await opened(pilot, ReleasesScreen)
        await wait_for(pilot, lambda: "CORRECTION" in text_of(pilot), "its line")

    office.run(script, size)
    made = releases.get(office.context, "2026-002")
    assert (made.kind, made.about) == (ReleaseKind.CORRECTION, "2026-001")


def test_two_people_at_one_text_lose_nothing(office: TuiOffice) -> None:
    """Both wordings stand in the editor, nothing is saved over anybody, and what is settled is saved."""

    async def script(pilot: Pilot[None]) -> None:
        form = await release_open(pilot)
        await pilot.press("ctrl+end", *"Mine.")
        release, edition, _ = writing.form_of(office.context, "2026-001")
        other = replace(office.context, actor="ben")
        theirs = replace(edition, headline="Their Headline")
        assert not isinstance(writing.save(other, "2026-001", theirs, base=release.version), writing.SavedMeanwhile)
        await wait_for(pilot, lambda: "Somebody saved version 5 meanwhile" in text_of(pilot), "the word of it")
        assert form.text.endswith("Mine.")
        await pilot.press("f8")
        await opened(pilot, MessageDialog)
        assert "ben saved version 5 while you were writing" in said(pilot)
        await pilot.press("escape")
        await opened(pilot, ReleaseScreen)
        assert "Headline: Their Headline" in form.text
        assert "Mine." in form.text
        assert releases.get(office.context, "2026-001").version == 5
        await pilot.press("f8")
        await wait_for(pilot, lambda: releases.get(office.context, "2026-001").version == 6, "both together")

    office.run(script)
    assert releases.get(office.context, "2026-001").source.headline == "Their Headline"


@pytest.mark.screens
def test_what_somebody_else_saves_is_shown_where_nothing_was_typed(office: TuiOffice) -> None:
    """An editor that was not touched follows."""

    async def script(pilot: Pilot[None]) -> None:
        await release_open(pilot)
        release, edition, _ = writing.form_of(office.context, "2026-001")
        writing.save(office.context, "2026-001", replace(edition, headline="Their Headline"), base=release.version)
        await wait_for(pilot, lambda: "Headline: Their Headline" in editor(pilot).text, "their text")

    office.run(script)


def test_what_was_typed_is_there_after_the_screen_was_killed(office: TuiOffice) -> None:
    """Nobody saved and nobody left; another screen offers it, and throwing it away is a decision."""

    async def kept(pilot: Pilot[None]) -> None:
        await release_open(pilot)
        await pilot.press("ctrl+end", *"Unsaved words.")
        await wait_for(pilot, lambda: (one := unsaved(office)) is not None and "Unsaved words." in one, "it is kept")

    async def again(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await opened(pilot, UnsavedDialog)
        assert "begun from version 4" in said(pilot)
        await pilot.press("enter")
        await opened(pilot, ReleaseScreen)
        assert "Unsaved words." in editor(pilot).text
        await pilot.press("escape", "escape")
        await opened(pilot, ReleasesScreen)
        await pilot.press("enter")
        await opened(pilot, UnsavedDialog)
        await pilot.press("tab", "enter")
        await wait_for(pilot, lambda: unsaved(office) is None, "it is thrown away")
        await wait_for(pilot, lambda: "Unsaved" not in editor(pilot).text, "the saved text")

    office.run(kept)
    assert "Unsaved words." not in text_now(office, "2026-001")
    office.run(again)


def unsaved(office: TuiOffice) -> str | None:
    found = writing.unsaved(office.context, "2026-001", "en")
    return found.form if found else None


def test_a_release_is_not_read_again_for_what_is_typed_in_it(
    office: TuiOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be once a second; what somebody else does is seen all the same."""
    told: list[str] = []
    looks: list[str] = []
    stamp = Database.change_stamp

    def looked(database: Database) -> str:
        looks.append(stamp(database))
        return looks[-1]

    async def script(pilot: Pilot[None]) -> None:
        await release_open(pilot)
        await quiet(pilot)
        monkeypatch.setattr(Database, "change_stamp", looked)
        monkeypatch.setattr(ReleaseScreen, "changed", lambda self: told.append(self.reference))
        await pilot.press("ctrl+end", *"Typed.")
        await wait_for(pilot, lambda: (one := unsaved(office)) is not None and "Typed." in one, "it is kept")
        before = len(looks)
        await wait_for(pilot, lambda: len(looks) > before + 1, "a look since then")
        assert told == []
        releases.add(office.context, b"Rain Stops the Ferry\n\nGeneva - It stayed in port.\n", "t")
        await wait_for(pilot, lambda: told == ["2026-001"], "the change")

    office.run(script)


def test_a_lost_database_keeps_what_was_typed_and_writes_it_when_it_is_back(
    office: TuiOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line says so, typing goes on, and nothing has to be done again."""
    whole, stamp = writing.keep_unsaved, Database.change_stamp
    away = DatabaseUnusable("The database server does not answer.")

    def lost(*_: object, **__: object) -> str:
        raise away

    async def script(pilot: Pilot[None]) -> None:
        await release_open(pilot)
        monkeypatch.setattr(writing, "keep_unsaved", lost)
        monkeypatch.setattr(Database, "change_stamp", lost)
        await pilot.press("ctrl+end", *"Typed meanwhile.")
        await wait_for(pilot, lambda: "The database is away" in text_of(pilot), "the line")
        await pilot.press(*" More.")
        assert isinstance(pilot.app.screen, ReleaseScreen)
        monkeypatch.setattr(writing, "keep_unsaved", whole)
        monkeypatch.setattr(Database, "change_stamp", stamp)
        await wait_for(pilot, lambda: (one := unsaved(office)) is not None and "More." in one, "it is written")
        await wait_for(pilot, lambda: "The database is away" not in text_of(pilot), "the end of it")

    office.run(script)


@pytest.mark.screens
def test_a_form_that_cannot_be_read_is_said_and_stays(office: TuiOffice) -> None:
    """Such as one without a headline."""

    async def script(pilot: Pilot[None]) -> None:
        form = await release_open(pilot)
        form.text = form.text.replace("Headline:", "Headlin:", 1)
        await pilot.press("f8")
        await opened(pilot, MessageDialog)
        assert "there is no field `Headlin`" in said(pilot)
        await pilot.press("escape")
        assert "Headlin:" in form.text

    office.run(script)
    assert releases.get(office.context, "2026-001").version == 4


@pytest.mark.screens
def test_the_preview_follows_what_is_typed(office: TuiOffice) -> None:
    """At 120 columns it stands beside the editor."""

    async def script(pilot: Pilot[None]) -> None:
        await release_open(pilot)
        await pilot.press("ctrl+end", *"Last words.")
        preview = pilot.app.screen.query_one(TextPreview)
        await wait_for(pilot, lambda: any("Last words." in row for row in preview.rows), "the last words")

    office.run(script, WIDE)


@pytest.mark.screens
def test_where_there_is_no_room_for_both_f7_turns_between_them(office: TuiOffice) -> None:
    """Below 120 columns."""

    async def script(pilot: Pilot[None]) -> None:
        await release_open(pilot)
        assert not pilot.app.screen.query_one("#text-preview").display
        await pilot.press("ctrl+g")
        await wait_for(pilot, lambda: "Dear colleague" in text_of(pilot), "the preview")
        await pilot.press("ctrl+g")
        await wait_for(pilot, lambda: "Headline:" in text_of(pilot), "the editor")

    office.run(script)


@pytest.mark.screens
def test_the_other_language_is_written_on_and_the_first_is_kept(office: TuiOffice) -> None:
    """Turning to French keeps the English that was typed."""

    async def script(pilot: Pilot[None]) -> None:
        await release_open(pilot)
        await pilot.press("ctrl+end", *"English.", "escape", "l")
        await wait_for(pilot, lambda: "alerte sur le danger" in editor(pilot).text, "the French form")
        part = pilot.app.screen.query_one(TextPart)
        assert part.language == "fr"
        await pilot.press("1", "ctrl+end", *"Bien.", "f8")
        await wait_for(pilot, lambda: releases.get(office.context, "2026-001").version == 5, "the French version")

    office.run(script)
    french = releases.get(office.context, "2026-001").editions[1]
    assert french.language == "fr"
    assert "Bien." in f"{french.body}{french.boilerplate}"
    assert unsaved(office) is not None


@pytest.mark.screens
def test_esc_from_a_text_that_is_typed_in_leaves_it_kept(office: TuiOffice) -> None:
    """Leaving at once is no loss."""

    async def play() -> None:
        async with office.app().run_test(size=NARROW) as pilot:
            await entered(pilot, "releases")
            await release_open(pilot)
            await pilot.press("ctrl+end", *"Quick.", "escape", "escape")
            await wait_for(pilot, lambda: (one := unsaved(office)) is not None and "Quick." in one, "it is kept")

    asyncio.run(play())
