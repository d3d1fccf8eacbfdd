"""What the states of a release are called by whoever looks for some, in the languages of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from distrib.core.folding import key
from distrib.core.phrase import phrase
from distrib.core.release import ReleaseState

_WORDS = {
    ReleaseState.DRAFT: "draft, brouillon",
    ReleaseState.IN_REVIEW: "in review, review, à valider",
    ReleaseState.APPROVED: "approved, validé",
    ReleaseState.ISSUED: "issued, diffusé",
    ReleaseState.CORRECTED: "corrected, rectifié",
    ReleaseState.KILLED: "killed, annulé",
    ReleaseState.DISCARDED: "discarded, écarté",
}
IN_WORDS = {
    ReleaseState.DRAFT: phrase("draft"),
    ReleaseState.IN_REVIEW: phrase("in review"),
    ReleaseState.APPROVED: phrase("approved"),
    ReleaseState.ISSUED: phrase("issued"),
    ReleaseState.CORRECTED: phrase("corrected"),
    ReleaseState.KILLED: phrase("killed"),
    ReleaseState.DISCARDED: phrase("discarded"),
}
"""As they are shown; a face says them in its language."""
_STATES = {key(name): state for state, names in _WORDS.items() for name in names.split(", ")}
_LONGEST = max(len(name.split()) for name in _STATES)


def states_in(words: Sequence[str]) -> tuple[frozenset[ReleaseState], tuple[str, ...]]:
    """The states that words name, of which some have two, and the other words in order."""
    found: set[ReleaseState] = set()
    others: list[str] = []
    at = 0
    while at < len(words):
        for count in range(_LONGEST, 0, -1):
            state = _STATES.get(key(" ".join(words[at : at + count])))
            if state is not None:
                found.add(state)
                break
        else:
            others.append(words[at])
            count = 1
        at += count
    return frozenset(found), tuple(others)
