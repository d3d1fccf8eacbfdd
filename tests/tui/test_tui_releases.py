"""The room of releases, by keys: reading, bringing in, approving, previewing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from an_office import add_release, edition
from release_samples import PASTED
from textual.pilot import Pilot
from textual.widgets import Button, TextArea
from tui_ledger import TAKEN, deliver
from tui_office import NARROW, WIDE, TuiOffice, opened, said, settled, text_of, tui_office, wait_for

from distrib.core.people.agreements import AgreementEvent
from distrib.core.release import ReleaseKind, ReleaseState
from distrib.services import releases, sending
from distrib.services.people import agreements
from distrib.services.releases import approving, embargoes, lifting, notices, reviewing
from distrib.tui.dialogs.approve import ApproveDialog
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import FormDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.paste import PasteDialog
from distrib.tui.dialogs.path import PathDialog
from distrib.tui.dialogs.recognised import RecognisedDialog
from distrib.tui.keys import deeds
from distrib.tui.screens.release import ReleaseScreen
from distrib.tui.screens.releases import ReleasesScreen
from distrib.tui.send_words import text_facts
from distrib.tui.tasks.sending import look as look_at
from distrib.tui.widgets.key_bar import KeyBar
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import speak

TRUSTED = "amal.haddad@tripoli-daily.example"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_list_and_the_text_of_the_first_release_are_there_at_once(office: TuiOffice, size: tuple[int, int]) -> None:
    """No key is needed to read the newest release."""

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "Dear colleague," in text_of(pilot), "the text")
        assert "2026-001" in text_of(pilot)
        assert "approved" in text_of(pilot)

    office.run(script, size)


@pytest.mark.screens
def test_l_turns_to_the_next_language(office: TuiOffice) -> None:
    """The pane shows the edition that the bar of languages names."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("l")
        text = pilot.app.screen.query_one("#text", Reading)
        await wait_for(pilot, lambda: "alerte sur le danger" in text.text, "the French text")

    office.run(script)


@pytest.mark.screens
def test_a_pasted_text_is_shown_before_it_is_kept(office: TuiOffice) -> None:
    """Paste, look at what was recognised, keep."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("v")
        await opened(pilot, PasteDialog)
        pilot.app.screen.query_one(TextArea).text = PASTED
        await pilot.press("f8")
        await opened(pilot, RecognisedDialog)
        assert "Rain Stops the Ferry at Dawn" in text_of(pilot)
        assert releases.count(office.context) == 1
        await pilot.press("enter")
        await wait_for(pilot, lambda: "2026-002" in text_of(pilot), "the new release in the list")

    office.run(script)
    assert releases.get(office.context, "2026-002").state is ReleaseState.DRAFT


@pytest.mark.screens
def test_leaving_a_dialog_keeps_nothing(office: TuiOffice) -> None:
    """Esc is no, said twice where a text stands nowhere else."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("v")
        await opened(pilot, PasteDialog)
        pilot.app.screen.query_one(TextArea).text = PASTED
        await pilot.press("f8")
        await opened(pilot, RecognisedDialog)
        await pilot.press("escape", "escape")
        await opened(pilot, ReleasesScreen)

    office.run(script)
    assert releases.count(office.context) == 1


@pytest.mark.screens
def test_a_file_that_is_not_there_is_a_sentence(office: TuiOffice, tmp_path: Path) -> None:
    """The path comes from a person; the answer is for one."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("n")
        await opened(pilot, PathDialog)
        await pilot.press(*"/no.txt", "enter")
        await opened(pilot, MessageDialog)
        assert "/no.txt cannot be read: No such file or directory." in text_of(pilot)

    office.run(script)


@pytest.mark.screens
def test_a_file_becomes_an_edition_of_the_release_under_the_cursor(office: TuiOffice, tmp_path: Path) -> None:
    """A translation joins its release, which is a draft again."""
    path = tmp_path / "t.txt"
    path.write_text(PASTED, "utf-8")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("n")
        await opened(pilot, PathDialog)
        await pilot.press(*str(path), "enter")
        await opened(pilot, RecognisedDialog)
        await pilot.press("tab", "enter")
        await wait_for(pilot, lambda: "draft" in text_of(pilot), "a draft again")

    office.run(script)
    assert releases.get(office.context, "2026-001").version == 5


def test_approving_shows_every_edition_and_approves_that_text(office: TuiOffice) -> None:
    """The dialog hands the hash of what it showed to the service."""
    reference = releases.add(office.context, PASTED.encode(), "t").reference

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await opened(pilot, ApproveDialog)
        assert f"Approve {reference}, version 1?" in text_of(pilot)
        assert "Rain Stops the Ferry at Dawn" in text_of(pilot)
        assert "Changed" not in text_of(pilot)
        await pilot.press("enter")
        await wait_for(
            pilot, lambda: releases.get(office.context, reference).state is ReleaseState.APPROVED, "approval"
        )
        reviewing.set_audience(office.context, reference, "all")
        await pilot.press("a")
        await opened(pilot, ApproveDialog)
        assert "audience none → all" in text_of(pilot)

    office.run(script)


def test_a_text_changed_while_it_was_read_is_not_approved(office: TuiOffice) -> None:
    """Somebody else adds an edition while the dialog is open."""
    reference = releases.add(office.context, PASTED.encode(), "t").reference

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await opened(pilot, ApproveDialog)
        releases.add(office.context, PASTED.encode(), "t", language="fr", to=reference)
        await pilot.press("enter")
        await opened(pilot, MessageDialog)
        assert "was changed by somebody while you were reading it" in said(pilot)

    office.run(script)
    assert releases.get(office.context, reference).state is ReleaseState.DRAFT


@pytest.mark.screens
def test_the_preview_is_a_file_that_the_browser_gets(office: TuiOffice, tmp_path: Path) -> None:
    """The page of the edition in the pane."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("l", "p")
        await wait_for(pilot, lambda: bool(office.pages), "the browser")

    office.run(script)
    page = tmp_path / "previews" / "2026-001-fr.html"
    assert office.pages == [page.as_uri()]
    assert "alerte sur le danger" in page.read_text("utf-8")


@pytest.mark.screens
def test_an_empty_office_says_what_to_do(tmp_path: Path) -> None:
    """Every deed does nothing where there is no release."""

    async def script(pilot: Pilot[None]) -> None:
        assert "No release yet. Press n" in text_of(pilot)
        await pilot.press("a", "p", "s", "l", "enter", "end", "pagedown")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReleasesScreen)

    with tui_office(tmp_path, is_furnished=False) as office:
        office.run(script)


@pytest.mark.parametrize("room", ["list", "release"])
def test_a_draft_is_discarded_by_its_key_and_brought_back_by_it(office: TuiOffice, room: str) -> None:
    """It is asked first; it leaves the list, and the filter shows it."""
    draft = releases.add(office.context, PASTED.encode(), "ferry.txt").reference

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "Rain Stops" in text_of(pilot), "the draft")
        if room == "release":
            await pilot.press("enter")
            await opened(pilot, ReleaseScreen)
            await wait_for(pilot, lambda: f"{draft} · draft" in text_of(pilot), "what it is")
            await pilot.press("escape")
        await pilot.press("d")
        await opened(pilot, ConfirmDialog)
        assert "Nothing of it is lost" in text_of(pilot)
        await pilot.press("shift+tab", "enter")
        await wait_for(pilot, lambda: releases.get(office.context, draft).state is ReleaseState.DISCARDED, "the deed")
        if room == "list":
            await wait_for(pilot, lambda: text_of(pilot).count("Rain Stops") == 0, "the list without it")
            await pilot.press("f")
            await pilot.pause()
            await pilot.press(*"discarded", "enter")
            await wait_for(pilot, lambda: "Rain Stops" in text_of(pilot), "the filter")
        else:
            await wait_for(pilot, lambda: f"{draft} · discarded" in text_of(pilot), "its state")
            stays = "It is discarded, so its text stays as it is."
            await wait_for(pilot, lambda: stays in text_of(pilot), "what that means")
        await pilot.press("d")
        await wait_for(pilot, lambda: releases.get(office.context, draft).state is ReleaseState.DRAFT, "it is back")

    office.run(script)


def test_what_was_sent_is_not_discarded_by_a_key(office: TuiOffice) -> None:
    """Nobody is asked about what is refused anyway."""
    context = office.context
    sending.freeze(context, sending.plan(context, "2026-001", "all"))

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "2026-001" in text_of(pilot), "the release")
        await pilot.press("d")
        await opened(pilot, MessageDialog)
        assert "it was queued" in text_of(pilot)

    office.run(script)


def test_a_filter_by_words_shows_all_that_it_finds(office: TuiOffice) -> None:
    """Down to the oldest, however many there are."""
    with office.context.database.writing() as transaction:
        ferry = [edition(headline="Rain Stops the Ferry")]
        made = [add_release(transaction, ferry, is_approved=False) for _ in range(501)]

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f")
        await pilot.press(*"ferry", "enter")
        found = pilot.app.screen.query_one("#releases", PagedList)
        await wait_for(pilot, lambda: made[-1] in text_of(pilot) and found.rows.is_read, "the newest")
        await wait_for(pilot, lambda: found.rows.count == len(made), "all of them")
        await pilot.press("end")
        await wait_for(pilot, lambda: made[0] in text_of(pilot), "the oldest")

    office.run(script)


def test_the_last_line_offers_what_can_be_done_with_the_release(office: TuiOffice) -> None:
    """What is issued is not approved; a draft is, the moment the cursor stands on it, in the list and opened."""
    sending.freeze(office.context, sending.plan(office.context, "2026-001", "all"))
    releases.add(office.context, PASTED.encode(), "the pasted text")

    def offers(pilot: Pilot[None]) -> str:
        return text_of(pilot, pilot.app.screen.query_one(KeyBar))

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "a Approve" in offers(pilot), "a draft")
        await pilot.press("down")
        await wait_for(pilot, lambda: "a Approve" not in offers(pilot), "what is issued")
        assert "s Send" in offers(pilot)
        await pilot.press("enter")
        await opened(pilot, ReleaseScreen)
        await wait_for(pilot, lambda: "issued" in text_of(pilot), "it is opened")
        labels = [one.label for one in deeds(pilot.app.screen)]
        assert "Correct what was sent" in labels
        assert not {"Approve", "Submit for approval", "Embargo", "Save"} & set(labels)

    office.run(script)


def test_what_is_out_is_not_shown_for_approval(office: TuiOffice) -> None:
    """Nobody reads a text to its end to hear then that it cannot be approved."""
    sending.freeze(office.context, sending.plan(office.context, "2026-001", "all"))

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "2026-001" in text_of(pilot), "the release")
        await pilot.press("a")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog | ApproveDialog), "an answer")
        assert isinstance(pilot.app.screen, MessageDialog)
        refusal = "is issued, and what people hold cannot be approved any more"
        await wait_for(pilot, lambda: refusal in said(pilot), "the refusal")

    office.run(script)


def test_a_notice_says_once_to_whom_it_goes(office: TuiOffice) -> None:
    """Nobody chooses its audience."""
    sending.freeze(office.context, sending.plan(office.context, "2026-001", "all"))
    notice = notices.tell(office.context, "2026-001", ReleaseKind.HOLD, "It names the wrong town.")
    desk = office.desk()
    facts = list(text_facts(look_at(desk, notice.reference), None, desk))
    assert [words for name, words in facts if name in ("Notice", "Audience")] == [
        "hold about 2026-001; it goes to exactly those who hold that"
    ]


def test_the_send_says_that_an_embargo_has_lifted(office: TuiOffice) -> None:
    """Its moment is no promise any more."""
    embargoes.set_embargo(office.context, "2026-001", "2026-12-24T06:00")
    approving.approve(office.context, "2026-001")
    sending.freeze(office.context, sending.plan(office.context, "2026-001", "all"))
    desk = office.desk()
    assert "24 December 2026" in look_at(desk, "2026-001").embargo
    lifting.lift(office.context, "2026-001")
    assert look_at(desk, "2026-001").embargo.startswith("lifted since ")


def two_waves(office: TuiOffice) -> None:
    """The release is under embargo; one journalist holds the text, and everybody else waits for the lift."""
    agreements.set_agreement(office.context, TRUSTED, AgreementEvent.ACCEPTED, "mail of 3 November 2026")
    embargoes.set_embargo(office.context, "2026-001", "2026-12-24T06:00")
    approving.approve(office.context, "2026-001")
    sending.freeze_waves(office.context, sending.plan(office.context, "2026-001", "all", embargoed_copies=True))
    deliver(office, TAKEN)


def test_an_embargo_is_lifted_early(office: TuiOffice) -> None:
    """Whom it tells is said before and after; the sendings and the text in the list follow."""
    two_waves(office)

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "EMBARGOED UNTIL" in text_of(pilot), "the text under embargo")
        await pilot.press("L")
        await opened(pilot, ConfirmDialog)
        asked = "1 holds the text and gets a notice, 39 get the text at once."
        await wait_for(pilot, lambda: asked in said(pilot), "the question")
        assert "You approve it with this" in said(pilot)
        await pilot.press("shift+tab", "enter")
        await settled(pilot, "deliveries")
        done = "The embargo of 2026-001 is lifted. A notice goes to 1 person. The text goes to 39 people."
        await wait_for(pilot, lambda: bool(re.search(done.replace(" ", r"\W+"), text_of(pilot))), "what was done")
        await wait_for(pilot, lambda: "2026-002" in text_of(pilot), "the notice")
        await pilot.press("f2")
        await settled(pilot, "releases")
        await pilot.press("end")
        await wait_for(pilot, lambda: "Dear colleague" in text_of(pilot), "the text")
        await wait_for(pilot, lambda: "EMBARGOED" not in text_of(pilot), "as who gets it now reads it")

    office.run(script)


def test_an_embargo_that_nobody_holds_a_text_of_needs_no_notice(office: TuiOffice) -> None:
    """No notice is spoken of, in French either."""
    embargoes.set_embargo(office.context, "2026-001", "2026-12-24T06:00")
    approving.approve(office.context, "2026-001")
    sending.freeze_waves(office.context, sending.plan(office.context, "2026-001", "all"))

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "2026-001" in text_of(pilot), "the release")
        await pilot.press("L")
        await opened(pilot, ConfirmDialog)
        await wait_for(pilot, lambda: said(pilot).startswith("Personne n'a encore le texte, 40 "), "the question")
        assert "avis" not in said(pilot)
        await pilot.press("shift+tab", "enter")
        done = "L'embargo de 2026-001 est levé. Le texte part pour 40 personnes."
        await wait_for(pilot, lambda: done in text_of(pilot), "what was done")

    office.in_french().run(script)
    speak("en")


@pytest.mark.parametrize("key", ["K", "H", "A"])
def test_no_button_of_a_notice_reads_as_the_way_out(office: TuiOffice, key: str) -> None:
    """In French what a kill is called and the word for leaving are nearly one."""
    sending.freeze(office.context, sending.plan(office.context, "2026-001", "all"))

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "2026-001" in text_of(pilot), "the release")
        await pilot.press(key)
        await opened(pilot, FormDialog)
        deed, leave = (str(one.label).split("(")[0].strip() for one in pilot.app.screen.query(Button))
        assert leave == "Annuler"
        assert deed[:5] != leave[:5]

    office.in_french().run(script)
    speak("en")


@pytest.mark.parametrize(
    ("key", "why"),
    [("K", "so there is nobody to tell"), ("A", "so there is nobody to tell"), ("b", "cannot be sent back")],
)
def test_nobody_writes_a_reason_for_what_cannot_be_done(office: TuiOffice, key: str, why: str) -> None:
    """It is said at once."""

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "2026-001" in text_of(pilot), "the release")
        await pilot.press(key)
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog | FormDialog), "an answer")
        await opened(pilot, MessageDialog)
        await wait_for(pilot, lambda: why in said(pilot), why)

    office.run(script)


def test_what_can_be_brought_in_is_said_whole(office: TuiOffice) -> None:
    """At 80 columns too."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("n")
        await opened(pilot, PathDialog)
        await wait_for(pilot, lambda: "drop the file on the terminal." in " ".join(text_of(pilot).split()), "all of it")

    office.run(script)


def test_in_french_too_the_send_says_whole_that_no_release_is_chosen(office: TuiOffice) -> None:
    """At eighty columns it is one line."""

    async def script(pilot: Pilot[None]) -> None:
        await wait_for(pilot, lambda: "n'est choisi" in text_of(pilot), "the word")
        assert "Choisissez-en un (F2) et appuyez sur s." in text_of(pilot)

    office.in_french().run(script, room="send")
    speak("en")
