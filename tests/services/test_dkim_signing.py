"""DKIM from the key folder to the wire: what a server receives is signed, and the ledger's hash is of those bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from a_worker import AWorker
from an_office import AnOffice, an_office
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from dkim_verifier import fields_of, tags, verified
from scripted_smtp import ScriptedServer

from distrib.config import DkimSettings, SenderSettings
from distrib.core.delivery.ledger import State
from distrib.core.health import Health
from distrib.core.message.dkim import Algorithm, Signer
from distrib.errors import NotAllowed, SettingsError
from distrib.services import sending
from distrib.services.context import Context
from distrib.services.delivery.composing import Composer
from distrib.services.office import dkim
from distrib.services.office.doctor import examine


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release, sent as press@office.example."""
    with an_office(tmp_path) as opened:
        yield opened


def with_dkim(office: AnOffice, **dkim: str) -> Context:
    settings = replace(office.context.settings, dkim=DkimSettings(**dkim))
    return replace(office.context, settings=settings)


def records(context: Context) -> dict[str, str]:
    return {key.name: "".join(key.strings) for key in dkim.published(context)}


@pytest.mark.parametrize(
    "algorithms", [(), (Algorithm.ED25519,), (Algorithm.RSA,), (Algorithm.ED25519, Algorithm.RSA)], ids=str
)
def test_what_a_server_receives_is_signed_with_every_key(office: AnOffice, algorithms: tuple[Algorithm, ...]) -> None:
    """The signatures stand first, hold for the bytes on the wire, and those bytes are the ledger's."""
    for algorithm in algorithms:
        dkim.new(office.context, algorithm=algorithm)
    office.dispatch()
    with ScriptedServer() as server:
        AWorker(office, server, connections=2).run()
    assert office.states() == [State.ACCEPTED] * 3
    expected = sorted(algorithm.value for algorithm in algorithms)
    for one in server.received:
        assert sorted(verified(one.content, records(office.context))) == expected
        names = [name for name, _ in fields_of(one.content.partition(b"\r\n\r\n")[0])]
        assert names[: len(expected)] == ["dkim-signature"] * len(expected)
    hashes = {hashlib.sha256(one.content).hexdigest() for one in server.received}
    assert {one.sha256 for one in office.deliveries()} == hashes


def test_a_second_attempt_has_the_bytes_of_the_first(office: AnOffice) -> None:
    """Also by another worker, days later."""
    for algorithm in Algorithm:
        dkim.new(office.context, algorithm=algorithm)
    office.dispatch()
    (job, *_) = office.claim()
    first = Composer(office.context).compose(job).message
    office.clock.forward(days=2)
    assert Composer(office.context).compose(replace(job, attempt=2, claim="other")).message == first
    at = tags(fields_of(first.partition(b"\r\n\r\n")[0])[0][1].decode())["t"]
    assert at == str(int(job.queued_at.timestamp()))


def test_the_envelope_is_not_touched_by_signing(office: AnOffice) -> None:
    """Return address and recipient are those of the delivery."""
    office.dispatch()
    (job, *_) = office.claim()
    before = Composer(office.context).compose(job)
    dkim.new(office.context, algorithm=Algorithm.ED25519)
    after = Composer(office.context).compose(job)
    assert after.envelope == before.envelope
    assert after.message.endswith(before.message)
    assert after.message != before.message


def test_slow_signatures_are_made_beside_the_event_loop(office: AnOffice) -> None:
    """A composer is ready at once for what is quick, and never for RSA."""
    office.dispatch()
    (job, *_) = office.claim()
    for algorithm, is_ready in ((Algorithm.ED25519, True), (Algorithm.RSA, False)):
        dkim.new(office.context, algorithm=algorithm)
        composer = Composer(office.context)
        assert not composer.is_ready_for(job)
        composer.compose(job)
        assert composer.is_ready_for(job) is is_ready


def open_key(office: AnOffice) -> None:
    """A key that others can read, and that therefore signs nothing."""
    dkim.new(office.context, algorithm=Algorithm.ED25519)
    (path,) = dkim.folder(office.context).iterdir()
    path.chmod(0o644)


def test_a_key_that_cannot_be_used_stops_a_worker_before_anything_is_claimed(office: AnOffice) -> None:
    """Mail that should be signed does not go out unsigned."""
    office.dispatch()
    open_key(office)
    with ScriptedServer() as server, pytest.raises(SettingsError, match="chmod 600"):
        AWorker(office, server).run()
    assert office.states() == [State.QUEUED] * 3


def test_a_key_that_cannot_be_used_is_found_before_anybody_is_asked_to_confirm(office: AnOffice) -> None:
    """A send that cannot sign queues nobody."""
    open_key(office)
    with pytest.raises(SettingsError, match="chmod 600"):
        sending.plan(office.context, office.reference, "all")


def test_a_key_is_for_the_senders_domain_unless_another_is_named(office: AnOffice) -> None:
    """Its selector tells algorithm and month, unless one is named that has no key yet; making it is on record."""
    context = with_dkim(office)
    assert dkim.new(context, algorithm=Algorithm.RSA).name == "rsa-202611._domainkey.office.example"
    context = with_dkim(office, domain="harbour.example", selector="anchor, beacon")
    assert dkim.new(context, algorithm=Algorithm.ED25519).name == "anchor._domainkey.harbour.example"
    assert dkim.new(context, algorithm=Algorithm.RSA).name == "beacon._domainkey.harbour.example"
    with pytest.raises(NotAllowed, match="There is a key with the selector anchor"):
        dkim.new(context, algorithm=Algorithm.ED25519, selector="anchor")
    sender = SenderSettings(address="press@büro.example")
    context = replace(context, settings=replace(context.settings, sender=sender, dkim=DkimSettings()))
    assert dkim.new(context, algorithm=Algorithm.ED25519).domain == "xn--bro-hoa.example"


def test_the_settings_say_which_keys_sign(office: AnOffice) -> None:
    """By domain, by selector, or both; one that is named and not there is a mistake."""
    for domain, selector in (("office.example", "a"), ("office.example", "b"), ("harbour.example", "c")):
        dkim.new(with_dkim(office, domain=domain), algorithm=Algorithm.ED25519, selector=selector)

    def selectors(**settings: str) -> list[str]:
        return sorted(one.selector for one in dkim.signers(with_dkim(office, **settings)))

    assert selectors() == ["a", "b", "c"]
    assert selectors(domain="office.example") == ["a", "b"]
    assert selectors(selector="c,a") == ["a", "c"]
    assert selectors(domain="office.example", selector="b") == ["b"]
    for settings in ({"domain": "x.example"}, {"selector": "a,z"}, {"domain": "harbour.example", "selector": "a"}):
        with pytest.raises(SettingsError, match="Make one with: distrib dkim new"):
            selectors(**settings)


def test_keys_that_count_for_the_sender_sign_alone() -> None:
    """An office with two names does not tell of one in the mail of the other."""
    keys = [
        Signer(domain, "s", Algorithm.ED25519, bytes)
        for domain in ("office.example", "mail.office.example", "harbour.example")
    ]
    for address, number in (("a@office.example", 2), ("a@harbour.example", 1), ("a@other.example", 3)):
        assert len(dkim.for_sender(keys, address)) == number
    assert dkim.for_sender([], "a@office.example") == ()


def findings(context: Context) -> list[tuple[Health, str]]:
    """What the doctor says of signing."""
    return [(one.health, one.text) for one in examine(context) if "sign" in one.text]


def test_the_doctor_says_how_mail_is_signed(office: AnOffice) -> None:
    """Not at all; by a key few verify; by both, with the names to look for in DNS."""
    ((health, text),) = findings(office.context)
    assert health is Health.ATTENTION
    assert "Mail is not signed here (DKIM)" in text
    dkim.new(office.context, algorithm=Algorithm.ED25519)
    (good, alone) = findings(office.context)
    assert good[0] is Health.GOOD
    assert "the TXT record ed25519-202611._domainkey.office.example: distrib dkim show" in good[1]
    assert (alone[0], "--algorithm rsa" in alone[1]) == (Health.ATTENTION, True)
    dkim.new(office.context, algorithm=Algorithm.RSA)
    assert [health for health, _ in findings(office.context)] == [Health.GOOD] * 2
    assert "rsa 2048 bits) by office.example" in findings(office.context)[1][1]


def test_the_doctor_compares_the_sender_with_the_keys(office: AnOffice) -> None:
    """A signature by another domain does not count."""
    dkim.new(with_dkim(office, domain="harbour.example"), algorithm=Algorithm.RSA)
    ((health, text),) = findings(office.context)
    assert health is Health.ATTENTION
    assert "by harbour.example; mailboxes do not count that for the sender's domain office.example" in text


def test_the_doctor_finds_keys_that_are_short_open_or_missing(office: AnOffice) -> None:
    """Each with what to do about it."""
    folder = dkim.folder(office.context)
    folder.mkdir()
    path = folder / "old._domainkey.office.example.pem"
    short = rsa.generate_private_key(65537, 1024)
    path.write_bytes(short.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)
    ((health, text),) = findings(office.context)
    assert (health, "that is short. Make one of 2048 bits" in text) == (Health.ATTENTION, True)
    path.chmod(0o640)
    assert any(one.health is Health.BAD and f"chmod 600 {path}" in one.text for one in examine(office.context))
    context = with_dkim(office, selector="new")
    assert any(one.health is Health.BAD and "no key for the selector new" in one.text for one in examine(context))
