"""Outlets: found by their name however it is spelt, added when new, and filled in as lists say more of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from distrib.core.folding import key
from distrib.core.people import Outlet
from distrib.db.chunks import chunks
from distrib.db.schema import JournalistRow, OutletRow

_FACTS = ("kind", "country", "site")


@dataclass(slots=True)
class Kept:
    """What keeping outlets came to."""

    ids: dict[str, int] = field(default_factory=dict)
    """Folded name → id."""
    added: list[int] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Id → its columns as they were."""


def keep(connection: Connection, outlets: Sequence[Outlet]) -> Kept:
    """Bring outlets in. One that is known keeps its spelling; what is said of it replaces what was said before."""
    wanted: dict[str, Outlet] = {}
    for one in outlets:
        name = key(one.name)
        wanted[name] = _over(wanted.get(name, one), one)
    kept = Kept()
    for chunk in chunks(list(wanted)):
        statement = select(OutletRow.__table__).where(OutletRow.name_key.in_(chunk))
        for row in connection.execute(statement).mappings():
            kept.ids[row["name_key"]] = row["id"]
            _fill_in(connection, dict(row), wanted[row["name_key"]], kept)
        new = [_row(wanted[name], name) for name in chunk if name not in kept.ids]
        if new:
            added = dict(connection.execute(insert(OutletRow).returning(OutletRow.name_key, OutletRow.id), new).all())
            kept.ids |= added
            kept.added += added.values()
    return kept


def remove_unused(connection: Connection, ids: Collection[int]) -> set[int]:
    """Forget outlets that nobody works for; returns which those were."""
    removed: set[int] = set()
    for chunk in chunks(list(ids)):
        used = set(connection.scalars(select(JournalistRow.outlet_id).where(JournalistRow.outlet_id.in_(chunk))))
        unused = [one for one in chunk if one not in used]
        connection.execute(delete(OutletRow).where(OutletRow.id.in_(unused)))
        removed.update(unused)
    return removed


def _over(first: Outlet, second: Outlet) -> Outlet:
    return Outlet(first.name, second.kind or first.kind, second.country or first.country, second.site or first.site)


def _fill_in(connection: Connection, row: dict[str, Any], one: Outlet, kept: Kept) -> None:
    facts = {name: getattr(one, name) for name in _FACTS if getattr(one, name) is not None}
    if any(row[name] != value for name, value in facts.items()):
        statement = update(OutletRow).where(OutletRow.id == row["id"])
        connection.execute(statement.values(**facts, revision=OutletRow.revision + 1))
        kept.changed[row["id"]] = row


def _row(one: Outlet, name: str) -> dict[str, Any]:
    return {"name": one.name, "name_key": name, "kind": one.kind, "country": one.country, "site": one.site}
