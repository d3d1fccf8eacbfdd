"""The body of a release as Markdown: paragraphs, headings, lists, tables and quotations. Changes no word of it."""

from __future__ import annotations

import re

from distrib.ingest.formats.paper import NESTED
from distrib.ingest.lines import Block, Note

_BULLET = re.compile(r"[•▪◦‣·*+-]\s+(?=\S)")
_COUNTED = re.compile(r"1\.\s+(?=\S)")
_SPACES = re.compile(r"[ \t]{2,}|\t")


def as_markdown(blocks: list[Block], paragraphs: list[str]) -> str:
    """The body; `paragraphs` are the words of the blocks, one for each, an empty one for none."""
    parts: list[str] = []
    table: list[str] = []
    indents: list[int] = []
    numbers: list[int] = []
    for block, words in zip(blocks, paragraphs, strict=True):
        if table and not (block.note is Note.ROW and not block.gap):
            parts.append(_table(table))
            table = []
        if block.note is Note.ROW:
            table.append(words)
            continue
        text = _SPACES.sub(" ", words)
        if not text:
            continue
        if not _is_item(text):
            indents.clear()
            numbers.clear()
            follows = block.note is Note.QUOTE and bool(parts) and parts[-1].startswith("> ")
            if follows:
                parts[-1] += f"\n>\n> {text}"
            else:
                parts.append(f"> {text}" if block.note is Note.QUOTE else _marked(block, text))
            continue
        _descend(indents, numbers, block.lines[0].indent)
        parts.append(" " * NESTED * (len(indents) - 1) + _item(text, numbers))
    return "\n\n".join([*parts, _table(table)] if table else parts)


def _is_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _COUNTED.match(text))


def _marked(block: Block, text: str) -> str:
    """A heading below the headline is marked as one."""
    return f"{'#' * min(max(block.level, 2), 4)} {text}" if block.level else text


def _descend(indents: list[int], numbers: list[int], indent: int) -> None:
    """Into a list within the last item, or back out of some."""
    while len(indents) > 1 and indents[-1] > indent:
        indents.pop()
        numbers.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
        numbers.append(0)


def _item(text: str, numbers: list[int]) -> str:
    """An item under the next number of its list, or under a bullet that Markdown knows."""
    counted = _COUNTED.match(text)
    if not counted:
        numbers[-1] = 0
        return "* " + text[_BULLET.match(text).end() :] if text[0] not in "-+" else text  # type: ignore[union-attr]
    numbers[-1] += 1
    return f"{numbers[-1]}. {text[counted.end() :]}"


def _table(rows: list[str]) -> str:
    """Rows under the first, which Markdown wants as their head."""
    width = rows[0].strip().strip("|").count("|") + 1
    return "\n".join([rows[0], "|" + " --- |" * width, *rows[1:]])
