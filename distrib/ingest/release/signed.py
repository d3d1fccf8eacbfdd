"""Place and date where a release is signed: on lines of their own below the story. Reads no dateline above it."""

from __future__ import annotations

from itertools import islice

from distrib.core.release import Dateline
from distrib.ingest.dates import find_date
from distrib.ingest.labels.dateline import read_date_line
from distrib.ingest.labels.dateline_places import is_place
from distrib.ingest.labels.page import is_meta
from distrib.ingest.labels.phones import is_seat
from distrib.ingest.labels.vocabulary import compiled
from distrib.ingest.lines import Block, Line, make_line

REACH = 16
"""Lines below the story that may hold it."""

_SIGNED = compiled(
    r"(?:done|signed|given|issued|dated) (?:at|in)"
    r"|(?:fait|donné) (?:à|au)|(?:hecho|dado|firmado) en|(?:feito|dado) em|(?:fatto|dato) (?:a|in)"
    r"|gegeben (?:zu|in)|gedaan te|حرر (?:في|ب)|صدر (?:في|عن)"
)
_EDGES = " .,;"
_MARKS = " \t-–—*_•·(["


def read_signed(blocks: list[Block]) -> Dateline | None:
    """Place and date, or the date alone, of the first line below the story that is nothing else."""
    near = islice((line for block in blocks for line in block.lines), REACH)
    lines = [make_line(_SIGNED.sub("", line.text).strip(_MARKS)) for line in near]
    for number, line in enumerate(lines):
        both = read_date_line(line.text)
        if both and both.date_text:
            return both
        found = find_date(line.text) if len(line.text) < 60 and not is_meta(line.text) else None
        if found and found.text.strip(_EDGES) == line.text.strip(_EDGES):
            return Dateline(_place_beside(lines, number), found.text, found.day)
    return None


def is_signature(text: str) -> bool:
    """ "Done at Geneva, 2 May 2024": place and date below a story."""
    return len(text) < 90 and bool(_SIGNED.match(text.lstrip(_MARKS))) and find_date(text) is not None


def _place_beside(lines: list[Line], number: int) -> str | None:
    """A place in capitals, or a well-known one, above or below a date; anything else there may be a name."""
    for beside in (number - 1, number + 1):
        words = lines[beside].text.strip(_EDGES) if 0 <= beside < len(lines) else ""
        if words and is_place(words) and ((words.isupper() and len(words) > 3) or is_seat(words)):
            return words
    return None
