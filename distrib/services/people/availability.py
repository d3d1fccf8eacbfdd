"""When spokespeople answer: their duty hours, their leave, and who covers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from distrib.core.contacts.duty_text import NoDuty, duty_text, read_duty
from distrib.core.contacts.leave import stand_in
from distrib.core.contacts.office_regions import local_zone
from distrib.core.people import Leave, Spokesperson
from distrib.core.phrase import Joined, phrased
from distrib.core.places.cities import find_zone, suggest_zone
from distrib.core.query.terms import shown
from distrib.db import availability as calendar
from distrib.db import spokespeople as rows
from distrib.errors import NotFound, UsageError
from distrib.services.context import Context
from distrib.services.people.roster_editing import person_of, recorded

LONGEST = timedelta(days=3 * 366)
"""A leave that is longer is a slip in the year."""


def set_duty(context: Context, who: str, text: str, zone: str | None = None) -> Spokesperson:
    """Somebody's duty hours from now on; without a zone they are in that of the hours before, else the office's.

    Raises:
        UsageError: hours or zone cannot be understood, or several people are meant.
        NotFound: nobody is.
    """
    with context.database.writing() as transaction:
        person = person_of(rows.everybody(transaction), who)
        try:
            hours = read_duty(text, _zone(context, person, zone))
        except NoDuty as fault:
            raise UsageError("{why} Nothing was changed.", why=fault.said) from fault
        calendar.set_duty(transaction, person.id, hours)
        detail = {"hours": duty_text(hours), "zone": hours[0].zone if hours else None}
        return recorded(context, transaction, person.id, "duty hours set", detail)


def add_leave(
    context: Context, who: str, *, first: str, last: str, cover: str | None = None, zone: str | None = None
) -> Spokesperson:
    """Somebody will be away from one day to another, both included, and `cover` answers instead.

    Raises:
        UsageError: days, zone or people cannot be understood.
        NotFound: nobody is meant.
    """
    with context.database.writing() as transaction:
        people = rows.everybody(transaction)
        person = person_of(people, who)
        covering = _cover(people, person, cover) if cover is not None else None
        begins, ends = _day(first), _day(last)
        if not begins <= ends <= begins + LONGEST:
            raise UsageError(
                "A leave from {begins} to {ends} ends before it begins or lasts for years. Nothing was changed.",
                begins=begins,
                ends=ends,
            )
        leave = Leave(begins, ends, _zone(context, person, zone), covering.id if covering else None)
        calendar.add_leave(transaction, person.id, leave)
        detail = {"from": str(begins), "to": str(ends), "cover": leave.cover}
        return recorded(context, transaction, person.id, "leave added", detail)


def set_cover(context: Context, who: str, cover: str) -> Spokesperson:
    """Who answers in somebody's leave: the one that runs, else the next.

    Raises:
        UsageError: several people are meant, or somebody would cover for themselves.
        NotFound: nobody is meant, or no leave is to come.
    """
    with context.database.writing() as transaction:
        people = rows.everybody(transaction)
        person = person_of(people, who)
        covering = _cover(people, person, cover)
        to_come = [one for one in person.leave if one.last >= context.now().astimezone(ZoneInfo(one.zone)).date()]
        if not to_come:
            raise NotFound(
                "{name} is on no leave. Nothing was changed. Add one with --from and --to.", name=person.name
            )
        calendar.set_cover(transaction, to_come[0].id, covering.id)
        detail = {"leave": to_come[0].id, "cover": covering.id}
        return recorded(context, transaction, person.id, "cover set", detail)


def remove_leave(context: Context, who: str, number: int) -> Spokesperson:
    """A leave is not taken after all.

    Raises:
        NotFound: there is no such leave.
    """
    with context.database.writing() as transaction:
        person = person_of(rows.everybody(transaction), who)
        if number not in [one.id for one in person.leave]:
            raise NotFound(
                "{name} has no leave {number}. See them with: distrib spokespeople leave {person}",
                name=person.name,
                number=number,
                person=person.id,
            )
        calendar.remove_leave(transaction, number)
        return recorded(context, transaction, person.id, "leave removed", {"leave": number})


def days_uncovered(people: tuple[Spokesperson, ...], person: Spokesperson) -> tuple[date, ...]:
    """First days of leave on which nobody answers for somebody, because the covers are away themselves."""
    by_id = {one.id: one for one in people}
    return tuple(
        leave.first
        for leave in person.leave
        if leave.cover is not None and stand_in(person, by_id, _noon(leave.first, leave.zone)) is None
    )


def _cover(people: Sequence[Spokesperson], person: Spokesperson, cover: str) -> Spokesperson:
    covering = person_of(people, cover)
    if covering.id == person.id:
        raise UsageError(
            "{name} cannot cover for themselves. Nothing was changed. Name somebody else.", name=person.name
        )
    return covering


def _noon(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))


def _zone(context: Context, person: Spokesperson, written: str | None) -> str:
    if written is None:
        return local_zone(person) or context.settings.office.zone
    zone = find_zone(written)
    if zone is None:
        close = Joined(tuple(f"`{one}`" for one in suggest_zone(written)), phrased(" or "))
        example = phrased(". Write one such as Africa/Tunis.")
        meant = phrased("; did you mean {names}?", names=close) if close.parts else example
        raise UsageError(
            "There is no time zone `{written}`{meant} Nothing was changed.", written=shown(written), meant=meant
        )
    return zone


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip()[:20])
    except ValueError as fault:
        raise UsageError(
            "`{text}` is no day. Nothing was changed. Write it as year-month-day, such as 2026-12-20.", text=shown(text)
        ) from fault
