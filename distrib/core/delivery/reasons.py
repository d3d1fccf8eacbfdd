"""Why a message did not reach somebody, in the few groups that call for different deeds, and what can be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from distrib.core.delivery.ledger import State
from distrib.core.phrase import phrase


class Reason(StrEnum):
    """Why somebody did not get it."""

    UNKNOWN = "unknown"
    """The address does not exist, or no longer."""
    MAILBOX = "mailbox"
    RULES = "rules"
    FORM = "form"
    SYSTEM = "system"
    GAVE_UP = "gave-up"
    OPTED_OUT = "opted-out"
    STOPPED = "stopped"
    SETTLED = "settled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Remedy:
    """A reason in words."""

    what: str
    """What happened to them."""
    do: str
    """What can be done."""


REMEDIES: dict[Reason, Remedy] = {
    Reason.UNKNOWN: Remedy(
        phrase("address unknown to its server"),
        phrase("Mark them, so that nobody writes to these addresses any more, and look for new ones"),
    ),
    Reason.MAILBOX: Remedy(
        phrase("the mailbox takes no mail, or is full"), phrase("Send again tomorrow, or ask them for another address")
    ),
    Reason.RULES: Remedy(
        phrase("refused by the server's own rules"),
        phrase(
            "Read what it said: it may take the message for spam. "
            "Check DKIM, SPF and DMARC, then write to its postmaster"
        ),
    ),
    Reason.FORM: Remedy(
        phrase("the message's form or size was refused"), phrase("Make the text shorter, and send again")
    ),
    Reason.SYSTEM: Remedy(phrase("the receiving system failed"), phrase("Send again later")),
    Reason.GAVE_UP: Remedy(phrase("tried for the whole patience, without success"), phrase("Send again, or ask them")),
    Reason.OPTED_OUT: Remedy(phrase("they want no mail"), phrase("Nothing: they were asked not to be written to")),
    Reason.STOPPED: Remedy(phrase("the sending was stopped"), phrase("Reach them by another sending")),
    Reason.SETTLED: Remedy(phrase("was in doubt and is settled as not sent"), phrase("Reach them by another sending")),
    Reason.OTHER: Remedy(phrase("refused, and the server did not say why"), phrase("Look at the reply, or ask them")),
}

_BY_STATE = {
    State.EXPIRED: Reason.GAVE_UP,
    State.SUPPRESSED: Reason.OPTED_OUT,
    State.CANCELLED: Reason.STOPPED,
    State.SETTLED_NOT_SENT: Reason.SETTLED,
}
_BY_SUBJECT = {
    "1": Reason.UNKNOWN,
    "2": Reason.MAILBOX,
    "3": Reason.SYSTEM,
    "4": Reason.SYSTEM,
    "5": Reason.SYSTEM,
    "6": Reason.FORM,
    "7": Reason.RULES,
}
"""The second figure of an enhanced status code (RFC 3463 §3)."""

_OF_THE_SENDER = frozenset({"5.1.7", "5.1.8"})
"""They speak of our own address, and marking the recipient would be wrong (RFC 3463 §3.2)."""

_BAD_MAILBOX = (550, 551, 553)
"""RFC 5321 §4.2.3; without an enhanced code they mostly speak of the mailbox."""

NOT_DELIVERED = frozenset({State.REFUSED, State.BOUNCED, *_BY_STATE})
"""States in which somebody did not get it and will not."""


def reason_of(state: State, code: int | None, enhanced: str | None) -> Reason:
    """Why a delivery that stands so did not arrive."""
    if state in _BY_STATE:
        return _BY_STATE[state]
    if enhanced in _OF_THE_SENDER:
        return Reason.RULES
    subject = (enhanced or "").split(".")[1:2]
    if subject and subject[0] in _BY_SUBJECT:
        return _BY_SUBJECT[subject[0]]
    return Reason.UNKNOWN if code in _BAD_MAILBOX else Reason.OTHER


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """Somebody who did not get it and will not."""

    delivery_id: int
    journalist_id: int | None
    email: str
    state: State
    code: int | None
    enhanced: str | None
    reply: str | None

    @property
    def reason(self) -> Reason:
        """Why."""
        return reason_of(self.state, self.code, self.enhanced)


@dataclass(frozen=True, slots=True)
class Group:
    """Those who did not get it for one reason."""

    reason: Reason
    people: tuple[NotDelivered, ...]

    @property
    def remedy(self) -> Remedy:
        """In words, with what can be done."""
        return REMEDIES[self.reason]

    @property
    def example(self) -> str | None:
        """The reply that the first of them got."""
        return next((one.reply for one in self.people if one.reply), None)


def grouped(people: Iterable[NotDelivered]) -> tuple[Group, ...]:
    """By reason, in the order in which reasons are listed."""
    found: dict[Reason, list[NotDelivered]] = defaultdict(list)
    for one in people:
        found[one.reason].append(one)
    return tuple(Group(reason, tuple(found[reason])) for reason in Reason if reason in found)
