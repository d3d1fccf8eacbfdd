"""Column types shared by every table: aware instants, enums by value, and short names for common columns."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import DateTime, Dialect, ForeignKey, Text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps no zone, so it is written without one and read back as UTC.

    Raises:
        ValueError: a naive datetime is about to be stored.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware to UTC; naive is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime reached the database: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def instant(raw: datetime | str) -> datetime:
    """An instant as a driver gives it: as text on SQLite, as a datetime on PostgreSQL."""
    return datetime.fromisoformat(raw).replace(tzinfo=UTC) if isinstance(raw, str) else raw.astimezone(UTC)


def as_instant(raw: datetime | str | None) -> datetime | None:
    """The same, of a column that may hold none."""
    return None if raw is None else instant(raw)


class EnumText(TypeDecorator[StrEnum]):
    """An enum as text by its values, so that a member can be renamed or added without touching stored rows."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        """`kind` is the enum that values are read back as."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The value; a string that is not one of them raises ValueError."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        """The member."""
        return None if value is None else self.kind(value)


def points_to(column: str, **options: Any) -> Any:
    """A foreign key that is searched, and therefore indexed."""
    return mapped_column(ForeignKey(column, ondelete="RESTRICT"), index=True, **options)


Key = Annotated[int, mapped_column(primary_key=True)]
Line = Annotated[str, mapped_column(Text)]
OptionalLine = Annotated[str | None, mapped_column(Text)]
When = Annotated[datetime, mapped_column(Instant)]
OptionalWhen = Annotated[datetime | None, mapped_column(Instant)]
