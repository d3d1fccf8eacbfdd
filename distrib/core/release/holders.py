"""Who holds an earlier release: the audience of its correction, its kill, and every other notice about it.

Exactly those: nobody who never had it, and nobody who has it left out, save whoever may not be mailed at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from distrib.core.delivery.audience import BY_STATUS, Audience, LeftOut, Reason, Recipient
from distrib.core.delivery.ledger import HAS_IT_OR_MAY, State
from distrib.core.people import JournalistStatus, address_key

HOLDS = frozenset({State.ACCEPTED, State.SETTLED_SENT, State.COMPLAINED, State.IN_DOUBT, State.COMMITTING})
"""States in which the message arrived or may have: what is past its final dot cannot be called back."""

STILL_TO_COME = frozenset({State.PLANNED, State.QUEUED, State.CLAIMED, State.DEFERRED})
"""States in which somebody does not have it yet and would get it."""

MAY_GO_OUT = STILL_TO_COME | {State.COMMITTING, State.IN_DOUBT}
"""States from which a message may still be written: a server says "later" to the dot, a person says "again"."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody an earlier message reached, or may have reached."""

    journalist_id: int | None
    """None where the person is on the list no more."""
    name: str
    email: str
    """The address it went to."""
    language: str
    """Of the edition they had last."""
    message_ids: tuple[str, ...]
    """Of the messages they hold, the oldest first, with angle brackets."""


def audience(
    holders: Iterable[Holder],
    *,
    statuses: Mapping[int, JournalistStatus],
    suppressed: Collection[str],
    has_it: Mapping[str, State],
    held: Collection[str] = (),
) -> Audience:
    """The holders as an audience, each in the language they had. `suppressed` and `has_it` go by address key.

    `held` are the languages of editions that wait.
    """
    recipients, left_out = [], []
    for one in holders:
        key = address_key(one.email)
        reason = _reason_against(statuses.get(one.journalist_id or 0), has_it.get(key), is_suppressed=key in suppressed)
        if reason is None and one.language in held:
            reason = Reason.EDITION_HELD
        if reason is None:
            recipients.append(Recipient(one.journalist_id, one.name, one.email, one.language, answers=one.message_ids))
        else:
            left_out.append(LeftOut(one.journalist_id, one.name, one.email, reason))
    return Audience(tuple(recipients), tuple(left_out))


def _reason_against(status: JournalistStatus | None, state: State | None, *, is_suppressed: bool) -> Reason | None:
    if status in BY_STATUS and status is not JournalistStatus.PENDING:
        return BY_STATUS[status]
    if is_suppressed:
        return Reason.SUPPRESSED
    if state is State.IN_DOUBT:
        return Reason.IN_DOUBT
    return Reason.ALREADY_HAS_IT if state in HAS_IT_OR_MAY else None
