"""A journalist in words: what is kept of them, how they came to be on the list, and all that happened since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from distrib.core.people import Journalist, JournalistStatus
from distrib.tui.names import language_name, place_name
from distrib.tui.plain import day, joined, line, lines, moment
from distrib.tui.wording import _

Fact = tuple[str, str]

MOST_EVENTS = 200
"""Of a history that are spelt out, the newest; the dossier holds all."""


def status_words(status: JournalistStatus) -> str:
    """A status as people read it."""
    return {
        JournalistStatus.SUBSCRIBED: _("subscribed"),
        JournalistStatus.PENDING: _("pending"),
        JournalistStatus.OPTED_OUT: _("opted out"),
        JournalistStatus.BOUNCED: _("bounced"),
        JournalistStatus.SUPPRESSED: _("suppressed"),
        JournalistStatus.ERASED: _("erased"),
    }[status]


def tone(one: Journalist) -> str:
    """Of the status in a list."""
    return "good" if one.status is JournalistStatus.SUBSCRIBED else "doubt"


def facts(one: Journalist, zone: ZoneInfo) -> Iterator[Fact]:
    """What is kept of somebody."""
    yield "", f"{line(one.name)} <{line(one.email)}>".strip()
    yield "", joined(one.role, one.outlet, place_name(one.country) if one.country else None)
    yield _("Status"), f"{status_words(one.status)}, {_('since')} {moment(one.created_at, zone)}"
    yield _("Reads"), joined(*map(language_name, one.languages)) or _("not known: gets the source edition")
    yield _("Beats"), joined(*one.beats) or _("none")
    for label, value in (
        (_("Tags"), joined(*one.tags)),
        (_("Also"), joined(*one.others)),
        (_("Zone"), line(one.zone)),
        (_("Outlet"), joined(one.outlet_kind, one.outlet_country, one.outlet_site)),
    ):
        if value:
            yield label, value


def history(found: Mapping[str, Any], zone: ZoneInfo) -> Iterator[Fact]:
    """Consent, then everything that happened, the newest first."""
    yield "", ""
    yield "", _("Consent")
    for step in found["consent"]:
        yield _day(step["at"], zone), _consent(step)
    for one in found["suppressions"]:
        yield _day(one["at"], zone), _("never to be mailed: {reason}").format(reason=line(one["reason"]))
    events = [*_deliveries(found), *_notes(found), *_imports(found)]
    events.sort(key=lambda event: event[0], reverse=True)
    yield "", ""
    yield "", _("History") if events else _("History: nothing yet")
    for at, words in events[:MOST_EVENTS]:
        yield _day(at, zone), words
    for one in found["left out"]:
        yield (
            "",
            _("left out of dispatch {number}: {reason}").format(
                number=one["dispatch"], reason=str(one["reason"]).replace("_", " ")
            ),
        )


def _consent(step: Mapping[str, Any]) -> str:
    kind = str(step["kind"]).replace("_", " ")
    return joined(kind, step["source"], step["evidence"], step["basis"])


def _deliveries(found: Mapping[str, Any]) -> Iterator[tuple[datetime, str]]:
    for one in found["deliveries"]:
        state = str(one["state"]).replace("_", " ")
        words = joined(f"{one['release']} ({one['language']})", state, one["email"], one["reply"])
        yield one["at"] or datetime.min.replace(tzinfo=ZoneInfo("UTC")), words
        for report in one["reports"]:
            yield report["received_at"], joined(_("report"), report["kind"], report["status"], report["diagnostic"])


def _notes(found: Mapping[str, Any]) -> Iterator[tuple[datetime, str]]:
    for one in found["notes"]:
        yield one["at"], f"{line(one['author'])}: {lines(one['body'])}"


def _imports(found: Mapping[str, Any]) -> Iterator[tuple[datetime, str]]:
    for one in found["imports"]:
        yield one["at"], _("in the list {source}, line {line}").format(source=line(one["source"]), line=one["line"])


def _day(at: datetime, zone: ZoneInfo) -> str:
    return f"{day(at, zone)} {at.astimezone(zone):%y}" if at.year > 1 else ""
