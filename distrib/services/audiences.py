"""Who receives a release: the query, the suppressions and the ledger brought together for `core.delivery.audience`."""

from __future__ import annotations

from collections.abc import Iterable

from distrib.core.delivery import audience
from distrib.core.delivery.audience import Audience, Candidate
from distrib.core.release import Release
from distrib.db import dispatches, writing
from distrib.db.engine import Transaction
from distrib.services import people, releases
from distrib.services.context import Context
from distrib.services.releases import notices


def resolve(
    context: Context, connection: Transaction, release: Release, query: str, *, only_theirs: bool = False
) -> Audience:
    """The audience of a release as it is now, inside the transaction that will freeze it.

    Raises:
        QueryError: the query cannot be understood.
    """
    earlier = dispatches.who_has_it(connection, release.id)
    found = people.candidates(context, connection, query, earlier)
    held = writing.held(connection, release.id)
    return divide(context, release, found, only_theirs=only_theirs, held=held)


def looked_at(context: Context, reference: str, query: str) -> Audience:
    """The audience as it is now, for somebody who only looks. It need not be approved, and a notice takes no query.

    Raises:
        NotFound: there is no such release.
        QueryError: the query cannot be understood.
        NotAllowed: a correction would miss somebody.
    """
    with context.database.reading() as transaction:
        release = releases.found(transaction, reference)
        if release.about is not None:
            return notices.audience(transaction, release)
        return resolve(context, transaction, release, query)


def divide(
    context: Context,
    release: Release,
    found: Iterable[Candidate],
    *,
    only_theirs: bool = False,
    held: frozenset[str] = frozenset(),
) -> Audience:
    """Candidates of a release as its audience; `held` are the languages of editions that wait."""
    languages = [edition.language for edition in release.editions]
    stated = fallback(context, languages)
    return audience.resolve(found, languages, fallback=stated, only_theirs=only_theirs, held=held)


def fallback(context: Context, languages: list[str]) -> str:
    """The edition for whoever reads none of the languages: the office's own, else the first of the release."""
    own = context.settings.office.language.lower()
    return own if own in languages else languages[0]
