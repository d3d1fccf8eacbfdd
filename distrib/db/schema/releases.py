"""Tables of releases: a release, its numbered versions, the language editions of each, their contacts and files.

Versions, editions, contacts and files are never updated: a changed text is a new version. What is being typed is kept
apart from them, and so is what is done with an edition rather than written in it.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from distrib.core.release import ReleaseKind, ReleaseState
from distrib.db.schema.base import Base
from distrib.db.types import EnumText, Key, Line, OptionalLine, OptionalWhen, When, points_to


class ReleaseRow(Base):
    """A release under its reference."""

    __tablename__ = "releases"

    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(unique=True)
    state: Mapped[ReleaseState] = mapped_column(EnumText(ReleaseState))
    approved_hash: Mapped[OptionalLine]
    created_at: Mapped[When]
    updated_at: Mapped[When]
    kind: Mapped[ReleaseKind] = mapped_column(EnumText(ReleaseKind), server_default="release")
    lifted_at: Mapped[OptionalWhen]
    """When a person lifted its embargo early."""
    about: Mapped[str | None] = mapped_column(Text, index=True)
    """Reference of the earlier release it corrects or speaks of."""


class ReleaseVersionRow(Base):
    """A numbered state of the text in all its languages."""

    __tablename__ = "release_versions"
    __table_args__ = (UniqueConstraint("release_id", "number"),)

    id: Mapped[Key]
    release_id: Mapped[int] = points_to("releases.id")
    number: Mapped[int]
    created_by: Mapped[Line]
    created_at: Mapped[When]
    embargo_until: Mapped[OptionalWhen]
    embargo_zone: Mapped[OptionalLine]
    audience: Mapped[OptionalLine]
    """The query that an approval of this version binds."""
    comment: Mapped[OptionalLine]
    """What the author says of the change, or what was done."""


class EditionRow(Base):
    """One language of one version."""

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("version_id", "language"),)

    id: Mapped[Key]
    version_id: Mapped[int] = points_to("release_versions.id")
    position: Mapped[int]
    """0 is the source edition."""
    language: Mapped[Line]
    headline: Mapped[Line]
    subheadline: Mapped[OptionalLine]
    dateline_place: Mapped[OptionalLine]
    dateline_date_text: Mapped[OptionalLine]
    dateline_date: Mapped[date | None]
    embargo: Mapped[OptionalLine]
    markers: Mapped[list[str]] = mapped_column(JSON)
    release_line: Mapped[OptionalLine]
    body: Mapped[Line]
    boilerplate: Mapped[OptionalLine]
    content_hash: Mapped[Line]
    notes: Mapped[OptionalLine]
    correction: Mapped[OptionalLine]
    translation_of: Mapped[OptionalLine]
    """Content hash of the source edition it was translated from."""


class EditionContactRow(Base):
    """A press contact as this edition names it, frozen apart from the roster."""

    __tablename__ = "edition_contacts"

    id: Mapped[Key]
    edition_id: Mapped[int] = points_to("editions.id")
    spokesperson_id: Mapped[int | None] = points_to("spokespeople.id")
    position: Mapped[int]
    name: Mapped[OptionalLine]
    role: Mapped[OptionalLine]
    office: Mapped[OptionalLine]
    phones: Mapped[list[str]] = mapped_column(JSON)
    phones_as_written: Mapped[list[str]] = mapped_column(JSON)
    emails: Mapped[list[str]] = mapped_column(JSON)


class BlobRow(Base):
    """The bytes of a file, kept once however many editions and versions carry it. Never updated."""

    __tablename__ = "blobs"

    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class AttachmentRow(Base):
    """A file that goes with an edition."""

    __tablename__ = "attachments"

    id: Mapped[Key]
    edition_id: Mapped[int] = points_to("editions.id")
    sha256: Mapped[str] = points_to("blobs.sha256")
    position: Mapped[int]
    name: Mapped[Line]
    media_type: Mapped[Line]
    size: Mapped[int]
    alt: Mapped[OptionalLine]
    content_id: Mapped[OptionalLine]


class UnsavedTextRow(Base):
    """What somebody is typing and has not saved as a version yet."""

    __tablename__ = "unsaved_texts"
    __table_args__ = (UniqueConstraint("release_id", "language", "author"),)

    id: Mapped[Key]
    release_id: Mapped[int] = points_to("releases.id")
    language: Mapped[Line]
    author: Mapped[Line]
    base: Mapped[int]
    """Number of the version it was begun from."""
    form: Mapped[Line]
    kept_at: Mapped[When]


class EditionHoldRow(Base):
    """An edition that waits while the others may go."""

    __tablename__ = "edition_holds"
    __table_args__ = (UniqueConstraint("release_id", "language"),)

    id: Mapped[Key]
    release_id: Mapped[int] = points_to("releases.id")
    language: Mapped[Line]
    held_by: Mapped[Line]
    held_at: Mapped[When]


class BoilerplateRow(Base):
    """What the office says of itself at the end of a release, in one language."""

    __tablename__ = "boilerplates"

    language: Mapped[str] = mapped_column(Text, primary_key=True)
    text: Mapped[Line]
    changed_by: Mapped[Line]
    changed_at: Mapped[When]
