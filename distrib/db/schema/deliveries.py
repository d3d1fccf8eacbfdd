"""Tables of the ledger: dispatches, one delivery per recipient, every attempt, the left out, held domains, workers."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from distrib.core.dispatch_status import Status
from distrib.core.ledger import State
from distrib.db.schema.base import Base
from distrib.db.types import EnumText, Key, Line, OptionalLine, OptionalWhen, When, points_to


class DispatchRow(Base):
    """One decision to send one version to one frozen audience."""

    __tablename__ = "dispatches"
    __table_args__ = (Index("ix_dispatches_status_not_before", "status", "not_before"),)

    id: Mapped[Key]
    release_id: Mapped[int] = points_to("releases.id")
    version_id: Mapped[int] = points_to("release_versions.id")
    version_hash: Mapped[Line]
    sender_id: Mapped[int] = points_to("senders.id")
    query: Mapped[Line]
    audience_size: Mapped[int]
    created_by: Mapped[Line]
    created_at: Mapped[When]
    status: Mapped[Status] = mapped_column(EnumText(Status), server_default="running")
    is_urgent: Mapped[bool] = mapped_column(server_default=false())
    not_before: Mapped[OptionalWhen]
    start_by: Mapped[OptionalWhen]
    """Only until it has begun."""


class DeliveryRow(Base):
    """A row of the ledger: one recipient of one dispatch.

    Every index here is paid for at each state change, so only what is searched has one.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("dispatch_id", "address_key"),
        Index("ix_deliveries_state_turn_due_at", "state", "turn", "due_at"),
        Index("ix_deliveries_dispatch_id_state", "dispatch_id", "state"),
    )

    id: Mapped[Key]
    dispatch_id: Mapped[int] = mapped_column(ForeignKey("dispatches.id", ondelete="RESTRICT"))
    journalist_id: Mapped[int | None] = points_to("journalists.id")
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="RESTRICT"))
    email: Mapped[Line]
    address_key: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[Line]
    is_fallback: Mapped[bool]
    """No edition was in a language of theirs."""
    message_id: Mapped[Line]
    """With its angle brackets; made of the token, and therefore as unique."""
    token: Mapped[str] = mapped_column(Text, unique=True)
    """Stands in the envelope sender, so that whatever comes back names this delivery."""
    state: Mapped[State] = mapped_column(EnumText(State))
    attempts: Mapped[int]
    due_at: Mapped[When]
    claim_token: Mapped[OptionalLine]
    worker_id: Mapped[OptionalLine]
    lease_until: Mapped[OptionalWhen]
    sha256: Mapped[OptionalLine]
    """Of the message as sent, before dot-stuffing (RFC 5321 §4.5.2)."""
    code: Mapped[int | None]
    enhanced: Mapped[OptionalLine]
    """RFC 3463 status code."""
    reply: Mapped[OptionalLine]
    changed_at: Mapped[When]
    turn: Mapped[int] = mapped_column(server_default=text("1"))
    """`core.dispatch_status.Turn`: what a pause, a hold and urgency mean for this row."""
    is_repeat: Mapped[bool] = mapped_column(server_default=false())
    """A person had it sent again, not knowing whether it had arrived."""


class AttemptRow(Base):
    """One try at one delivery and how it ended. Only ever added to."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("delivery_id", "number"),)

    id: Mapped[Key]
    delivery_id: Mapped[int] = points_to("deliveries.id")
    number: Mapped[int]
    stage: Mapped[Line]
    verdict: Mapped[Line]
    scope: Mapped[Line]
    code: Mapped[int | None]
    enhanced: Mapped[OptionalLine]
    reply: Mapped[OptionalLine]
    fault: Mapped[OptionalLine]
    claim_token: Mapped[Line]
    ended_at: Mapped[When]


class LeftOutRow(Base):
    """Someone the query named who was not made a recipient, and why."""

    __tablename__ = "left_out"

    id: Mapped[Key]
    dispatch_id: Mapped[int] = points_to("dispatches.id")
    journalist_id: Mapped[int | None] = points_to("journalists.id")
    name: Mapped[Line]
    email: Mapped[Line]
    reason: Mapped[Line]
    explanation: Mapped[Line]


class DomainHoldRow(Base):
    """A domain to which nothing is sent until a person releases it."""

    __tablename__ = "domain_holds"

    id: Mapped[Key]
    domain: Mapped[str] = mapped_column(Text, unique=True)
    """In the form of an address key."""
    since: Mapped[When]
    held_by: Mapped[Line]


class WorkerRow(Base):
    """A process that claims deliveries. Its lock file tells whether it still lives, on its own host."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    host: Mapped[Line]
    pid: Mapped[int]
    lock_file: Mapped[Line]
    """Locked for as long as the process lives, however it ends."""
    started_at: Mapped[When]
    rests_until: Mapped[OptionalWhen]
    """When it tries again, after the mail server did not serve it."""
    rests_because: Mapped[OptionalLine]
    """What the mail server said, or how it failed."""
