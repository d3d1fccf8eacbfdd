"""The parts of an opened release in their order, each with the tasks that it asks in threads."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from distrib.tui.desk import Desk
from distrib.tui.plain import moment
from distrib.tui.tasks import journalists
from distrib.tui.tasks import release_parts as tasks
from distrib.tui.tasks import release_writing as writing
from distrib.tui.tasks.release_writing import Comparison
from distrib.tui.widgets.audience_part import AudiencePart
from distrib.tui.widgets.checks_part import ChecksPart
from distrib.tui.widgets.contacts_part import ContactsPart
from distrib.tui.widgets.delivery_part import DeliveryPart
from distrib.tui.widgets.history_part import HistoryPart
from distrib.tui.widgets.languages_part import LanguagesPart
from distrib.tui.widgets.release_part import Part
from distrib.tui.widgets.text_part import TextPart
from distrib.tui.widgets.versions_part import VersionsPart

PARTS: dict[str, type[Part]] = {
    "text": TextPart,
    "languages": LanguagesPart,
    "contacts": ContactsPart,
    "audience": AudiencePart,
    "checks": ChecksPart,
    "versions": VersionsPart,
    "delivery": DeliveryPart,
    "history": HistoryPart,
}


def parts_of(desk: Desk, reference: str) -> dict[str, Part]:
    """Those of this release, by name."""

    def clock(at: datetime) -> str:
        return moment(at, desk.zone)

    def compare(number: int) -> Comparison:
        return writing.compared(desk, reference, number, text.language)

    text = TextPart(
        partial(writing.written, desk, reference),
        partial(writing.keep_typed, desk, reference),
        partial(writing.preview_lines, desk),
        id="text",
    )
    parts = (
        text,
        LanguagesPart(partial(tasks.languages, desk, reference), id="languages"),
        ContactsPart(partial(tasks.contacts, desk, reference), id="contacts"),
        AudiencePart(partial(tasks.audience, desk, reference), partial(journalists.complete, desk), id="audience"),
        ChecksPart(partial(tasks.findings, desk, reference), id="checks"),
        VersionsPart(partial(writing.versions, desk, reference), compare, clock, id="versions"),
        DeliveryPart(partial(tasks.sendings, desk, reference), clock, id="delivery"),
        HistoryPart(partial(tasks.events, desk, reference), clock, id="history"),
    )
    return dict(zip(PARTS, parts, strict=True))
