"""Who may have a text before its embargo lifts: what a journalist's recorded events add up to. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AgreementEvent(StrEnum):
    """What happened to somebody's embargo agreement; the events are only ever added to."""

    ACCEPTED = "accepted"
    """They said that they keep embargoes."""
    WITHDRAWN = "withdrawn"
    SANCTIONED = "sanctioned"
    """They broke one, and get nothing early until they accept anew."""


class Agreement(StrEnum):
    """How somebody stands to embargoes. Only ACCEPTED gets copies before the lift."""

    NONE = "none"
    ACCEPTED = "accepted"
    SANCTIONED = "sanctioned"


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """An event as it was recorded."""

    kind: AgreementEvent
    at: datetime
    by: str
    evidence: str
    """Where it can be looked up: a mail, a form, a call."""


AFTER = {
    AgreementEvent.ACCEPTED: Agreement.ACCEPTED,
    AgreementEvent.WITHDRAWN: Agreement.NONE,
    AgreementEvent.SANCTIONED: Agreement.SANCTIONED,
}
"""How somebody stands once an event is their last one."""
