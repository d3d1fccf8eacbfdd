"""Queries about texts that are not saved yet, editions that wait, and boilerplates."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from distrib.core.release.writing import Boilerplate, UnsavedText
from distrib.db.schema import BoilerplateRow, EditionHoldRow, UnsavedTextRow


def keep_unsaved(connection: Connection, release_id: int, text: UnsavedText) -> None:
    """Keep what somebody is typing; their text of the edition from before is replaced."""
    values = {"base": text.base, "form": text.form, "kept_at": text.at}
    row = UnsavedTextRow
    replaced = connection.execute(update(row).where(*_whose(release_id, text.language, text.author)).values(values))
    if not replaced.rowcount:
        identity = {"release_id": release_id, "language": text.language, "author": text.author}
        connection.execute(insert(row).values(values | identity))


def unsaved(connection: Connection, release_id: int, language: str, author: str) -> UnsavedText | None:
    """What somebody was typing."""
    row = UnsavedTextRow
    columns = (row.language, row.author, row.base, row.form, row.kept_at)
    found = connection.execute(select(*columns).where(*_whose(release_id, language, author))).first()
    return UnsavedText(*found) if found else None


def forget_unsaved(connection: Connection, release_id: int, language: str, author: str) -> None:
    """Saved, or thrown away."""
    connection.execute(delete(UnsavedTextRow).where(*_whose(release_id, language, author)))


def hold(connection: Connection, release_id: int, language: str, *, by: str, at: datetime) -> bool:
    """Let an edition wait; False when it does already."""
    if language in held(connection, release_id):
        return False
    values = {"release_id": release_id, "language": language, "held_by": by, "held_at": at}
    connection.execute(insert(EditionHoldRow).values(values))
    return True


def let_go(connection: Connection, release_id: int, language: str) -> bool:
    """Let an edition go again; False when it does not wait."""
    row = EditionHoldRow
    gone = connection.execute(delete(row).where(row.release_id == release_id, row.language == language))
    return bool(gone.rowcount)


def held(connection: Connection, release_id: int) -> frozenset[str]:
    """Languages of the editions that wait."""
    found = connection.scalars(select(EditionHoldRow.language).where(EditionHoldRow.release_id == release_id))
    return frozenset(found)


def boilerplates(connection: Connection) -> tuple[Boilerplate, ...]:
    """All of them, by language."""
    row = BoilerplateRow
    columns = (row.language, row.text, row.changed_by, row.changed_at)
    return tuple(Boilerplate(*found) for found in connection.execute(select(*columns).order_by(row.language)))


def keep_boilerplate(connection: Connection, one: Boilerplate) -> None:
    """Keep what the office says of itself in a language; what it said is replaced."""
    connection.execute(delete(BoilerplateRow).where(BoilerplateRow.language == one.language))
    values = {"language": one.language, "text": one.text, "changed_by": one.by, "changed_at": one.at}
    connection.execute(insert(BoilerplateRow).values(values))


def _whose(release_id: int, language: str, author: str) -> tuple[ColumnElement[bool], ...]:
    row = UnsavedTextRow
    return row.release_id == release_id, row.language == language, row.author == author
