"""Whether two names may be one person's, by their spelling. Must never decide that they are.

Names are compared folded and with their words in order, so that `Jon Smith` and `Smith, John` are nearly the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from distrib.core.folding import words

ALIKE = 92
"""Of 100: likeness at which two names at one outlet are taken for one. `Maria` and `Mario Garcia` are less alike."""

NEAR = 85
"""The same where something else agrees too, such as the number: one letter in seven may differ."""

MEANT = 60
"""The same for a name that somebody wrote and may have meant."""

_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=32_768)
def sorted_words(name: str) -> str:
    """A name in the form in which it is compared."""
    return " ".join(sorted(words(name)))


def nearest(name: str, names: Sequence[str]) -> int | None:
    """The place of the name that is most alike, if any is; all of them as `sorted_words` makes them.

    Numbers in names have to be the same.
    """
    if not name or not names:
        return None
    from rapidfuzz import fuzz, process

    if process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=ALIKE) is None:
        return None
    alike = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
    digits = _DIGITS.findall(name)
    return next((int(at) for candidate, _, at in alike if _DIGITS.findall(candidate) == digits), None)


def are_near(one: str, other: str) -> bool:
    """The same words, more of them on one side, or a slip in the spelling."""
    first, second = sorted_words(one), sorted_words(other)
    fewer, more = sorted((set(first.split()), set(second.split())), key=len)
    if len(fewer) > 1 and fewer <= more:
        return True
    from rapidfuzz import fuzz

    return bool(first and second) and fuzz.ratio(first, second, score_cutoff=NEAR) >= NEAR


def meant(name: str, names: Sequence[str], limit: int = 3) -> tuple[str, ...]:
    """The names that somebody may have meant who wrote this one, the nearest first; often none."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=MEANT, limit=limit)
    return tuple(str(candidate) for candidate, *_ in found)
