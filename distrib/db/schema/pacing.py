"""What all workers remember of how fast a domain may be written to, and of routes that failed."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from distrib.db.schema.base import Base
from distrib.db.types import OptionalLine, OptionalWhen, When


class PaceRow(Base):
    """A domain that is limited by the office or fails; `core.delivery.pacing.Pace` says what each column means."""

    __tablename__ = "paces"

    domain: Mapped[str] = mapped_column(Text, primary_key=True)
    """In the form of an address key; or a route whose messages are counted."""
    window: Mapped[int | None]
    strikes: Mapped[int]
    closures: Mapped[int]
    closed_until: Mapped[OptionalWhen]
    next_at: Mapped[OptionalWhen]
    reply: Mapped[OptionalLine]
    """The last by which it said no."""
    changed_at: Mapped[When]


class MessageSizeRow(Base):
    """The largest message that the server of a route takes, as it said last."""

    __tablename__ = "message_sizes"

    route: Mapped[str] = mapped_column(Text, primary_key=True)
    most: Mapped[int]
    """Octets."""
    said_at: Mapped[When]


class RouteRow(Base):
    """A route that failed and has not served since; `core.delivery.routes.Health` says what each column means."""

    __tablename__ = "routes"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    failures: Mapped[int]
    rests_until: Mapped[OptionalWhen]
    reply: Mapped[OptionalLine]
