"""A dialog that shows what was recognised in a text before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from distrib.core.release import Release, ReleaseState
from distrib.core.release.recognised import Recognised
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.names import language_name
from distrib.tui.plain import joined, line
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _, said


@dataclass(frozen=True, slots=True)
class Keep:
    """What to do with the text."""

    to: str | None = None
    """Another edition of this release; None makes a new one."""
    corrected_first: bool = False
    """Nothing yet: a person has to mend a field."""


class RecognisedDialog(Dialog[Keep]):
    """Keeps nothing itself."""

    TITLE = _("What was recognised")
    BINDINGS: ClassVar[list[BindingType]] = [bind("correct_fields", "correct", _("Correct"), show=False)]

    def __init__(self, recognised: Recognised, selected: Release | None, *, is_typed: bool = False) -> None:
        """`is_typed` where the text was pasted or corrected by hand, and stands nowhere else."""
        super().__init__()
        self._is_typed = is_typed
        self._recognised = recognised
        self._open = selected if selected and selected.state in _OPEN else None

    def compose_content(self) -> ComposeResult:
        """The facts and the text."""
        yield Reading(id="recognised")

    @property
    def typed(self) -> object:
        """The text, where leaving would lose it."""
        return self._recognised if self._is_typed else None

    def compose_buttons(self) -> ComposeResult:
        """New, edition, or not."""
        yield button(_("Keep as new"), "new", is_main=True)
        if self._open:
            yield button(_("Edition of {release}").format(release=self._open.reference), "edition")
        yield button(_("Correct"), "correct", key="correct_fields")
        yield button(_("Cancel"), "cancel")

    def on_mount(self) -> None:
        """The main button is at hand."""
        self.query_one(Reading).show_facts(_facts(self._recognised))
        self.query_one("#new", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "edition" and self._open:
            self.dismiss(Keep(self._open.reference))
        else:
            self.dismiss(_ANSWERS.get(event.button.id or ""))

    def action_correct(self) -> None:
        """Mend the fields."""
        self.dismiss(_ANSWERS["correct"])


_ANSWERS = {"new": Keep(), "correct": Keep(corrected_first=True)}


_OPEN = (ReleaseState.DRAFT, ReleaseState.IN_REVIEW, ReleaseState.APPROVED)
"""Another edition can still be added."""


def _facts(recognised: Recognised) -> Iterator[tuple[str, str]]:
    draft = recognised.draft

    def at(text: str, field: str, number: int = 0) -> str:
        found = recognised.place_of(field, number)
        return f"{text}  ({said(found.said)})" if found else text

    for told in recognised.remarks:
        yield _("Note"), line(said(told))
    yield _("Read as"), line(_(recognised.kind))
    language = language_name(draft.language) if draft.language else _("not recognised: the office's language is taken")
    yield _("Language"), language
    yield _("Headline"), at(line(draft.headline) or _("NOT RECOGNISED"), "headline")
    if draft.subheadline:
        yield _("Subhead"), at(line(draft.subheadline), "subheadline")
    dateline = joined(draft.dateline.place, draft.dateline.date_text) or _("none recognised")
    yield _("Dateline"), at(dateline, "place" if draft.dateline.place else "date")
    if draft.embargo:
        yield _("Embargo"), at(line(draft.embargo), "embargo")
    if draft.markers:
        yield _("Markers"), at(joined(*draft.markers), "markers")
    for number, contact in enumerate(draft.contacts):
        who = joined(contact.name, contact.role, contact.office, *contact.phones, *contact.emails)
        yield _("Contact"), at(who, "contacts", number)
    if not draft.contacts:
        yield _("Contact"), _("none recognised. Readers will not know whom to ask.")
    if draft.boilerplate:
        yield _("About"), at(line(draft.boilerplate), "boilerplate")
    if draft.end_mark:
        yield _("End"), at(line(draft.end_mark), "end_mark")
    body = recognised.place_of("body")
    yield _("Text"), said(body.said) if body else _("NOT RECOGNISED")
    yield "", ""
    yield "", draft.body
