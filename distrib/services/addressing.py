"""Whom a release goes to, when, and in whose turn: the people of a query, or whoever holds what a notice is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from distrib.core.delivery.audience import Audience
from distrib.core.delivery.status import Standing
from distrib.core.delivery.waves import Wave
from distrib.core.phrase import phrased
from distrib.core.release import Release, ReleaseKind
from distrib.db.engine import Transaction
from distrib.errors import UsageError
from distrib.services import audiences, embargo_waves
from distrib.services.context import Context
from distrib.services.releases import families, notices
from distrib.services.releases.approving import audience_of

_URGENT = frozenset({ReleaseKind.KILL, ReleaseKind.HOLD, ReleaseKind.LIFT})


def query_of(transaction: Transaction, release: Release, query: str | None) -> str:
    """What the ledger keeps as the audience of a send.

    Raises:
        UsageError: a notice takes no query, and everything else needs one.
        NotAllowed: it was approved for another audience.
        QueryError: the query cannot be understood.
    """
    if release.about:
        if query is not None and query != _holders(release):
            raise UsageError(
                "{reference} is a {kind}: it goes to exactly those who hold {about}. Nothing was sent. Leave --to out.",
                reference=release.reference,
                kind=phrased(release.kind.value),
                about=release.about,
            )
        return _holders(release)
    return audience_of(transaction, release, query)


def audience(
    context: Context, transaction: Transaction, release: Release, query: str, *, only_theirs: bool = False
) -> Audience:
    """Who gets it, inside the transaction that will freeze it.

    Raises:
        QueryError: the query cannot be understood.
        NotAllowed: a correction would miss somebody, or a lift is told that did not happen.
    """
    if release.about:
        notices.check_lifted(context, transaction, release)
        return notices.audience(transaction, release)
    return audiences.resolve(context, transaction, release, query, only_theirs=only_theirs)


def waves(
    transaction: Transaction, release: Release, found: Audience, begins: datetime, *, copies: bool
) -> tuple[Wave, ...]:
    """The audience by when it begins. Whoever holds a text under embargo is told about it before the lift, too."""
    if release.about:
        lifts_at = families.lifts_at(transaction, release)
        return (Wave(found, lifts_at if lifts_at is not None and lifts_at <= begins else None),)
    return embargo_waves.divide(transaction, release, found, begins, copies=copies)


def in_its_turn(release: Release, standing: Standing) -> Standing:
    """A kill goes before everything else, a hold and a lift before what is not urgent."""
    is_urgent = standing.is_urgent or release.kind in _URGENT
    return replace(standing, is_urgent=is_urgent, comes_first=release.kind is ReleaseKind.KILL)


def _holders(release: Release) -> str:
    return f"holders of {release.about}"
