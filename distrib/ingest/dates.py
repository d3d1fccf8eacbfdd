"""Dates as releases write them, in words or figures. Finds and reads; never corrects what is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from distrib.ingest.any_word import any_word
from distrib.ingest.characters import western_digits

_CODES = (
    "en fr es de ar pt it nl ro pl sv da tr ru uk cs fi id "
    "no is hu sk sl hr bg sr el et lv lt ca sw ms he hi bn fa ur az kk"
)
LANGUAGES = tuple(_CODES.split())
"""Where two call different months the same, the first has it."""

_EXTRA_MONTHS = {
    "sept": 9,
    "fevr": 2,
    "janv": 1,
    "jänner": 1,
    # the Levant, Iraq; the Maghreb
    "كانون الثاني": 1,
    "شباط": 2,
    "آذار": 3,
    "نيسان": 4,
    "أيار": 5,
    "حزيران": 6,
    "تموز": 7,
    "آب": 8,
    "أيلول": 9,
    "تشرين الأول": 10,
    "تشرين الثاني": 11,
    "كانون الأول": 12,
    "جانفي": 1,
    "فيفري": 2,
    "أفريل": 4,
    "ماي": 5,
    "جوان": 6,
    "جويلية": 7,
    "أوت": 8,
}


_SOLAR_NAMES = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_SOLAR_MONTHS = frozenset(_SOLAR_NAMES.split())
"""Iran's year; a day of it is found and not converted."""

_DIGIT = re.compile(r"\d")
"""Every date has one; most lines have none, and a look for it spares the search among all names of months."""

_ERAS = {"令和": 2018, "平成": 1988}
"""The year before an era of Japan began."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands, its characters, and the day it names if it names one."""

    start: int
    end: int
    text: str
    day: date | None
    is_impossible: bool = False
    """Day, month and year are written, and the calendar has no such day."""


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """Month names and abbreviations of all `LANGUAGES`, folded, without dots."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    folded = name.rstrip(".").lower()
                    if not folded.isdigit() and len(folded) > 1:
                        names.setdefault(folded, number)
    return names | _EXTRA_MONTHS | dict.fromkeys(_SOLAR_MONTHS, 0)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    days: set[str] = {"tues", "thurs", "thur"}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            names = get_day_names(width, locale=Locale.parse(language)).values()
            days |= {name.rstrip(".").lower() for name in names if len(name) > 2}
    month = any_word(month_numbers())
    months = rf"{month}(?!\w)\.?(?:/{month}(?!\w))?"
    weekday = rf"(?:\b{any_word(days)}\b\.?\s?[,،]?\s(?:the\s|den\s|le\s)?)?"
    ordinal = r"(?:st|nd|rd|th|er|re|º|°|ª|\.)?"
    year = r"(?:\d{4}|['’]\d{2})(?!\d)"
    return re.compile(
        rf"""(?:(?<![\w/.-])|(?<=[\u3040-\u9fff\uac00-\ud7af])(?=\d{{4}}[年년]|令和|平成)){weekday}(?:
            (?P<d1>\d{{1,2}}){ordinal}[\s-]?(?:de\s|of\s|d[’']|ב)?(?P<m1>{months})(?:[\s,،-]{{1,2}}(?:de\s|del\s)?(?P<y1>{year})(?:\s(?:г(?:ода|\.)|р(?:оку|\.)|r\.)|\.(?=\s+[–—-]))?)?
          | (?P<m2>{months})\s(?P<d2>\d{{1,2}}){ordinal}(?![\d:])(?:,?\s(?P<y2>{year}))?
          | (?P<y3>\d{{4}})(?P<s3>[-/.])\s?(?P<m3>\d{{1,2}})(?P=s3)\s?(?P<d3>\d{{1,2}})
          | (?P<d4>\d{{1,2}})(?P<sep>[./-])(?P<m4>\d{{1,2}})(?P=sep)(?P<y4>\d{{4}}|\d{{2}}(?![\d./-]))
          | ngày\s(?P<d5>\d{{1,2}})\stháng\s(?P<m5>\d{{1,2}})(?:[,\s]{{1,2}}năm\s(?P<y5>\d{{4}}))?
          | (?P<y6>\d{{4}})[年년]\s?(?P<m6>\d{{1,2}})[月월]\s?(?P<d6>\d{{1,2}})[日일]
          | (?P<y7>\d{{4}})\.?\s(?:m\.\s)?(?P<m7>{months})\s(?P<d7>\d{{1,2}})(?:\.|\sd\.)?
          | (?P<era>{"|".join(_ERAS)})(?P<y8>\d{{1,2}}|元)年(?P<m8>\d{{1,2}})月(?P<d8>\d{{1,2}})日
        )(?:(?<=[日일])|(?![^\W_]|/\d))
        (?:\s@\s?\d{{1,2}}:\d{{2}}\s?(?:[AP]M\b)?(?:\s[A-Z][\w/]*)?)?""",
        re.IGNORECASE | re.VERBOSE,
    )


def find_date(text: str, start: int = 0) -> FoundDate | None:
    """The first date in `text` from `start` on."""
    if not _DIGIT.search(text, start):
        return None
    found = _pattern().search(western_digits(text), start)
    return _read(text, found) if found else None


def date_at(text: str, start: int) -> FoundDate | None:
    """The date that begins exactly at `start`."""
    found = _pattern().match(western_digits(text), start)
    return _read(text, found) if found else None


def is_period(text: str, first: FoundDate) -> bool:
    """Whether a date begins a span of time: "October 4, 2025 – January 11, 2026"."""
    dash = re.compile(r"\s?(?:[–—-]|to|until|au|al|bis|tot)\s?").match(text, first.end)
    return dash is not None and date_at(text, dash.end()) is not None


def _read(text: str, found: re.Match[str]) -> FoundDate:
    written = text[found.start() : found.end()].strip().rstrip(",،")
    try:
        return FoundDate(found.start(), found.end(), written, _day(found))
    except ValueError:
        return FoundDate(found.start(), found.end(), written, None, is_impossible=True)


def _day(found: re.Match[str]) -> date | None:
    """None: it has no year, or can be two days. ValueError: there is no such day."""
    parts = found.groupdict()
    for form in "12345678":
        day, month, year = parts.get(f"d{form}"), parts.get(f"m{form}"), parts.get(f"y{form}")
        if day is None or month is None:
            continue
        number = int(month) if month.isdigit() else month_numbers().get(month.split("/")[0].rstrip(".").lower(), 0)
        if month.lower() in _SOLAR_MONTHS:
            return None
        if form == "8" and year is not None:
            year = str(_ERAS[parts["era"]] + (1 if year == "元" else int(year)))
        if form == "4" and number > 12 and parts["sep"] == "/":
            day, number = str(number), int(day)
        if form == "4" and parts["sep"] == "/" and number <= 12 and int(day) <= 12 and number != int(day):
            return None  # 03/04/2024 is two days, depending on who wrote it
        return _make(year, number, int(day))
    return None


def _make(year: str | None, month: int, day: int) -> date | None:
    if year is None:
        return None
    digits = year.lstrip("'’")
    full = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return date(full, month, day)
