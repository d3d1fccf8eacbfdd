"""Tables of people: outlets and journalists with their consent, offices and spokespeople, and suppressions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from distrib.core.people import ConsentKind, JournalistStatus, OutletKind
from distrib.core.people.agreements import AgreementEvent
from distrib.db.schema.base import Base
from distrib.db.types import EnumText, Key, Line, OptionalLine, OptionalWhen, When, points_to


class OutletRow(Base):
    """A newspaper, agency, broadcaster or site that journalists work for."""

    __tablename__ = "outlets"

    id: Mapped[Key]
    name: Mapped[Line]
    name_key: Mapped[str] = mapped_column(unique=True)
    """The name with case and accents folded: one outlet, however it is typed."""
    kind: Mapped[OutletKind | None] = mapped_column(EnumText(OutletKind))
    country: Mapped[OptionalLine]
    site: Mapped[OptionalLine]
    revision: Mapped[int] = mapped_column(server_default=text("1"))
    """Counts the changes to this row."""


SEARCH_WORDS = "array_to_tsvector(string_to_array(ltrim(search_text), ' '))"
"""The words of a search text as PostgreSQL indexes them: as folded by us, with no parser or dictionary of its own."""


class JournalistRow(Base):
    """A journalist; addresses, languages, beats, tags and notes stand in tables of their own.

    The words of `search_text` are indexed as each kind of database can, which only the migration knows: on SQLite by
    the virtual table `journalist_words` (FTS5), which `db.words` keeps, on PostgreSQL by `ix_journalists_words` (GIN).
    """

    __tablename__ = "journalists"
    __table_args__ = (
        Index("ix_journalists_sort_key_id", "sort_key", "id"),
        Index("ix_journalists_created_at", "created_at"),
    )

    id: Mapped[Key]
    name: Mapped[Line]
    role: Mapped[OptionalLine]
    outlet_id: Mapped[int | None] = points_to("outlets.id")
    country: Mapped[str | None] = mapped_column(Text, index=True)
    status: Mapped[JournalistStatus] = mapped_column(EnumText(JournalistStatus), index=True)
    search_text: Mapped[Line]
    """Folded words of name, outlet, role, addresses, beats and tags, each preceded by a space."""
    created_at: Mapped[When]
    updated_at: Mapped[When]
    zone: Mapped[OptionalLine]
    """IANA zone."""
    sort_key: Mapped[str] = mapped_column(Text, server_default=text("''"))
    """The beginning of the search text: lists are in its order."""
    revision: Mapped[int] = mapped_column(server_default=text("1"))
    """Counts the changes to this person, whatever table they are in: tells whether somebody was edited since."""


class JournalistAddressRow(Base):
    """An e-mail address; exactly one of a journalist's is the primary."""

    __tablename__ = "journalist_addresses"

    id: Mapped[Key]
    journalist_id: Mapped[int] = points_to("journalists.id")
    email: Mapped[Line]
    address_key: Mapped[str] = mapped_column(unique=True)
    is_primary: Mapped[bool]


class JournalistLanguageRow(Base):
    """A language a journalist reads, the preferred at position 0."""

    __tablename__ = "journalist_languages"

    journalist_id: Mapped[int] = mapped_column(ForeignKey("journalists.id", ondelete="RESTRICT"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(Text, index=True)


class JournalistBeatRow(Base):
    """A subject a journalist covers, folded."""

    __tablename__ = "journalist_beats"

    journalist_id: Mapped[int] = mapped_column(ForeignKey("journalists.id", ondelete="RESTRICT"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    beat: Mapped[Line]
    beat_key: Mapped[str] = mapped_column(Text, index=True)


class JournalistTagRow(Base):
    """A word of the office's own to group journalists by."""

    __tablename__ = "journalist_tags"

    journalist_id: Mapped[int] = mapped_column(ForeignKey("journalists.id", ondelete="RESTRICT"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[Line]
    tag_key: Mapped[str] = mapped_column(Text, index=True)


class JournalistNoteRow(Base):
    """A note by hand. Only ever added to, until the person is erased."""

    __tablename__ = "journalist_notes"

    id: Mapped[Key]
    journalist_id: Mapped[int] = points_to("journalists.id")
    at: Mapped[When]
    author: Mapped[Line]
    body: Mapped[Line]


class AgreementEventRow(Base):
    """A step in somebody's embargo agreement. Only ever added to, until the person is erased."""

    __tablename__ = "agreement_events"

    id: Mapped[Key]
    journalist_id: Mapped[int] = points_to("journalists.id")
    kind: Mapped[AgreementEvent] = mapped_column(EnumText(AgreementEvent))
    evidence: Mapped[Line]
    recorded_by: Mapped[Line]
    at: Mapped[When]


class ImportRow(Base):
    """A list that was brought in, or one edit by hand, which is undone like a list of one line."""

    __tablename__ = "imports"

    id: Mapped[Key]
    source: Mapped[Line]
    at: Mapped[When]
    actor: Mapped[Line]
    added: Mapped[int]
    updated: Mapped[int]
    undone_at: Mapped[OptionalWhen]
    is_by_hand: Mapped[bool] = mapped_column(server_default=false())


class ImportChangeRow(Base):
    """What an import did to one person or outlet, kept until it is undone or the person is erased.

    `subject_id` is no foreign key: what an import added vanishes when the import is undone.
    """

    __tablename__ = "import_changes"
    __table_args__ = (Index("ix_import_changes_subject_subject_id", "subject", "subject_id"),)

    id: Mapped[Key]
    import_id: Mapped[int] = points_to("imports.id")
    subject: Mapped[Line]
    """journalist, outlet, spokesperson or office."""
    subject_id: Mapped[int]
    line: Mapped[int]
    """Of the file."""
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Every row as it was, by table; null for what the import added."""
    revision: Mapped[int]
    """After the import; a higher one now means an edit since."""


class SavedAudienceRow(Base):
    """A query with a name, asked anew each time it is used."""

    __tablename__ = "saved_audiences"

    id: Mapped[Key]
    name: Mapped[Line]
    name_key: Mapped[str] = mapped_column(unique=True)
    query: Mapped[Line]
    saved_by: Mapped[Line]
    saved_at: Mapped[When]


class ConsentEventRow(Base):
    """A step in somebody's consent. Only ever added to."""

    __tablename__ = "consent_events"

    id: Mapped[Key]
    journalist_id: Mapped[int] = points_to("journalists.id")
    kind: Mapped[ConsentKind] = mapped_column(EnumText(ConsentKind))
    basis: Mapped[OptionalLine]
    """The lawful basis, in the terms of GDPR Article 6(1)."""
    source: Mapped[Line]
    evidence: Mapped[OptionalLine]
    at: Mapped[When]


class SuppressionRow(Base):
    """An address never to be mailed again, kept as a keyed hash so that it outlives the person's erasure."""

    __tablename__ = "suppressions"

    id: Mapped[Key]
    address_hash: Mapped[str] = mapped_column(unique=True)
    reason: Mapped[Line]
    at: Mapped[When]


class OfficeRow(Base):
    """A place of the organisation where spokespeople sit."""

    __tablename__ = "offices"

    id: Mapped[Key]
    name: Mapped[Line]
    name_key: Mapped[str] = mapped_column(unique=True)
    country: Mapped[OptionalLine]
    city: Mapped[OptionalLine]
    zone: Mapped[OptionalLine]
    """IANA zone."""


class SpokespersonRow(Base):
    """Someone who may be named to the press."""

    __tablename__ = "spokespeople"

    id: Mapped[Key]
    name: Mapped[Line]
    name_key: Mapped[str] = mapped_column(Text, index=True)
    title: Mapped[OptionalLine]
    office_id: Mapped[int | None] = points_to("offices.id")
    created_at: Mapped[When]
    updated_at: Mapped[When]
    retired_at: Mapped[OptionalWhen]
    revision: Mapped[int] = mapped_column(server_default=text("1"))
    """Counts the changes to this person, whatever table they are in."""


class SpokespersonPhoneRow(Base):
    """A telephone of a spokesperson."""

    __tablename__ = "spokesperson_phones"

    spokesperson_id: Mapped[int] = mapped_column(ForeignKey("spokespeople.id", ondelete="RESTRICT"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(Text, index=True)
    use: Mapped[Line]
    is_public: Mapped[bool]


class SpokespersonDetailRow(Base):
    """An address, language, topic or place of a spokesperson: lists of one shape."""

    __tablename__ = "spokesperson_details"

    spokesperson_id: Mapped[int] = mapped_column(ForeignKey("spokespeople.id", ondelete="RESTRICT"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    """email, language, topic or place."""
    position: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Line]
    value_key: Mapped[str] = mapped_column(Text, index=True)
    """The value folded, for search."""
