"""A dispatch: one decision to send one version to one frozen audience, and what the ledger says of each recipient."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from distrib.core.delivery.bounce import Evidence
from distrib.core.delivery.ledger import State, Tally
from distrib.core.delivery.status import AT_ONCE, Deed, Standing
from distrib.core.look import Look


@dataclass(frozen=True, slots=True)
class Sender:
    """An identity to write as."""

    organisation: str
    name: str
    address: str
    reply_to: str | None
    return_address: str
    """The envelope sender's base: a token is added to its local part."""
    opt_out_address: str
    postal_address: str | None = None
    look: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A dispatch with its counts."""

    id: int
    release_reference: str
    version: int
    query: str
    sender_address: str
    created_by: str
    created_at: datetime
    tally: Tally
    last_change: datetime | None
    next_due: datetime | None
    """When the next delivery that may go is due; None when there is none."""
    standing: Standing = AT_ONCE
    follows: int | None = None
    """The dispatch with the copies under embargo of the same send."""
    waiting: int = 0
    """How many of the pending wait for a person: paused, or their domain is held."""

    @property
    def has_ended(self) -> bool:
        """Nothing of it is left to send, however it stands."""
        return not self.tally.pending

    def comes_too_late(self, deed: Deed) -> bool:
        """Whether a deed finds nothing left to act upon. A pause is lifted whatever is left."""
        return self.has_ended and deed is not Deed.RESUME


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger as people see it."""

    id: int
    dispatch_id: int
    email: str
    name: str
    state: State
    attempts: int
    code: int | None
    enhanced: str | None
    reply: str | None
    message_id: str
    edition: str
    """Language of the edition."""
    version: int
    sha256: str | None
    at: datetime
    due_at: datetime
    release: str
    """Reference."""
    outlet: str | None = None
    is_repeat: bool = False
    """A person had it sent again, not knowing whether it had arrived."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A delivery whose final dot was written and whose reply nobody knows, with what is known of it."""

    delivery_id: int
    email: str
    name: str
    message_id: str
    """What the mail server's own log knows it by."""
    token: str
    """Stands in the envelope sender: a bounce or a receipt to it is evidence."""
    sha256: str | None
    attempts: int
    is_repeat: bool
    """It was sent again once already."""
    at: datetime
    stage: str | None
    """Where the last attempt ended; None when the worker died before it could say."""
    fault: str | None
    reply: str | None
    evidence: tuple[Evidence, ...] = ()
    """What came back of it, the oldest first."""


@dataclass(frozen=True, slots=True)
class LeftOutRecord:
    """Somebody the query named who was not made a recipient, and why."""

    name: str
    email: str
    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed delivery: all a worker needs to send one message."""

    delivery_id: int
    dispatch_id: int
    edition_id: int
    sender_id: int
    email: str
    name: str
    message_id: str
    token: str
    attempt: int
    """1 for the first."""
    claim: str
    """Token of the claim; whoever does not hold it may not send."""
    queued_at: datetime
    """When the dispatch was made, or was to begin: the date of the message."""
    is_fallback: bool = False
    """The edition is in none of the recipient's languages, and the message says so."""
    domain: str = ""
    """Of the recipient, in the form of an address key."""
    may_go_since: datetime | None = None
    """When it could first go: it is given up by that. None: since `queued_at`."""
    answers: tuple[str, ...] = ()
    """Message-IDs under which it is threaded, the oldest first."""
    lifts_at: datetime | None = None
    """When the embargo lifts for them; None where there is none, and for a copy under embargo."""
    reader_zone: str | None = None
    """IANA zone by which a copy under embargo names the lift too."""
    is_paced: bool = False
    """Its domain was limited or watched when it was claimed, so that its end matters to others."""
