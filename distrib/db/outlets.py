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
        known = wanted.get(name)
        if known != one:
            wanted[name] = _over(known or one, one)
    kept = Kept()
    for chunk in chunks(list(wanted)):
        row = OutletRow
        statement = select(row.id, row.name_key, row.kind, row.country, row.site).where(row.name_key.in_(chunk))
        for identity, name, *facts in connection.execute(statement).all():
            kept.ids[name] = identity
            _fill_in(connection, identity, facts, wanted[name], kept)
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


def _fill_in(connection: Connection, identity: int, facts: Sequence[Any], one: Outlet, kept: Kept) -> None:
    said = (one.kind, one.country, one.site)
    new = [value if value is not None else before for value, before in zip(said, facts, strict=True)]
    if new != list(facts):
        before = connection.execute(select(OutletRow.__table__).where(OutletRow.id == identity)).mappings().one()
        kept.changed[identity] = dict(before)
        values = dict(zip(_FACTS, new, strict=True))
        changed = update(OutletRow).where(OutletRow.id == identity)
        connection.execute(changed.values(**values, revision=OutletRow.revision + 1))


def _row(one: Outlet, name: str) -> dict[str, Any]:
    return {"name": one.name, "name_key": name, "kind": one.kind, "country": one.country, "site": one.site}
