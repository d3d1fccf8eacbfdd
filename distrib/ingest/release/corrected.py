"""Corrected releases: the note that a wire puts before the corrected text. Reads no head and no story."""

from __future__ import annotations

from distrib.ingest.labels.dateline import read_dateline
from distrib.ingest.labels.vocabulary import compiled
from distrib.ingest.lines import Block, make_block, make_line

SEARCHED = 30
"""Paragraphs from the top; the note stands before all else."""

LONGEST = 80
"""Characters of the line that leads to the corrected text."""

_REPLACE = compiled(
    r"please (?:replace|disregard|note|discard|use)\b[^\n]{0,200}\brelease\b|[^\n]{0,80}\bcorrected version\b"
)
_LEADS = compiled(
    r"(?:the )?(?:updated|corrected|revised|full|complete)(?: and corrected)? (?:release|text|version)"
    r"(?: is| reads)?[^.:]{0,20}:?$"
)
_CREDIT = compiled(r"correction\s?(?:\.{2,}|…|:)\s?by\b")


def without_correction(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The corrected text below its headline; of the note only the dateline it opened with stays."""
    end = next((i for i, block in enumerate(blocks[:SEARCHED]) if _leads(block)), None)
    if end is None:
        return blocks
    start = next((i for i, block in enumerate(blocks[:end]) if _is_note(block)), None)
    if start is None:
        return blocks
    found = read_dateline(blocks[start].raw)
    place = blocks[start].raw[: found.end].rstrip("-–— ") if found else ""
    kept = (make_block((make_line(place, gap=1),)),) if place else ()
    above = tuple(block for block in blocks[:start] if not _CREDIT.match(block.text))
    return above + kept + blocks[end + 1 :]


def _leads(block: Block) -> bool:
    return len(block.text) < LONGEST and bool(_LEADS.match(block.text))


def _is_note(block: Block) -> bool:
    found = read_dateline(block.raw)
    return bool(_REPLACE.match(block.raw[found.end if found else 0 :].lstrip()))
