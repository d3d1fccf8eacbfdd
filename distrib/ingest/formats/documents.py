"""Documents: whatever a person brings becomes lines, each format by its own reader; others are refused by name."""

from __future__ import annotations

from dataclasses import replace

from distrib.core.phrase import Joined, phrased
from distrib.errors import UnreadableText
from distrib.ingest.characters import clean
from distrib.ingest.formats.document import Document, check_size
from distrib.ingest.formats.docx import read_docx
from distrib.ingest.formats.eml import read_mail
from distrib.ingest.formats.encodings import declared_in
from distrib.ingest.formats.files import read_text
from distrib.ingest.formats.html_text import read_html
from distrib.ingest.formats.kinds import Kind, kind_of, looks_like_html
from distrib.ingest.formats.mail_head import split_mail, unquoted
from distrib.ingest.formats.odt import read_odt
from distrib.ingest.formats.office_words import left_out
from distrib.ingest.formats.rtf import read_rtf
from distrib.ingest.formats.text_lines import text_lines
from distrib.ingest.labels.page import is_picture
from distrib.ingest.lines import Line

MAX_BYTES = 64_000_000
"""Of an office document or mail, most of which are pictures and attachments that nobody unpacks."""

_READERS = {Kind.DOCX: read_docx, Kind.ODT: read_odt, Kind.RTF: read_rtf, Kind.MAIL: read_mail}


def read_document(data: bytes, name: str, *, declared: str | None = None, address: str | None = None) -> Document:
    """The lines of a file or page; `name` only appears in messages.

    `declared` is the encoding that its server says it has, `address` where it came from, for the links in it.

    Raises:
        UnreadableText: it holds no text, is of a kind that is not read, or too large.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableText(
            "{name} has {count:,} bytes; a release may have {most:,} at most. Nothing was read: save the "
            "release alone, without its pictures.",
            name=name,
            count=len(data),
            most=MAX_BYTES,
        )
    kind = kind_of(data)
    if not isinstance(kind, Kind):
        raise _refused(name, kind)
    reader = _READERS.get(kind)
    document = (
        reader(data, name) if reader else text_document(read_text(data, name, declared or declared_in(data)), address)
    )
    if not document.lines:
        raise UnreadableText(
            "{name} is {kind} in which no text was found; nothing was read. {remarks} Check that the right file "
            "was saved. Text that is a picture has to be typed.",
            name=name,
            kind=phrased(kind),
            remarks=Joined(document.remarks, " "),
        )
    check_size(document, name)
    return document


def text_document(text: str, address: str | None = None) -> Document:
    """A text that was pasted, saved or fetched, Markdown and HTML included."""
    cleaned, quoted = unquoted(clean(text))
    subject, rest, _ = split_mail(cleaned)
    above = cleaned.count("\n", 0, max(0, cleaned.find(rest))) if rest else 0
    if looks_like_html(rest):
        lines, remarks = read_html(rest, address)
        return Document(_below(lines, above), Kind.HTML, subject=subject, remarks=remarks)
    inner, marks = unquoted(rest) if subject else (rest, 0)
    remarks = tuple(left_out({"pictures": sum(map(is_picture, inner.split("\n")))}))
    return Document(_below(text_lines(inner), above, quoted + marks), subject=subject, remarks=remarks)


def _below(lines: tuple[Line, ...], rows: int, columns: int = 0) -> tuple[Line, ...]:
    """The lines as they are counted in the whole text, below a mail's head and behind marks of quoting."""
    if not rows and not columns:
        return lines
    return tuple(replace(line, row=line.row + rows, column=line.column + columns) for line in lines)


def _refused(name: str, kind: str) -> UnreadableText:
    return UnreadableText(
        "{name} cannot be read as a release: this is {kind}; nothing was read. Texts, Markdown, HTML, Word "
        "(DOCX), OpenDocument (ODT), RTF and e-mails are. Open it, copy its text, and save or paste that.",
        name=name,
        kind=phrased(kind),
    )
