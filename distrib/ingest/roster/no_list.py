"""What a file is that somebody took for a list of people. Says it; reads nothing of it."""

from __future__ import annotations

from distrib.core.phrase import phrase
from distrib.ingest.formats.kinds import Kind, kind_of, looks_like_html

LOOKED_AT = 4_096
"""Characters of a file by which pictures, programs and sounds are told from text."""

FEWEST = 16
"""Characters that steer and are no text; so many come into no list by mistake, unless it is a long one."""

SHARE = 50
"""One of so many characters steers, in what is no text; in pictures and archives it is one of ten."""

_IN_TEXTS = frozenset("\t\n\r\v\f\x1a")
"""Characters that steer and stand in lists: spaces, ends of lines, and the end of a file on old systems."""


def binary_kind(sample: bytes, codec: str) -> str | None:
    """What a file without text is, in words; None for a text. `codec` is how its text would be read."""
    text = sample[: 2 * LOOKED_AT].decode(codec, "replace")[:LOOKED_AT]
    steering = sum(one < " " and one not in _IN_TEXTS for one in text)
    if steering < FEWEST or steering * SHARE < len(text):
        return None
    kind = kind_of(sample)
    return phrase("a file that is no text") if isinstance(kind, Kind) else kind


def document_kind(sample: bytes, codec: str) -> str | None:
    """What a document is in which no line names columns; None for a plain text."""
    kind = kind_of(sample)
    if kind is Kind.TEXT and looks_like_html(sample.decode(codec, "replace")):
        return Kind.HTML
    return None if kind is Kind.TEXT else kind
