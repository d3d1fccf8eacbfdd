"""Spokespeople as rows: those who answer, the best first, or all of them by region and office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from distrib.core.contacts import Answer
from distrib.core.contacts.duty import duty_at
from distrib.core.contacts.office_regions import by_region, local_zone
from distrib.tui.names import place_name
from distrib.tui.plain import joined
from distrib.tui.widgets.columns import Column
from distrib.tui.wording import _


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A region, an office, or somebody in it."""

    region: str = ""
    office: str = ""
    answer: Answer | None = None
    members: tuple[Answer, ...] = ()
    """Everybody below a heading."""

    @property
    def name(self) -> str:
        """Of the region, the office or the person."""
        return self.answer.spokesperson.name if self.answer else self.office or self.region

    @property
    def depth(self) -> int:
        """Headings that it stands under."""
        return 2 if self.answer else 1 if self.office else 0


def answer_columns() -> list[Column[Answer]]:
    """Name, office, what the clock shows there, and whether they are on duty."""
    return [
        Column(_("Name"), lambda one: one.spokesperson.name),
        Column(_("Office"), lambda one: joined(one.spokesperson.title, one.spokesperson.office)),
        Column(_("There"), local_time, 5),
        Column(_("Duty"), duty, 8, tone=_tone),
    ]


def office_columns() -> list[Column[OfficeLine]]:
    """Regions and offices on lines of their own, and whoever is in them below, so that names have the whole width."""
    return [
        Column(
            _("Region, office, name"),
            lambda one: one.name,
            indent=lambda one: 2 * one.depth,
            tone=lambda one: "row" if one.answer else "faint",
        ),
        Column(_("There"), lambda one: local_time(one.answer or one.members[0]) if one.office or one.answer else "", 5),
        Column(_("Duty"), lambda one: duty(one.answer) if one.answer else "", 8, tone=_tone_of_line),
    ]


def identity_of_line(one: OfficeLine) -> object:
    """What a line is about, whoever else is on the roster."""
    return one.region, one.office, one.answer and one.answer.spokesperson.id


def office_lines(answers: Sequence[Answer]) -> Iterator[OfficeLine]:
    """Everybody once, under their region and office."""
    of = {one.spokesperson.id: one for one in answers}
    for region in by_region([one.spokesperson for one in answers], place_name):
        people = [one for office in region.offices for one in office.people]
        yield OfficeLine(region=region.name or _("Elsewhere"), members=tuple(of[one.id] for one in people))
        for office in region.offices:
            members = tuple(of[one.id] for one in office.people)
            yield OfficeLine(office=office.name or _("No office"), members=members)
            for one in members:
                yield OfficeLine(answer=one)


def local_time(one: Answer) -> str:
    """What the clock shows where they are, when it was asked for."""
    zone = local_zone(one.spokesperson)
    return one.question.at.astimezone(ZoneInfo(zone)).strftime("%H:%M") if zone else ""


def duty(one: Answer) -> str:
    """Whether they answer now; nothing where no hours are kept."""
    if not one.is_available:
        return _("on leave")
    standing = duty_at(one.spokesperson.duty, one.question.at)
    return "" if standing is None else _("on duty") if standing.is_on else _("off duty")


def _tone(one: Answer) -> str:
    if not one.is_available:
        return "bad"
    standing = duty_at(one.spokesperson.duty, one.question.at)
    return "good" if standing and standing.is_on else "doubt"


def _tone_of_line(one: OfficeLine) -> str:
    return _tone(one.answer) if one.answer else "faint"
