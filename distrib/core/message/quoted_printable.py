"""Quoted-printable (RFC 2045 §6.7): text to lines of at most 76 bytes that any mail server carries unchanged.

No line begins with a dot, so that nothing has to be stuffed on the way (RFC 5321 §4.5.2).
"""

from __future__ import annotations

import re

MAX_LINE = 76
SOFT_BREAK = b"=\r\n"

_ROOM = MAX_LINE - 1
"""One column is kept for the `=` of a soft break, so that something else can always follow."""

_PLAIN = {*range(33, 61), *range(62, 127), 32}
_CODES = tuple(bytes([byte]) if byte in _PLAIN else b"=%02X" % byte for byte in range(256))
_DOT = b"=2E"
_AS_IT_IS = re.compile(rf"(?!\.)[ -<>-~]{{0,{_ROOM}}}")


def encode_line(line: str) -> bytes:
    """A line without its end, soft-broken where it is long; every line leaves room for one more soft break.

    A trailing space stays as it is: whoever ends the line there calls `encode_text`.
    """
    if _AS_IT_IS.fullmatch(line):
        return line.encode()
    codes = [_CODES[byte] for byte in line.encode()]
    if line.startswith("."):
        codes[0] = _DOT
    whole = b"".join(codes)
    return whole if len(whole) <= _ROOM else _broken(codes)


def encode_text(text: str) -> bytes:
    """Text with line feeds as lines with CRLF; a space before a line end is coded, because servers strip it."""
    return b"\r\n".join(map(_whole_line, text.split("\n")))


def _whole_line(line: str) -> bytes:
    coded = encode_line(line)
    return coded[:-1] + SOFT_BREAK + b"=20" if coded.endswith(b" ") else coded


def _broken(codes: list[bytes]) -> bytes:
    lines, current, width = [], bytearray(), 0
    for coded in codes:
        code = coded
        width += len(code)
        if width > _ROOM:
            lines.append(bytes(current))
            code = _DOT if code == b"." else code
            current, width = bytearray(), len(code)
        current += code
    lines.append(bytes(current))
    return SOFT_BREAK.join(lines)
