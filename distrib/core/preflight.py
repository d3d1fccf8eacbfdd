"""What was found when a release was looked over before its first message leaves. Values only.

A finding says what, where, and how bad: one that stops keeps the whole send back, a warning is for a person to weigh.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How a finding is to be taken."""

    STOP = "stop"
    """Nothing goes out like this."""
    WARNING = "warning"


class Part(StrEnum):
    """Where something can be put right."""

    HEADLINE = "headline"
    SUBHEADLINE = "subhead"
    DATELINE = "dateline"
    EMBARGO = "embargo"
    BODY = "text"
    BOILERPLATE = "boilerplate"
    NOTES = "notes to editors"
    CONTACTS = "contacts"
    FILES = "files"
    MESSAGE = "message"
    """The mail as a whole."""
    SENDER = "sender"
    """Settings of the office."""
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding leads."""

    part: Part
    language: str | None = None
    """Of the edition; None: of no edition alone."""
    detail: str | None = None
    """A recipient's address, or a file's name."""

    def __str__(self) -> str:
        """Such as `fr, text`."""
        return ", ".join(filter(None, (self.language, self.part.value, self.detail)))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know before a release goes out."""

    severity: Severity
    place: Place
    sentence: str
    """What it is, and what to do."""


def stops(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that keep a send back."""
    return tuple(one for one in findings if one.severity is Severity.STOP)


def warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The others."""
    return tuple(one for one in findings if one.severity is Severity.WARNING)
