"""What was found when a release was looked over before its first message leaves. Values only.

A finding says what, where, and how bad: one that stops keeps the whole send back, a warning is for a person to weigh.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from distrib.core.phrase import Joined, Said, phrase, phrased


class Severity(StrEnum):
    """How a finding is to be taken."""

    STOP = "stop"
    """Nothing goes out like this."""
    WARNING = "warning"


class Part(StrEnum):
    """Where something can be put right."""

    HEADLINE = phrase("headline")
    SUBHEADLINE = phrase("subhead")
    DATELINE = phrase("dateline")
    EMBARGO = phrase("embargo")
    BODY = phrase("text")
    BOILERPLATE = phrase("boilerplate")
    NOTES = phrase("notes to editors")
    CONTACTS = phrase("contacts")
    FILES = phrase("files")
    MESSAGE = phrase("message")
    """The mail as a whole."""
    SENDER = phrase("sender")
    """Settings of the office."""
    RECIPIENT = phrase("recipient")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding leads."""

    part: Part
    language: str | None = None
    """Of the edition; None: of no edition alone."""
    detail: str | None = None
    """A recipient's address, or a file's name."""

    @property
    def said(self) -> Joined:
        """Such as `fr, text`."""
        return Joined(tuple(filter(None, (self.language, phrased(self.part.value), self.detail))))

    def __str__(self) -> str:
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know before a release goes out."""

    severity: Severity
    place: Place
    said: Said
    """What it is, and what to do."""

    @property
    def sentence(self) -> str:
        """The same in English."""
        return str(self.said)


def stops(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that keep a send back."""
    return tuple(one for one in findings if one.severity is Severity.STOP)


def warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The others."""
    return tuple(one for one in findings if one.severity is Severity.WARNING)
