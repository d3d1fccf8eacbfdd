"""Tables of the ledger: dispatches, deliveries, attempts, what came back, the left out, held domains, workers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    and_,
    false,
    literal_column,
    or_,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from distrib.core.delivery.bounce import Kind
from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Status, Turn
from distrib.db.schema.base import Base
from distrib.db.types import EnumText, Key, Line, OptionalLine, OptionalWhen, When, points_to


def _of_state(state: State, *columns: str) -> Index:
    condition = text(f"state = '{state.value}'")
    return Index(f"ix_deliveries_{state.value}", *columns, sqlite_where=condition, postgresql_where=condition)


def stands(state: State) -> ColumnElement[bool]:
    """That a delivery stands in a state, written out in the statement: a bound value finds no index of a state."""
    return DeliveryRow.state == literal_column(f"'{state.value}'")


def found(state: State, *turns: Turn) -> ColumnElement[bool]:
    """The same, for whoever looks for all that do: every turn is named, which lets the index of the state be used.

    Turns are named one by one and as no range, so that a claim does not walk over urgent deliveries due tomorrow.
    """
    named: list[ColumnElement[Any]] = [literal_column(str(int(turn))) for turn in turns or Turn]
    return and_(stands(state), DeliveryRow.turn.in_(named))


def is_free(now: Any) -> ColumnElement[bool]:
    """That no embargo keeps a delivery back at an instant, whatever else has become of its dispatch or of clocks."""
    return or_(DeliveryRow.lifts_at.is_(None), DeliveryRow.lifts_at <= now)


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
    comes_first: Mapped[bool] = mapped_column(server_default=false())
    """Before the urgent ones too."""
    not_before: Mapped[OptionalWhen]
    start_by: Mapped[OptionalWhen]
    """Only until it has begun."""
    follows: Mapped[int | None] = mapped_column(index=True)
    """The dispatch of the copies under embargo of the same send; this one is everybody else's, at the lift. No foreign
    key: a table of SQLite takes one only while it is made."""


class DeliveryRow(Base):
    """A row of the ledger: one recipient of one dispatch.

    Every index here is paid for at each state change, so only what is searched has one. Those of a state hold the few
    rows that stand in it at the moment, however long the ledger; they are found by conditions made with `found`.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("dispatch_id", "address_key"),
        _of_state(State.QUEUED, "turn", "due_at"),
        _of_state(State.DEFERRED, "turn", "due_at"),
        _of_state(State.CLAIMED, "turn", "lease_until"),
        _of_state(State.COMMITTING, "turn", "lease_until"),
        _of_state(State.IN_DOUBT, "turn", "dispatch_id"),
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
    """Of the message, which goes over the wire as it is."""
    code: Mapped[int | None]
    enhanced: Mapped[OptionalLine]
    """RFC 3463 status code."""
    reply: Mapped[OptionalLine]
    changed_at: Mapped[When]
    turn: Mapped[int] = mapped_column(server_default=text("1"))
    """`core.delivery.status.Turn`: what a pause, a hold and urgency mean for this row."""
    domain: Mapped[OptionalLine]
    """Of the address key. Missing only in rows that had ended before there was such a column."""
    may_go_since: Mapped[OptionalWhen]
    """When it could first go, without what keeps it back by a person's will: its retries are counted from then."""
    answers: Mapped[OptionalLine]
    """Message-IDs of the messages that a notice is about, the oldest first, with spaces between."""
    lifts_at: Mapped[OptionalWhen]
    """When the embargo lifts for them: no claim and no final dot before. Empty where there is none, and for a copy
    under embargo, which goes to whoever has agreed to keep it."""
    reader_zone: Mapped[OptionalLine]
    """IANA zone of whoever gets a copy under embargo: it names the lift by their clock too."""
    is_repeat: Mapped[bool] = mapped_column(server_default=false())
    """A person had it sent again, not knowing whether it had arrived."""


class AttemptRow(Base):
    """One try at one delivery and how it ended. Only ever added to."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("delivery_id", "number"),)

    id: Mapped[Key]
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id", ondelete="RESTRICT"))
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
    route: Mapped[OptionalLine]
    """Name of the mail server it went by, as in the settings."""


class ReturnEventRow(Base):
    """What a returned message said of a delivery. Only ever added to."""

    __tablename__ = "return_events"

    id: Mapped[Key]
    delivery_id: Mapped[int] = points_to("deliveries.id")
    kind: Mapped[Kind] = mapped_column(EnumText(Kind))
    status: Mapped[OptionalLine]
    """RFC 3463 code."""
    diagnostic: Mapped[OptionalLine]
    reporter: Mapped[OptionalLine]
    source: Mapped[Line]
    received_at: Mapped[When]
    """When it was read here; what a message says of its own time proves nothing."""
    digest: Mapped[str] = mapped_column(Text, unique=True)
    """SHA-256 of the message: read twice it counts once."""


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
