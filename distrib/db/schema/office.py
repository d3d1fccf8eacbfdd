"""Tables of the office itself: the organisation, the senders it has written as, and what was done by whom."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from distrib.db.schema.base import Base
from distrib.db.types import Key, Line, OptionalLine, When, points_to


class OrganisationRow(Base):
    """The one organisation that uses this database."""

    __tablename__ = "organisations"

    id: Mapped[Key]
    name: Mapped[Line]
    suppression_key: Mapped[bytes]
    """Keys the hashes in `suppressions`. It lives beside them so that no restored backup can lose it."""
    created_at: Mapped[When]


class SenderRow(Base):
    """An identity that mail was sent under. Never changed: a dispatch proves which one it used."""

    __tablename__ = "senders"

    id: Mapped[Key]
    organisation_id: Mapped[int] = points_to("organisations.id")
    organisation: Mapped[Line]
    name: Mapped[Line]
    address: Mapped[Line]
    reply_to: Mapped[OptionalLine]
    return_address: Mapped[Line]
    opt_out_address: Mapped[Line]
    postal_address: Mapped[OptionalLine]
    look: Mapped[OptionalLine]
    """`core.look.Look` as JSON; NULL for the look that nobody chose."""
    created_at: Mapped[When]


class AuditEventRow(Base):
    """Who did what to which thing, when, and the hash of what it was done to. Only ever added to."""

    __tablename__ = "audit_events"

    id: Mapped[Key]
    at: Mapped[When]
    actor: Mapped[Line]
    action: Mapped[Line]
    subject: Mapped[str] = mapped_column(index=True)
    content_hash: Mapped[OptionalLine]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
