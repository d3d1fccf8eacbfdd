"""Where an SMTP conversation stands, and what an answer makes of that: one table, and what a refusal changes in it.

CONNECTED ─220─▶ GREETED ─EHLO─▶ READY ─MAIL RCPT DATA─▶ OPENING ─354─▶ TEXT ─body─▶ WRITTEN ─dot─▶ DOTTED ─▶ READY
                    ▲               │                      ▲ │ refused ─▶ READY                        │
                    └── secured ────┘ STARTTLS             └─┴──────── MAIL RCPT DATA of the next ─────┘
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from distrib.core.smtp.reply import MalformedReply, Reply
from distrib.core.smtp.stages import Stage


class Phase(StrEnum):
    """Where the conversation stands."""

    CONNECTED = "connected"
    GREETED = "greeted"
    READY = "ready"
    SECURING = "securing"
    """STARTTLS is granted; whatever comes before TLS is up is thrown away."""
    OPENING = "opening"
    TEXT = "text"
    WRITTEN = "written"
    DOTTED = "dotted"
    SPOILT = "spoilt"
    """Nothing more can be said but farewell."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a command."""

    stage: Stage
    reply: Reply
    is_granted: bool
    """The reply is the one the command needs to go on."""


_GRANTED = {
    (Phase.CONNECTED, Stage.GREETING): Phase.GREETED,
    (Phase.GREETED, Stage.HELLO): Phase.READY,
    (Phase.READY, Stage.TLS): Phase.SECURING,
    (Phase.OPENING, Stage.DATA): Phase.TEXT,
    (Phase.DOTTED, Stage.DOT): Phase.READY,
}
"""What is not here leaves the phase as it is: a dot's reply, for one, where the next message was begun behind it."""

_REFUSED = {(Phase.CONNECTED, Stage.GREETING): Phase.SPOILT, (Phase.DOTTED, Stage.DOT): Phase.READY}


def is_granted(stage: Stage, reply: Reply, *, is_more_to_say: bool) -> bool:
    """Whether a reply is the one that a command needs; in the middle of a login that is the next challenge."""
    if stage is Stage.DATA:
        return reply.code == 354
    if stage is Stage.LOGIN:
        return reply.code == 235 or (reply.code == 334 and is_more_to_say)
    return reply.is_positive


def may_go_on(answer: Answer) -> bool:
    """Whether what goes one after the other's reply goes on: nothing was refused, and it is no login that is done."""
    return answer.is_granted and not (answer.stage is Stage.LOGIN and answer.reply.code == 235)


def phase_after(phase: Phase, answer: Answer, *, was_refused: bool, is_more_awaited: bool) -> Phase:
    """The phase that an answer leads to.

    `was_refused` is whether something of this message was refused before; `is_more_awaited` whether replies to what
    was written with it are still to come.
    """
    if answer.is_granted:
        # 354 after a refused recipient: a dot would send to nobody, and nothing else may follow (RFC 2920 §3.1).
        if answer.stage is Stage.DATA and was_refused:
            return Phase.SPOILT
        return _GRANTED.get((phase, answer.stage), phase)
    if answer.stage in (Stage.MAIL, Stage.RCPT, Stage.DATA):
        return Phase.OPENING if is_more_awaited else Phase.READY
    return _REFUSED.get((phase, answer.stage), phase)


def unasked(phase: Phase, reply: Reply) -> Answer:
    """A server may say that it closes (421), and may refuse a message while it is being written.

    Raises:
        MalformedReply: it may say nothing else that was not asked.
    """
    is_in_message = phase in (Phase.TEXT, Phase.WRITTEN)
    if reply.code != 421 and not (is_in_message and (reply.is_transient or reply.is_permanent)):
        raise MalformedReply("the server answers what was not asked")
    return Answer(Stage.DATA if is_in_message else Stage.MAIL, reply, is_granted=False)
