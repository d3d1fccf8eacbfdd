"""Everything kept on one person, from every table, as plain values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, false, func, or_, select

from distrib.core.people import address_key
from distrib.db.schema import (
    AgreementEventRow,
    AttemptRow,
    AuditEventRow,
    ConsentEventRow,
    DeliveryRow,
    DispatchRow,
    EditionRow,
    ImportChangeRow,
    ImportRow,
    JournalistNoteRow,
    LeftOutRow,
    ReleaseRow,
    ReturnEventRow,
    SuppressionRow,
)

Record = dict[str, Any]


def consent(connection: Connection, identity: int | None) -> list[Record]:
    """Every step of their consent, the oldest first."""
    row = ConsentEventRow
    columns = (row.kind, row.basis, row.source, row.evidence, row.at)
    return _records(connection, select(*columns).where(row.journalist_id == identity).order_by(row.id))


def agreement(connection: Connection, identity: int | None) -> list[Record]:
    """Every step of their embargo agreement, the oldest first."""
    row = AgreementEventRow
    columns = (row.kind, row.evidence, row.recorded_by, row.at)
    return _records(connection, select(*columns).where(row.journalist_id == identity).order_by(row.id))


def notes(connection: Connection, identity: int | None) -> list[Record]:
    """Notes by hand, the oldest first."""
    row = JournalistNoteRow
    return _records(
        connection, select(row.at, row.author, row.body).where(row.journalist_id == identity).order_by(row.id)
    )


def deliveries(connection: Connection, identity: int | None, emails: Collection[str]) -> list[Record]:
    """Every release they were sent, or were to be sent."""
    row = DeliveryRow
    whose = or_(_is(row.journalist_id, identity), row.address_key.in_([address_key(email) for email in emails]))
    columns = (row.dispatch_id.label("dispatch"), ReleaseRow.reference.label("release"), EditionRow.language)
    details = (row.email, row.name, row.state, row.code, row.enhanced, row.reply, row.message_id, row.sha256)
    statement = (
        select(row.id, *columns, *details, row.changed_at.label("at"))
        .join(DispatchRow, DispatchRow.id == row.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .join(EditionRow, EditionRow.id == row.edition_id)
        .where(whose)
        .order_by(row.id)
    )
    found = _records(connection, statement)
    for one in found:
        identity_of = one.pop("id")
        one["attempts"] = _attempts(connection, identity_of)
        one["reports"] = _reports(connection, identity_of)
    return found


def left_out(connection: Connection, identity: int | None, emails: Collection[str]) -> list[Record]:
    """Every time they were named and not written to."""
    row = LeftOutRow
    whose = or_(_is(row.journalist_id, identity), func.lower(row.email).in_([address_key(email) for email in emails]))
    columns = (row.dispatch_id.label("dispatch"), row.name, row.email, row.reason)
    return _records(connection, select(*columns).where(whose).order_by(row.id))


def imports(connection: Connection, identity: int | None) -> list[Record]:
    """The lists that they stood on, with the line, and what was kept of them before."""
    row = ImportChangeRow
    statement = (
        select(ImportRow.id.label("import"), ImportRow.source, ImportRow.at, row.line, row.before)
        .join(ImportRow, ImportRow.id == row.import_id)
        .where(row.subject == "journalist", row.subject_id == identity)
    )
    return _records(connection, statement.order_by(row.id))


def suppressions(connection: Connection, hashes: Collection[str]) -> list[Record]:
    """The keyed hashes of their addresses that are never to be mailed."""
    row = SuppressionRow
    columns = (row.address_hash, row.reason, row.at)
    return _records(connection, select(*columns).where(row.address_hash.in_(hashes)).order_by(row.id))


def audit(connection: Connection, identity: int | None) -> list[Record]:
    """What was done to their entry, by whom."""
    row = AuditEventRow
    columns = (row.at, row.actor, row.action, row.detail)
    return _records(connection, select(*columns).where(row.subject == f"journalist {identity}").order_by(row.id))


def _attempts(connection: Connection, delivery: int) -> list[Record]:
    row = AttemptRow
    columns = (row.number, row.stage, row.verdict, row.code, row.enhanced, row.reply, row.fault, row.ended_at)
    return _records(connection, select(*columns).where(row.delivery_id == delivery).order_by(row.number))


def _reports(connection: Connection, delivery: int) -> list[Record]:
    row = ReturnEventRow
    columns = (row.kind, row.status, row.diagnostic, row.reporter, row.source, row.received_at)
    return _records(connection, select(*columns).where(row.delivery_id == delivery).order_by(row.id))


def _is(column: Any, identity: int | None) -> Any:
    """Whose rows; nobody's where the person is not on the list, for then a row without a number is somebody else's."""
    return false() if identity is None else column == identity


def _records(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[Record]:
    return [dict(row) for row in connection.execute(statement).mappings()]
