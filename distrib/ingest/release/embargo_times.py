"""Times of day as embargo lines write them: 00:01, 6 a.m., 10 h 30, 0600 hrs, noon. Finds and reads; never guesses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time in a line: where it ends, its characters, and what it is if that is sure."""

    end: int
    text: str
    time: time | None


def times_in(text: str) -> Iterator[FoundTime]:
    """Every time in a text without dates, in order. Digits are Western."""
    for found in _TIME.finditer(text):
        yield FoundTime(found.end(), found[0].strip(" ,"), _read(found))


def _read(found: re.Match[str]) -> time | None:
    if found["midnight"]:
        return None  # the one that ends a day, or the one that begins it
    if found["noon"]:
        return time(12)
    if found["four"]:
        hour, minute = int(found["four"][:2]), int(found["four"][2:])
    else:
        hour, minute = int(found["hour"]), int(found["minute"] or found["minutes"] or 0)
    half = found["half"]
    if half:
        if hour == 0 or hour > 12 or (hour == 12 and minute == 0):
            return time(hour, minute) if hour > 12 and _is_late(half) and hour < 24 and minute < 60 else None
        hour = hour % 12 + (12 if _is_late(half) else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _is_late(half: str) -> bool:
    return bool(_LATE.fullmatch(" ".join(half.casefold().split())))


_LATE_WORDS = (
    r"p\.?\s?m\b\.?|in\sthe\s(?:afternoon|evening)|at\snight|de\sla\s(?:tarde|noche)|de\sl['’]après-midi|du\ssoir"
    r"|nachmittags|abends|مساءً?|مساءا"
)
_EARLY_WORDS = r"a\.?\s?m\b\.?|in\sthe\smorning|de\sla\smañana|du\smatin|morgens|vormittags|صباحاً?|صباحًا"
_LATE = re.compile(_LATE_WORDS, re.IGNORECASE)
_UNIT = r"(?:hrs?|hours|horas|heures?|uhr|h)\b\.?"
_TIME = re.compile(
    rf"""(?<![\d.:-])(?:
        (?P<noon>\b(?:12\s)?(?:noon|midday|midi|mediodía|الظهر|ظهرًا)\b)
      | (?P<midnight>\b(?:12\s)?(?:midnight|minuit|medianoche|mitternacht)\b|منتصف\sالليل)
      | (?:
          (?P<four>\d{{4}})(?=\s?(?:hrs?|hours|h|GMT|UTC|CE?S?T|Z)\b)(?:\s?{_UNIT})?
        | (?P<hour>\d{{1,2}})(?:
              [:.](?P<minute>\d{{2}})(?![\d.:])(?:\s?{_UNIT})?
            | \s?(?:h|heures?)\s?(?P<minutes>\d{{2}})(?!\d)
            | \s?{_UNIT}
            | (?=\s?(?:{_LATE_WORDS}|{_EARLY_WORDS}))
          )
        )
        (?:\s?(?P<half>{_LATE_WORDS}|{_EARLY_WORDS}))?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
