"""Queries about releases and their numbered versions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, insert, select, update

from distrib.core.release import Edition, Release, ReleaseKind, ReleaseState, Version
from distrib.core.release.embargo import Embargo
from distrib.db.editions import insert_editions, of_versions
from distrib.db.schema import ReleaseRow, ReleaseVersionRow


def next_reference(connection: Connection, year: int) -> str:
    """YYYY-NNN, one past the highest of the year. Call it inside the transaction that inserts."""
    column = ReleaseRow.reference
    last = connection.scalar(
        select(column)
        .where(column.startswith(f"{year:04}-", autoescape=True))
        .order_by(func.length(column).desc(), column.desc())
        .limit(1)
    )
    number = int(last.partition("-")[2]) + 1 if last else 1
    return f"{year:04}-{number:03}"


def insert_release(
    connection: Connection,
    reference: str,
    now: datetime,
    *,
    kind: ReleaseKind = ReleaseKind.RELEASE,
    about: str | None = None,
) -> int:
    """A new draft without versions; returns its id. `about` is the reference of the earlier one it speaks of."""
    times = {"created_at": now, "updated_at": now}
    values = {"reference": reference, "state": ReleaseState.DRAFT, "kind": kind, "about": about, **times}
    result = connection.execute(insert(ReleaseRow).values(values).returning(ReleaseRow.id))
    return int(result.scalar_one())


def insert_version(
    connection: Connection,
    release_id: int,
    number: int,
    editions: Sequence[Edition],
    *,
    actor: str,
    now: datetime,
    embargo: Embargo | None = None,
    audience: str | None = None,
    comment: str | None = None,
) -> int:
    """A version with all its editions and contacts; returns its id."""
    values = {
        "release_id": release_id,
        "number": number,
        "created_by": actor,
        "created_at": now,
        "embargo_until": embargo.until if embargo else None,
        "embargo_zone": embargo.zone if embargo else None,
        "audience": audience,
        "comment": comment,
    }
    statement = insert(ReleaseVersionRow).values(values).returning(ReleaseVersionRow.id)
    version_id = int(connection.execute(statement).scalar_one())
    insert_editions(connection, version_id, editions)
    return version_id


def set_state(
    connection: Connection, release_id: int, state: ReleaseState, now: datetime, approved_hash: str | None
) -> None:
    """Move a release on; `core.release.workflow` has said that it may."""
    values = {"state": state, "updated_at": now, "approved_hash": approved_hash}
    connection.execute(update(ReleaseRow).where(ReleaseRow.id == release_id).values(values))


def by_reference(connection: Connection, reference: str, *, lock: bool = False) -> Release | None:
    """A release with the editions of its newest version.

    `lock` keeps others from changing it until the transaction ends (a SQLite write does so by itself).
    """
    row = connection.execute(_LOCKED if lock else _BY_REFERENCE, {"reference": reference}).first()
    return _releases(connection, [row])[0] if row else None


def speaking_of(connection: Connection, reference: str, kind: ReleaseKind) -> tuple[Release, ...]:
    """Releases of a kind that speak of an earlier one, the oldest first."""
    wanted = (ReleaseRow.about == reference, ReleaseRow.kind == kind)
    rows = connection.execute(select(*_RELEASE).where(*wanted).order_by(ReleaseRow.id)).all()
    return _releases(connection, rows)


def newest(
    connection: Connection, limit: int, offset: int = 0, states: Collection[ReleaseState] = ()
) -> tuple[Release, ...]:
    """Releases in one of `states`, where none is given all that were not discarded; the last changed first."""
    order = (ReleaseRow.updated_at.desc(), ReleaseRow.id.desc())
    wanted = select(*_RELEASE).where(stands(states)).order_by(*order)
    return _releases(connection, connection.execute(wanted.limit(limit).offset(offset)).all())


def by_ids(connection: Connection, ids: Sequence[int]) -> tuple[Release, ...]:
    """These releases, in this order; without those that there are not. A list asks for a page of them."""
    rows = {row.id: row for row in connection.execute(select(*_RELEASE).where(ReleaseRow.id.in_(ids)))}
    return _releases(connection, [rows[one] for one in ids if one in rows])


def versions(connection: Connection, release_id: int) -> tuple[Version, ...]:
    """Every version of a release, the newest first."""
    row = ReleaseVersionRow
    columns = (row.number, row.created_by, row.created_at, row.comment)
    found = connection.execute(select(*columns).where(row.release_id == release_id).order_by(row.number.desc()))
    return tuple(Version(*one) for one in found)


def at_version(connection: Connection, release: Release, number: int) -> Release | None:
    """The release as it was in a version; None where there is no such version."""
    statement = select(*_VERSION).where(ReleaseVersionRow.release_id == release.id, ReleaseVersionRow.number == number)
    version = connection.execute(statement).first()
    if version is None:
        return None
    editions = tuple(of_versions(connection, [version.id])[version.id])
    audience = version.audience
    return replace(release, version=number, editions=editions, embargo=_embargo(version), audience=audience)


def family(connection: Connection, reference: str) -> tuple[str, ...]:
    """References of a release, of what it is about, and of all that is about either, the oldest first."""
    root = reference
    while (about := connection.scalar(select(ReleaseRow.about).where(ReleaseRow.reference == root))) is not None:
        root = about
    known, newest = [root], [root]
    while newest:
        order = select(ReleaseRow.reference).where(ReleaseRow.about.in_(newest)).order_by(ReleaseRow.id)
        newest = list(connection.scalars(order))
        known += newest
    return tuple(known)


def count(connection: Connection, states: Collection[ReleaseState] = ()) -> int:
    """How many releases `newest` would find with no limit."""
    return int(connection.execute(select(func.count()).select_from(ReleaseRow).where(stands(states))).scalar_one())


def stands(states: Collection[ReleaseState]) -> ColumnElement[bool]:
    """In one of these states; where none is given, not discarded."""
    return ReleaseRow.state.in_(sorted(states)) if states else ReleaseRow.state != ReleaseState.DISCARDED


def id_of(connection: Connection, reference: str) -> int | None:
    """The row of a reference, for whoever needs nothing else of the release."""
    return connection.scalar(select(ReleaseRow.id).where(ReleaseRow.reference == reference))


def version_id(connection: Connection, release_id: int, number: int) -> int:
    """The id of a numbered version."""
    statement = select(ReleaseVersionRow.id).where(
        ReleaseVersionRow.release_id == release_id, ReleaseVersionRow.number == number
    )
    return int(connection.execute(statement).scalar_one())


_RELEASE = (
    ReleaseRow.id,
    ReleaseRow.reference,
    ReleaseRow.state,
    ReleaseRow.approved_hash,
    ReleaseRow.created_at,
    ReleaseRow.updated_at,
    ReleaseRow.kind,
    ReleaseRow.about,
    ReleaseRow.lifted_at,
)
_VERSION = (
    ReleaseVersionRow.id,
    ReleaseVersionRow.release_id,
    ReleaseVersionRow.number,
    ReleaseVersionRow.embargo_until,
    ReleaseVersionRow.embargo_zone,
    ReleaseVersionRow.audience,
)


def _newest_versions() -> Select[*tuple[Any, ...]]:
    number = func.max(ReleaseVersionRow.number).label("number")
    owners = (
        select(ReleaseVersionRow.release_id, number)
        .where(ReleaseVersionRow.release_id.in_(bindparam("ids", expanding=True)))
        .group_by(ReleaseVersionRow.release_id)
        .subquery()
    )
    is_newest = (ReleaseVersionRow.release_id == owners.c.release_id) & (ReleaseVersionRow.number == owners.c.number)
    return select(*_VERSION).join(owners, is_newest)


# Made once: a release is read many times in every task, and to make a statement takes longer than to carry it out.
_BY_REFERENCE = select(*_RELEASE).where(ReleaseRow.reference == bindparam("reference"))
_LOCKED = _BY_REFERENCE.with_for_update()
_NEWEST_VERSIONS = _newest_versions()


def _releases(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[Release, ...]:
    versions = connection.execute(_NEWEST_VERSIONS, {"ids": [row.id for row in rows]}).all()
    editions = of_versions(connection, [row.id for row in versions])
    newest_of = {row.release_id: row for row in versions}
    return tuple(_release(row, newest_of[row.id], editions[newest_of[row.id].id]) for row in rows)


def _release(row: Row[*tuple[Any, ...]], version: Row[*tuple[Any, ...]], editions: Sequence[Edition]) -> Release:
    return Release(
        id=row.id,
        reference=row.reference,
        state=row.state,
        version=version.number,
        editions=tuple(editions),
        created_at=row.created_at,
        updated_at=row.updated_at,
        approved_hash=row.approved_hash,
        kind=row.kind,
        about=row.about,
        embargo=_embargo(version),
        lifted_at=row.lifted_at,
        audience=version.audience,
    )


def _embargo(version: Row[*tuple[Any, ...]]) -> Embargo | None:
    if version.embargo_until is None or version.embargo_zone is None:
        return None
    return Embargo(version.embargo_until, version.embargo_zone)
