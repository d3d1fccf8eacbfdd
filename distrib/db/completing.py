"""Values that journalists have in a field, by how they begin, for whoever types a query. Must never change anything."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from distrib.core.folding import key
from distrib.db.schema import JournalistBeatRow, JournalistTagRow, OutletRow, ReleaseRow, SavedAudienceRow


def values(connection: Connection, field: str, beginning: str, limit: int) -> tuple[str, ...]:
    """Values of beat, tag, outlet, sent or audience that begin so, as they are spelt."""
    if field == "sent":
        statement = select(ReleaseRow.reference).where(ReleaseRow.reference.startswith(beginning, autoescape=True))
        return tuple(connection.scalars(statement.order_by(ReleaseRow.reference.desc()).limit(limit)))
    if field in _LISTED:
        return _listed(connection, *_LISTED[field], beginning, limit)
    name, folded = _NAMED[field]
    return tuple(connection.scalars(_beginning(select(name), folded, beginning).order_by(folded).limit(limit)))


def _listed(connection: Connection, value: Any, folded: Any, beginning: str, limit: int) -> tuple[str, ...]:
    """Each value once, in the spelling that comes first. The index leads from one to the next, so that what many share
    is met once.
    """
    found: list[str] = []
    after: str | None = ""
    while len(found) < limit:
        after = connection.scalar(_beginning(select(func.min(folded)), folded, beginning).where(folded > after))
        if after is None:
            break
        found.append(str(connection.scalar(select(value).where(folded == after).limit(1))))
    return tuple(found)


def _beginning(statement: Select[*tuple[Any, ...]], folded: Any, beginning: str) -> Select[*tuple[Any, ...]]:
    """The lower bound lets the index be entered where the values begin."""
    wanted = key(beginning)
    return statement.where(folded >= wanted, folded.startswith(wanted, autoescape=True))


_LISTED: dict[str, tuple[Any, Any]] = {
    "beat": (JournalistBeatRow.beat, JournalistBeatRow.beat_key),
    "tag": (JournalistTagRow.tag, JournalistTagRow.tag_key),
}
_NAMED: dict[str, tuple[Any, Any]] = {
    "outlet": (OutletRow.name, OutletRow.name_key),
    "audience": (SavedAudienceRow.name, SavedAudienceRow.name_key),
}
