"""Writing a release: saving, comparing and restoring versions, and two people at one text. Nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass, replace

from distrib.core.phrase import Joined, Said, phrase, phrased
from distrib.core.plain_text import one_line
from distrib.core.release import Edition, Release, Version
from distrib.core.release.differences import differences
from distrib.core.release.edition_changes import FieldChange, bring_together, changes, open_questions
from distrib.core.release.edition_form import ENGLISH, as_form, from_form
from distrib.core.release.field_form import FormFault
from distrib.core.release.workflow import Step
from distrib.core.release.writing import UnsavedText
from distrib.db import releases as rows
from distrib.db import writing as unsaved_rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.ingest.labels.dateline import read_date_line
from distrib.services.context import Context
from distrib.services.releases import change, editions, found, id_of, step
from distrib.services.releases.embargo_lines import settled
from distrib.services.releases.previews import edition_of


@dataclass(frozen=True, slots=True)
class SavedMeanwhile:
    """Somebody else saved the same edition first; nothing was saved now."""

    by: str
    release: Release
    """As they left it."""
    theirs: tuple[FieldChange, ...]
    """What they changed."""
    merged: Edition
    """Both changes in one text, for the person to look at and save."""
    contested: tuple[str, ...]
    """Fields in which both wordings stand."""


@dataclass(frozen=True, slots=True)
class Restoring:
    """What making an earlier version the newest again changes."""

    changes: tuple[Said, ...]
    """Each as a phrase."""
    costs_an_edition: bool
    """Whether a language goes away, or falls behind its source."""


def form_of(
    context: Context, reference: str, language: str | None = None, *, labels: str = ENGLISH
) -> tuple[Release, Edition, str]:
    """The release, its edition in a language (else the source), and the form a person changes; `labels` is the language
    of the form's labels.

    Raises:
        NotFound: there is no such release or edition.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
    edition = edition_of(release, language)
    return release, edition, as_form(edition, labels)


def read_form(form: str, edition: Edition) -> Edition:
    """The edition as the form says it.

    Raises:
        UsageError: a line is none of the form's, or headline or text are missing.
    """
    try:
        read = from_form(form, edition)
    except FormFault as fault:
        raise UsageError("{why}. Nothing was saved. Mend that line and save again.", why=fault.said) from fault
    if read.dateline.date_text and read.dateline.date is None:
        seen = read_date_line(read.dateline.date_text)
        read = replace(read, dateline=replace(read.dateline, date=seen.date if seen else None))
    return read


def save(context: Context, reference: str, edited: Edition, *, base: int) -> Release | SavedMeanwhile:
    """Keep an edition as a new version, begun from version `base`; what is unsaved of it is forgotten.

    A text that is the same as the newest makes no version.

    Raises:
        NotFound: there is no such release, edition or version.
        NotAllowed: it was sent or killed, or two wordings stand in it that nobody has chosen between.
    """
    questions = tuple(map(phrased, open_questions(edited)))
    if questions:
        raise NotAllowed(
            "In {questions} two wordings stand one below the other (look for `[[ As worded by`). Nothing was "
            "saved. Keep one of each pair, take the marks out, and save again.",
            questions=Joined(questions),
        )
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        now = edition_of(release, edited.language)
        was = edition_of(_at(transaction, release, base), edited.language)
        if now.content_hash not in (was.content_hash, edited.content_hash):
            return _saved_meanwhile(context, transaction, release, was, edited)
        unsaved_rows.forget_unsaved(transaction, release.id, edited.language, context.actor)
        if now.content_hash == edited.content_hash:
            return release
        changed = _with(release, edited)
        changed = replace(changed, embargo=settled(release, edited, changed.editions, context.now()))
        return change(context, transaction, release, changed, f"{edited.language} edition changed")


def versions(context: Context, reference: str) -> tuple[Version, ...]:
    """Every version, the newest first.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.reading() as transaction:
        return rows.versions(transaction, found(transaction, reference).id)


def compare(
    context: Context, reference: str, before: int, after: int | None = None, *, language: str | None = None
) -> tuple[Release, Release, tuple[FieldChange, ...]]:
    """Two versions, and what differs in an edition (else the source); `after` is else the newest.

    An edition that one of them has not is compared with nothing.

    Raises:
        NotFound: there is no such release, version or edition.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        one, other = (_at(transaction, release, number) for number in (before, after or release.version))
    wanted = (language or other.source.language).lower()
    old, new = (next((e for e in each.editions if e.language == wanted), None) for each in (one, other))
    if old is None and new is None:
        raise NotFound(
            "Version {before} and version {after} of {reference} have no edition in {wanted!r}.",
            before=one.version,
            after=other.version,
            reference=reference,
            wanted=wanted,
        )
    nothing = Edition(wanted, "", "")
    return one, other, changes(old or nothing, new or nothing)


def before_restoring(context: Context, reference: str, number: int) -> Restoring:
    """What making an earlier version the newest again would change; it changes nothing.

    Raises:
        NotFound, NotAllowed: as `restore`.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        step(release, Step.EDIT, phrase("changed"))
        earlier = _to_restore(transaction, release, number)
    changed = [*differences(release, earlier)]
    behind = set(editions.stale(earlier)) - set(editions.stale(release))
    changed += [phrased("{language} edition is behind its source then", language=one) for one in sorted(behind)]
    gone = {one.language for one in release.editions} - {one.language for one in earlier.editions}
    return Restoring(tuple(changed), bool(gone or behind))


def restore(context: Context, reference: str, number: int) -> Release:
    """Make an earlier version the newest again, as a version of its own: nothing is thrown away.

    Raises:
        NotFound: there is no such release or version.
        NotAllowed: the release was sent or killed, or is that text already.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        earlier = _to_restore(transaction, release, number)
        return change(context, transaction, release, earlier, f"version {number} restored")


def _to_restore(transaction: Transaction, release: Release, number: int) -> Release:
    earlier = _at(transaction, release, number)
    if earlier.version_hash == release.version_hash:
        raise NotAllowed(
            "{reference} has the text of version {number} already. Nothing was changed.",
            reference=release.reference,
            number=number,
        )
    return earlier


def keep_unsaved(context: Context, reference: str, language: str, form: str, *, base: int) -> None:
    """Keep what is being typed, as it is; it is no version and nobody else sees it.

    Raises:
        NotFound: there is no such release.
    """
    text = UnsavedText(language, context.actor, base, form, context.now())
    with context.database.writing_unnoticed() as transaction:
        unsaved_rows.keep_unsaved(transaction, id_of(transaction, reference), text)


def unsaved(context: Context, reference: str, language: str) -> UnsavedText | None:
    """What this person was typing in an edition when their screen or machine went away.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.reading() as transaction:
        return unsaved_rows.unsaved(transaction, id_of(transaction, reference), language, context.actor)


def forget_unsaved(context: Context, reference: str, language: str) -> None:
    """Throw away what this person was typing.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.writing_unnoticed() as transaction:
        unsaved_rows.forget_unsaved(transaction, id_of(transaction, reference), language, context.actor)


def _at(transaction: Transaction, release: Release, number: int) -> Release:
    earlier = rows.at_version(transaction, release, number)
    if earlier is None:
        raise NotFound(
            "{reference} has no version {number}; the newest is {version}. See them with: distrib release "
            "versions {reference}",
            reference=release.reference,
            number=number,
            version=release.version,
        )
    return earlier


def _with(release: Release, edited: Edition) -> Release:
    editions = tuple(edited if one.language == edited.language else one for one in release.editions)
    return replace(release, editions=editions)


def _saved_meanwhile(
    context: Context, transaction: Transaction, release: Release, was: Edition, edited: Edition
) -> SavedMeanwhile:
    by = rows.versions(transaction, release.id)[0].by
    theirs = edition_of(release, edited.language)
    other = f"{by}, version {release.version}" if by == context.actor else by
    merged = bring_together(was, edited, theirs, names=(one_line(context.actor), one_line(other)))
    return SavedMeanwhile(by, release, changes(was, theirs), merged.edition, merged.contested)
