"""What a returned message says, and of whom; and what that means for the delivery. It reads fields, never bytes.

Anybody can write such a message. What authenticates it is the delivery's token, which nobody guesses; whoever knows one
can lie about that one delivery and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from distrib.core.delivery.ledger import Event, State
from distrib.core.plain_text import one_line

MOST_TOKENS = 10
"""Names tried for one report; an honest one has a single name in several places."""

MOST_KEPT = 1_000
"""Characters of a diagnostic that are kept in the ledger."""

ADDRESS_IS_GONE = frozenset({"5.1.1", "5.1.2", "5.1.6", "5.1.10", "5.2.1"})
"""RFC 3463 and RFC 7505 codes that speak of the address itself: no such mailbox, no such host, moved, takes no mail,
closed. What is full or was refused for its content may be reached tomorrow."""

Fields = Mapping[str, str]
"""A group of fields of a delivery status (RFC 3464 §2.1), by name in lower case."""


class Kind(StrEnum):
    """What a report says (RFC 3464 §2.3.3). Where it speaks of several addresses, the first of these that is true."""

    DELIVERED = "delivered"
    EXPANDED = "expanded"
    """Handed to the several addresses behind this one."""
    RELAYED = "relayed"
    """Handed to a server that will not report success."""
    DELAYED = "delayed"
    UNCLEAR = "unclear"
    """It came back, and does not say for certain what happened: a vacation notice, a question, a contradiction."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Report:
    """One returned message."""

    kind: Kind
    tokens: tuple[str, ...]
    """What may be the token of a delivery, the surest first."""
    status: str | None = None
    """RFC 3463 code."""
    diagnostic: str | None = None
    """The words of the server that refused or took it."""
    reporter: str | None = None
    """The host that reports."""
    failed: frozenset[str] = frozenset()
    """Addresses, in lower case, that a bounce in words alone calls undeliverable; it has no fields to read."""

    def about(self, email: str) -> Report:
        """What it says of this recipient: words count only where they name the address."""
        if self.kind is Kind.UNCLEAR and email.lower() in self.failed:
            return replace(self, kind=Kind.FAILED)
        return self

    @property
    def text(self) -> str:
        """In one line, fit for the log."""
        return told(self.kind, self.reporter, self.diagnostic)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report as it was noted."""

    at: datetime
    """When it was read here."""
    kind: Kind
    status: str | None
    diagnostic: str | None
    reporter: str | None
    source: str
    """The file or mailbox it was read from."""

    @property
    def text(self) -> str:
        """In one line."""
        return told(self.kind, self.reporter, self.diagnostic)


def told(kind: Kind, reporter: str | None, diagnostic: str | None) -> str:
    """What was said by whom, in one line."""
    says = f"{kind.value}, says {reporter}" if reporter else kind.value
    return f"{says}: {diagnostic}" if diagnostic else says


_MOVES = {
    (State.IN_DOUBT, Kind.DELIVERED): Event.SETTLE_SENT,
    (State.IN_DOUBT, Kind.EXPANDED): Event.SETTLE_SENT,
    (State.IN_DOUBT, Kind.RELAYED): Event.SETTLE_SENT,
    (State.IN_DOUBT, Kind.FAILED): Event.SETTLE_NOT_SENT,
    (State.ACCEPTED, Kind.FAILED): Event.BOUNCE,
    (State.SETTLED_SENT, Kind.FAILED): Event.BOUNCE,
}


def follows(state: State, kind: Kind, *, is_repeat: bool) -> Event | None:
    """What a report means for a delivery in this state; None when it is only noted.

    A failure of what was sent twice is only noted: it does not say which of the two failed.
    """
    if is_repeat and kind is Kind.FAILED:
        return None
    return _MOVES.get((state, kind))


def read_status(message: Fields, recipients: Sequence[Fields], tokens: Iterable[str]) -> Report:
    """A delivery status (RFC 3464): its fields on the message, those on each recipient, and tokens found elsewhere."""
    kinds = [_kind(one) for one in recipients]
    kind = min(kinds, key=_ORDER.index, default=Kind.UNCLEAR)
    fields = recipients[kinds.index(kind)] if recipients else {}
    return Report(
        kind,
        tuple(dict.fromkeys([*_tokens(message.get("original-envelope-id", "")), *tokens]))[:MOST_TOKENS],
        status=_status(fields),
        diagnostic=_shown(fields.get("diagnostic-code")),
        reporter=_shown(message.get("reporting-mta")),
    )


def tokens_in_addresses(text: str) -> Iterator[str]:
    """What stands after the plus sign of every address in a text, in lower case: some servers change the case."""
    return (found[1].lower() for found in _AFTER_PLUS.finditer(text))


def tokens_in_message_ids(text: str) -> Iterator[str]:
    """What stands before the at sign: Message-IDs are made of the token."""
    return (found[1].lower() for found in _BEFORE_AT.finditer(text))


_ORDER = list(Kind)
_CLASSES = {
    Kind.DELIVERED: "2",
    Kind.EXPANDED: "2",
    Kind.RELAYED: "2",
    Kind.DELAYED: "4",
    Kind.FAILED: "45",  # 4 where a server gave up after many tries
}
_TOKEN = r"([A-Za-z0-9][A-Za-z0-9._-]{0,127})"  # noqa: S105 - a pattern
_WHOLE = re.compile(_TOKEN)
_AFTER_PLUS = re.compile(r"\+" + _TOKEN + "@")
_BEFORE_AT = re.compile("<" + _TOKEN + "@")
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_TYPE = re.compile(r"(?:smtp|dns|x-[a-z0-9-]+) *; *", re.IGNORECASE)


def _tokens(envelope_id: str) -> Iterator[str]:
    found = _WHOLE.fullmatch(envelope_id.strip())
    if found:
        yield found[0].lower()


def _kind(fields: Fields) -> Kind:
    """By its action; a status of another class contradicts it."""
    action, status = fields.get("action", "").strip().lower(), _status(fields)
    kind = next((one for one in _CLASSES if one.value == action), Kind.UNCLEAR)
    is_contradicted = status is not None and status[0] not in _CLASSES.get(kind, "")
    return Kind.UNCLEAR if is_contradicted else kind


def _status(fields: Fields) -> str | None:
    found = _STATUS.match(fields.get("status", "").strip())
    return found[0] if found else None


def _shown(value: str | None) -> str | None:
    """A value without the type before it, and without anything a terminal would obey."""
    return one_line(_TYPE.sub("", value.strip(), count=1))[:MOST_KEPT].strip() or None if value else None
