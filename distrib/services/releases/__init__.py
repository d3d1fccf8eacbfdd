"""Releases: reading a text, keeping it as a new version, finding it again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from distrib.core.languages import find_language, suggest_language
from distrib.core.phrase import Said, phrase, phrased
from distrib.core.plain_text import one_line
from distrib.core.release import Draft, Edition, Release, ReleaseState
from distrib.core.release.differences import differences
from distrib.core.release.embargo import Embargo
from distrib.core.release.workflow import Step, follow
from distrib.db import office as audit
from distrib.db import releases as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, NotFound, UnreadableText, UsageError
from distrib.services.context import Context
from distrib.services.releases import correction_notes
from distrib.services.releases.embargo_lines import said_by, settled

MAX_HEADLINE = 600
"""Characters. The longest of real releases have four hundred; a paragraph taken for a headline has more."""

PAGE = 200
"""Rows a list reads at a time."""


def add(context: Context, data: bytes, name: str, *, language: str | None = None, to: str | None = None) -> Release:
    """Keep a text as it is recognised; see `keep`.

    Raises:
        UnreadableText: no text, or no headline or body in it.
    """
    from distrib.services.releases.reading import parse

    draft = parse(data, name, context.settings.office.country)
    return keep(context, draft, name, language=language, to=to)


def keep(context: Context, draft: Draft, name: str, *, language: str | None = None, to: str | None = None) -> Release:
    """Keep a draft as a new release, or with `to` as another language edition of a release not yet sent.

    Raises:
        UnreadableText: no headline or body in it, or a headline that is none.
        UsageError: there is no such language.
        NotFound: `to` names no release.
        NotAllowed: that release has been sent already.
    """
    chosen = language_of(language) if language is not None else None
    edition = _edition(context, draft, name, chosen)
    with context.database.writing() as transaction:
        if to is not None:
            return _add_edition(context, transaction, to, edition)
        now = context.now()
        reference = rows.next_reference(transaction, now.year)
        release_id = rows.insert_release(transaction, reference, now)
        embargo = said_by([edition], now)
        until = embargo if isinstance(embargo, Embargo) else None
        rows.insert_version(transaction, release_id, 1, [edition], actor=context.actor, now=now, embargo=until)
        return recorded(context, transaction, reference, "release added")


def get(context: Context, reference: str) -> Release:
    """A release by its reference.

    Raises:
        NotFound: there is none.
    """
    with context.database.reading() as transaction:
        return found(transaction, reference)


def newest(context: Context, limit: int = PAGE, offset: int = 0) -> tuple[Release, ...]:
    """Releases that were not discarded, the last changed first."""
    with context.database.reading() as transaction:
        return rows.newest(transaction, limit, offset)


def count(context: Context) -> int:
    """How many releases there are that were not discarded."""
    with context.database.reading() as transaction:
        return rows.count(transaction)


def language_of(text: str) -> str:
    """The code of a language by code or name.

    Raises:
        UsageError: there is no such language.
    """
    code = find_language(text)
    if code is None:
        close = ", ".join(suggest_language(text))
        example = phrased(". Write its code, such as fr or ar.")
        hint = phrased("; did you mean {names}?", names=close) if close else example
        raise UsageError("There is no language `{text}`{hint}", text=one_line(text), hint=hint)
    return code


def _edition(context: Context, draft: Draft, name: str, language: str | None) -> Edition:
    if not draft.headline:
        raise UnreadableText(
            "No headline was found in {name}, so no release was made of it. Put the headline on a line of its "
            "own above the text and try again.",
            name=name,
        )
    if len(draft.headline) > MAX_HEADLINE:
        raise UnreadableText(
            "The headline found in {name} has {count:,} characters, which no subject line holds: {most} "
            "at most. Nothing was kept. Put it on a line of its own, or give it with --headline.",
            name=name,
            count=len(draft.headline),
            most=MAX_HEADLINE,
        )
    if not draft.body.strip():
        raise UnreadableText(
            "No text was found below the headline in {name}, so no release was made of it. Check that the whole "
            "release was copied and try again.",
            name=name,
        )
    return Edition(
        language=(language or draft.language or context.settings.office.language).lower(),
        headline=draft.headline,
        body=draft.body,
        subheadline=draft.subheadline,
        dateline=draft.dateline,
        embargo=draft.embargo,
        markers=draft.markers,
        release_line=draft.release_line,
        boilerplate=draft.boilerplate,
        contacts=draft.contacts,
    )


def _add_edition(context: Context, transaction: Transaction, reference: str, edition: Edition) -> Release:
    release = found(transaction, reference, lock=True)
    if edition.language == release.source.language:
        editions = (edition, *release.editions[1:])
    else:
        translation = replace(edition, translation_of=release.source.content_hash)
        others = {one.language: one for one in release.editions}
        editions = tuple((others | {edition.language: translation}).values())
    embargo = settled(release, edition, editions, context.now())
    changed = replace(release, editions=editions, embargo=embargo)
    return change(context, transaction, release, changed, f"edition {edition.language} added")


def change(context: Context, transaction: Transaction, release: Release, changed: Release, action: str) -> Release:
    """A new version of a release that is locked, with the editions, embargo and audience of `changed`.

    Whatever was approved is approved no more, unless nothing of what is sent changed.

    Raises:
        NotAllowed: it was sent or killed.
    """
    state = step(release, Step.EDIT, phrase("changed"))
    changed = _still_translated(release, correction_notes.noted(transaction, changed))
    is_approved_still = changed.version_hash == release.approved_hash
    now = context.now()
    rows.insert_version(
        transaction,
        release.id,
        release.version + 1,
        changed.editions,
        actor=context.actor,
        now=now,
        embargo=changed.embargo,
        audience=changed.audience,
        comment=action,
    )
    if is_approved_still:
        rows.set_state(transaction, release.id, release.state, now, release.approved_hash)
    else:
        rows.set_state(transaction, release.id, state, now, None)
    changes = [str(one) for one in differences(release, changed)] or None
    return recorded(context, transaction, release.reference, action, changed=changes)


def _still_translated(before: Release, after: Release) -> Release:
    """Translations stay up to date where no word of their source changed."""
    old, new = before.source, after.source
    if not new.has_words_of(old):
        return after
    editions = (
        replace(one, translation_of=new.content_hash) if one.translation_of == old.content_hash else one
        for one in after.editions
    )
    return replace(after, editions=tuple(editions))


def found(transaction: Transaction, reference: str, *, lock: bool = False) -> Release:
    """The release inside a transaction; `lock` keeps it as it is until the end.

    Raises:
        NotFound: there is none.
    """
    release = rows.by_reference(transaction, reference, lock=lock)
    if release is None:
        raise _not_found(reference)
    return release


def id_of(transaction: Transaction, reference: str) -> int:
    """The row of a release, for whoever needs nothing else of it.

    Raises:
        NotFound: there is none.
    """
    identity = rows.id_of(transaction, reference)
    if identity is None:
        raise _not_found(reference)
    return identity


def step(release: Release, wanted: Step, done: str) -> ReleaseState:
    """The state after it; `done` is the step in words, such as "changed".

    Raises:
        NotAllowed: the release has come too far for that, or was discarded.
    """
    state = follow(release.state, wanted)
    if state is None:
        check_kept(release, done)
    if state is None and release.state is ReleaseState.ISSUED:
        raise NotAllowed(
            "{reference} is issued, and what people hold cannot be {done} any more. Nothing was changed. What was "
            "wrong is put right by: distrib release correct {reference}; a new text is a new release.",
            reference=release.reference,
            done=phrased(done),
        )
    if state is None:
        raise NotAllowed(
            "{reference} is {state} and cannot be {done} any more. Nothing was changed.",
            reference=release.reference,
            state=in_words(release.state),
            done=phrased(done),
        )
    return state


def check_kept(release: Release, done: str) -> None:
    """Whether it is more than a discarded draft; `done` is what was to be done with it, such as "changed".

    Raises:
        NotAllowed: it was discarded.
    """
    if release.state is ReleaseState.DISCARDED:
        raise NotAllowed(
            "{reference} is discarded, so it was not {done}. Nothing was changed. Bring it back first: distrib release "
            "bring-back {reference}",
            reference=release.reference,
            done=phrased(done),
        )


def recorded(context: Context, transaction: Transaction, reference: str, action: str, **said: Any) -> Release:
    """The release as it is now, once the audit trail says who did what to it, and what else is `said` of that."""
    release = found(transaction, reference)
    audit.record(
        transaction,
        actor=context.actor,
        action=action,
        subject=f"release {reference}",
        content_hash=release.version_hash,
        detail={"version": release.version, **said},
        now=context.now(),
    )
    return release


def in_words(state: ReleaseState) -> Said:
    """For a sentence that begins with the reference and "is"."""
    return phrased(_STATES[state])


_STATES = {
    ReleaseState.DRAFT: phrase("a draft that nobody has approved"),
    ReleaseState.IN_REVIEW: phrase("in review and not approved"),
    ReleaseState.APPROVED: phrase("approved"),
    ReleaseState.ISSUED: phrase("issued"),
    ReleaseState.CORRECTED: phrase("corrected by a later release"),
    ReleaseState.KILLED: phrase("killed"),
    ReleaseState.DISCARDED: phrase("discarded"),
}


def _not_found(reference: str) -> NotFound:
    return NotFound(
        "There is no release {reference}. See the references with: distrib release list", reference=reference
    )
