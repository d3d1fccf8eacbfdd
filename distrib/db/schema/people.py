"""Tables of people: outlets and journalists with their consent, offices and spokespeople, and suppressions."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from distrib.core.people import ConsentKind, JournalistStatus
from distrib.db.schema.base import Base
from distrib.db.types import EnumText, Key, Line, OptionalLine, OptionalWhen, When, points_to


class OutletRow(Base):
    """A newspaper, agency, broadcaster or site that journalists work for."""

    __tablename__ = "outlets"

    id: Mapped[Key]
    name: Mapped[Line]
    name_key: Mapped[str] = mapped_column(unique=True)
    """The name with case and accents folded: one outlet, however it is typed."""


class JournalistRow(Base):
    """A journalist; addresses, languages and beats stand in tables of their own."""

    __tablename__ = "journalists"

    id: Mapped[Key]
    name: Mapped[Line]
    role: Mapped[OptionalLine]
    outlet_id: Mapped[int | None] = points_to("outlets.id")
    country: Mapped[str | None] = mapped_column(Text, index=True)
    status: Mapped[JournalistStatus] = mapped_column(EnumText(JournalistStatus), index=True)
    search_text: Mapped[Line]
    """Folded words of name, outlet, role, addresses and beats, each preceded by a space."""
    created_at: Mapped[When]
    updated_at: Mapped[When]


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
