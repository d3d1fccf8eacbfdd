"""Who may approve a release: the office's policy and what it refuses. A rule and its words; it looks nobody up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from distrib.core.phrase import Said, phrased


class Policy(StrEnum):
    """How many people an approval takes."""

    SELF = "self"
    """Whoever wrote a text may approve it: an office of one person. The log says so."""
    FOUR_EYES = "four-eyes"
    """Whoever wrote any version since the last approval may not approve."""


@dataclass(frozen=True, slots=True)
class Approval:
    """That somebody approved exactly one version. Never changed; whether it still holds is told from the release."""

    version: int
    version_hash: str
    by: str
    at: datetime
    policy: Policy
    """That counted at that moment."""

    @property
    def in_words(self) -> str:
        """For a line of its own on the command line."""
        return f"version {self.version} by {self.by}, {self.at:%Y-%m-%d %H:%M} UTC ({self.policy})"


def stricter(*policies: Policy) -> Policy:
    """What counts where settings and database say different things: nobody loosens the other's rule."""
    return Policy.FOUR_EYES if Policy.FOUR_EYES in policies else Policy.SELF


def refusal(policy: Policy, who: str, authors: Collection[str]) -> Said | None:
    """Why somebody may not approve a text by these authors, as a clause; None when they may.

    `authors` wrote the versions since the last approval.
    """
    if policy is Policy.FOUR_EYES and who in authors:
        return phrased("{who} wrote some of it, and this office wants a second pair of eyes", who=who)
    return None
