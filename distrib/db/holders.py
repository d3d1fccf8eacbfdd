"""Queries about who holds a release, or is still to get it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Turn
from distrib.core.people import JournalistStatus
from distrib.core.release.holders import HOLDS, MAY_GO_OUT, STILL_TO_COME, Holder
from distrib.db.chunks import chunks
from distrib.db.schema import DeliveryRow, DispatchRow, EditionRow, JournalistRow, ReleaseRow


def holders(connection: Connection, references: Collection[str]) -> tuple[Holder, ...]:
    """Everybody who holds any of these releases, in the order in which they first got one."""
    statement = (
        select(
            DeliveryRow.address_key,
            DeliveryRow.journalist_id,
            DeliveryRow.name,
            DeliveryRow.email,
            EditionRow.language,
            DeliveryRow.message_id,
        )
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .join(EditionRow, EditionRow.id == DeliveryRow.edition_id)
        .where(ReleaseRow.reference.in_(references), DeliveryRow.state.in_(HOLDS))
        .order_by(DeliveryRow.id)
    )
    found: dict[str, Holder] = {}
    for key, journalist_id, name, email, language, message_id in connection.execute(statement):
        before = found[key].message_ids if key in found else ()
        found[key] = Holder(journalist_id, name, email, language, (*before, message_id))
    return tuple(found.values())


def still_to_come(connection: Connection, references: Collection[str]) -> dict[int, int]:
    """Dispatch → how many of its recipients may still be written to with one of these releases.

    What is past its dot may come back to be tried again, unless its dispatch was stopped.
    """
    states = STILL_TO_COME | {State.COMMITTING}
    statement = (
        select(DeliveryRow.dispatch_id, func.count())
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .where(ReleaseRow.reference.in_(references), DeliveryRow.state.in_(states), DeliveryRow.turn != Turn.STOPPED)
        .group_by(DeliveryRow.dispatch_id)
        .order_by(DeliveryRow.dispatch_id)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def may_go_out(connection: Connection, references: Collection[str]) -> tuple[int, ...]:
    """Dispatches of these releases of which something may still be sent, be it that a server or a person says so."""
    statement = (
        select(DeliveryRow.dispatch_id)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .where(ReleaseRow.reference.in_(references), DeliveryRow.state.in_(MAY_GO_OUT))
        .distinct()
        .order_by(DeliveryRow.dispatch_id)
    )
    return tuple(connection.scalars(statement))


def statuses(connection: Connection, journalists: Collection[int]) -> dict[int, JournalistStatus]:
    """Journalist → how they stand on the list."""
    found: dict[int, JournalistStatus] = {}
    for some in chunks(sorted(journalists)):
        rows = connection.execute(select(JournalistRow.id, JournalistRow.status).where(JournalistRow.id.in_(some)))
        found |= {row.id: row.status for row in rows}
    return found
