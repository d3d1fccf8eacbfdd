"""What the control words of RTF do (specification 1.9.1). Each is a function of what was said before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from distrib.ingest.formats.paper import Style
from distrib.ingest.formats.rtf_text import Saying
from distrib.ingest.formats.rtf_words import CHARACTERS, COUNTED, EDGES, UNREAD

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]{1,2000})"|(\S{1,2000}))', re.IGNORECASE)


def hear(said: Saying, word: str, number: int | None) -> None:
    """A control word."""
    said.flush()
    is_optional, said.is_optional = said.is_optional, False
    if said.group.target == "unread":
        return
    edge = EDGES.get(word)
    if edge:
        said.group.target = edge
    elif word in ("listtext", "pntext"):
        said.group.target = "mark"
    elif word == "fldinst":
        said.group.target, said.code = "code", ""
    elif word in _WORDS:
        _WORDS[word](said, number)
    elif word in CHARACTERS:
        said.write(CHARACTERS[word])
    elif word in UNREAD or (is_optional and word not in ("shpinst", "shppict")):
        said.counts[COUNTED.get(word, "other")] += 1
        said.group.target = "unread"


def _end_paragraph(said: Saying, _: int | None) -> None:
    said.begin()
    mark = said.mark.strip()
    style = said.style
    if mark and not style.level:
        style = replace(style, mark="1." if any(map(str.isdigit, mark)) else "*")
    said.paper.restyle(style)
    said.paper.end()
    said.mark = ""


def _end_cell(said: Saying, _: int | None) -> None:
    _end_paragraph(said, None)
    said.wants_cell = True


def _begin_row(said: Saying, _: int | None) -> None:
    """A row is declared before its cells, and by some programs once more behind them."""
    flow = said.papers[""].flow
    if not said.has_table:
        flow.begin_table()
        said.has_table = True
    if not said.has_row:
        flow.begin_row()
        said.has_row = said.wants_cell = True


def _end_row(said: Saying, _: int | None) -> None:
    said.has_row = said.wants_cell = False


def _plain_paragraph(said: Saying, _: int | None) -> None:
    said.style, said.is_in_row = Style(), False


def _plain(said: Saying, _: int | None) -> None:
    said.group.is_hidden = said.group.is_deleted = said.group.is_inserted = False


def _in_row(said: Saying, _: int | None) -> None:
    said.is_in_row = True


def _styled(said: Saying, number: int | None) -> None:
    said.style = said.styles.get(number or 0, said.style)


def _nested(said: Saying, number: int | None) -> None:
    said.style = replace(said.style, depth=max(0, number or 0))


def _leveled(said: Saying, number: int | None) -> None:
    if number is not None and 0 <= number < 6:
        said.style = replace(said.style, level=number + 1)


def _hidden(said: Saying, number: int | None) -> None:
    said.group.is_hidden = number != 0


def _removed(said: Saying, number: int | None) -> None:
    said.counts["deletions"] += number != 0 and not said.group.is_deleted
    said.group.is_deleted = number != 0


def _added(said: Saying, number: int | None) -> None:
    said.counts["insertions"] += number != 0 and not said.group.is_inserted
    said.group.is_inserted = number != 0


def _font(said: Saying, number: int | None) -> None:
    said.group.page = said.fonts.get(number or 0, said.page)


def _unicode(said: Saying, number: int | None) -> None:
    """A character by its number, which is signed and of 16 bits."""
    code = (number or 0) & 0xFFFF
    said.to_skip = said.group.skipped
    if 0xD800 <= code < 0xDC00:
        said.high = code
        return
    if 0xDC00 <= code < 0xE000:
        code = 0x10000 + ((said.high - 0xD800) << 10) + code - 0xDC00 if said.high else 0xFFFD
    said.high = 0
    said.write(chr(code))


def _spare(said: Saying, number: int | None) -> None:
    said.group.skipped = min(max(number or 0, 0), 8)


def _shown(said: Saying, _: int | None) -> None:
    """What a field shows, which for a link leads somewhere."""
    found = _HYPERLINK.match(said.code)
    said.code = ""
    if found and said.group.target not in ("code", "mark"):
        said.begin()
        said.paper.begin_link(found[1] or found[2])
        said.group.is_link = True


_WORDS: dict[str, Callable[[Saying, int | None], None]] = {
    "par": _end_paragraph,
    "sect": _end_paragraph,
    "cell": _end_cell,
    "nestcell": _end_paragraph,
    "trowd": _begin_row,
    "row": _end_row,
    "pard": _plain_paragraph,
    "plain": _plain,
    "intbl": _in_row,
    "s": _styled,
    "ilvl": _nested,
    "outlinelevel": _leveled,
    "v": _hidden,
    "deleted": _removed,
    "revised": _added,
    "f": _font,
    "u": _unicode,
    "uc": _spare,
    "fldrslt": _shown,
}
