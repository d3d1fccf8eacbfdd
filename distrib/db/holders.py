"""Deliveries of a release by their state, for whoever asks who holds it. Decides no state."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from distrib.core.ledger import State
from distrib.db.schema import DeliveryRow, DispatchRow, EditionRow


def deliveries_of(connection: Connection, release_id: int, states: Collection[State]) -> list[tuple[Any, ...]]:
    """State, journalist, address, name, language, Message-ID and dispatch, in the order of freezing.

    People who were erased have no address any more, and are not among them.
    """
    statement = (
        select(
            DeliveryRow.state,
            DeliveryRow.journalist_id,
            DeliveryRow.email,
            DeliveryRow.name,
            EditionRow.language,
            DeliveryRow.message_id,
            DeliveryRow.dispatch_id,
        )
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(EditionRow, EditionRow.id == DeliveryRow.edition_id)
        .where(DispatchRow.release_id == release_id, DeliveryRow.state.in_(states), DeliveryRow.email.contains("@"))
        .order_by(DeliveryRow.id)
    )
    return [tuple(row) for row in connection.execute(statement)]
