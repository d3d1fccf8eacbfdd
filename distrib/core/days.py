"""Days of the calendar as they are said in a sentence. In what language is the face's matter."""

from __future__ import annotations

from datetime import date

from distrib.core.phrase import Said, phrase, phrased

MONTHS = (
    phrase("January"),
    phrase("February"),
    phrase("March"),
    phrase("April"),
    phrase("May"),
    phrase("June"),
    phrase("July"),
    phrase("August"),
    phrase("September"),
    phrase("October"),
    phrase("November"),
    phrase("December"),
)
WEEKDAYS = (
    phrase("Monday"),
    phrase("Tuesday"),
    phrase("Wednesday"),
    phrase("Thursday"),
    phrase("Friday"),
    phrase("Saturday"),
    phrase("Sunday"),
)
"""In full, from 0 as `date.weekday` counts."""


def day_said(day: date) -> Said:
    """Such as "30 November 2026"."""
    return phrased("{day} {month} {year}", day=day.day, month=phrased(MONTHS[day.month - 1]), year=day.year)


def weekday_said(number: int) -> Said:
    """Such as "Monday", which is 0."""
    return phrased(WEEKDAYS[number])
