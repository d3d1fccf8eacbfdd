"""Two people changed one text: what both did is kept, and where both changed the same words, both wordings are.

Paragraphs are brought together first, words only within those that both changed (the algorithm of diff3:
Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\S+")

MOST_WORDS = 4_000
"""Of a passage that both changed; a longer one is kept in both wordings, because comparing is quadratic."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both say, or one alone changed."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """What both changed, each in another way."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A text with everything both did."""

    text: str
    contested: int = 0
    """Passages that stand in both wordings."""


def merge(base: str, mine: str, theirs: str, *, names: tuple[str, str]) -> Merged:
    """Both changes of `base` in one text; `names` say whose wording stands where they contradict each other."""
    parts: list[str] = []
    contested = 0
    for region in regions(_paragraphs(base), _paragraphs(mine), _paragraphs(theirs)):
        if isinstance(region, Agreed):
            parts += region.tokens
            continue
        text = _by_words(region)
        contested += text is None
        parts.append(_both(region, names) if text is None else text)
    return Merged("\n\n".join(parts), contested)


def both_wordings(mine: str, theirs: str, names: tuple[str, str]) -> str:
    """Two wordings one after the other, each with whose it is. `is_contested` finds them again."""
    return "\n\n".join(f"{_mark(name)}\n\n{text}" for name, text in zip(names, (mine, theirs), strict=True))


def is_contested(text: str) -> bool:
    """Whether two wordings stand in it that nobody has chosen between yet."""
    return _OPEN in text


_OPEN = "[[ As worded by "


def _mark(name: str) -> str:
    return f"{_OPEN}{name}: ]]"


def _both(region: Contested, names: tuple[str, str]) -> str:
    return both_wordings("\n\n".join(region.mine), "\n\n".join(region.theirs), names)


def _by_words(region: Contested) -> str | None:
    base, mine, theirs = (_WORDS.findall("\n\n".join(one)) for one in (region.base, region.mine, region.theirs))
    if not base or max(len(base), len(mine), len(theirs)) > MOST_WORDS:
        return None
    parts: list[str] = []
    for one in regions(base, mine, theirs):
        if isinstance(one, Contested):
            return None
        parts += one.tokens
    return "".join(parts)


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n") if text else []


def regions(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Agreed | Contested]:
    """The three sequences cut where all of them agree. Empty regions are left out."""
    in_mine, in_theirs = _partners(base, mine), _partners(base, theirs)
    stable = [place for place in range(len(base)) if place in in_mine and place in in_theirs]
    found: list[Agreed | Contested] = []
    b = m = t = 0
    for place in stable:
        found += _region(base[b:place], mine[m : in_mine[place]], theirs[t : in_theirs[place]])
        found.append(Agreed((base[place],)))
        b, m, t = place + 1, in_mine[place] + 1, in_theirs[place] + 1
    return [*found, *_region(base[b:], mine[m:], theirs[t:])]


def _region(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Agreed | Contested]:
    one, other, was = tuple(mine), tuple(theirs), tuple(base)
    if one in (was, other):
        return [Agreed(other)] if other else []
    if other == was:
        return [Agreed(one)] if one else []
    return [Contested(was, one, other)]


def _partners(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Place in `base` → place of the same token in `other`, both rising."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
