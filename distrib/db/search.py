"""Queries of the search over everything. Each walks along an index and stops soon, whatever the size of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, false, func, select

from distrib.core.delivery.dispatch import Delivery
from distrib.core.people import Journalist, address_key
from distrib.core.query import Query
from distrib.core.query.terms import And, HasWords, TextField
from distrib.core.release import Release, ReleaseState
from distrib.core.search import Wanted
from distrib.db import people, releases
from distrib.db.dispatches import deliveries_by_id
from distrib.db.schema import (
    DeliveryRow,
    EditionRow,
    ReleaseRow,
    ReleaseVersionRow,
)


def journalists(connection: Connection, wanted: Wanted, most: int) -> tuple[Journalist, ...]:
    """Whose name, outlet, role, address or beats have every word."""
    if wanted.address:
        found = people.by_addresses(connection, [address_key(wanted.address)])
        return tuple(found.values())
    if not wanted.words:
        return ()
    terms = tuple(HasWords(TextField.ANY, (word,), is_whole=False) for word in wanted.words)
    query = Query(" ".join(wanted.words), terms[0] if len(terms) == 1 else And(terms))
    return people.find(connection, query, limit=most)


def found_releases(connection: Connection, wanted: Wanted, most: int) -> tuple[Release, ...]:
    """Releases by the beginning of their reference, or by words of a headline; the newest first."""
    statement = select(ReleaseRow.id).where(_is_wanted(wanted)).order_by(ReleaseRow.id.desc()).limit(most)
    return releases.by_ids(connection, connection.scalars(statement).all())


def release_ids(connection: Connection, wanted: Wanted, states: Collection[ReleaseState]) -> Sequence[int]:
    """All that `found_releases` finds with no limit, in one of these states (where none is given, any but discarded);
    the last changed first.
    """
    order = (ReleaseRow.updated_at.desc(), ReleaseRow.id.desc())
    statement = select(ReleaseRow.id).where(_is_wanted(wanted), releases.stands(states)).order_by(*order)
    return connection.scalars(statement).all()


def _is_wanted(wanted: Wanted) -> ColumnElement[bool]:
    if wanted.reference:
        return ReleaseRow.reference.startswith(wanted.reference, autoescape=True)
    if not wanted.spelled:
        return false()
    headline = func.lower(EditionRow.headline)
    has_words = (headline.contains(word, autoescape=True) for word in wanted.spelled)
    named = (
        select(ReleaseVersionRow.release_id)
        .join(EditionRow, EditionRow.version_id == ReleaseVersionRow.id)
        .where(*has_words)
    )
    return ReleaseRow.id.in_(named)


def deliveries(
    connection: Connection, wanted: Wanted, journalist_ids: Sequence[int], most: int
) -> tuple[Delivery, ...]:
    """What these people, or this address, were sent, the newest first."""
    row = DeliveryRow
    if wanted.address:
        statement = select(row.id).where(row.address_key == address_key(wanted.address))
    elif journalist_ids:
        statement = select(row.id).where(row.journalist_id.in_(journalist_ids))
    else:
        return ()
    if wanted.reference or wanted.version or wanted.language:
        statement = (
            statement.join(EditionRow, EditionRow.id == row.edition_id)
            .join(ReleaseVersionRow, ReleaseVersionRow.id == EditionRow.version_id)
            .join(ReleaseRow, ReleaseRow.id == ReleaseVersionRow.release_id)
        )
    if wanted.reference:
        statement = statement.where(ReleaseRow.reference.startswith(wanted.reference, autoescape=True))
    if wanted.version:
        statement = statement.where(ReleaseVersionRow.number == wanted.version)
    if wanted.language:
        statement = statement.where(EditionRow.language == wanted.language)
    ids = connection.scalars(statement.order_by(row.id.desc()).limit(most)).all()
    return deliveries_by_id(connection, ids)
