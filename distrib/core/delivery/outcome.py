"""What a reply or a fault at a stage of the conversation means for the delivery, and how far it reaches.

The final dot is the line between two worlds: before it a lost connection means "not sent", after it "nobody knows".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from distrib.core.phrase import Said, phrase, phrased
from distrib.core.smtp.reply import Reply
from distrib.core.smtp.stages import Stage
from distrib.core.stored_words import Nested, recognised


class Fault(StrEnum):
    """What can go wrong without a reply."""

    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    TIMEOUT = "timeout"
    TLS = "tls"
    MALFORMED = "malformed"
    NO_TLS = "no_tls"
    """The server offers no TLS where it is insisted on."""
    NO_LOGIN = "no_login"
    """The server offers no way to log in that is known here."""
    NO_TOKEN = "no_token"  # noqa: S105 - a fault, not a secret
    """The office's command gave no token to log in with."""
    NO_SMTPUTF8 = "no_smtputf8"
    """The recipient's address needs RFC 6531 and the server does not speak it."""
    TOO_LARGE = "too_large"
    """The message is larger than the server's SIZE (RFC 1870)."""
    UNSENDABLE = "unsendable"
    """The message or its envelope cannot be put into SMTP."""


class Verdict(StrEnum):
    """What becomes of the delivery."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"


class Scope(StrEnum):
    """How far it reaches."""

    RECIPIENT = "recipient"
    MESSAGE = "message"
    DOMAIN = "domain"
    """The recipient's domain: before the dot it spends no recipient's retries."""
    SITE = "site"
    """The server as a whole: it spends no recipient's retries."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended."""

    stage: Stage
    verdict: Verdict
    scope: Scope
    reply: Reply | None = None
    fault: Fault | None = None

    @property
    def is_after_dot(self) -> bool:
        """The final dot had been written."""
        return self.stage is Stage.DOT

    @property
    def text(self) -> str:
        """In words: the server's, or ours where it said nothing."""
        return str(self.said)

    @property
    def said(self) -> Said | str:
        """The same; what is ours can be translated."""
        if self.reply is not None:
            return str(self.reply)
        if self.fault is None:
            return ""
        return phrased("{what} ({where})", what=phrased(_WORDS[self.fault]), where=phrased(_WHERE[self.stage]))


_WORDS = {
    Fault.UNREACHABLE: phrase("the mail server could not be reached"),
    Fault.CLOSED: phrase("the mail server closed the connection"),
    Fault.TIMEOUT: phrase("the mail server did not answer in time"),
    Fault.TLS: phrase("the mail server's certificate or encryption was not acceptable"),
    Fault.MALFORMED: phrase("what the mail server said was not understood"),
    Fault.NO_TLS: phrase("the mail server offers no encryption"),
    Fault.NO_LOGIN: phrase("the mail server offers no known way to log in"),
    Fault.NO_TOKEN: phrase("the command that prints the login token failed"),
    Fault.NO_SMTPUTF8: phrase("the mail server cannot write to addresses outside ASCII"),
    Fault.UNSENDABLE: phrase("this address cannot be written to"),
    Fault.TOO_LARGE: phrase("the message is larger than the mail server takes"),
}
_WHERE = {
    Stage.CONNECT: phrase("while connecting"),
    Stage.GREETING: phrase("before its greeting"),
    Stage.HELLO: phrase("after our greeting"),
    Stage.TLS: phrase("while starting encryption"),
    Stage.LOGIN: phrase("while logging in"),
    Stage.MAIL: phrase("after the sender was named"),
    Stage.RCPT: phrase("after the recipient was named"),
    Stage.DATA: phrase("before the message was complete"),
    Stage.DOT: phrase("after the message was complete"),
}
_HEARD = (phrase("{what} ({where})"), *_WORDS.values(), *_WHERE.values())


def heard(stored: str | None) -> Said | str:
    """What was kept as `Outcome.text`: a server's words as they came, ours ready for any language."""
    if not stored or not stored.startswith(tuple(_WORDS.values())):
        return stored or ""
    return recognised(stored, _HEARD, Nested(one=("what", "where"))) or stored


_PREPARING = frozenset({Stage.CONNECT, Stage.GREETING, Stage.HELLO, Stage.TLS, Stage.LOGIN})
_OF_THE_RECIPIENT = frozenset({Fault.NO_SMTPUTF8, Fault.UNSENDABLE})
_OF_THE_MESSAGE = frozenset({Fault.TOO_LARGE})
_MESSAGE_CODES = frozenset({552, 555})
"""At MAIL these speak of this message; any other 5yz there speaks of the sender, and so of everything we send."""

_LOGIN_CODES = frozenset({530, 534, 535, 538})
"""They speak of our login, at whatever command they come (RFC 4954 §6): it has run out, and nobody is refused."""


def judge(stage: Stage, said: Reply | Fault) -> Outcome:
    """What a reply that did not let us go on, the reply to the dot, or a fault means."""
    verdict, scope = _of_reply(stage, said) if isinstance(said, Reply) else _of_fault(stage, said)
    if isinstance(said, Reply):
        return Outcome(stage, verdict, scope, reply=said)
    return Outcome(stage, verdict, scope, fault=said)


def _of_fault(stage: Stage, fault: Fault) -> tuple[Verdict, Scope]:
    if stage is Stage.DOT:
        return Verdict.IN_DOUBT, Scope.MESSAGE
    if fault in _OF_THE_RECIPIENT:
        return Verdict.REFUSED, Scope.RECIPIENT
    if fault in _OF_THE_MESSAGE:
        return Verdict.REFUSED, Scope.MESSAGE
    # A server that hangs up at MAIL was tired of the connection; later it may have been this recipient.
    is_site = stage in _PREPARING or stage is Stage.MAIL
    return Verdict.DEFERRED, Scope.SITE if is_site else Scope.RECIPIENT


def _of_reply(stage: Stage, reply: Reply) -> tuple[Verdict, Scope]:
    if stage in _PREPARING:
        return Verdict.DEFERRED, Scope.SITE
    if reply.code == 421:
        # It took our greeting and our sender, and closed when it knew for whom; at MAIL it knew of nobody yet.
        return Verdict.DEFERRED, Scope.SITE if stage is Stage.MAIL else Scope.DOMAIN
    if stage is Stage.DOT:
        return _of_final_reply(reply)
    if reply.code in _LOGIN_CODES:
        return Verdict.DEFERRED, Scope.SITE
    if stage is Stage.MAIL and reply.is_permanent and reply.code not in _MESSAGE_CODES:
        return Verdict.DEFERRED, Scope.SITE
    scope = Scope.RECIPIENT if stage is Stage.RCPT else Scope.MESSAGE
    return (Verdict.REFUSED if reply.is_permanent else Verdict.DEFERRED), scope


def _of_final_reply(reply: Reply) -> tuple[Verdict, Scope]:
    if reply.is_positive:
        return Verdict.ACCEPTED, Scope.MESSAGE
    if reply.is_transient:
        return Verdict.DEFERRED, Scope.MESSAGE
    if reply.is_permanent:
        return Verdict.REFUSED, Scope.MESSAGE
    return Verdict.IN_DOUBT, Scope.MESSAGE
