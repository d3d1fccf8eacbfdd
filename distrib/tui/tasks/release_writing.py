"""Tasks of writing a release: the form, keeping what is typed, saving, and earlier versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from distrib.core.release import Edition, Release, Version
from distrib.core.release.edition_changes import FieldChange
from distrib.core.release.edition_form import as_form
from distrib.core.release.writing import UnsavedText
from distrib.errors import UsageError
from distrib.tui.desk import Desk
from distrib.tui.lines import wrapped
from distrib.tui.wording import said, spoken

if TYPE_CHECKING:
    from distrib.services.releases.writing import Restoring, SavedMeanwhile


@dataclass(frozen=True, slots=True)
class Written:
    """An edition to be written on, as it is kept."""

    release: Release
    edition: Edition
    form: str
    """Of the newest version."""
    unsaved: UnsavedText | None = None
    """What this person typed and has not saved; None where it is the form itself."""

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        from distrib.core.release.workflow import Step, follow

        return follow(self.release.state, Step.EDIT) is not None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the editor."""

    edition: Edition
    form: str
    base: int
    """Number of the version it was begun from."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An edition in two versions."""

    before: Release
    after: Release
    language: str
    changes: tuple[FieldChange, ...]


def written(desk: Desk, reference: str, language: str | None) -> Written:
    """The form of an edition, and what was typed in it and not saved.

    Raises:
        NotFound: there is no such release or edition.
    """
    from distrib.services.releases import writing

    release, edition, form = writing.form_of(desk.context, reference, language, labels=spoken())
    kept = writing.unsaved(desk.context, reference, edition.language)
    return Written(release, edition, form, kept if kept and kept.form != form else None)


def keep_typed(desk: Desk, reference: str, typed: Typed) -> None:
    """Keep what is typed, so that it outlives this screen."""
    from distrib.services.releases import writing

    if typed.form == as_form(typed.edition, spoken()):
        writing.forget_unsaved(desk.context, reference, typed.edition.language)
    else:
        writing.keep_unsaved(desk.context, reference, typed.edition.language, typed.form, base=typed.base)


def forget_typed(desk: Desk, reference: str, language: str) -> None:
    """Throw away what was typed and not saved."""
    from distrib.services.releases import writing

    writing.forget_unsaved(desk.context, reference, language)


def save(desk: Desk, reference: str, typed: Typed) -> Release | SavedMeanwhile:
    """Make a version of what is typed, or bring it together with what somebody saved meanwhile.

    Raises:
        UsageError: the form cannot be understood.
        NotAllowed: it was sent, or two wordings stand in it.
    """
    from distrib.services.releases import writing

    edited = writing.read_form(typed.form, typed.edition)
    return writing.save(desk.context, reference, edited, base=typed.base)


def preview_lines(desk: Desk, release: Release, typed: Typed, width: int) -> Sequence[str]:
    """What is typed as its readers will get it, in lines of a width; or why it cannot be shown."""
    from distrib.services.releases import previews, writing

    try:
        edited = writing.read_form(typed.form, typed.edition)
    except UsageError as fault:
        return wrapped(said(fault), width)
    return wrapped(previews.typed_as_text(desk.context, release, edited), width)


def versions(desk: Desk, reference: str) -> tuple[Version, ...]:
    """Every version, the newest first."""
    from distrib.services.releases import writing

    return writing.versions(desk.context, reference)


def compared(desk: Desk, reference: str, number: int, language: str | None) -> Comparison:
    """A version and the newest, or the newest and the one before it, and what differs."""
    from distrib.services.releases import writing

    newest = writing.versions(desk.context, reference)[0].number
    number = max(number - 1, 1) if number == newest else number
    before, after, found = writing.compare(desk.context, reference, number, language=language)
    return Comparison(before, after, language or after.source.language, found)


def before_restoring(desk: Desk, reference: str, number: int) -> Restoring:
    """What restoring a version would change.

    Raises:
        NotAllowed: it was sent or killed, or is that text already.
    """
    from distrib.services.releases import writing

    return writing.before_restoring(desk.context, reference, number)


def restore(desk: Desk, reference: str, number: int) -> Release:
    """Make an earlier version the newest again.

    Raises:
        NotAllowed: it was sent or killed, or is that text already.
    """
    from distrib.services.releases import writing

    return writing.restore(desk.context, reference, number)
