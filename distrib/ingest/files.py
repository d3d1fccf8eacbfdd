"""Bytes to text: finds the encoding of a file a person chose. Never guesses at formats that are not text."""

from __future__ import annotations

import codecs

from distrib.errors import UnreadableText

MAX_BYTES = 10_000_000
"""A release of 10 MB is no release; reading one would only tie up the machine."""

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (_PDF, "a PDF"),
    (_ZIP, "a ZIP archive"),
    (_OLE, "an old Word, Excel or Outlook file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
)
_ZIP_KINDS = (
    (b"word/", "a Word document (DOCX)"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file (ODT)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint file (PPTX)"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(data: bytes, name: str) -> str:
    """The text in `data`; `name` only appears in messages.

    Raises `UnreadableText` for an empty, binary or oversized file.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableText(
            f"{name} has {len(data):,} bytes; a release may have {MAX_BYTES:,} at most. "
            "Nothing was read: save the release alone as a text file."
        )
    kind = _kind_of(data)
    if kind:
        raise UnreadableText(
            f"{name} cannot be read as a release: this is {kind}; nothing was read. "
            "Open it, copy its text, and save or paste that."
        )
    text = _decode(data, name)
    if not text.strip():
        raise UnreadableText(f"{name} is empty: there is no release in it. Check that the right file was saved.")
    return text


def _kind_of(data: bytes) -> str | None:
    """What a file that is not text is, in words."""
    head = data[:16]
    for magic, kind in _MAGIC:
        if not head.startswith(magic):
            continue
        if magic == _ZIP:
            return next((inner for mark, inner in _ZIP_KINDS if mark in data[:200_000]), kind)
        return kind
    return None


def _decode(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableText(
                    f"{name} says it is {encoding.upper()} but is damaged at byte {error.start}; nothing was read. "
                    "Save it again as UTF-8."
                ) from error
    if b"\x00" in data:
        raise UnreadableText(
            f"{name} is binary data, not text; nothing was read. Open it where it was made, and save or paste its text."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)


def _decode_legacy(data: bytes) -> str:
    """Windows code pages: whichever gives the most letters of one script in runs of words."""
    readings = [data.decode(page, errors="replace") for page in ("cp1252", "cp1256", "cp1251", "cp1253", "cp1250")]
    return max(readings, key=_plausibility)


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
