"""Tables of when spokespeople answer: weekly duty hours, and leave with whoever covers."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from distrib.db.schema.base import Base
from distrib.db.types import Key, Line, points_to


class DutyHoursRow(Base):
    """A stretch of every week, by the wall clock of its zone."""

    __tablename__ = "duty_hours"

    id: Mapped[Key]
    spokesperson_id: Mapped[int] = points_to("spokespeople.id")
    zone: Mapped[Line]
    """IANA zone."""
    day: Mapped[int]
    """0 is Monday."""
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    """At or before the start: on the next day."""


class LeaveRow(Base):
    """Days on which somebody does not answer, both included."""

    __tablename__ = "leave"

    id: Mapped[Key]
    spokesperson_id: Mapped[int] = points_to("spokespeople.id")
    first_day: Mapped[date]
    last_day: Mapped[date]
    zone: Mapped[Line]
    """IANA zone in which these days begin and end."""
    cover_id: Mapped[int | None] = points_to("spokespeople.id")
