"""A release: what was read from a text, and what is kept of it. Values only; no rule here changes one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a release is issued, as its first line says it."""

    place: str | None = None
    date_text: str | None = None
    """The date as written."""
    date: date | None = None
    """The same date, where it could be read."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A press contact named in a release."""

    name: str | None = None
    role: str | None = None
    office: str | None = None
    phones: tuple[str, ...] = ()
    """E.164 where the number and its country could be read, else as written."""
    phones_as_written: tuple[str, ...] = ()
    """One for one with `phones`."""
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks with whoever said them."""

    text: str
    speaker: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was recognised in a text. Every field can be missing; nothing is invented."""

    language: str | None = None
    """ISO 639-1 code."""
    headline: str | None = None
    subheadline: str | None = None
    dateline: Dateline = field(default_factory=Dateline)
    embargo: str | None = None
    """The embargo line as written."""
    markers: tuple[str, ...] = ()
    """CORRECTION, MEDIA ADVISORY, KILL and the like, as written."""
    release_line: str | None = None
    """FOR IMMEDIATE RELEASE and its kin, as written."""
    body: str = ""
    """Paragraphs separated by one empty line; no dateline, boilerplate, end mark or contacts."""
    quotes: tuple[Quote, ...] = ()
    boilerplate: str | None = None
    end_mark: str | None = None
    contacts: tuple[Contact, ...] = ()


class ReleaseState(StrEnum):
    """Where a release stands; `core.workflow` says what may follow what."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    ISSUED = "issued"
    CORRECTED = "corrected"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of one version of a release: the exact text that is approved and sent."""

    language: str
    headline: str
    body: str
    subheadline: str | None = None
    dateline: Dateline = field(default_factory=Dateline)
    embargo: str | None = None
    markers: tuple[str, ...] = ()
    release_line: str | None = None
    boilerplate: str | None = None
    contacts: tuple[Contact, ...] = ()

    @property
    def content_hash(self) -> str:
        """SHA-256 (64 hex digits) over every field in canonical JSON: approval and ledger refer to it."""
        canonical = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Release:
    """A release with the editions of its newest version."""

    id: int
    reference: str
    """YYYY-NNN, counted within the year."""
    state: ReleaseState
    version: int
    editions: tuple[Edition, ...]
    """The source edition first."""
    created_at: datetime
    updated_at: datetime
    approved_hash: str | None = None
    """`version_hash` of what was approved, if anything was."""

    @property
    def source(self) -> Edition:
        """The edition the others translate; journalists without a shared language get it."""
        return self.editions[0]

    @property
    def version_hash(self) -> str:
        """SHA-256 over the content hashes of all editions, in order of language."""
        hashes = sorted(f"{edition.language}:{edition.content_hash}" for edition in self.editions)
        return hashlib.sha256("\n".join(hashes).encode()).hexdigest()
