"""The delivery states and what moves one to the next. No other code decides a state; an illegal move raises.

    planned → queued → claimed → committing → accepted | deferred | refused | in_doubt
    deferred → queued                        accepted → bounced | complained
    queued, deferred → suppressed | cancelled | expired
    in_doubt → settled_sent | settled_not_sent → queued (once, flagged, same Message-ID)
    settled_sent → bounced

SMTP leaves a window between the final dot and its reply in which nobody knows (RFC 5321 §4.5.3.2.6, RFC 1047).
COMMITTING is on disk before that dot, so whatever stops the program inside the window is found as COMMITTING
and becomes IN_DOUBT: listed by name, never sent again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where one recipient's delivery stands."""

    PLANNED = "planned"
    QUEUED = "queued"
    CLAIMED = "claimed"
    COMMITTING = "committing"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    SUPPRESSED = "suppressed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    SETTLED_SENT = "settled_sent"
    SETTLED_NOT_SENT = "settled_not_sent"


class Event(StrEnum):
    """What can happen to a delivery."""

    QUEUE = "queue"
    CLAIM = "claim"
    GIVE_BACK = "give_back"
    """The claim ended before its final dot was written: the worker stopped, died or was fenced."""
    COMMIT = "commit"
    """D3: the final dot is about to be written."""
    ACCEPT = "accept"
    DEFER = "defer"
    REFUSE = "refuse"
    LOSE = "lose"
    """The dot was written and no reply is known."""
    RETRY = "retry"
    SUPPRESS = "suppress"
    CANCEL = "cancel"
    EXPIRE = "expire"
    BOUNCE = "bounce"
    COMPLAIN = "complain"
    SETTLE_SENT = "settle_sent"
    SETTLE_NOT_SENT = "settle_not_sent"


class IllegalMove(Exception):
    """An event that cannot happen in a state. A bug in the caller; nothing has changed."""

    def __init__(self, state: State, event: Event) -> None:
        self.state = state
        self.event = event
        super().__init__(f"{event} cannot happen to a delivery that is {state}")


TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.PLANNED, Event.QUEUE): State.QUEUED,
    (State.PLANNED, Event.CANCEL): State.CANCELLED,
    (State.QUEUED, Event.CLAIM): State.CLAIMED,
    (State.QUEUED, Event.SUPPRESS): State.SUPPRESSED,
    (State.QUEUED, Event.CANCEL): State.CANCELLED,
    (State.QUEUED, Event.EXPIRE): State.EXPIRED,
    (State.CLAIMED, Event.GIVE_BACK): State.QUEUED,
    (State.CLAIMED, Event.COMMIT): State.COMMITTING,
    (State.CLAIMED, Event.DEFER): State.DEFERRED,
    (State.CLAIMED, Event.REFUSE): State.REFUSED,
    (State.COMMITTING, Event.GIVE_BACK): State.QUEUED,  # by its holder alone, who knows that no dot was written
    (State.COMMITTING, Event.ACCEPT): State.ACCEPTED,
    (State.COMMITTING, Event.DEFER): State.DEFERRED,
    (State.COMMITTING, Event.REFUSE): State.REFUSED,
    (State.COMMITTING, Event.LOSE): State.IN_DOUBT,
    (State.DEFERRED, Event.RETRY): State.QUEUED,
    (State.DEFERRED, Event.SUPPRESS): State.SUPPRESSED,
    (State.DEFERRED, Event.CANCEL): State.CANCELLED,
    (State.DEFERRED, Event.EXPIRE): State.EXPIRED,
    (State.ACCEPTED, Event.BOUNCE): State.BOUNCED,
    (State.ACCEPTED, Event.COMPLAIN): State.COMPLAINED,
    (State.SETTLED_SENT, Event.BOUNCE): State.BOUNCED,
    (State.IN_DOUBT, Event.SETTLE_SENT): State.SETTLED_SENT,
    (State.IN_DOUBT, Event.SETTLE_NOT_SENT): State.SETTLED_NOT_SENT,
    (State.SETTLED_NOT_SENT, Event.QUEUE): State.QUEUED,
}

PENDING = frozenset({State.PLANNED, State.QUEUED, State.CLAIMED, State.COMMITTING, State.DEFERRED})
"""States in which the program still has something to do."""

HAS_IT_OR_MAY = PENDING | {
    State.ACCEPTED,
    State.COMPLAINED,
    State.IN_DOUBT,
    State.SETTLED_SENT,
}
"""States in which the recipient has the message, will get it, or may have it: nobody in one of them is mailed again."""


def move(state: State, event: Event) -> State:
    """The state that follows.

    Raises:
        IllegalMove: the event cannot happen in this state.
    """
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalMove(state, event) from None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recipients of a frozen audience stand in each state."""

    audience: int
    by_state: dict[State, int]

    def __post_init__(self) -> None:
        if sum(self.by_state.values()) != self.audience:
            raise AssertionError(f"the ledger does not add up: {self.by_state} for an audience of {self.audience}")

    def count(self, *states: State) -> int:
        """How many stand in any of these states."""
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def accepted(self) -> int:
        """The server took responsibility for the message."""
        return self.count(State.ACCEPTED, State.SETTLED_SENT)

    @property
    def pending(self) -> int:
        """Something is still to be done."""
        return self.count(*PENDING)

    @property
    def refused(self) -> int:
        """It did not arrive and will not."""
        return self.count(State.REFUSED, State.EXPIRED, State.BOUNCED, State.SETTLED_NOT_SENT)

    @property
    def in_doubt(self) -> int:
        """The final dot was sent and no reply is known."""
        return self.count(State.IN_DOUBT)

    @property
    def needs_a_person(self) -> bool:
        """Someone was refused, or may or may not have it."""
        return bool(self.refused or self.in_doubt)
