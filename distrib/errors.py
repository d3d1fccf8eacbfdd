"""The errors a person may meet. Each carries its data in attributes and reads as a sentence.

A message says what happened, what it means, and what to do next. Faces print it; they add nothing.
"""

from __future__ import annotations


class DistribError(Exception):
    """The root: anything expected that stops a task. Exit status 1."""


class UsageError(DistribError):
    """A command was given something it cannot understand. Exit status 2."""


class SettingsError(DistribError):
    """config.toml, the secrets file or a DISTRIB_ variable has mistakes; all of them are listed at once."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("The settings need attention before anything can be done:\n  " + "\n  ".join(mistakes))


class UnreadableText(DistribError):
    """A file holds no text that could be read as a release."""


class NotFound(DistribError):
    """A reference or address names nothing that is kept here."""


class NotAllowed(DistribError):
    """A rule of the house forbids the step: the release is not approved, an embargo line stands, and so on."""


class DatabaseUnusable(DistribError):
    """The database cannot be opened, is newer than the program, is locked or its disk is full."""


class OlderCopy(DatabaseUnusable):
    """The database does not know of everything that was sent: a backup was restored, or a standby was behind."""


class MailServerUnusable(DistribError):
    """The mail server cannot be reached, or refuses the terms we insist on (TLS, login)."""
