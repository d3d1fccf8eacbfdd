"""The languages of a release: which translation is stale, which edition waits while others go, and boilerplates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from distrib.core.phrase import Said, phrased
from distrib.core.plain_text import many_lines
from distrib.core.release import Edition, Release
from distrib.core.release.writing import Boilerplate
from distrib.db import office as audit
from distrib.db import writing as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, UsageError
from distrib.services.context import Context
from distrib.services.releases import change, found, language_of
from distrib.services.releases.previews import edition_of


def stale(release: Release) -> tuple[str, ...]:
    """Languages whose edition was translated from a source that has moved on."""
    return tuple(one.language for one in release.editions if one.is_stale(release.source))


def unsure(transaction: Transaction, release: Release) -> Iterator[tuple[str, Said]]:
    """Editions that are stale or held, and what that means."""
    for language in stale(release):
        said = phrased("The {language} edition was translated from a text that has changed since.", language=language)
        yield language, said
    for language in sorted(rows.held(transaction, release.id)):
        said = phrased(
            "The {language} edition is held: whoever gets it is left out until it is let go.", language=language
        )
        yield language, said


def translated(context: Context, reference: str, language: str) -> Release:
    """Say that an edition says what the source says now. It is no change of what is sent: an approval holds.

    Raises:
        NotFound: there is no such release or edition.
        NotAllowed: it is the source, or the release was sent.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        edition = edition_of(release, language)
        if edition == release.source:
            raise NotAllowed(
                "The {language} edition is the source of {reference}. Nothing was changed.",
                language=edition.language,
                reference=reference,
            )
        fresh = replace(edition, translation_of=release.source.content_hash)
        editions = tuple(fresh if one == edition else one for one in release.editions)
        changed = replace(release, editions=editions)
        return change(context, transaction, release, changed, f"{edition.language} edition is up to date")


def hold(context: Context, reference: str, language: str) -> None:
    """Let an edition wait: whoever gets it is left out until it is let go, and nobody gets another in its place.

    Raises:
        NotFound: there is no such release or edition.
        NotAllowed: it waits already.
    """
    with context.database.writing() as transaction:
        release, code = _edition(transaction, reference, language)
        if not rows.hold(transaction, release.id, code, by=context.actor, at=context.now()):
            raise NotAllowed(
                "The {language} edition of {reference} is held already. Nothing was changed.",
                language=code,
                reference=reference,
            )
        _record(context, transaction, release, f"edition {code} held")


def let_go(context: Context, reference: str, language: str) -> None:
    """Let an edition go again: the next send reaches whoever was left out for it.

    Raises:
        NotFound: there is no such release or edition.
        NotAllowed: it does not wait.
    """
    with context.database.writing() as transaction:
        release, code = _edition(transaction, reference, language)
        if not rows.let_go(transaction, release.id, code):
            raise NotAllowed(
                "The {language} edition of {reference} is not held. Nothing was changed.",
                language=code,
                reference=reference,
            )
        _record(context, transaction, release, f"edition {code} let go")


def held(context: Context, reference: str) -> frozenset[str]:
    """Languages of the editions that wait.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.reading() as transaction:
        return rows.held(transaction, found(transaction, reference).id)


def boilerplates(context: Context) -> tuple[Boilerplate, ...]:
    """What the office says of itself, by language."""
    with context.database.reading() as transaction:
        return rows.boilerplates(transaction)


def keep_boilerplate(context: Context, language: str, text: str) -> Boilerplate:
    """Keep what the office says of itself in a language. Releases that are kept already do not change.

    Raises:
        UsageError: there is no such language, or no text.
    """
    code, clean = language_of(language), many_lines(text).strip()
    if not clean:
        raise UsageError("The boilerplate in {language} has no text. Nothing was changed.", language=code)
    one = Boilerplate(code, clean, context.actor, context.now())
    with context.database.writing() as transaction:
        rows.keep_boilerplate(transaction, one)
        audit.record(
            transaction, actor=context.actor, action="boilerplate changed", subject=f"boilerplate {code}", now=one.at
        )
    return one


def take_boilerplates(context: Context, reference: str, *, replace_all: bool = False) -> Release:
    """Put the office's boilerplate into every edition that has none, or with `replace_all` into every edition.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it was sent, or there is nothing to put in.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        known = {one.language: one.text for one in rows.boilerplates(transaction)}
        editions = tuple(_with_boilerplate(one, known, replace_all=replace_all) for one in release.editions)
        if editions == release.editions:
            raise NotAllowed(
                "There is no boilerplate to put into {reference}: every edition has one, or none is kept in its "
                "language. Nothing was changed. Keep one with: distrib release boilerplate --keep LANGUAGE FILE",
                reference=reference,
            )
        changed = replace(release, editions=editions)
        return change(context, transaction, release, changed, "boilerplate taken from the office")


def _with_boilerplate(edition: Edition, known: dict[str, str], *, replace_all: bool) -> Edition:
    text = known.get(edition.language)
    if text is None or (edition.boilerplate and not replace_all):
        return edition
    return replace(edition, boilerplate=text)


def _edition(transaction: Transaction, reference: str, language: str) -> tuple[Release, str]:
    release = found(transaction, reference, lock=True)
    return release, edition_of(release, language).language


def _record(context: Context, transaction: Transaction, release: Release, action: str) -> None:
    audit.record(
        transaction,
        actor=context.actor,
        action=action,
        subject=f"release {release.reference}",
        content_hash=release.version_hash,
        now=context.now(),
    )
