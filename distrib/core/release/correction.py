"""What a correction changes, passage by passage: where, the old wording and the new. It words nothing itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from distrib.core.release import Edition
from distrib.core.release.edition_changes import as_text

PARAGRAPH = "paragraph"
"""Where a passage of the text stands; every other place is the name of a field of `Edition`."""

_SINGLE = ("headline", "subheadline", "dateline", "embargo")
_AFTER = ("notes", "boilerplate", "contacts", "attachments")
_SENTENCE_END = re.compile(r"(?<=[.!?\u061f\u06d4])\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is not what it was; without `old` it was added, without `new` removed."""

    where: str
    number: int
    """Of the paragraph, in the new text, or in the old where it was removed; 0 for a field."""
    old: str
    new: str


def corrected(before: Edition, after: Edition) -> tuple[Passage, ...]:
    """Everything readers of `before` have to know, in reading order. Markers and release lines are not text."""
    return (*_fields(_SINGLE, before, after), *_text(before.body, after.body), *_fields(_AFTER, before, after))


def _fields(names: Sequence[str], before: Edition, after: Edition) -> Iterator[Passage]:
    for name in names:
        old, new = as_text(getattr(before, name)), as_text(getattr(after, name))
        if old != new:
            yield Passage(name, 0, old, new)


def _text(before: str, after: str) -> Iterator[Passage]:
    old, new = before.split("\n\n"), after.split("\n\n")
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(b - a, d - c) if kind == "replace" else 0
        for step in range(pairs):
            yield Passage(PARAGRAPH, c + step + 1, *_sentences(old[a + step], new[c + step]))
        yield from (Passage(PARAGRAPH, number + 1, old[number], "") for number in range(a + pairs, b))
        yield from (Passage(PARAGRAPH, number + 1, "", new[number]) for number in range(c + pairs, d))


def _sentences(old: str, new: str) -> tuple[str, str]:
    """Only the sentences that differ, from the first that does to the last."""
    one, other = _SENTENCE_END.split(old), _SENTENCE_END.split(new)
    start = 0
    while start < min(len(one), len(other)) - 1 and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start - 1 and one[-1 - end] == other[-1 - end]:
        end += 1
    return " ".join(one[start : len(one) - end]), " ".join(other[start : len(other) - end])
