"""What changed between two texts, word by word. Says nothing of why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\S+")

MOST_WORDS = 4_000
"""Of a changed passage that is compared word by word; a longer one is shown whole, because comparing is quadratic."""


class Fate(StrEnum):
    """What became of a passage."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with one fate."""

    fate: Fate
    text: str


def word_changes(before: str, after: str) -> tuple[Passage, ...]:
    """Passages in reading order. All but the new make `before`, all but the gone make `after`."""
    return tuple(_joined(_by_paragraph(_cut(before), _cut(after))))


def _cut(text: str) -> list[str]:
    """Paragraphs, each with the empty line after it."""
    return re.findall(r".+?(?:\n\n|\Z)|\n\n", text, re.DOTALL)


def _by_paragraph(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            yield Passage(Fate.KEPT, old)
        else:
            yield from _by_word(_WORDS.findall(old), _WORDS.findall(new))


def _by_word(before: list[str], after: list[str]) -> Iterator[Passage]:
    if max(len(before), len(after)) > MOST_WORDS:
        yield from (Passage(Fate.GONE, "".join(before)), Passage(Fate.NEW, "".join(after)))
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Passage(Fate.KEPT, "".join(before[a:b]))
        else:
            yield from (Passage(Fate.GONE, "".join(before[a:b])), Passage(Fate.NEW, "".join(after[c:d])))


def _joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Neighbours of one fate together."""
    held: Passage | None = None
    for passage in passages:
        if not passage.text:
            continue
        if held and held.fate is passage.fate:
            held = Passage(held.fate, held.text + passage.text)
            continue
        if held:
            yield held
        held = passage
    if held:
        yield held
