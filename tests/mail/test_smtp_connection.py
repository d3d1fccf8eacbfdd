"""The SMTP connection against a real server that misbehaves at every stage."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace
from typing import Any

import pytest
import trustme
from scripted_smtp import EHLO, Act, ScriptedServer, Steps, Then

from distrib.core.delivery.outcome import Fault, Outcome, Scope, Verdict
from distrib.core.smtp.commands import Envelope
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import SmtpTarget, Timeouts, parse_smtp_url
from distrib.core.smtp.transparency import Transparent, transparent
from distrib.mail.smtp import SHORT, SmtpConnection, tls_context

FAST = Timeouts(connect=2, greeting=0.3, command=0.3, mail=0.3, rcpt=0.3, data=0.3, block=0.5, dot=0.3, quit=0.3)
ENVELOPE = Envelope("press+token@office.example", "amal@news.example")
MESSAGE = transparent(b"Subject: hello\r\n\r\nText. \xff\r\n\r\nlast\r\n")
LONG = transparent(MESSAGE + b"long\r\n" * SHORT)
"""Its body is on its way before its dot is allowed."""


def target_of(server: ScriptedServer, **changes: object) -> SmtpTarget:
    return replace(parse_smtp_url(server.url), timeouts=FAST, **changes)  # type: ignore[arg-type]


async def _send(target: SmtpTarget, messages: int = 1, envelope: Envelope = ENVELOPE) -> list[Outcome]:
    connection = SmtpConnection(target, tls_context(target))
    outcomes: list[Outcome] = []
    failed = await connection.open()
    if failed:
        return [failed]
    for _ in range(messages):
        if not connection.is_usable:
            break
        outcomes.append(await connection.begin(envelope, MESSAGE) or await connection.finish())
    await connection.quit()
    return outcomes


def send(target: SmtpTarget, messages: int = 1, envelope: Envelope = ENVELOPE) -> list[Outcome]:
    return asyncio.run(_send(target, messages, envelope))


@pytest.mark.parametrize("ehlo", [EHLO, "250-plain.example\r\n250 8BITMIME"], ids=["pipelining", "one by one"])
def test_several_messages_go_through_one_connection_byte_for_byte(ehlo: str) -> None:
    """The envelope is ours."""
    with ScriptedServer({"EHLO": ehlo}) as server:
        outcomes = send(target_of(server), 3)
    assert [one.verdict for one in outcomes] == [Verdict.ACCEPTED] * 3
    assert server.connections == 1
    assert {one.content for one in server.received} == {MESSAGE}
    assert (server.received[0].sender, server.received[0].recipient) == (ENVELOPE.sender, ENVELOPE.recipient)
    assert server.commands[-1] == "QUIT"


CASES: list[tuple[dict[str, Steps], Stage, Verdict, Scope, Fault | int]] = [
    ({"greeting": "554 go away"}, Stage.GREETING, Verdict.DEFERRED, Scope.SITE, 554),
    ({"greeting": Act.CLOSE}, Stage.GREETING, Verdict.DEFERRED, Scope.SITE, Fault.CLOSED),
    ({"greeting": Act.STALL}, Stage.GREETING, Verdict.DEFERRED, Scope.SITE, Fault.TIMEOUT),
    ({"greeting": "HTTP/1.1 400 Bad Request"}, Stage.GREETING, Verdict.DEFERRED, Scope.SITE, Fault.MALFORMED),
    ({"EHLO": "421 4.3.2 busy"}, Stage.HELLO, Verdict.DEFERRED, Scope.SITE, 421),
    ({"MAIL": "421 4.7.0 too many"}, Stage.MAIL, Verdict.DEFERRED, Scope.SITE, 421),
    ({"MAIL": "553 5.7.1 not your sender"}, Stage.MAIL, Verdict.DEFERRED, Scope.SITE, 553),
    ({"MAIL": "552 5.3.4 too big"}, Stage.MAIL, Verdict.REFUSED, Scope.MESSAGE, 552),
    ({"MAIL": Act.RESET}, Stage.MAIL, Verdict.DEFERRED, Scope.SITE, Fault.CLOSED),
    ({"RCPT": "550 5.1.1 no such user"}, Stage.RCPT, Verdict.REFUSED, Scope.RECIPIENT, 550),
    ({"RCPT": "450 4.2.0 greylisted"}, Stage.RCPT, Verdict.DEFERRED, Scope.RECIPIENT, 450),
    ({"RCPT": Act.STALL}, Stage.RCPT, Verdict.DEFERRED, Scope.RECIPIENT, Fault.TIMEOUT),
    ({"RCPT": Then("550 5.1.1 no such user", Act.CLOSE)}, Stage.RCPT, Verdict.REFUSED, Scope.RECIPIENT, 550),
    ({"DATA": "451 4.3.0 later"}, Stage.DATA, Verdict.DEFERRED, Scope.MESSAGE, 451),
    ({"DATA": Act.STALL}, Stage.DATA, Verdict.DEFERRED, Scope.RECIPIENT, Fault.TIMEOUT),
    ({"DATA": "250 what"}, Stage.DATA, Verdict.DEFERRED, Scope.MESSAGE, 250),
    ({"dot": "250 2.0.0 kept"}, Stage.DOT, Verdict.ACCEPTED, Scope.MESSAGE, 250),
    ({"dot": "451 4.3.0 later"}, Stage.DOT, Verdict.DEFERRED, Scope.MESSAGE, 451),
    ({"dot": "554 5.7.1 spam"}, Stage.DOT, Verdict.REFUSED, Scope.MESSAGE, 554),
    ({"dot": Act.CLOSE}, Stage.DOT, Verdict.IN_DOUBT, Scope.MESSAGE, Fault.CLOSED),
    ({"dot": Act.RESET}, Stage.DOT, Verdict.IN_DOUBT, Scope.MESSAGE, Fault.CLOSED),
    ({"dot": Act.STALL}, Stage.DOT, Verdict.IN_DOUBT, Scope.MESSAGE, Fault.TIMEOUT),
    ({"dot": "nonsense"}, Stage.DOT, Verdict.IN_DOUBT, Scope.MESSAGE, Fault.MALFORMED),
    ({"dot": Then("250 2.0.0 kept", Act.RESET)}, Stage.DOT, Verdict.ACCEPTED, Scope.MESSAGE, 250),
    ({"dot": "250 2.0.0 kept\r\ngarbage"}, Stage.DOT, Verdict.ACCEPTED, Scope.MESSAGE, 250),
]


@pytest.mark.parametrize(("script", "stage", "verdict", "scope", "said"), CASES)
@pytest.mark.parametrize("is_pipelining", [True, False], ids=["pipelining", "one by one"])
def test_every_stage_is_told_apart(
    script: dict[str, Steps], stage: Stage, verdict: Verdict, scope: Scope, said: Fault | int, is_pipelining: bool
) -> None:
    """What a reply or a fault means depends on where it comes: only after the final dot is anything in doubt."""
    ehlo = {} if is_pipelining else {"EHLO": "250 plain.example"}
    with ScriptedServer(ehlo | script) as server:
        outcome = send(target_of(server))[0]
    assert (outcome.stage, outcome.verdict, outcome.scope) == (stage, verdict, scope)
    assert (outcome.reply.code if outcome.reply else outcome.fault) == said


WAITS = {"greeting": "greeting", "EHLO": "command", "MAIL": "mail", "RCPT": "rcpt", "DATA": "data", "dot": "dot"}


@pytest.mark.parametrize(("step", "wait"), WAITS.items())
def test_every_answer_is_waited_for_as_long_as_is_set_for_it(step: str, wait: str) -> None:
    """RFC 5321 §4.5.3.2: each has a wait of its own; the others are far too long for this test."""
    patient = dict.fromkeys((*WAITS.values(), "connect", "block"), 100.0)
    timeouts = Timeouts(**{**patient, wait: 0.2}, quit=0.2)
    with ScriptedServer({step: Act.STALL}) as server:
        outcome = send(replace(target_of(server), timeouts=timeouts))[0]
    assert outcome.fault is Fault.TIMEOUT


def test_a_refused_recipient_does_not_spoil_the_connection() -> None:
    """The next recipient is reached over the same connection, after a reset."""
    with ScriptedServer({"RCPT": ["550 5.1.1 no", "250 ok"], "DATA": ["554 5.5.1 no recipients", "354 go"]}) as server:
        outcomes = send(target_of(server), 2)
    assert [one.verdict for one in outcomes] == [Verdict.REFUSED, Verdict.ACCEPTED]
    assert server.connections == 1
    assert len(server.received) == 1


def test_no_dot_follows_a_354_after_a_refused_recipient() -> None:
    """A server that wants a message for nobody gets neither text nor dot."""
    with ScriptedServer({"RCPT": "550 5.1.1 no"}) as server:
        outcome = send(target_of(server), 2)
    assert [one.stage for one in outcome] == [Stage.RCPT]
    assert server.received == []


def test_a_refusal_in_the_middle_of_the_message_is_read() -> None:
    """The message is not sent then, and its outcome says why."""
    with ScriptedServer({"middle": Then("552 5.2.3 enough", Act.CLOSE)}) as server:
        target = target_of(server)
        envelope = ENVELOPE
        connection = SmtpConnection(target, tls_context(target))

        async def conversation() -> Outcome:
            assert await connection.open() is None
            started = await connection.begin(envelope, LONG)
            while started is None and not connection.has_news:  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(0)
            return started or await connection.finish()

        outcome = asyncio.run(conversation())
    assert (outcome.stage, outcome.verdict) == (Stage.DATA, Verdict.REFUSED)
    assert server.received == []


def test_starttls_is_insisted_on_and_the_certificate_is_checked() -> None:
    """No TLS offered, a certificate of nobody known, or of another host: nothing goes on, and no login is shown."""
    authority = trustme.CA()
    right, wrong = authority.issue_cert("localhost"), authority.issue_cert("other.example")
    with authority.cert_pem.tempfile() as trusted:
        for certificate, ca_file, expected in [
            (right, trusted, None),
            (right, None, Fault.TLS),
            (wrong, trusted, Fault.TLS),
        ]:
            for is_implicit in (False, True):
                tls = tls_server(certificate)
                ehlo = "250-tls.example\r\n250-AUTH PLAIN\r\n250 STARTTLS"
                with ScriptedServer({"EHLO": ehlo}, tls=tls, is_implicit_tls=is_implicit) as server:
                    login = {"user": "press", "password": "secret", "ca_file": ca_file}
                    outcome = send(target_of(server, **login))[0]
                if expected is None:
                    assert outcome.verdict is Verdict.ACCEPTED
                    assert any(command.startswith("AUTH PLAIN") for command in server.commands)
                else:
                    assert (outcome.fault, outcome.scope) == (expected, Scope.SITE)
                    assert not any("AUTH" in command for command in server.commands)


def tls_server(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def test_a_server_without_starttls_is_left() -> None:
    """Stripping the offer on the way gains an attacker nothing."""
    with ScriptedServer({"EHLO": "250-stripped.example\r\n250 AUTH PLAIN"}) as server:
        url = server.url.replace("smtp://", "smtp+starttls://press:secret@")
        target = replace(parse_smtp_url(url), timeouts=FAST)
        outcome = send(target)[0]
    assert (outcome.stage, outcome.fault) == (Stage.TLS, Fault.NO_TLS)
    assert not any("AUTH" in command for command in server.commands)


def test_what_is_said_before_tls_is_thrown_away() -> None:
    """An injected answer to a command not yet sent does not count (RFC 3207 §4.2)."""
    authority = trustme.CA()
    script: dict[str, Steps] = {
        "EHLO": ["250-tls.example\r\n250 STARTTLS", "250-tls.example\r\n250 8BITMIME"],
        "STARTTLS": "220 go\r\n250-fake.example\r\n250 SMTPUTF8",
    }
    tls = tls_server(authority.issue_cert("localhost"))
    with authority.cert_pem.tempfile() as trusted, ScriptedServer(script, tls=tls) as server:
        envelope = Envelope("press@office.example", "żaneta@news.example")
        outcome = send(target_of(server, ca_file=trusted), envelope=envelope)[0]
    assert outcome.fault is Fault.NO_SMTPUTF8
    assert server.received == []


@pytest.mark.parametrize(
    ("ehlo", "auth", "expected"),
    [
        ("250-x.example\r\n250 AUTH PLAIN LOGIN", "235 ok", None),
        ("250-x.example\r\n250 AUTH=LOGIN", ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 ok"], None),
        ("250-x.example\r\n250 AUTH PLAIN", "334 ", 334),
        ("250-x.example\r\n250 AUTH PLAIN", "535 5.7.8 no", 535),
        ("250-x.example\r\n250 AUTH PLAIN", "235 ok", None),
        ("250-x.example\r\n250 AUTH XOAUTH2", "235 ok", Fault.NO_LOGIN),
    ],
)
def test_login(ehlo: str, auth: Steps, expected: Fault | int | None) -> None:
    """PLAIN before LOGIN; a refused login concerns the whole server, never a recipient."""
    with ScriptedServer({"EHLO": ehlo, "AUTH": auth}) as server:
        outcome = send(target_of(server, user="press", password="secret"))[0]
    if expected is None:
        assert outcome.verdict is Verdict.ACCEPTED
        return
    assert (outcome.stage, outcome.scope) == (Stage.LOGIN, Scope.SITE)
    assert (outcome.reply.code if outcome.reply else outcome.fault) == expected
    assert server.received == []


@pytest.mark.parametrize("login", [{"password": "secret"}, {"token_command": ("echo", "secret")}])
def test_no_login_leaves_this_machine_in_the_clear(login: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a target came to be that settings would have refused."""
    monkeypatch.setattr(SmtpTarget, "is_loopback", False)
    with ScriptedServer({"EHLO": "250-x.example\r\n250 AUTH PLAIN LOGIN XOAUTH2"}) as server:
        outcome = send(target_of(server, user="press", **login))[0]
    assert (outcome.stage, outcome.fault, outcome.scope) == (Stage.LOGIN, Fault.NO_TLS, Scope.SITE)
    assert [command.split()[0] for command in server.commands] == ["EHLO"]


@pytest.mark.parametrize("message", [MESSAGE, LONG], ids=["short", "long"])
@pytest.mark.parametrize("act", [Act.CLOSE, Act.RESET])
def test_a_connection_that_is_lost_before_the_dot_leaves_no_doubt(act: Act, message: Transparent) -> None:
    """While the ledger was asked: no dot was written, so the server cannot have the message."""

    async def conversation(target: SmtpTarget) -> Outcome:
        connection = SmtpConnection(target, tls_context(target))
        assert await connection.open() is None
        begun = await connection.begin(ENVELOPE, message)
        await connection._conversation.wire._waiting.until(lambda: connection.has_news, within=5)
        outcome = begun or await connection.finish()
        await connection.quit()
        return outcome

    with ScriptedServer({"DATA": Then("354 go ahead", act)}) as server:
        outcome = asyncio.run(conversation(target_of(server)))
    assert (outcome.stage, outcome.verdict, outcome.scope) == (Stage.DATA, Verdict.DEFERRED, Scope.RECIPIENT)
    assert outcome.fault is Fault.CLOSED
    assert server.received == []


def test_an_address_outside_ascii_needs_smtputf8() -> None:
    """Where the server speaks it the address goes as it is; else that recipient is refused with the reason."""
    envelope = Envelope("press@office.example", "żaneta@news.example")
    with ScriptedServer() as server:
        assert send(target_of(server), envelope=envelope)[0].verdict is Verdict.ACCEPTED
        assert server.received[0].recipient == "żaneta@news.example"
    with ScriptedServer({"EHLO": "250 old.example"}) as server:
        outcome = send(target_of(server), envelope=envelope)[0]
    assert (outcome.verdict, outcome.fault, outcome.scope) == (Verdict.REFUSED, Fault.NO_SMTPUTF8, Scope.RECIPIENT)


def test_a_message_over_the_servers_size_is_not_tried() -> None:
    """RFC 1870: the limit is in the greeting, so nothing needs to be transferred."""
    with ScriptedServer({"EHLO": "250-small.example\r\n250 SIZE 20"}) as server:
        outcome = send(target_of(server))[0]
    assert (outcome.verdict, outcome.fault) == (Verdict.REFUSED, Fault.TOO_LARGE)
    assert not any(command.startswith("MAIL") for command in server.commands)


def test_nobody_listens() -> None:
    """A site fault: it spends no recipient's retries."""
    with ScriptedServer() as server:
        url = server.url
    outcome = send(replace(parse_smtp_url(url), timeouts=FAST))[0]
    assert (outcome.stage, outcome.fault, outcome.scope) == (Stage.CONNECT, Fault.UNREACHABLE, Scope.SITE)


def test_a_connection_given_up_sends_no_dot() -> None:
    """What D3 forbids does not reach the server as a message."""

    async def conversation(target: SmtpTarget) -> None:
        connection = SmtpConnection(target, tls_context(target))
        assert await connection.open() is None
        assert await connection.begin(ENVELOPE, MESSAGE) is None
        await connection.abandon()
        await connection.quit()
        assert not connection.is_usable

    with ScriptedServer() as server:
        asyncio.run(conversation(target_of(server)))
    assert server.received == []
