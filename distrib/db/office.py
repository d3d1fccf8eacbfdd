"""Queries about the office itself: the organisation, its senders, and the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from distrib.core.delivery.dispatch import Sender
from distrib.core.look import read_look
from distrib.core.trail import Event
from distrib.db.prepared import Prepared
from distrib.db.schema import AuditEventRow, OrganisationRow, SenderRow


def organisation(connection: Connection) -> tuple[int, bytes] | None:
    """Id and suppression key of the organisation, once there is one."""
    return next(iter(_ORGANISATION.rows(connection, {})), None)


def found_organisation(connection: Connection, name: str, suppression_key: bytes, now: datetime) -> int:
    """Make the one organisation; returns its id."""
    values = {"name": name, "suppression_key": suppression_key, "created_at": now}
    return int(connection.execute(insert(OrganisationRow).values(values).returning(OrganisationRow.id)).scalar_one())


def sender_id(connection: Connection, organisation_id: int, sender: Sender, now: datetime) -> int:
    """The row of exactly this sender, made when it is the first time that it writes."""
    row = SenderRow
    found = connection.scalar(
        select(row.id).where(
            row.organisation_id == organisation_id,
            row.organisation == sender.organisation,
            row.name == sender.name,
            row.address == sender.address,
            row.reply_to.is_not_distinct_from(sender.reply_to),
            row.return_address == sender.return_address,
            row.opt_out_address == sender.opt_out_address,
            row.postal_address.is_not_distinct_from(sender.postal_address),
            row.look.is_not_distinct_from(sender.look.canonical),
        )
    )
    if found is not None:
        return int(found)
    values = {
        "organisation_id": organisation_id,
        "organisation": sender.organisation,
        "name": sender.name,
        "address": sender.address,
        "reply_to": sender.reply_to,
        "return_address": sender.return_address,
        "opt_out_address": sender.opt_out_address,
        "postal_address": sender.postal_address,
        "look": sender.look.canonical,
        "created_at": now,
    }
    return int(connection.execute(insert(row).values(values).returning(row.id)).scalar_one())


def sender(connection: Connection, identity: int) -> Sender:
    """The sender a dispatch was made with."""
    row = connection.execute(
        select(
            SenderRow.organisation,
            SenderRow.name,
            SenderRow.address,
            SenderRow.reply_to,
            SenderRow.return_address,
            SenderRow.opt_out_address,
            SenderRow.postal_address,
            SenderRow.look,
        ).where(SenderRow.id == identity)
    ).one()
    return Sender(*row[:-1], look=read_look(row.look))


def record(
    connection: Connection,
    *,
    actor: str,
    action: str,
    subject: str,
    now: datetime,
    content_hash: str | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Add to the audit trail, in the transaction of what it speaks of."""
    values = {
        "at": now,
        "actor": actor,
        "action": action,
        "subject": subject,
        "content_hash": content_hash,
        "detail": detail or {},
    }
    connection.execute(insert(AuditEventRow).values(values))


def events(connection: Connection, subject: str) -> tuple[Event, ...]:
    """What the audit trail says of a thing, the oldest first."""
    row = AuditEventRow
    columns = (row.at, row.actor, row.action, row.content_hash, row.detail)
    found = connection.execute(select(*columns).where(row.subject == subject).order_by(row.id))
    return tuple(Event(*one) for one in found)


_ORGANISATION = Prepared(lambda _: select(OrganisationRow.id, OrganisationRow.suppression_key).limit(1))
