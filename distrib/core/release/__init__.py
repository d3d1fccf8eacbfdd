"""A release: what was read from a text, and what is kept of it. Values only; no rule here changes one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from distrib.core.phrase import phrase
from distrib.core.release.embargo import Embargo


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
    """Where a release stands; `core.release.workflow` says what may follow what."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    ISSUED = "issued"
    CORRECTED = "corrected"
    KILLED = "killed"
    DISCARDED = "discarded"
    """Thrown away before anybody got it; nothing of it is lost."""


class ReleaseKind(StrEnum):
    """What a release is to an earlier one, in the wire services' sense."""

    RELEASE = phrase("release")
    ADVISORY = phrase("advisory")
    """Not for publication: tells editors something."""
    HOLD = phrase("hold")
    """Do not use the earlier text until you hear more."""
    CORRECTION = phrase("correction")
    REFILE = phrase("refile")
    """The earlier text again, whole, with small errors mended."""
    KILL = phrase("kill")
    """The earlier text is withdrawn and must not be used."""
    LIFT = phrase("lift")
    """The embargo of the earlier text was lifted early."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an edition, by the hash of its bytes."""

    name: str
    media_type: str
    """Such as application/pdf (RFC 2046)."""
    size: int
    """Bytes, before they are encoded for the way."""
    sha256: str
    alt: str | None = None
    """What a picture shows, for those who do not see it."""
    content_id: str | None = None
    """Set on a picture that stands in the text: its `cid:` without angle brackets (RFC 2392)."""


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
    notes: str | None = None
    """Notes to editors, as Markdown; not for publication."""
    correction: str | None = None
    """What this edition corrects in the one its readers have, as Markdown; it stands above the text."""
    attachments: tuple[Attachment, ...] = ()
    translation_of: str | None = None
    """Content hash of the source edition this one was translated from; None for the source and where nobody said."""

    @property
    def content_hash(self) -> str:
        """SHA-256 (64 hex digits) over every field that is sent, in canonical JSON: approval and ledger refer to it.

        A field that came later counts only where it is filled: the hashes that the ledger holds stay what they are.
        """
        fields = {name: value for name, value in asdict(self).items() if value or name not in _LATER_FIELDS}
        del fields["translation_of"]
        canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def is_stale(self, source: Edition) -> bool:
        """Whether the source has moved on since this edition was translated from it."""
        return self.translation_of is not None and self.translation_of != source.content_hash

    def has_words_of(self, other: Edition) -> bool:
        """Whether a translator finds the same words in both: contacts, files and the embargo are none of theirs."""
        mine, theirs = (replace(one, contacts=(), attachments=(), embargo=None) for one in (self, other))
        return mine == theirs


_LATER_FIELDS = frozenset({"notes", "correction", "attachments"})


@dataclass(frozen=True, slots=True)
class Version:
    """A numbered state of a release's text in all its languages."""

    number: int
    by: str
    at: datetime
    comment: str | None = None
    """What was done."""


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
    kind: ReleaseKind = ReleaseKind.RELEASE
    about: str | None = None
    """Reference of the earlier release it corrects, kills, holds or speaks of."""
    embargo: Embargo | None = None
    lifted_at: datetime | None = None
    """When a person lifted the embargo early; no approval binds it."""
    audience: str | None = None
    """The query that the approval binds; None: whoever sends it chooses."""

    @property
    def source(self) -> Edition:
        """The edition the others translate; journalists without a shared language get it."""
        return self.editions[0]

    @property
    def version_hash(self) -> str:
        """SHA-256 over the content hashes of all editions, in order of language, and over what else is approved.

        What is not there adds no line, so that hashes from before there was such a thing hold.
        """
        lines = sorted(f"{edition.language}:{edition.content_hash}" for edition in self.editions)
        lines += [f"{name}={value}" for name, value in self._bound() if value]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def lifts_at(self) -> datetime | None:
        """From when on everybody may have it; None where there is no embargo."""
        if self.embargo is None or self.lifted_at is None:
            return self.embargo.until if self.embargo else None
        return min(self.embargo.until, self.lifted_at)

    def _bound(self) -> tuple[tuple[str, Any], ...]:
        kind = None if self.kind is ReleaseKind.RELEASE else self.kind.value
        embargo = self.embargo.canonical if self.embargo else None
        return ("kind", kind), ("about", self.about), ("embargo", embargo), ("audience", self.audience)
