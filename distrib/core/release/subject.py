"""What a release is about, as far as its first words say: a place and a topic to ask the roster for. Never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from distrib.core.folding import words
from distrib.core.places.table import WORLD
from distrib.core.release import Edition

LONGEST_NAME = 5
"""Words of the name of a place."""

SHORTEST_NAME = 4
"""Letters; shorter words are codes of countries, and prepositions."""


def subject_place(edition: Edition, find: Callable[[str], str | None]) -> str | None:
    """The first place that headline, subhead or first paragraph name, else that of the dateline.

    The dateline comes last: it says where a release is issued, which is often the organisation's seat.
    """
    for text in (*_opening(edition), edition.dateline.place or ""):
        found = _place_in(text, find)
        if found is not None:
            return found
    return None


def subject_topic(edition: Edition, topics: Iterable[str]) -> str | None:
    """The first of the roster's topics that is named in the same words; of two that begin alike the longer."""
    for text in _opening(edition):
        have = words(text)
        places = [(place, -len(words(topic)), topic) for topic in set(topics) if (place := _place_of(topic, have)) >= 0]
        if places:
            return min(places)[2]
    return None


def _opening(edition: Edition) -> tuple[str, str, str]:
    return edition.headline, edition.subheadline or "", edition.body.strip().partition("\n\n")[0]


def _place_in(text: str, find: Callable[[str], str | None]) -> str | None:
    have = words(text)
    for start in range(len(have)):
        for length in range(min(LONGEST_NAME, len(have) - start), 0, -1):
            name = " ".join(have[start : start + length])
            code = find(name) if len(name) >= SHORTEST_NAME else None
            if code is not None and code != WORLD:
                return code
    return None


def _place_of(topic: str, have: tuple[str, ...]) -> int:
    """At which word a text names a topic; -1 when it does not."""
    wanted = words(topic)
    starts = range(len(have) - len(wanted) + 1) if wanted else ()
    return next((start for start in starts if have[start : start + len(wanted)] == wanted), -1)
