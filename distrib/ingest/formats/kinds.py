"""Kinds of files, told apart by their first bytes and never by their names. Reads none of them."""

from __future__ import annotations

import re
from enum import StrEnum

from distrib.core.phrase import phrase


class Kind(StrEnum):
    """A kind that is read, and how it is called."""

    TEXT = phrase("a text")
    HTML = phrase("a web page (HTML)")
    DOCX = phrase("a Word document (DOCX)")
    ODT = phrase("an OpenDocument text (ODT)")
    RTF = phrase("an RTF document")
    MAIL = phrase("an e-mail")


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds an office file saved with a password ([MS-OFFCRYPTO] §2.3.4.4)."""

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", phrase("a PDF")),
    (b"%!PS", phrase("a PostScript file")),
    (b"\x89PNG", phrase("a PNG image")),
    (b"\xff\xd8\xff", phrase("a JPEG image")),
    (b"GIF8", phrase("a GIF image")),
    (b"II*\x00", phrase("a TIFF image")),
    (b"MM\x00*", phrase("a TIFF image")),
    (b"RIFF", phrase("a sound, film or image file")),
    (b"ID3", phrase("a sound file")),
    (b"\x1f\x8b", phrase("a gzip archive")),
    (b"Rar!", phrase("a RAR archive")),
    (b"7z\xbc\xaf", phrase("a 7-Zip archive")),
    (b"SQLite format 3", phrase("a database")),
)
_ZIP_KINDS: tuple[tuple[bytes, Kind | str], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", Kind.ODT),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", phrase("an OpenDocument spreadsheet (ODS)")),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", phrase("an OpenDocument presentation (ODP)")),
    (b"mimetypeapplication/epub", phrase("an electronic book (EPUB)")),
    (b"word/", Kind.DOCX),
    (b"xl/", phrase("an Excel workbook (XLSX)")),
    (b"ppt/", phrase("a PowerPoint file (PPTX)")),
    (b"Index/Document.iwa", phrase("a Pages document")),
)
_HEAD = 200_000
"""Bytes in which an archive says what it is, unless large pictures come first."""

_FIELD = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_MIME = re.compile(rb"^(?:content-type|mime-version)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_MAIL_HEAD = 64_000
_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|html|body|article|section|span|blockquote)\b[^<>]*>", re.I)


def looks_like_html(text: str) -> bool:
    """Whether tags, not a stray angle bracket, make up the text."""
    head = text[:20_000]
    return len(_MARKUP.findall(head)) >= 2 or bool(re.match(r"\s*<(?:!doctype|html)\b", head, re.IGNORECASE))


def kind_of(data: bytes) -> Kind | str:
    """What a file is; a kind that is not read is named in words."""
    refused = next((kind for magic, kind in _REFUSED if data.startswith(magic)), None)
    if refused or data[4:8] == b"ftyp":
        return refused or phrase("a film or image file")
    if data.startswith(_ZIP):
        places = (data[:_HEAD], data)
        return next((kind for place in places for mark, kind in _ZIP_KINDS if mark in place), phrase("a ZIP archive"))
    if data.startswith(_OLE):
        return (
            phrase("protected with a password") if _ENCRYPTED in data else phrase("an old Word, Excel or Outlook file")
        )
    start = data[:_MAIL_HEAD].lstrip()
    if start.startswith(b"{\\rtf"):
        return Kind.RTF
    if start.startswith((b"<?xml", b"\xef\xbb\xbf<?xml")) and b"<html" not in start.lower():
        return phrase("an XML file")
    return Kind.MAIL if _is_mail(start) else Kind.TEXT


def _is_mail(start: bytes) -> bool:
    """A message as programs keep it: fields up to the first empty line, with one that MIME wants (RFC 2045)."""
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    rows = re.sub(rb"\r?\n[ \t]+", b" ", head).splitlines()
    return len(rows) > 1 and all(map(_FIELD.match, rows)) and bool(_MIME.search(head))
