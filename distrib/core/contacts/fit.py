"""How well a spokesperson's places, topics and languages fit what is asked. Knows nothing of time."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from distrib.core.folding import words


class Fit(IntEnum):
    """From the best down."""

    EXACT = 0
    RELATED = 1
    UNLISTED = 2
    """None is listed, so it may be any."""
    OTHER = 3
    """Only others are listed."""


_STEM = 5
"""Letters that two words must begin with alike to be of one family: migrants, migration."""

_CLOSE = ("fa prs tg", "bs hr sr", "da no sv", "cs sk", "id ms", "hi ur")
"""Languages whose speakers follow one another in an interview."""


def covering_place(places: tuple[str, ...], steps: tuple[str, ...]) -> int | None:
    """How many steps a place is widened until it is one of theirs; None: never."""
    return next((number for number, wider in enumerate(steps) if wider in places), None)


@lru_cache(maxsize=16_384)
def topic_fit(topics: tuple[str, ...], topic: str | None) -> Fit:
    """Exact when its words stand in one of theirs, each the beginning of a word there."""
    if topic is None:
        return Fit.EXACT
    if not topics:
        return Fit.UNLISTED
    if any(_is_named(listed, topic) for listed in topics):
        return Fit.EXACT
    return Fit.RELATED if related_topic(topics, topic) else Fit.OTHER


def related_topic(topics: tuple[str, ...], topic: str) -> str | None:
    """The first of theirs that has a word of one family with a word of the topic."""
    wanted = words(topic)
    return next((one for one in topics if any(_is_family(a, b) for a in wanted for b in words(one))), None)


@lru_cache(maxsize=16_384)
def language_fit(languages: tuple[str, ...], language: str | None) -> Fit:
    """Exact when it is one of theirs."""
    if language is None or language in languages:
        return Fit.EXACT
    if not languages:
        return Fit.UNLISTED
    return Fit.RELATED if related_language(languages, language) else Fit.OTHER


def related_language(languages: tuple[str, ...], language: str) -> str | None:
    """The first of theirs in which a speaker of the language can be answered."""
    group = next((one.split() for one in _CLOSE if language in one.split()), [])
    return next((one for one in languages if one in group), None)


def _is_named(listed: str, topic: str) -> bool:
    wanted, have = words(topic), words(listed)
    return bool(wanted) and all(any(word.startswith(begin) for word in have) for begin in wanted)


def _is_family(one: str, other: str) -> bool:
    return len(one) >= _STEM and one[:_STEM] == other[:_STEM]
