"""Bytes to text: finds the encoding of a file a person chose. Never guesses at formats that are not text."""

from __future__ import annotations

import codecs

from distrib.errors import UnreadableText
from distrib.ingest.formats.encodings import decode

MAX_BYTES = 10_000_000
"""A text or page of 10 MB is no release; reading one would only tie up the machine."""

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(data: bytes, name: str, declared: str | None = None) -> str:
    """The text in `data`; `name` only appears in messages, `declared` is the encoding it is said to have.

    Raises:
        UnreadableText: it is empty, binary, damaged or too large.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableText(
            "{name} has {count:,} bytes; a text or page may have {most:,} at most. Nothing was read: save "
            "the release alone as a text file.",
            name=name,
            count=len(data),
            most=MAX_BYTES,
        )
    text = _decode(data, name, declared)
    if not text.strip():
        raise UnreadableText(
            "{name} is empty: there is no release in it. Check that the right file was saved.", name=name
        )
    return text


def _decode(data: bytes, name: str, declared: str | None) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableText(
                    "{name} says it is {encoding} but is damaged at byte {start}; nothing was read. Save it "
                    "again as UTF-8.",
                    name=name,
                    encoding=encoding.upper(),
                    start=error.start,
                ) from error
    if b"\x00" in data:
        raise UnreadableText(
            "{name} is binary data, not text; nothing was read. Open it where it was made, and save or paste its text.",
            name=name,
        )
    return decode(data, declared)
