"""Who speaks for a place, a topic and a language: ordered answers, each with the reason in words.

A place that nobody covers is widened step by step: country, sub-region, region, world. Deterministic; must never
answer with someone who covers none of these, nor read a clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from distrib.core.folding import key, words
from distrib.core.languages import find_language, language_name
from distrib.core.people import Spokesperson
from distrib.core.places import contains, place_name, widen


@dataclass(frozen=True, slots=True)
class Answer:
    """A spokesperson who answers, and why."""

    spokesperson: Spokesperson
    explanation: str
    """Such as "speaks for Libya; migration; Arabic"."""
    place_steps: int
    """How far the place was widened: 0 when they speak for exactly it."""


_EXACT, _GENERAL, _OTHER = 0, 1, 2
"""How well a topic or language fits: named; none listed, so all of them; others listed."""


def resolve(
    people: Sequence[Spokesperson], *, place: str | None = None, topic: str | None = None, language: str | None = None
) -> tuple[Answer, ...]:
    """The answers, the best first: place before topic before language before name.

    `place` is a country or M49 code, `language` an ISO 639-1 code. Whoever lists other topics than the one asked for
    does not answer; whoever lists other languages does, last, and the explanation says so.
    """
    ranked = []
    for person in people:
        steps, covered = _place_fit(person, place)
        topic_fit = _topic_fit(person, topic)
        if steps is None or topic_fit == _OTHER:
            continue
        language_fit = _language_fit(person, language)
        parts = (_place_words(place, covered), _topic_words(topic, topic_fit), _language_words(language, language_fit))
        explanation = "; ".join(part for part in parts if part) or "on the roster"
        rank = (steps, topic_fit, language_fit, key(person.name), person.id)
        ranked.append((rank, Answer(person, explanation, steps)))
    return tuple(answer for _, answer in sorted(ranked, key=lambda pair: pair[0]))


def _place_fit(person: Spokesperson, place: str | None) -> tuple[int | None, str | None]:
    """Steps of widening until the person covers the place, and the place of theirs that does; None: never."""
    if place is None:
        return 0, None
    for steps, wider in enumerate(widen(place)):
        if wider in person.places:
            return steps, wider
    return None, None


def _topic_fit(person: Spokesperson, topic: str | None) -> int:
    """A topic fits when its words stand in one of the person's topics, each the beginning of a word there."""
    if topic is None or not person.topics:
        return _EXACT if topic is None else _GENERAL
    wanted = words(topic)
    for listed in person.topics:
        have = words(listed)
        if wanted and all(any(word.startswith(begin) for word in have) for begin in wanted):
            return _EXACT
    return _OTHER


def _language_fit(person: Spokesperson, language: str | None) -> int:
    if language is None or not person.languages:
        return _EXACT if language is None else _GENERAL
    return _EXACT if (find_language(language) or language) in person.languages else _OTHER


def _place_words(place: str | None, covered: str | None) -> str:
    if place is None or covered is None:
        return ""
    name = "the world" if covered == "001" else place_name(covered)
    widened = "" if covered == place else f", which {place_name(place)} lies in"
    return f"speaks for {name}{widened}" if contains(covered, place) else ""


def _topic_words(topic: str | None, fit: int) -> str:
    if topic is None:
        return ""
    return " ".join(topic.split()) if fit == _EXACT else "any topic"


def _language_words(language: str | None, fit: int) -> str:
    if language is None:
        return ""
    name = language_name(find_language(language) or language)
    return (name, "languages not listed", f"does not speak {name}")[fit]
