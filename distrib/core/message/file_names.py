"""A file's name as a parameter of a header (RFC 2183 §2.3): quoted where ASCII will do, else as RFC 2231 says."""

from __future__ import annotations

import re
from urllib.parse import quote

_ROOM = 60
"""Octets of a value on one line, beside its name."""

_PLAIN = re.compile(r"[ !#-\[\]-~]+")
_CODES = re.compile(r"%[0-9A-F]{2}|.")
_SAFE = "!#$&+-.^_`{}~"
"""Attribute characters of RFC 2231 §7, less those that `quote` takes as safe anyway."""


def file_name_parameter(name: str) -> bytes:
    """`; filename="…"`, or in UTF-8 and percent codes, on as many lines as it takes (RFC 2231 §3, §4)."""
    if _PLAIN.fullmatch(name) and len(name) <= _ROOM:
        return b';\r\n filename="' + name.encode() + b'"'
    pieces = _pieces("utf-8''" + quote(name, safe=_SAFE))
    if len(pieces) == 1:
        return f";\r\n filename*={pieces[0]}".encode()
    return "".join(f";\r\n filename*{number}*={piece}" for number, piece in enumerate(pieces)).encode()


def _pieces(coded: str) -> list[str]:
    """Cut so that no code is parted."""
    pieces = [""]
    for code in _CODES.findall(coded):
        if len(pieces[-1]) + len(code) > _ROOM:
            pieces.append("")
        pieces[-1] += code
    return pieces
