"""An RTF document as lines: its page headers, its text, its page footers. One pass over the words of the file.

Read with the standard library alone: what a release needs of the format, links, lists and page headers, is little.
Must never open what a document embeds or refers to.
"""

from __future__ import annotations

import codecs
import re

from distrib.core.plain_text import one_line
from distrib.ingest.formats.columns import read_columns
from distrib.ingest.formats.document import Document
from distrib.ingest.formats.kinds import Kind
from distrib.ingest.formats.office_words import explained, left_out, tracked, with_edges
from distrib.ingest.formats.paper import Style
from distrib.ingest.formats.rtf_deeds import hear
from distrib.ingest.formats.rtf_text import Saying
from distrib.ingest.formats.rtf_words import CHARSETS
from distrib.ingest.lines import Line, Note

_HEAD = 400_000
"""Characters in which fonts and styles are declared."""

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)[^{};]{0,200}?\\fcharset(\d{1,3})")
_STYLE = re.compile(
    r"\{\\s(\d{1,5})(?!\d)[^{};]{0,1000}?\s(?:heading\s?([1-9])|(title)|(quote|intense quote)|(subtitle))\s?;",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\\ansicpg(\d{3,5})")
_SIGNS = {"~": b"\xa0", "_": b"-", "-": b"", "\\": b"\\", "{": b"{", "}": b"}"}


def read_rtf(data: bytes, name: str) -> Document:
    """The text of a document; `name` only appears in messages.

    Raises:
        UnreadableText: it is far larger than any release.
    """
    text = data.decode("latin-1")
    head = text[:_HEAD]
    said = Saying(
        _page(head), {int(font): _known(CHARSETS.get(int(one))) for font, one in _FONT.findall(head)}, _styles(head)
    )
    with explained(name):
        _hear(text, said)
    parts = {part: read_columns(tuple(paper.flow.finish())) for part, paper in said.papers.items()}
    none: tuple[Line, ...] = ()
    lines = with_edges(parts.get("page header", none), parts[""], parts.get("page footer", none))
    counts = said.counts
    remarks = *tracked(counts["insertions"], counts["deletions"], one_line(said.deleted)), *left_out(counts)
    return Document(lines, kind=Kind.RTF, unit="paragraph", remarks=remarks)


def _hear(text: str, said: Saying) -> None:
    at = 0
    while found := _TOKEN.match(text, at):
        at = found.end()
        kind, value = found.lastgroup, found[0]
        if kind in ("word", "number"):
            number = int(found["number"]) if found["number"] else None
            if found["word"] == "bin":
                at += max(0, number or 0)  # raw bytes of a picture
            else:
                hear(said, found["word"], number)
        elif kind == "text":
            said.characters(value.encode("latin-1"))
        elif kind == "byte":
            said.characters(bytes.fromhex(value[2:]))
        elif kind == "brace":
            _brace(value, said)
        elif kind == "sign":
            _sign(value[1], said)
    said.finish()


def _brace(sign: str, said: Saying) -> None:
    if sign == "{":
        said.begin_group()
    else:
        said.end_group()


def _sign(sign: str, said: Saying) -> None:
    if sign == "*":
        said.optional()
    elif sign in "\r\n":
        hear(said, "par", None)
    elif sign in _SIGNS:
        said.characters(_SIGNS[sign])


def _page(head: str) -> str:
    found = _PAGE.search(head)
    return _known(f"cp{found[1]}" if found else None)


def _known(page: str | None) -> str:
    try:
        return codecs.lookup(page or "cp1252").name
    except LookupError:
        return "cp1252"


def _styles(head: str) -> dict[int, Style]:
    """What the styles are whose names Word writes in English in every language."""
    styles: dict[int, Style] = {}
    for number, level, title, quote, lead in _STYLE.findall(head):
        note = Note.QUOTE if quote else Note.LEAD if lead else Note.PLAIN
        styles[int(number)] = Style(level=int(level) if level else int(bool(title)), note=note)
    return styles
