"""One search over everything: what a person typed, understood loosely, and what was found. It reads nothing.

"Did Reuters get version 2, when, in which language?" is a search too: the words that only ask are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from distrib.core.delivery.dispatch import Delivery
from distrib.core.folding import search_words
from distrib.core.languages import find_language
from distrib.core.phrase import Joined, Said, figure, phrase, phrased
from distrib.core.target import Target

MOST_TEXT = 200
"""Characters that are looked at."""

_REFERENCE = re.compile(r"\b\d{4}-\d{1,6}\b")
_VERSION = re.compile(r"\b(?:version|v)[ .]?(\d{1,6})\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"\b(?:in|en)\s+(\w{3,20})\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()?]+\.[^\s,;<>()?.]+")
_ASKING_WORDS = """
a an and did does get got gets had has have in is it language of on receive received send sent the to was were what when
where whether which who with at reçu recu quand quelle langue en la le les un une
"""
_ASKING = frozenset(_ASKING_WORDS.split())


class What(StrEnum):
    """What was found."""

    RELEASE = phrase("release")
    SPOKESPERSON = phrase("spokesperson")
    JOURNALIST = phrase("journalist")
    DELIVERY = phrase("delivery")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed, understood."""

    words: tuple[str, ...] = ()
    """Folded, of which each is in what is found, or the beginning of a word of it."""
    spelled: tuple[str, ...] = ()
    """The same as they are written, in lower case, for texts that no index has folded."""
    reference: str | None = None
    """Of a release, or its beginning."""
    version: int | None = None
    language: str | None = None
    """ISO 639-1."""
    address: str | None = None
    """A whole one."""

    @property
    def is_empty(self) -> bool:
        """Nothing to look for."""
        return not (self.words or self.reference or self.address)

    @property
    def asks_for_deliveries(self) -> bool:
        """A version or a language is of what was sent."""
        return self.version is not None or self.language is not None


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found."""

    what: What
    name: str
    """Headline or name."""
    detail: Joined
    """What tells it from others; words of ours among it are said in the reader's language."""
    target: Target
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found."""

    hits: tuple[Hit, ...] = ()
    cut: tuple[What, ...] = ()
    """Kinds of which there is more than is told."""
    most: int = 0
    """How many of each kind are told at most."""

    @property
    def remark(self) -> Said | None:
        """What a person has to know of what is not told; None where everything is."""
        if not self.cut:
            return None
        kinds = Joined(tuple(phrased(_SEVERAL[one]) for one in self.cut))
        return phrased(
            "At most {most} of a kind are shown, and there are more: {kinds}. Narrow the search with another word.",
            most=figure(self.most),
            kinds=kinds,
        )


_SEVERAL = {
    What.RELEASE: phrase("releases"),
    What.SPOKESPERSON: phrase("spokespeople"),
    What.JOURNALIST: phrase("journalists"),
    What.DELIVERY: phrase("deliveries"),
}


def understand(text: str) -> Wanted:
    """What is looked for."""
    rest = text[:MOST_TEXT]
    reference, rest = _taken(_REFERENCE, rest)
    version, rest = _taken(_VERSION, rest)
    address, rest = _taken(_ADDRESS, rest)
    language = None
    if (match := _LANGUAGE.search(rest)) and (language := find_language(match[1])):
        rest = rest[: match.start()] + rest[match.end() :]
    spelled = tuple(word for one in rest.split() if (word := one.strip("?!.,;:\"'«»()").lower()))
    kept = tuple(one for one in spelled if one not in _ASKING)
    if not kept and not (reference or address):
        kept = spelled
    words = tuple(word for one in kept for word in search_words(one))
    return Wanted(words, kept, reference, int(version) if version else None, language, address)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str | None, str]:
    """What a pattern finds first, and the rest."""
    match = pattern.search(text)
    if match is None:
        return None, text
    return match[match.lastindex or 0], f"{text[: match.start()]} {text[match.end() :]}"
