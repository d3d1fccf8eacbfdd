"""DKIM: signatures hold for another verifier, for every change that matters they do not, and keys are well named."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from dkim_vectors import AT, DOMAIN, ED25519_SEED, RECORDS, VECTORS
from dkim_verifier import tags, verified
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.message import Greeting, Personal, Skeleton, Slot, splice
from distrib.core.message.dkim import (
    MAX_STRING,
    Algorithm,
    PublicKey,
    Signer,
    is_aligned,
    is_name,
    relaxed_field,
    seal,
    signatures,
)

ED25519 = Signer(DOMAIN, "lantern", Algorithm.ED25519, Ed25519PrivateKey.from_private_bytes(ED25519_SEED).sign)
AMAL = Personal("Amal", "amal@news.example", "<k3@harbour.example>", "k3v9x2m7q4", AT)
GREETING = Greeting("Dear ", ",", "Dear reader,")
HEAD = (
    *(b"Date: ", Slot.DATE, b"\r\nFrom: press@harbour.example\r\nTo: ", Slot.RECIPIENT),
    *(b"\r\nSubject: Aid\r\nMessage-ID:", Slot.MESSAGE_ID, b"\r\nList-Unsubscribe: <https://harbour.example/o/"),
    *(Slot.HEADER_TOKEN, b">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
)
BODY = (b"\r\n=\r\n", Slot.TEXT_GREETING, b"=\r\n\r\nAid \t has arrived. \r\n=\r\n", Slot.TEXT_TOKEN, b"=\r\n\r\n\r\n")


def skeleton(*pieces: bytes | Slot) -> Skeleton:
    return Skeleton(pieces, GREETING, "press@harbour.example", "press@harbour.example")


def signed(message: bytes) -> bytes:
    return signatures(message, [ED25519], AT) + message


def said(message: bytes) -> dict[str, str]:
    """The tags of the signature a message would get."""
    return tags(signatures(message, [ED25519], AT).decode().partition(":")[2])


@pytest.mark.parametrize("name", VECTORS)
def test_signatures_that_another_implementation_verified_are_made_again(name: str) -> None:
    """To the byte; where the private key is gone, its signature is put in and must hold."""
    message, expected = VECTORS[name]
    recorded = base64.b64decode(tags(expected.decode().rpartition("DKIM-Signature:")[2])["b"])
    anchor = Signer(DOMAIN, "anchor", Algorithm.RSA, lambda _: recorded)
    assert signatures(message, [ED25519, anchor], AT) == expected
    assert verified(expected + message, RECORDS) == ["ed25519-sha256", "rsa-sha256"]


@pytest.mark.parametrize(
    ("field", "relaxed"),
    [
        (b"Lamp: X\r\n", b"lamp:X\r\n"),
        (b"QUAY : Y\t\r\n\tZ  \r\n", b"quay:Y Z\r\n"),
        (b"Subject:\r\n Aid \t has\r\n\tarrived", b"subject:Aid has arrived\r\n"),
        (b"Subject:", b"subject:\r\n"),
        (b"Subject: \t ", b"subject:\r\n"),
        (b"X: a:b:c", b"x:a:b:c\r\n"),
    ],
)
def test_a_field_is_relaxed(field: bytes, relaxed: bytes) -> None:
    """Name in lower case, unfolded, runs of white space as one, none at the ends (RFC 6376 §3.4.2)."""
    assert relaxed_field(field) == relaxed


@pytest.mark.parametrize(
    ("body", "relaxed"),
    [
        (b" Lamp \r\nQuay \t E\r\n\r\n\r\n", b" Lamp\r\nQuay E\r\n"),
        (b"no end", b"no end\r\n"),
        (b"end \t", b"end\r\n"),
        (b"", b""),
        (b"\r\n\r\n", b""),
        (b" \t\r\n \r\n", b""),
        (b"\r\n \r\n  a", b"\r\n\r\n a\r\n"),
        (b"a\r\n \r\n\r\nb\r\n \t", b"a\r\n\r\n\r\nb\r\n"),
    ],
)
def test_a_body_is_relaxed(body: bytes, relaxed: bytes) -> None:
    """Seen by its hash (RFC 6376 §3.4.4)."""
    expected = base64.b64encode(hashlib.sha256(relaxed).digest()).decode()
    assert said(b"From: press@harbour.example\r\n\r\n" + body)["bh"] == expected


@given(
    body=st.lists(
        st.sampled_from([Slot.TEXT_GREETING, Slot.HTML_GREETING, Slot.TEXT_TOKEN])
        | st.lists(st.sampled_from([b"a", b"=", b"-", b" ", b"\t", b"\r\n", b"\r\n\r\n"]), max_size=8).map(b"".join),
        max_size=8,
    ),
    name=st.text(st.sampled_from("aé =\t."), max_size=60),
)
def test_what_is_prepared_once_is_what_the_whole_message_would_give(body: list[bytes | Slot], name: str) -> None:
    """Wherever personal places stand, and whatever white space stands around them."""
    pieces = skeleton(*HEAD, b"\r\n", *body, b"\r\n")
    personal = replace(AMAL, name=name)
    message = seal(pieces, [ED25519]).message(personal)
    assert message == signed(splice(pieces, personal))
    assert verified(message, RECORDS) == ["ed25519-sha256"]


def test_a_signed_message_has_the_same_bytes_at_every_attempt() -> None:
    """Its time is the dispatch's; recipients in between leave nothing behind."""
    sealed = seal(skeleton(*HEAD, *BODY), [ED25519])
    first = sealed.message(AMAL)
    zoe = sealed.message(replace(AMAL, name="Zoë", email="zoe@wire.example", token="z" * 20))
    assert sealed.message(AMAL) == first
    assert verified(zoe, RECORDS) == ["ed25519-sha256"]
    assert first != zoe
    assert f" t={int(AT.timestamp())};".encode() in bytes(first)


WHOLE = signed(splice(skeleton(*HEAD, *BODY), AMAL))


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (b"has arrived", b"has not arrived", "body differs"),
        (b"Subject: Aid", b"Subject: Aide", "header differs"),
        (b"o/k3v9x2m7q4", b"o/k3v9x2m7q5", "header differs"),
        (b"One-Click", b"Two-Click", "header differs"),
        (b"To: ", b"Cc: x@news.example\r\nTo: ", "header differs"),
        (b"Subject: ", b"Subject: Another\r\nSubject: ", "header differs"),
        (b"From: ", b"From: other@news.example\r\nFrom: ", "header differs"),
        (b"Date: ", b"Reply-To: other@news.example\r\nDate: ", "header differs"),
        (b"To: ", b"Content-Type: text/html\r\nTo: ", "header differs"),
        (b"; s=lantern", b"; s=beacon", "no key"),
        (b" t=1", b" t=2", "header differs"),
        (b"Subject: Aid", b"SUBJECT :\r\n  Aid ", "ed25519-sha256"),
        (b"Aid \t has arrived. \r\n", b"Aid has arrived.\r\n", "ed25519-sha256"),
        (b"Date: ", b"Received: from relay.example\r\nDate: ", "ed25519-sha256"),
        (b"Date: ", b"Date:  ", "ed25519-sha256"),
    ],
)
def test_what_a_signature_holds_against(old: bytes, new: bytes, verdict: str) -> None:
    """Text, signed fields, and fields put beside those that a mailbox shows; not what relays do on the way."""
    text = WHOLE if b"s=lantern" not in old else WHOLE.replace(b";\r\n s=lantern", b"; s=lantern")
    assert old in text
    assert verified(text.replace(old, new, 1), RECORDS) == [verdict]


def test_both_opt_out_fields_are_signed_where_they_stand() -> None:
    """RFC 8058 §4; a field that is not there may be put there by a mailing list."""
    names = said(splice(skeleton(*HEAD, *BODY), AMAL))["h"].split(":")
    assert names.count("List-Unsubscribe") == names.count("List-Unsubscribe-Post") == 1
    assert (names.count("From"), names.count("Cc"), names.count("List-ID")) == (2, 1, 0)


def test_a_signature_fits_any_server() -> None:
    """Lines within 78, the first field of the message, CRLF throughout."""
    long = Signer(DOMAIN, "anchor", Algorithm.RSA, lambda _: bytes(512))
    fields = signatures(WHOLE, [ED25519, long], AT)
    assert fields.startswith(b"DKIM-Signature: v=1; a=ed25519-sha256;")
    assert fields.endswith(b"\r\n")
    assert max(map(len, fields.split(b"\r\n"))) <= 78
    assert b"\r" not in fields.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "message", [b"From: a\r\n\r\na\nb", b"From: a\r\n\r\na\rb", b"From: a\0\r\n\r\n", b"From: a\r\n"]
)
def test_what_is_no_message_is_not_signed(message: bytes) -> None:
    """A bare line end could be read two ways, and so be signed one way and shown another."""
    with pytest.raises(ValueError, match="a message h"):
        signatures(message, [ED25519], AT)


def test_a_skeleton_without_personal_places_is_signed_too() -> None:
    """The same for everybody but for the date."""
    pieces = skeleton(b"From: press@harbour.example\r\n\r\nHello\r\n")
    assert verified(seal(pieces, [ED25519]).message(AMAL), RECORDS) == ["ed25519-sha256"]
    later = replace(AMAL, date=datetime(2027, 1, 1, tzinfo=UTC))
    assert seal(pieces, [ED25519]).message(later) != seal(pieces, [ED25519]).message(AMAL)


def test_a_long_key_is_published_in_strings_that_dns_can_hold() -> None:
    """Joined without spaces they are the record."""
    key = PublicKey(DOMAIN, "anchor", Algorithm.RSA, 2048, bytes(range(256)) + bytes(38))
    assert key.name == "anchor._domainkey.harbour.example"
    assert [len(one) for one in key.strings] == [MAX_STRING, 410 - MAX_STRING]
    record = tags("".join(key.strings))
    assert (record["v"], record["k"], base64.b64decode(record["p"])) == ("DKIM1", "rsa", key.data)


@pytest.mark.parametrize(
    ("sender", "signing", "is_counted"),
    [
        ("office.example", "office.example", True),
        ("Office.Example", "office.example", True),
        ("news.office.example", "office.example", True),
        ("office.example", "mail.office.example", True),
        ("office.example", "example", False),
        ("office.example", "other.example", False),
        ("myoffice.example", "office.example", False),
    ],
)
def test_a_signature_counts_for_the_senders_organisation(sender: str, signing: str, is_counted: bool) -> None:
    """DMARC's relaxed alignment."""
    assert is_aligned(sender, signing) is is_counted


@pytest.mark.parametrize(
    ("text", "is_good"),
    [
        *[(text, True) for text in ("rsa-202611", "a", "a.b", "xn--bro-hoa.example", "_x", "a" * 63)],
        *[
            (text, False)
            for text in ("", ".", "a..b", "../x", "a/b", "A", "a b", "é", "-a", "a-", "a;b", "a\n", "a" * 64)
        ],
        ("a." * 126 + "aa", False),
    ],
)
def test_names_can_stand_in_dns_and_on_disk(text: str, is_good: bool) -> None:
    """Nothing that leaves a folder or a header field."""
    assert is_name(text) is is_good
