"""A Word document (DOCX, ECMA-376) as lines: its page headers, its text, its page footers.

Read with the standard library, piece by piece and within limits: a reader that builds the whole document in memory can
be made to fill it by a file of a few kilobytes, and mammoth leaves out the page header, where an embargo often stands.
Must never follow a link or run what a document holds.
"""

from __future__ import annotations

import posixpath

from distrib.core.phrase import Said
from distrib.core.plain_text import one_line
from distrib.errors import UnreadableText
from distrib.ingest.formats.columns import read_columns
from distrib.ingest.formats.document import Document
from distrib.ingest.formats.docx_parts import Numbering, Relations, Styles
from distrib.ingest.formats.docx_text import Seen, TextReader
from distrib.ingest.formats.office_words import explained, left_out, tracked, with_edges
from distrib.ingest.formats.package import DAMAGED, Package, open_package, related, resolved
from distrib.ingest.formats.paper import Paper
from distrib.ingest.lines import Line

KIND = "a Word document (DOCX)"

MAX_UNPACKED = 25_000_000
"""Bytes of XML that are read: a page of text takes some twenty thousand. Pictures are not unpacked."""

MAX_EDGES = 12
"""Page headers and footers that are read; a document has three of each per section."""


def read_docx(data: bytes, name: str) -> Document:
    """The text of a document; `name` only appears in messages.

    Raises:
        UnreadableText: it is damaged, or far larger inside than any release.
    """
    try:
        with explained(name):
            return _read(open_package(data, MAX_UNPACKED))
    except DAMAGED as fault:
        raise UnreadableText(
            "{name} looks like a Word document but cannot be opened; nothing was read. It may be damaged, "
            "protected, or only partly copied. Open it in Word, save it again as DOCX, and bring that in.",
            name=name,
        ) from fault


def _read(package: Package) -> Document:
    main = _relations(package, "").of_kind("officeDocument")
    path = posixpath.normpath(main[0].lstrip("/")) if main else "word/document.xml"
    folder, links = posixpath.dirname(path), _relations(package, path)
    numbering = Numbering()
    styles = Styles(numbering)
    for kind, reader in (("numbering", numbering), ("styles", styles)):
        for target in links.of_kind(kind)[:1]:
            if package.has(resolved(folder, target)):
                package.feed(resolved(folder, target), reader)
    seen = Seen()

    def part(where: str, kind: str, relations: Relations) -> tuple[Line, ...]:
        paper = Paper(part=kind)
        package.feed(where, TextReader(paper, seen, styles, numbering, relations))
        return read_columns(tuple(paper.flow.finish()))

    def edges(kind: str) -> list[Line]:
        paths = (resolved(folder, target) for target in links.of_kind(kind)[:MAX_EDGES])
        read = (part(where, f"page {kind}", _relations(package, where)) for where in paths if package.has(where))
        return [line for lines in read for line in lines]

    headers, text, footers = edges("header"), part(path, "", links), edges("footer")
    return Document(with_edges(headers, text, footers), kind=KIND, unit="paragraph", remarks=_remarks(seen))


def _relations(package: Package, path: str) -> Relations:
    relations = Relations()
    if package.has(related(path)):
        package.feed(related(path), relations)
    return relations


def _remarks(seen: Seen) -> tuple[Said, ...]:
    counts = seen.counts
    told = tracked(counts["insertions"], counts["deletions"], one_line(seen.deleted), is_moved=bool(counts["moves"]))
    return tuple(told) + tuple(left_out(counts))
