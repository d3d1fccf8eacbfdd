"""The errors a person may meet. Each is a sentence with what stands in its fields, and reads as English.

A message says what happened, what it means, and what to do next. Faces show it, in their language where they have one;
they add nothing. The sentence is a literal, so that `make words` finds it: what differs from case to case is a value.
"""

from __future__ import annotations

from collections.abc import Sequence

from distrib.core.phrase import Joined, Said, phrase, phrased


class DistribError(Exception):
    """The root: anything expected that stops a task. Exit status 1."""

    def __init__(self, sentence: str | Said, /, **values: object) -> None:
        self.said = phrased(sentence, **values) if isinstance(sentence, str) else sentence
        super().__init__(self.said)


class UsageError(DistribError):
    """A command was given something it cannot understand. Exit status 2."""


class SettingsError(DistribError):
    """config.toml, the secrets file or a DISTRIB_ variable has mistakes; all of them are listed at once."""

    def __init__(self, mistakes: Sequence[Said]) -> None:
        self.listed = tuple(mistakes)
        listed = Joined(self.listed, "\n  ")
        super().__init__(
            phrase("The settings need attention before anything can be done:\n  {mistakes}"), mistakes=listed
        )

    @property
    def mistakes(self) -> list[str]:
        """Each of them, in English."""
        return [str(one) for one in self.listed]

    def __reduce__(self) -> tuple[type[SettingsError], tuple[Sequence[Said]]]:
        return type(self), (self.listed,)


class UnreadableText(DistribError):
    """A file holds no text that could be read as a release."""


class NotFound(DistribError):
    """A reference or address names nothing that is kept here."""


class NotAllowed(DistribError):
    """A rule of the house forbids the step: the release is not approved, an embargo line stands, and so on."""


class LooksKnown(NotAllowed):
    """Somebody new is nearly somebody who is kept; a person may say that they are somebody else."""

    @property
    def like(self) -> str:
        """The address of the one who is kept, the value `like` of its sentence."""
        return str(dict(self.said.values)["like"])


class DatabaseUnusable(DistribError):
    """The database cannot be opened, is newer than the program, is locked or its disk is full."""


class OutcomeUnknown(DatabaseUnusable):
    """The database's server was gone before it said whether it kept a step: it may be done or not."""


class OlderCopy(DatabaseUnusable):
    """The database does not know of everything that was sent: a backup was restored, or a standby was behind."""


class MailServerUnusable(DistribError):
    """The mail server cannot be reached, or refuses the terms we insist on (TLS, login)."""
