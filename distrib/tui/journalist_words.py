"""A journalist in words: what is kept of them, how they came to be on the list, and all that happened since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from distrib.core.delivery.audience import EXPLANATIONS, Reason
from distrib.core.delivery.bounce import Kind
from distrib.core.delivery.ledger import State
from distrib.core.people import ConsentKind, Journalist, JournalistStatus
from distrib.core.people.statuses import IN_WORDS
from distrib.tui.delivery_words import STATE_NAMES
from distrib.tui.names import kind_name, language_name, place_name
from distrib.tui.plain import day, joined, line, lines, moment
from distrib.tui.trail_words import REASONS, SOURCES, stored
from distrib.tui.wording import _

Fact = tuple[str, str]

MOST_EVENTS = 200
"""Of a history that are spelt out, the newest; the dossier holds all."""

_CONSENT = {
    ConsentKind.IMPORTED: _("imported"),
    ConsentKind.SUBSCRIBED: _("subscribed"),
    ConsentKind.CONFIRMED: _("confirmed"),
    ConsentKind.OPTED_OUT: _("opted out"),
    ConsentKind.BOUNCED: _("bounced"),
    ConsentKind.SUPPRESSED: _("suppressed"),
    ConsentKind.MERGED: _("merged"),
    ConsentKind.ERASED: _("erased"),
}
_REPORTS = {
    Kind.DELIVERED: _("delivered"),
    Kind.EXPANDED: _("expanded"),
    Kind.RELAYED: _("relayed"),
    Kind.DELAYED: _("delayed"),
    Kind.UNCLEAR: _("unclear"),
    Kind.FAILED: _("failed"),
}


def status_words(status: JournalistStatus) -> str:
    """A status as people read it."""
    return _(IN_WORDS[status])


def name_of(one: Journalist, zone: ZoneInfo) -> str:
    """What somebody is called in a list; of who was erased there is only when."""
    if one.erased_at is not None:
        return _("erased on {day}").format(day=f"{day(one.erased_at, zone)} {one.erased_at.astimezone(zone):%Y}")
    return one.name or one.email


def tone(one: Journalist) -> str:
    """Of the status in a list."""
    return "good" if one.status is JournalistStatus.SUBSCRIBED else "doubt"


def facts(one: Journalist, zone: ZoneInfo) -> Iterator[Fact]:
    """What is kept of somebody."""
    if one.erased_at is not None:
        yield "", name_of(one, zone)
        yield (
            "",
            _("Nothing is kept of them but their number, what they agreed to and when, and proofs of what was sent."),
        )
        return
    yield "", f"{line(one.name)} <{line(one.email)}>".strip()
    yield "", joined(one.role, one.outlet, place_name(one.country) if one.country else None)
    yield _("Status"), f"{status_words(one.status)}, {_('since')} {moment(one.created_at, zone)}"
    yield _("Reads"), joined(*map(language_name, one.languages)) or _("not known: gets the source edition")
    yield _("Beats"), joined(*one.beats) or _("none")
    for label, value in (
        (_("Tags"), joined(*one.tags)),
        (_("Also"), joined(*one.others)),
        (_("Zone"), line(one.zone)),
        (_("Outlet"), joined(kind_name(one.outlet_kind), one.outlet_country, one.outlet_site)),
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
        reason = stored(str(one["reason"]), REASONS)
        yield _day(one["at"], zone), _("never to be mailed: {reason}").format(reason=reason)
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
                number=one["dispatch"], reason=_left_out(one["reason"])
            ),
        )


def _consent(step: Mapping[str, Any]) -> str:
    kind = _(_CONSENT[step["kind"]]) if step["kind"] in _CONSENT else str(step["kind"])
    return joined(kind, stored(step["source"], SOURCES), _evidence(step["evidence"]), step["basis"])


def _evidence(kept: str | None) -> str | None:
    """Of a list it is the line, of a merge the status of both; else it is what a server or a person said."""
    word, _space, number = (kept or "").partition(" ")
    if word == "line" and number.isdigit():
        return _("line {line}").format(line=number)
    parts = (kept or "").split(" and ")
    if len(parts) != 2 or not set(parts) <= set(JournalistStatus):
        return kept
    one, other = (status_words(JournalistStatus(part)) for part in parts)
    return _("{one} and {other}").format(one=one, other=other)


def _left_out(reason: Any) -> str:
    return _(EXPLANATIONS[Reason(reason)]) if reason in tuple(Reason) else str(reason).replace("_", " ")


def _deliveries(found: Mapping[str, Any]) -> Iterator[tuple[datetime, str]]:
    for one in found["deliveries"]:
        state = _(STATE_NAMES[State(one["state"])])
        words = joined(f"{one['release']} ({one['language']})", state, one["email"], one["reply"])
        yield one["at"] or datetime.min.replace(tzinfo=ZoneInfo("UTC")), words
        for report in one["reports"]:
            yield (
                report["received_at"],
                joined(_("report"), _(_REPORTS[Kind(report["kind"])]), report["status"], report["diagnostic"]),
            )


def _notes(found: Mapping[str, Any]) -> Iterator[tuple[datetime, str]]:
    for one in found["notes"]:
        yield one["at"], f"{line(one['author'])}: {lines(one['body'])}"


def _imports(found: Mapping[str, Any]) -> Iterator[tuple[datetime, str]]:
    for one in found["imports"]:
        yield one["at"], _("in the list {source}, line {line}").format(source=line(one["source"]), line=one["line"])


def _day(at: datetime, zone: ZoneInfo) -> str:
    return f"{day(at, zone)} {at.astimezone(zone):%y}" if at.year > 1 else ""
