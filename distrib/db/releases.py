"""Queries about releases, their versions, editions and contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from distrib.core.release import Contact, Dateline, Edition, Release, ReleaseState
from distrib.db.schema import EditionContactRow, EditionRow, ReleaseRow, ReleaseVersionRow


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


def insert_release(connection: Connection, reference: str, now: datetime) -> int:
    """A new draft without versions; returns its id."""
    values = {"reference": reference, "state": ReleaseState.DRAFT, "created_at": now, "updated_at": now}
    result = connection.execute(insert(ReleaseRow).values(values).returning(ReleaseRow.id))
    return int(result.scalar_one())


def insert_version(
    connection: Connection, release_id: int, number: int, editions: Sequence[Edition], *, actor: str, now: datetime
) -> int:
    """A version with all its editions and contacts; returns its id."""
    values = {"release_id": release_id, "number": number, "created_by": actor, "created_at": now}
    statement = insert(ReleaseVersionRow).values(values).returning(ReleaseVersionRow.id)
    version_id = int(connection.execute(statement).scalar_one())
    for position, edition in enumerate(editions):
        row = {"version_id": version_id, "position": position, **_edition_values(edition)}
        edition_id = connection.execute(insert(EditionRow).values(row).returning(EditionRow.id)).scalar_one()
        contacts = [
            {"edition_id": edition_id, "position": place, **_contact_values(contact)}
            for place, contact in enumerate(edition.contacts)
        ]
        if contacts:
            connection.execute(insert(EditionContactRow), contacts)
    return version_id


def set_state(
    connection: Connection, release_id: int, state: ReleaseState, now: datetime, approved_hash: str | None
) -> None:
    """Move a release on; `core.workflow` has said that it may."""
    values = {"state": state, "updated_at": now, "approved_hash": approved_hash}
    connection.execute(update(ReleaseRow).where(ReleaseRow.id == release_id).values(values))


def by_reference(connection: Connection, reference: str, *, lock: bool = False) -> Release | None:
    """A release with the editions of its newest version.

    `lock` keeps others from changing it until the transaction ends (a SQLite write does so by itself).
    """
    statement = select(*_RELEASE).where(ReleaseRow.reference == reference)
    row = connection.execute(statement.with_for_update() if lock else statement).first()
    return _releases(connection, [row])[0] if row else None


def newest(connection: Connection, limit: int, offset: int = 0) -> tuple[Release, ...]:
    """Releases, the last changed first."""
    order = (ReleaseRow.updated_at.desc(), ReleaseRow.id.desc())
    rows = connection.execute(select(*_RELEASE).order_by(*order).limit(limit).offset(offset)).all()
    return _releases(connection, rows)


def count(connection: Connection) -> int:
    """How many releases there are."""
    return int(connection.execute(select(func.count()).select_from(ReleaseRow)).scalar_one())


def version_id(connection: Connection, release_id: int, number: int) -> int:
    """The id of a numbered version."""
    statement = select(ReleaseVersionRow.id).where(
        ReleaseVersionRow.release_id == release_id, ReleaseVersionRow.number == number
    )
    return int(connection.execute(statement).scalar_one())


def edition_ids(connection: Connection, version: int) -> dict[str, int]:
    """Language → id of the editions of a version (by version id)."""
    rows = connection.execute(select(EditionRow.language, EditionRow.id).where(EditionRow.version_id == version))
    return {row.language: row.id for row in rows}


def edition(connection: Connection, edition_id: int) -> Edition:
    """One edition by its id."""
    row = connection.execute(select(*_EDITION).where(EditionRow.id == edition_id)).one()
    return _edition(row, _contacts(connection, [edition_id])[edition_id])


def reference_of(connection: Connection, edition_id: int) -> str:
    """The reference of the release an edition belongs to."""
    statement = (
        select(ReleaseRow.reference)
        .join(ReleaseVersionRow, ReleaseVersionRow.release_id == ReleaseRow.id)
        .join(EditionRow, EditionRow.version_id == ReleaseVersionRow.id)
        .where(EditionRow.id == edition_id)
    )
    return str(connection.execute(statement).scalar_one())


_RELEASE = (
    ReleaseRow.id,
    ReleaseRow.reference,
    ReleaseRow.state,
    ReleaseRow.approved_hash,
    ReleaseRow.created_at,
    ReleaseRow.updated_at,
)
_EDITION = (
    EditionRow.id,
    EditionRow.version_id,
    EditionRow.language,
    EditionRow.headline,
    EditionRow.subheadline,
    EditionRow.dateline_place,
    EditionRow.dateline_date_text,
    EditionRow.dateline_date,
    EditionRow.embargo,
    EditionRow.markers,
    EditionRow.release_line,
    EditionRow.body,
    EditionRow.boilerplate,
)


def _releases(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[Release, ...]:
    newest_number = func.max(ReleaseVersionRow.number).label("number")
    owners = (
        select(ReleaseVersionRow.release_id, newest_number)
        .where(ReleaseVersionRow.release_id.in_([row.id for row in rows]))
        .group_by(ReleaseVersionRow.release_id)
        .subquery()
    )
    versions = connection.execute(
        select(ReleaseVersionRow.id, ReleaseVersionRow.release_id, ReleaseVersionRow.number).join(
            owners,
            (ReleaseVersionRow.release_id == owners.c.release_id) & (ReleaseVersionRow.number == owners.c.number),
        )
    ).all()
    editions = _editions(connection, [row.id for row in versions])
    newest_of = {row.release_id: (row.number, tuple(editions[row.id])) for row in versions}
    return tuple(
        Release(
            id=row.id,
            reference=row.reference,
            state=row.state,
            version=newest_of[row.id][0],
            editions=newest_of[row.id][1],
            created_at=row.created_at,
            updated_at=row.updated_at,
            approved_hash=row.approved_hash,
        )
        for row in rows
    )


def _editions(connection: Connection, version_ids: Sequence[int]) -> dict[int, list[Edition]]:
    order = (EditionRow.version_id, EditionRow.position)
    rows = connection.execute(select(*_EDITION).where(EditionRow.version_id.in_(version_ids)).order_by(*order)).all()
    contacts = _contacts(connection, [row.id for row in rows])
    result: dict[int, list[Edition]] = defaultdict(list)
    for row in rows:
        result[row.version_id].append(_edition(row, contacts[row.id]))
    return result


def _contacts(connection: Connection, ids: Sequence[int]) -> dict[int, list[Contact]]:
    order = (EditionContactRow.edition_id, EditionContactRow.position)
    columns = (
        EditionContactRow.edition_id,
        EditionContactRow.name,
        EditionContactRow.role,
        EditionContactRow.office,
        EditionContactRow.phones,
        EditionContactRow.phones_as_written,
        EditionContactRow.emails,
    )
    rows = connection.execute(select(*columns).where(EditionContactRow.edition_id.in_(ids)).order_by(*order))
    result: dict[int, list[Contact]] = defaultdict(list)
    for row in rows:
        numbers = (tuple(row.phones), tuple(row.phones_as_written), tuple(row.emails))
        result[row.edition_id].append(Contact(row.name, row.role, row.office, *numbers))
    return result


def _edition(row: Row[*tuple[Any, ...]], contacts: Sequence[Contact]) -> Edition:
    return Edition(
        language=row.language,
        headline=row.headline,
        body=row.body,
        subheadline=row.subheadline,
        dateline=Dateline(row.dateline_place, row.dateline_date_text, row.dateline_date),
        embargo=row.embargo,
        markers=tuple(row.markers),
        release_line=row.release_line,
        boilerplate=row.boilerplate,
        contacts=tuple(contacts),
    )


def _edition_values(edition: Edition) -> dict[str, Any]:
    return {
        "language": edition.language,
        "headline": edition.headline,
        "subheadline": edition.subheadline,
        "dateline_place": edition.dateline.place,
        "dateline_date_text": edition.dateline.date_text,
        "dateline_date": edition.dateline.date,
        "embargo": edition.embargo,
        "markers": list(edition.markers),
        "release_line": edition.release_line,
        "body": edition.body,
        "boilerplate": edition.boilerplate,
        "content_hash": edition.content_hash,
    }


def _contact_values(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "role": contact.role,
        "office": contact.office,
        "phones": list(contact.phones),
        "phones_as_written": list(contact.phones_as_written),
        "emails": list(contact.emails),
    }
