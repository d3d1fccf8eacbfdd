"""The language editions of versions, with the contacts and files they name. Never updated once written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, insert, select

from distrib.core.release import Attachment, Contact, Dateline, Edition
from distrib.db.schema import AttachmentRow, EditionContactRow, EditionRow, ReleaseRow, ReleaseVersionRow


def insert_editions(connection: Connection, version_id: int, editions: Sequence[Edition]) -> None:
    """All editions of a version, the source first. The bytes of their files are kept already."""
    for position, edition in enumerate(editions):
        row = {"version_id": version_id, "position": position, **_edition_values(edition)}
        edition_id = connection.execute(insert(EditionRow).values(row).returning(EditionRow.id)).scalar_one()
        for table, rows in (
            (EditionContactRow, [_contact_values(one) for one in edition.contacts]),
            (AttachmentRow, [_attachment_values(one) for one in edition.attachments]),
        ):
            if rows:
                values = [{"edition_id": edition_id, "position": place, **row} for place, row in enumerate(rows)]
                connection.execute(insert(table), values)


def edition_ids(connection: Connection, version: int) -> dict[str, int]:
    """Language → id of the editions of a version (by version id)."""
    rows = connection.execute(select(EditionRow.language, EditionRow.id).where(EditionRow.version_id == version))
    return {row.language: row.id for row in rows}


def edition(connection: Connection, edition_id: int) -> Edition:
    """One edition by its id."""
    row = connection.execute(select(*_EDITION).where(EditionRow.id == edition_id)).one()
    contacts, files = _contacts(connection, [edition_id]), _attachments(connection, [edition_id])
    return _edition(row, contacts[edition_id], files[edition_id])


def reference_of(connection: Connection, edition_id: int) -> str:
    """The reference of the release an edition belongs to."""
    statement = (
        select(ReleaseRow.reference)
        .join(ReleaseVersionRow, ReleaseVersionRow.release_id == ReleaseRow.id)
        .join(EditionRow, EditionRow.version_id == ReleaseVersionRow.id)
        .where(EditionRow.id == edition_id)
    )
    return str(connection.execute(statement).scalar_one())


def of_versions(connection: Connection, version_ids: Sequence[int]) -> dict[int, list[Edition]]:
    """Version id → its editions, the source first."""
    rows = connection.execute(_OF_VERSIONS, {"ids": version_ids}).all()
    ids = [row.id for row in rows]
    contacts, files = _contacts(connection, ids), _attachments(connection, ids)
    result: dict[int, list[Edition]] = defaultdict(list)
    for row in rows:
        result[row.version_id].append(_edition(row, contacts[row.id], files[row.id]))
    return result


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
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
    EditionRow.notes,
    EditionRow.correction,
    EditionRow.translation_of,
)
_CONTACT = (
    EditionContactRow.edition_id,
    EditionContactRow.name,
    EditionContactRow.role,
    EditionContactRow.office,
    EditionContactRow.phones,
    EditionContactRow.phones_as_written,
    EditionContactRow.emails,
)
_ATTACHMENT = (
    AttachmentRow.edition_id,
    AttachmentRow.name,
    AttachmentRow.media_type,
    AttachmentRow.size,
    AttachmentRow.sha256,
    AttachmentRow.alt,
    AttachmentRow.content_id,
)

# Made once: a release is read many times in every task, and to make a statement takes longer than to carry it out.
_OF_VERSIONS = (
    select(*_EDITION).where(EditionRow.version_id.in_(_IDS)).order_by(EditionRow.version_id, EditionRow.position)
)
_CONTACTS = (
    select(*_CONTACT)
    .where(EditionContactRow.edition_id.in_(_IDS))
    .order_by(EditionContactRow.edition_id, EditionContactRow.position)
)
_ATTACHMENTS = (
    select(*_ATTACHMENT)
    .where(AttachmentRow.edition_id.in_(_IDS))
    .order_by(AttachmentRow.edition_id, AttachmentRow.position)
)


def _contacts(connection: Connection, ids: Sequence[int]) -> dict[int, list[Contact]]:
    result: dict[int, list[Contact]] = defaultdict(list)
    for row in connection.execute(_CONTACTS, {"ids": ids}):
        numbers = (tuple(row.phones), tuple(row.phones_as_written), tuple(row.emails))
        result[row.edition_id].append(Contact(row.name, row.role, row.office, *numbers))
    return result


def _attachments(connection: Connection, ids: Sequence[int]) -> dict[int, list[Attachment]]:
    result: dict[int, list[Attachment]] = defaultdict(list)
    for row in connection.execute(_ATTACHMENTS, {"ids": ids}):
        one = Attachment(row.name, row.media_type, row.size, row.sha256, row.alt, row.content_id)
        result[row.edition_id].append(one)
    return result


def _edition(row: Row[*tuple[Any, ...]], contacts: Sequence[Contact], files: Sequence[Attachment]) -> Edition:
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
        notes=row.notes,
        correction=row.correction,
        attachments=tuple(files),
        translation_of=row.translation_of,
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
        "notes": edition.notes,
        "correction": edition.correction,
        "translation_of": edition.translation_of,
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


def _attachment_values(attachment: Attachment) -> dict[str, Any]:
    return {
        "sha256": attachment.sha256,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "alt": attachment.alt,
        "content_id": attachment.content_id,
    }
