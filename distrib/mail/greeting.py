"""The beginning of a conversation: connect, greet, TLS, login. Never a login outside TLS but to this machine."""

from __future__ import annotations

import ssl

from distrib.core.delivery.outcome import Fault, Outcome, judge
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import Protection, SmtpTarget
from distrib.mail.conversation import Conversation
from distrib.mail.token_command import TokenCommand
from distrib.mail.wire import WireFault

WITH_PASSWORD = ("PLAIN", "LOGIN")
WITH_TOKEN = ("XOAUTH2",)
"""Of those the server offers, the first here is used."""


async def greet(
    conversation: Conversation, target: SmtpTarget, tls: ssl.SSLContext | None, tokens: TokenCommand
) -> Outcome | None:
    """Everything up to the first message. None when ready, else why not. `tls` is that of the target's protection."""
    is_implicit = target.protection is Protection.TLS
    try:
        await conversation.wire.connect(
            target.host, target.port, tls=tls if is_implicit else None, within=target.timeouts.connect
        )
    except WireFault as fault:
        return judge(Stage.CONNECT, fault.fault)
    if is_implicit:
        conversation.session.secured()
    outcome = await conversation.step() or await _hello(conversation)
    if outcome is None and target.protection is Protection.STARTTLS:
        outcome = await _start_tls(conversation, target, tls) or await _hello(conversation)
    return outcome or await _login(conversation, target, tokens)


async def _hello(conversation: Conversation) -> Outcome | None:
    """EHLO; and HELO to a server that does not know it (RFC 5321 §3.2), which then offers nothing."""
    name = conversation.wire.local_name()
    conversation.session.hello(name)
    outcome = await conversation.step()
    if outcome is None or outcome.reply is None or not outcome.reply.is_unknown_command:
        return outcome
    conversation.session.hello(name, is_extended=False)
    return await conversation.step()


async def _start_tls(conversation: Conversation, target: SmtpTarget, tls: ssl.SSLContext | None) -> Outcome | None:
    if "STARTTLS" not in conversation.session.capabilities:
        return judge(Stage.TLS, Fault.NO_TLS)
    assert tls is not None  # noqa: S101 - the target asks for it
    conversation.session.start_tls()
    outcome = await conversation.step()
    if outcome is not None:
        return outcome
    try:
        await conversation.wire.start_tls(target.host, tls, within=target.timeouts.command)
    except WireFault as fault:
        return judge(Stage.TLS, fault.fault)
    conversation.forget()
    conversation.session.secured()
    return None


async def _login(conversation: Conversation, target: SmtpTarget, tokens: TokenCommand) -> Outcome | None:
    if target.user is None or not target.has_login:
        return None
    if not (conversation.session.is_secure or target.is_loopback):
        return judge(Stage.LOGIN, Fault.NO_TLS)
    offered = conversation.session.capabilities.logins
    known = WITH_TOKEN if target.token_command else WITH_PASSWORD
    mechanism = next((one for one in known if one in offered), None)
    if mechanism is None:
        return judge(Stage.LOGIN, Fault.NO_LOGIN)
    secret = await tokens.token() if target.token_command else target.password
    if secret is None:
        return judge(Stage.LOGIN, Fault.NO_TOKEN)
    conversation.session.login(mechanism, target.user, secret)
    return await conversation.step()
