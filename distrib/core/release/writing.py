"""What belongs to writing a release and is no part of it: texts that are not saved yet, and boilerplates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """What somebody was typing when it was last kept."""

    language: str
    author: str
    base: int
    """Number of the version it was begun from."""
    form: str
    """As `core.release.edition_form` writes it; it may be half typed."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What the office says of itself at the end of a release, as Markdown."""

    language: str
    text: str
    by: str
    at: datetime
