"""Which files may go with a release, what they are called on the way, and how large they are there. Reads no file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from distrib.core.phrase import Said, phrase, phrased
from distrib.core.plain_text import one_line
from distrib.core.release import Attachment

PDF = "application/pdf"
PNG, JPEG = "image/png", "image/jpeg"
SUFFIXES = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg"}
"""What is sent, and the ending that its name gets."""

MAX_NAME = 80
"""Characters of a file's name without its ending; longer ones are cut by mail programs, each in its own way."""

MAX_ALT = 500
"""Characters that describe a picture: a screen reader reads all of them at once."""

ROOM_FOR_TEXT = 300_000
"""Bytes of a message kept for both bodies: 102 KB of HTML and as much text, coded for the way."""

_PDF_END = 2048
"""Bytes at the end of a file among which a PDF says that it ends; some programs write a little behind it."""

_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}
_OTHERS = (
    (b"PK\x03\x04", phrase("a ZIP archive or an Office document")),
    (b"PK\x05\x06", phrase("a ZIP archive")),
    (b"\xd0\xcf\x11\xe0", phrase("an old Office document")),
    (b"{\\rtf", phrase("an RTF document")),
    (b"MZ", phrase("a Windows program")),
    (b"\x7fELF", phrase("a program")),
    (b"#!", phrase("a script")),
    (b"\x1f\x8b", phrase("a compressed archive")),
    (b"7z\xbc\xaf", phrase("a compressed archive")),
    (b"Rar!", phrase("a compressed archive")),
    (b"II*\x00", phrase("a TIFF picture")),
    (b"MM\x00*", phrase("a TIFF picture")),
    (b"BM", phrase("a BMP picture")),
    (b"ID3", phrase("a sound")),
    (b"OggS", phrase("a sound")),
)
_ENDINGS = {
    "docx": phrase("a Word document"),
    "doc": phrase("a Word document"),
    "xlsx": phrase("a spreadsheet"),
    "xls": phrase("a spreadsheet"),
    "pptx": phrase("a presentation"),
    "ppt": phrase("a presentation"),
    "odt": phrase("an OpenDocument text"),
    "zip": phrase("a ZIP archive"),
    "exe": phrase("a Windows program"),
    "js": phrase("a script"),
    "html": phrase("a web page"),
    "svg": phrase("an SVG drawing"),
    "heic": phrase("a HEIC picture"),
    "mp4": phrase("a film"),
    "mov": phrase("a film"),
    "mp3": phrase("a sound"),
    "txt": phrase("a text"),
    "csv": phrase("a table"),
}
_NOT_IN_NAMES = re.compile(r"[\"*:<>?|\x00-\x1f]")
_NOT_IN_PICTURE_NAMES = re.compile(r"[\s()\[\]!%#]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not sent."""

    what: Said
    """In words, such as "a Word document"."""


def recognised(data: bytes, name: str) -> str | Refused:
    """PDF, or the format of a picture (PNG, JPEG, GIF, WEBP), by the bytes; a name proves nothing.

    A file that begins as a PDF and does not end as one was cut short on its way.
    """
    if data.startswith(b"%PDF-"):
        return "PDF" if b"%%EOF" in data[-_PDF_END:] else Refused(phrased("a PDF that is cut short"))
    for start, kind in _PICTURES.items():
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return Refused(_in_words(data, name))


def _in_words(data: bytes, name: str) -> Said:
    if not data:
        return phrased("an empty file")
    ending = name.rpartition(".")[2].lower()
    starts = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in starts:
        return phrased(_ENDINGS["svg"])
    if starts.startswith((b"<!doctype html", b"<html")):
        return phrased(_ENDINGS["html"])
    by_bytes = next((words for start, words in _OTHERS if data.startswith(start)), None)
    if by_bytes is None and ending in ("pdf", "png", "jpg", "jpeg", "gif", "webp"):
        return phrased("called .{ending} and is none", ending=ending)
    # An ending says more than the bytes only where these do not contradict it: Office documents are ZIP archives.
    is_office = by_bytes is not None and "Office" in by_bytes and ending in _ENDINGS
    if is_office or (by_bytes is None and ending in _ENDINGS):
        return phrased(_ENDINGS[ending])
    return phrased(by_bytes) if by_bytes else phrased("of no known kind")


def clean_name(name: str, media_type: str) -> str:
    """A name for a file on its way: no folder, nothing hidden in it, with the ending of what it is.

    A picture's has no spaces or brackets either, so that the text can name it as it is.
    """
    last = re.split(r"[/\\]", name)[-1]
    stem = _ENDING.sub("", _NOT_IN_NAMES.sub("", one_line(last)))
    if media_type != PDF:
        stem = _NOT_IN_PICTURE_NAMES.sub("-", stem).strip("-")
    stem = stem[:MAX_NAME].strip(" .")
    return (stem or ("document" if media_type == PDF else "picture")) + SUFFIXES[media_type]


def content_id(sha256: str) -> str:
    """The same picture has the same id in every edition; the domain is nobody's (RFC 2392, RFC 2606)."""
    return f"{sha256[:24]}@picture.invalid"


def on_the_way(size: int) -> int:
    """Bytes of a file in base64, in lines of 76 (RFC 2045 §6.8)."""
    coded = 4 * -(-size // 3)
    return coded + 2 * -(-coded // 76)


def message_size(files: Iterable[Attachment]) -> int:
    """About how large a message with these files can become at most."""
    return ROOM_FOR_TEXT + sum(on_the_way(one.size) + 1000 for one in files)
