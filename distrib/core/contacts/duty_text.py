"""Duty hours as a person writes them: "mon-fri 09:00-18:00; sat 22:00-06:00", read and written. It never guesses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from distrib.core.contacts.duty import DAY, DAYS
from distrib.core.folding import key
from distrib.core.people import DutyHours
from distrib.core.phrase import Unclear, phrased

MAX_TEXT = 2_000
"""Characters; a week in quarters of an hour takes fewer."""

_DAY_NAMES = (
    "mon monday lun lundi lunes montag الاثنين الإثنين",
    "tue tuesday mar mardi martes dienstag الثلاثاء",
    "wed wednesday mer mercredi mie miercoles mittwoch الأربعاء",
    "thu thursday jeu jeudi jue jueves donnerstag الخميس",
    "fri friday ven vendredi vie viernes freitag الجمعة",
    "sat saturday sam samedi sab sabado samstag السبت",
    "sun sunday dim dimanche dom domingo sonntag الأحد",
)
_DAYS = {key(name): day for day, names in enumerate(_DAY_NAMES) for name in names.split()}
_EVERY_DAY = frozenset({"daily", "every day", "tous les jours", "cada dia", "يوميا"})
_DASH = re.compile(r"\s*[-–—]\s*")
_HOURS = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?-(\d{1,2})(?:[:.h](\d{2})?)?(?=[\s,]|$)")


class NoDuty(Unclear):
    """What was written are no duty hours; says so in a sentence with the way out."""


def read_duty(text: str, zone: str) -> tuple[DutyHours, ...]:
    """The stretches in the order of the week.

    Raises:
        NoDuty: something in it cannot be read, or two stretches overlap.
    """
    if len(text) > MAX_TEXT:
        raise NoDuty(
            "These duty hours have {characters:,} characters; {most:,} are the most they may have.",
            characters=len(text),
            most=MAX_TEXT,
        )
    found: list[DutyHours] = []
    for part in re.split(r"[;\n]", text):
        if part.strip():
            found += _read_part(_DASH.sub("-", part.strip()), part.strip(), zone)
    found.sort(key=lambda one: (one.day, one.start))
    _check_overlaps(found)
    return tuple(found)


def duty_text(hours: Sequence[DutyHours], days: Sequence[str] = DAYS) -> str:
    """The stretches as `read_duty` takes them, days with the same hours together; `days` are named from Monday on."""
    by_day: dict[int, list[str]] = {}
    for one in sorted(hours, key=lambda one: (one.day, one.start)):
        by_day.setdefault(one.day, []).append(f"{_clock(one.start)}-{_clock(one.end)}")
    groups: list[tuple[int, int, str]] = []
    for day, times in sorted(by_day.items()):
        text = " ".join(times)
        if groups and groups[-1][1:] == (day - 1, text):
            groups[-1] = (groups[-1][0], day, text)
        else:
            groups.append((day, day, text))
    return "; ".join(f"{days[a]}{'' if a == b else f'-{days[b]}'} {text}" for a, b, text in groups)


def _read_part(part: str, written: str, zone: str) -> list[DutyHours]:
    hours = list(_HOURS.finditer(part))
    if not hours:
        raise NoDuty("`{written}` names no hours. {example}", written=written, example=_EXAMPLE)
    days = _read_days(part[: hours[0].start()], written)
    rest = _HOURS.sub("", part[hours[0].start() :]).strip(" ,")
    if rest:
        raise NoDuty("`{rest}` in `{written}` cannot be read. {example}", rest=rest, written=written, example=_EXAMPLE)
    return [DutyHours(zone, day, *_minutes(match, written)) for match in hours for day in days]


def _read_days(text: str, written: str) -> list[int]:
    if key(text) in _EVERY_DAY:
        return list(range(7))
    days: list[int] = []
    for piece in re.split(r"[\s,]+", text.strip(" ,:")):
        first, dash, last = piece.partition("-")
        ends = [_DAYS.get(key(name)) for name in ([first, last] if dash else [first])]
        start, end = ends[0], ends[-1]
        if start is None or end is None:
            raise NoDuty(
                "`{piece}` in `{written}` is no day. {example}", piece=piece, written=written, example=_EXAMPLE
            )
        days += [(start + step) % 7 for step in range((end - start) % 7 + 1)]
    return list(dict.fromkeys(days))


def _minutes(match: re.Match[str], written: str) -> tuple[int, int]:
    start, end = (int(match[n]) * 60 + int(match[n + 1] or 0) for n in (1, 3))
    too_late = max(int(match[2] or 0), int(match[4] or 0)) > 59
    if too_late or start >= DAY or not 0 <= end <= DAY:
        raise NoDuty(
            "`{hours}` in `{written}` are no hours of a day. {example}",
            hours=match[0],
            written=written,
            example=_EXAMPLE,
        )
    return start, end or DAY


def _check_overlaps(hours: Sequence[DutyHours]) -> None:
    """On the wall clock of an ordinary week."""
    spans = sorted((one.day * DAY + one.start, one.day * DAY + _end(one)) for one in hours)
    if spans:
        spans.append((spans[0][0] + 7 * DAY, spans[0][1] + 7 * DAY))
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            day, minute = divmod(start % (7 * DAY), DAY)
            raise NoDuty(
                "Two stretches overlap on {day} at {clock}. Write each hour once.",
                day=phrased(DAYS[day]),
                clock=_clock(minute),
            )


def _end(one: DutyHours) -> int:
    return one.end if one.end > one.start else one.end + DAY


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


_EXAMPLE = phrased("Write days and hours, such as `mon-fri 09:00-18:00; sat 22:00-06:00`.")
