"""Addresses that are not what they seem: hidden characters, and letters of several scripts that look alike.

Both are used to pass one mailbox off as another (UTS 39 §5, Unicode TR 36), so a person has to confirm them.
"""

from __future__ import annotations

import unicodedata

_TOGETHER = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
"""Scripts that are written side by side in one word (UTS 39 §5.2)."""


def visible(text: str) -> str:
    """The text without what cannot be seen in it: controls, joiners, marks that turn its direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one for one in text if unicodedata.category(one) not in ("Cc", "Cf", "Zl", "Zp"))


def spelt_out(text: str) -> str:
    """The text with everything hidden in it shown by its number."""
    return "".join(one if visible(one) else f"\\u{ord(one):04x}" for one in text)


def mixed_scripts(address: str) -> str | None:
    """The scripts that one part of an address mixes, in words; None when no part mixes any."""
    if address.isascii():
        return None
    local, _, domain = address.rpartition("@")
    for part in (local, *domain.split(".")):
        scripts = {unicodedata.name(one, "UNKNOWN").partition(" ")[0] for one in part if one.isalpha()}
        if len(scripts) > 1 and not scripts <= _TOGETHER:
            return " and ".join(sorted(name.capitalize() for name in scripts))
    return None
