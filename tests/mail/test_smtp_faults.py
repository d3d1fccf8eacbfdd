"""Servers that are slow, endless, forgetful or lie: each fault of the list against a real scripted server."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from scripted_smtp import EHLO, Act, Drip, Late, ScriptedServer, Steps, Then

from distrib.core.delivery.outcome import Fault, Outcome, Scope, Verdict
from distrib.core.smtp.commands import Envelope
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import SmtpTarget, Timeouts, parse_smtp_url
from distrib.core.smtp.transparency import transparent
from distrib.mail.smtp import SmtpConnection, tls_context
from distrib.mail.wire import Wire

SHORT = 0.2
PATIENT = Timeouts(connect=5, greeting=5, command=5, mail=5, rcpt=5, data=5, block=5, dot=5, quit=5)
FAST = Timeouts(
    connect=5,
    greeting=SHORT,
    command=SHORT,
    mail=SHORT,
    rcpt=SHORT,
    data=SHORT,
    block=SHORT,
    dot=SHORT,
    quit=SHORT,
)
MESSAGE = transparent(b"Subject: hello\r\n\r\nText.\r\n")
RECIPIENTS = ("amal@news.example", "zoe@news.example")
STARTTLS = "250-tls.example\r\n250-AUTH PLAIN\r\n250 STARTTLS"


def target_of(server: ScriptedServer, timeouts: Timeouts = FAST, **changes: object) -> SmtpTarget:
    return replace(parse_smtp_url(server.url), timeouts=timeouts, **changes)  # type: ignore[arg-type]


def send(target: SmtpTarget, recipients: tuple[str, ...] = RECIPIENTS[:1]) -> list[Outcome]:
    """One message each, over a fresh connection where the last is not usable any more."""

    async def conversation() -> list[Outcome]:
        outcomes: list[Outcome] = []
        connection: SmtpConnection | None = None
        for recipient in recipients:
            if connection is None or not connection.is_usable:
                if connection is not None:
                    await connection.quit()
                connection = SmtpConnection(target, tls_context(target))
                failed = await connection.open()
                if failed:
                    outcomes.append(failed)
                    continue
            envelope = Envelope("press@office.example", recipient)
            outcomes.append(await connection.begin(envelope, MESSAGE) or await connection.finish())
        if connection is not None:
            await connection.quit()
        return outcomes

    return asyncio.run(asyncio.wait_for(conversation(), 30))


@pytest.mark.parametrize(
    ("name", "reply", "stage", "verdict"),
    [
        ("greeting", "220 scripted.example", Stage.GREETING, Verdict.DEFERRED),
        ("EHLO", EHLO, Stage.HELLO, Verdict.DEFERRED),
        ("RCPT", "250 2.1.5 ok", Stage.RCPT, Verdict.DEFERRED),
        ("dot", "250 2.0.0 kept", Stage.DOT, Verdict.IN_DOUBT),
    ],
)
@pytest.mark.parametrize("is_dripping", [True, False], ids=["one byte at a time", "after the timeout"])
def test_an_answer_that_is_not_complete_in_time(
    name: str, reply: str, stage: Stage, verdict: Verdict, is_dripping: bool
) -> None:
    """Each byte is within the timeout and the answer is not; what comes too late answers nothing that follows."""
    slow = Drip(reply, SHORT * 0.4) if is_dripping else Late(reply, SHORT * 2)
    with ScriptedServer({name: [slow, reply]}) as server:
        outcomes = send(target_of(server), RECIPIENTS)
    assert (outcomes[0].stage, outcomes[0].verdict, outcomes[0].fault) == (stage, verdict, Fault.TIMEOUT)
    assert outcomes[1].verdict is Verdict.ACCEPTED
    assert server.connections == 2
    assert [one.recipient for one in server.received][-1:] == list(RECIPIENTS[1:])


@pytest.mark.parametrize(
    ("verb", "stage", "scope", "granted"),
    [
        ("MAIL", Stage.MAIL, Scope.SITE, "250 ok"),
        ("RCPT", Stage.RCPT, Scope.DOMAIN, "250 ok"),
        ("DATA", Stage.DATA, Scope.DOMAIN, "354 go"),
    ],
)
def test_what_a_server_says_as_it_hangs_up_is_heard_behind_another_dots_reply(
    verb: str, stage: Stage, scope: Scope, granted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where both have come before either is read."""
    read = Wire.read

    async def read_late(self: Wire, *, within: float) -> bytes:
        if dots:
            await self._waiting.until(lambda: self.is_lost, within=within)
        return await read(self, within=within)

    async def conversation() -> tuple[Outcome, Outcome | None]:
        first, second = (Envelope("press@office.example", recipient) for recipient in RECIPIENTS)
        target = target_of(server, PATIENT)
        connection = SmtpConnection(target, tls_context(target))
        assert await connection.open() is None
        assert await connection.begin(first, MESSAGE) is None
        dots.append(first)
        ended = await connection.finish(second, MESSAGE)
        begun = await connection.begin(second, MESSAGE)
        await connection.quit()
        return ended, begun

    dots: list[Envelope] = []
    monkeypatch.setattr(Wire, "read", read_late)
    with ScriptedServer({verb: [granted, Then("421 4.7.0 too much", Act.CLOSE)]}) as server:
        ended, begun = asyncio.run(asyncio.wait_for(conversation(), 30))
    assert ended.verdict is Verdict.ACCEPTED
    assert begun is not None
    assert (begun.stage, begun.scope, begun.text) == (stage, scope, "421 4.7.0 too much")


@pytest.mark.parametrize(
    "flood",
    [Drip("250-and", is_endless=True), Drip("2" * 4_000), Drip("\0" * 200, is_endless=True)],
    ids=["lines without end", "a line without end", "no SMTP"],
)
@pytest.mark.parametrize(
    ("name", "stage"), [("greeting", Stage.GREETING), ("EHLO", Stage.HELLO), ("MAIL", Stage.MAIL), ("dot", Stage.DOT)]
)
def test_an_endless_answer_is_cut_off(name: str, stage: Stage, flood: Drip) -> None:
    """Long before the timeout, and without keeping all of it; only after the dot it leaves a doubt."""
    with ScriptedServer({name: flood}) as server:
        (outcome,) = send(target_of(server, PATIENT))
    assert (outcome.stage, outcome.fault) == (stage, Fault.MALFORMED)
    assert outcome.verdict is (Verdict.IN_DOUBT if stage is Stage.DOT else Verdict.DEFERRED)


def test_a_server_that_says_much_unasked_is_cut_off() -> None:
    """It floods while the message waits for its durable step: then there is no dot either."""
    with ScriptedServer({"DATA": Drip("354 go\r\n" + "250 more\r\n" * 20)}) as server:
        (outcome,) = send(target_of(server, PATIENT))
    assert (outcome.stage, outcome.verdict) == (Stage.DATA, Verdict.DEFERRED)
    assert server.received == []


@pytest.mark.parametrize("size", ["SIZE 10000000", "SIZE", "SIZE 0", "SIZE soup", "SIZE " + "9" * 40, "SIZE -1"])
@pytest.mark.parametrize(
    ("refusal", "stage"),
    [
        ({"MAIL": "552 5.3.4 too big after all"}, Stage.MAIL),
        ({"DATA": "552 5.3.4 too big after all"}, Stage.DATA),
        ({"dot": "552 5.3.4 too big after all"}, Stage.DOT),
    ],
)
def test_a_size_that_was_a_lie(size: str, refusal: dict[str, Steps], stage: Stage) -> None:
    """Whatever it had promised, the refusal concerns this message, and the next one is tried."""
    steps = {name: [step, "354 go" if name == "DATA" else "250 ok"] for name, step in refusal.items()}
    with ScriptedServer({"EHLO": f"250-liar.example\r\n250 {size}", **steps}) as server:  # type: ignore[dict-item]
        outcomes = send(target_of(server, PATIENT), RECIPIENTS)
    assert (outcomes[0].stage, outcomes[0].verdict, outcomes[0].scope) == (stage, Verdict.REFUSED, Scope.MESSAGE)
    assert outcomes[1].verdict is Verdict.ACCEPTED
    assert server.connections == 1


@pytest.mark.parametrize("code", [452, 552])
@pytest.mark.parametrize("name", ["MAIL", "RCPT", "DATA", "dot"])
def test_a_full_mailbox_or_disk(name: str, code: int) -> None:
    """452 is tried again, 552 is not; neither stops the others."""
    steps: Steps = [f"{code} storage", "354 go" if name == "DATA" else "250 ok"]
    with ScriptedServer({"EHLO": "250 plain.example", name: steps}) as server:
        first, second = send(target_of(server, PATIENT), RECIPIENTS)
    assert first.verdict is (Verdict.DEFERRED if code == 452 else Verdict.REFUSED)
    assert first.scope is not Scope.SITE
    assert second.verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("code", [500, 502])
def test_a_server_that_does_not_know_ehlo_is_greeted_with_helo(code: int) -> None:
    """RFC 5321 §3.2. It offers nothing then, even where its answer looks as if it did."""
    script: dict[str, Steps] = {"EHLO": f"{code} what?", "HELO": "250-old.example\r\n250-SIZE 10\r\n250 PIPELINING"}
    with ScriptedServer(script) as server:
        outcomes = send(target_of(server, PATIENT), RECIPIENTS)
    assert [one.verdict for one in outcomes] == [Verdict.ACCEPTED] * 2
    assert [command.split()[0] for command in server.commands[:3]] == ["EHLO", "HELO", "MAIL"]
    assert "SIZE" not in server.commands[2]


@pytest.mark.parametrize("reply", ["554 5.7.1 not you", "550 no", "421 4.3.2 busy"])
def test_a_server_that_refuses_ehlo_is_not_pressed(reply: str) -> None:
    """It knows the command and does not want us: the whole server, nobody's retries."""
    with ScriptedServer({"EHLO": reply}) as server:
        (outcome,) = send(target_of(server, PATIENT))
    assert (outcome.stage, outcome.verdict, outcome.scope) == (Stage.HELLO, Verdict.DEFERRED, Scope.SITE)
    assert not any(command.startswith("HELO") for command in server.commands)


@pytest.mark.parametrize("url", ["smtp+starttls://press:secret@", "smtp://press:secret@"])
def test_helo_never_lowers_the_protection(url: str) -> None:
    """Whoever answers 500 to EHLO on the way gets neither the mail in the clear nor the login."""
    with ScriptedServer({"EHLO": "500 what?", "HELO": "250 old.example"}) as server:
        target = replace(parse_smtp_url(server.url.replace("smtp://", url)), timeouts=PATIENT)
        (outcome,) = send(target)
    assert outcome.fault in (Fault.NO_TLS, Fault.NO_LOGIN)
    assert not any(command.startswith(("AUTH", "MAIL")) for command in server.commands)


@pytest.mark.parametrize("is_implicit", [True, False], ids=["TLS at once", "STARTTLS"])
@pytest.mark.parametrize("kind", ["expired", "not yet valid", "self-signed"])
def test_a_certificate_that_does_not_hold(kind: str, is_implicit: bool, tmp_path: Path) -> None:
    """Nothing goes on, nobody's retries are spent, and the login is not shown."""
    authority, now = trustme.CA(), datetime.now(UTC)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if kind == "self-signed":
        tls.load_cert_chain(_self_signed(tmp_path / "own.pem"))
    elif kind == "expired":
        authority.issue_cert("localhost", not_after=now - timedelta(days=1)).configure_cert(tls)
    else:
        authority.issue_cert("localhost", not_before=now + timedelta(days=2)).configure_cert(tls)
    with (
        authority.cert_pem.tempfile() as trusted,
        ScriptedServer({"EHLO": STARTTLS}, tls=tls, is_implicit_tls=is_implicit) as server,
    ):
        (outcome,) = send(target_of(server, PATIENT, user="press", password="secret", ca_file=trusted))
    assert (outcome.fault, outcome.scope, outcome.verdict) == (Fault.TLS, Scope.SITE, Verdict.DEFERRED)
    assert not any(command.startswith(("AUTH", "MAIL")) for command in server.commands)


def _self_signed(path: Path) -> Path:
    """A certificate for localhost that nobody vouches for, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + certificate.public_bytes(pem))
    return path


@pytest.mark.parametrize("code", [530, 534, 535, 538])
@pytest.mark.parametrize("name", ["MAIL", "RCPT", "DATA"])
def test_a_login_that_runs_out_in_the_middle_refuses_nobody(name: str, code: int) -> None:
    """RFC 4954 §6: it is our login, whatever command it comes at, so nobody's retries are spent."""
    with ScriptedServer({name: f"{code} 5.7.0 log in first"}) as server:
        (outcome,) = send(target_of(server, PATIENT))
    assert (outcome.verdict, outcome.scope) == (Verdict.DEFERRED, Scope.SITE)
    assert server.received == []


@pytest.mark.parametrize("act", [Act.CLOSE, Act.RESET])
@pytest.mark.parametrize("name", ["EHLO", "STARTTLS", "AUTH"])
def test_a_server_that_hangs_up_before_the_first_message(name: str, act: Act) -> None:
    """Wherever that is: it did not serve us, and nobody was tried."""
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    with authority.cert_pem.tempfile() as trusted, ScriptedServer({"EHLO": STARTTLS, name: act}, tls=tls) as server:
        (outcome,) = send(target_of(server, PATIENT, user="press", password="secret", ca_file=trusted))
    assert (outcome.verdict, outcome.scope, outcome.fault) == (Verdict.DEFERRED, Scope.SITE, Fault.CLOSED)
