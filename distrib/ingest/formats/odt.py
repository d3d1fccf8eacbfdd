"""An OpenDocument text (ODT, ISO/IEC 26300) as lines: its page headers, its text, its page footers.

Read as a Word document is: piece by piece, within limits. Must never follow a link or run what a document holds.
"""

from __future__ import annotations

from distrib.core.phrase import phrase
from distrib.core.plain_text import one_line
from distrib.errors import UnreadableText
from distrib.ingest.formats.columns import read_columns
from distrib.ingest.formats.document import Document
from distrib.ingest.formats.docx import MAX_UNPACKED
from distrib.ingest.formats.odt_text import OdtReader, OdtSeen, OdtStyles
from distrib.ingest.formats.office_words import explained, left_out, tracked, with_edges
from distrib.ingest.formats.package import DAMAGED, Package, open_package
from distrib.ingest.formats.paper import Paper
from distrib.ingest.lines import Line

KIND = "an OpenDocument text (ODT)"

_TEXT, _STYLES = "content.xml", "styles.xml"


def read_odt(data: bytes, name: str) -> Document:
    """The text of a document; `name` only appears in messages.

    Raises:
        UnreadableText: it is damaged, or far larger inside than any release.
    """
    try:
        with explained(name):
            return _read(open_package(data, MAX_UNPACKED))
    except DAMAGED as fault:
        raise UnreadableText(
            "{name} looks like an OpenDocument text but cannot be opened; nothing was read. It may be damaged, "
            "protected with a password, or only partly copied. Open it, save it again, and bring that in.",
            name=name,
        ) from fault


def _read(package: Package) -> Document:
    styles, seen = OdtStyles(), OdtSeen()
    has_styles = package.has(_STYLES)
    for path in (_STYLES, _TEXT) if has_styles else (_TEXT,):
        package.feed(path, styles)

    def part(path: str, kind: str, *inside: str) -> tuple[Line, ...]:
        paper = Paper(part=kind)
        package.feed(path, OdtReader(paper, seen, styles, frozenset(inside)))
        return read_columns(tuple(paper.flow.finish()))

    headers = part(_STYLES, phrase("page header"), "header", "header-left", "header-first") if has_styles else ()
    text = part(_TEXT, "", "text")
    footers = part(_STYLES, phrase("page footer"), "footer", "footer-left", "footer-first") if has_styles else ()
    counts = seen.counts
    remarks = *tracked(counts["insertions"], counts["deletions"], one_line(seen.deleted)), *left_out(counts)
    return Document(with_edges(headers, text, footers), kind=KIND, unit="paragraph", remarks=remarks)
