"""Bytes to characters: the encoding a text says it has, else the one in which its letters look like words."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_META_REACH = 4_096
"""Bytes of a page within which it must say its encoding (HTML §4.2.5.4 wants 1024)."""

_MEANT = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
_MEANT |= {"ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_MEANT |= {"ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932"}
"""What is meant by names that senders use for a larger set (Encoding Standard §4.2)."""

_SHIFTING = ("iso-2022", "iso2022", "hz")
"""Encodings that spell everything in bytes of ASCII, so that UTF-8 always fits."""

_PAGES = ("cp1252", "cp1256", "cp1251", "cp1253", "cp1250")


def declared_in(page: bytes) -> str | None:
    """The encoding that an HTML page says it has."""
    found = _META.search(page[:_META_REACH])
    return found[1].decode("ascii") if found else None


def decode(data: bytes, declared: str | None = None) -> str:
    """The text; what is declared counts only where it fits, and UTF-8 that fits is never anything else."""
    said = _usable(declared)
    shifting = said is not None and said.startswith(_SHIFTING)
    for name in (said, "utf-8") if shifting else ("utf-8", said):
        if name is None:
            continue
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return _guessed(data)


def _usable(declared: str | None) -> str | None:
    """A declared encoding of text that Python knows; UTF-8 was tried, and single bytes in UTF-7 or -16 are a lie."""
    name = (declared or "").strip().casefold()
    name = _MEANT.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    return name if is_text and not found.name.startswith(("utf", "idna", "punycode", "raw", "unicode")) else None


def _guessed(data: bytes) -> str:
    """Windows code pages: whichever gives the most letters of one script in runs of words."""
    return max((data.decode(page, errors="replace") for page in _PAGES), key=_plausibility)


def _plausibility(text: str) -> float:
    """How much the letters outside ASCII look like words.

    In a script of its own (Arabic, Cyrillic, Greek) such letters stand next to each other; in a Latin one they
    are lower case and stand among ASCII letters. A wrong page gives capitals and signs inside words.
    """
    score = 0.0
    sample = text[:50_000]
    for before, here, after in zip(" " + sample, sample, sample[1:] + " ", strict=False):
        if here < "\x80":
            continue
        if not here.isalpha():
            score -= 1.0 if here == "\ufffd" or (before.isalpha() and after.isalpha() and here not in "’'-·") else 0.0
            continue
        latin = here < "\u0250"
        beside = [neighbour for neighbour in (before, after) if neighbour.isalpha()]
        if latin:
            alien = sum(neighbour >= "\x80" for neighbour in beside)
            shouting = here.isupper() and before.isalpha() and before.islower()
            score += 0.6 - 0.5 * alien - 1.0 * shouting
        else:
            score += 1.0 if all(neighbour >= "\u0250" for neighbour in beside) else -1.0
    return score
