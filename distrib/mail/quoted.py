"""A body with open places to quoted-printable pieces. The places are marked by characters no content can hold."""

from __future__ import annotations

import re

from distrib.core.message import Slot
from distrib.core.message.quoted_printable import SOFT_BREAK, encode_text

MARKS = {
    Slot.TEXT_GREETING: "\ufdd0",
    Slot.HTML_GREETING: "\ufdd1",
    Slot.TEXT_TOKEN: "\ufdd2",
    Slot.HTML_TOKEN: "\ufdd3",
}
"""Unicode noncharacters, which cleaning takes out of everything that comes from outside."""

_SLOTS = {mark: slot for slot, mark in MARKS.items()}
_SPLIT = re.compile("([" + "".join(_SLOTS) + "])")


def body_pieces(text: str) -> list[bytes | Slot]:
    """The body with CRLF line ends; each slot between two soft breaks, so that its lines are its own."""
    pieces: list[bytes | Slot] = []
    for part in _SPLIT.split(text):
        if part in _SLOTS:
            pieces += [SOFT_BREAK, _SLOTS[part], SOFT_BREAK]
        else:
            pieces.append(encode_text(part))
    return pieces


def joined(pieces: list[bytes | Slot]) -> tuple[bytes | Slot, ...]:
    """Neighbouring bytes as one piece, so that a splice joins as few as can be."""
    result: list[bytes | Slot] = []
    for piece in pieces:
        last = result[-1] if result else None
        if not isinstance(piece, Slot) and last is not None and not isinstance(last, Slot):
            result[-1] = last + piece
        else:
            result.append(piece)
    return tuple(result)
