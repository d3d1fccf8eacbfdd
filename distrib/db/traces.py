"""What else is kept of a journalist beside their own rows: consent, notes, deliveries, and being left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from distrib.core.people import ConsentKind
from distrib.core.phrase import phrase
from distrib.db.chunks import chunks
from distrib.db.schema import (
    AgreementEventRow,
    ConsentEventRow,
    DeliveryRow,
    ImportChangeRow,
    JournalistAddressRow,
    JournalistNoteRow,
    LeftOutRow,
)

_TRACES: tuple[tuple[Any, str], ...] = (
    (DeliveryRow, phrase("has been written to since")),
    (LeftOutRow, phrase("stands in the log of a dispatch since")),
    (JournalistNoteRow, phrase("has a note since")),
    (AgreementEventRow, phrase("has an embargo agreement since")),
)
_HISTORY: tuple[Any, ...] = (ConsentEventRow, AgreementEventRow, JournalistNoteRow, DeliveryRow, LeftOutRow)


def addresses_used(connection: Connection, identity: int) -> frozenset[str]:
    """Every address at which a person was written to or left out and which is nobody else's now."""
    key = JournalistAddressRow.address_key
    others = select(key).where(JournalistAddressRow.journalist_id != identity)
    used: set[str] = set()
    for row, address in ((DeliveryRow, DeliveryRow.address_key), (LeftOutRow, func.lower(LeftOutRow.email))):
        used.update(connection.scalars(select(row.email).where(row.journalist_id == identity, address.not_in(others))))
    return frozenset(email for email in used if "@" in email)


def since_import(connection: Connection, import_id: int, ids: Collection[int]) -> dict[int, str]:
    """Those whom an import added and who have a history since, with what that is."""
    found: dict[int, str] = {}
    for chunk in chunks(list(ids)):
        for table, what in _TRACES:
            statement = select(table.journalist_id).where(table.journalist_id.in_(chunk)).distinct()
            found.update((identity, what) for (identity,) in connection.execute(statement))
        later = select(ImportChangeRow.subject_id).where(
            ImportChangeRow.subject == "journalist",
            ImportChangeRow.subject_id.in_(chunk),
            ImportChangeRow.import_id != import_id,
        )
        found.update((identity, phrase("changed by another import since")) for (identity,) in connection.execute(later))
    return found


def notes_since(connection: Connection, identity: int, at: datetime) -> Sequence[tuple[datetime, str]]:
    """When and by whom notes were written on somebody from then on."""
    row = JournalistNoteRow
    statement = select(row.at, row.author).where(row.journalist_id == identity, row.at >= at).order_by(row.id)
    return [(one.at, one.author) for one in connection.execute(statement)]


def bounces_since(connection: Connection, identity: int, at: datetime) -> Sequence[datetime]:
    """When messages to somebody came back from then on."""
    row = ConsentEventRow
    is_bounce = (row.journalist_id == identity, row.kind == ConsentKind.BOUNCED, row.at >= at)
    return connection.scalars(select(row.at).where(*is_bounce).order_by(row.id)).all()


def remove_consent(connection: Connection, ids: Collection[int]) -> None:
    """The consent of people who are removed because an import is undone; there is nothing in it but the import."""
    for chunk in chunks(list(ids)):
        connection.execute(delete(ConsentEventRow).where(ConsentEventRow.journalist_id.in_(chunk)))


def hand_over(connection: Connection, source: int, target: int) -> None:
    """The whole history of one person becomes another's; what happened stays as it was recorded."""
    for table in _HISTORY:
        connection.execute(update(table).where(table.journalist_id == source).values(journalist_id=target))
