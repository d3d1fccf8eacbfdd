"""Reports as servers write them, and whatever else may lie in a mailbox."""

from __future__ import annotations

import base64
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from return_samples import (
    EXCHANGE,
    EXIM,
    MICROSOFT_SUCCESS,
    NAMELESS,
    ON_HOLIDAY,
    PLAIN_TEXT,
    TOKEN,
    WORDED,
    delayed,
    delivered,
    failed,
    relayed,
    report,
    status,
)

from distrib.core.delivery.bounce import Kind
from distrib.ingest.returns.reports import MOST_OCTETS, digest, read_report
from distrib.ingest.returns.worded_bounces import failed_addresses

SHAPES = {
    "failed": (failed(), Kind.FAILED, "5.1.1", "550 5.1.1 <reporter0@news.example>: no such user here"),
    "delivered": (delivered(), Kind.DELIVERED, "2.1.5", "250 2.1.5 kept"),
    "relayed": (relayed(), Kind.RELAYED, "2.0.0", "250 queued as 99"),
    "delayed": (delayed(), Kind.DELAYED, "4.4.1", "connect to mx.news.example: timed out"),
    "exchange": (
        EXCHANGE,
        Kind.FAILED,
        "5.2.2",
        "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException",
    ),
    "exim": (EXIM, Kind.FAILED, "5.0.0", "550 Unrouteable address"),
    "microsoft": (MICROSOFT_SUCCESS, Kind.RELAYED, "2.0.0", None),
    "in words": (PLAIN_TEXT, Kind.UNCLEAR, None, None),
    "on holiday": (ON_HOLIDAY, Kind.UNCLEAR, None, None),
}


@pytest.mark.parametrize(("data", "kind", "code", "diagnostic"), SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"], ids=["CRLF", "LF"])
def test_shapes(data: bytes, kind: Kind, code: str | None, diagnostic: str | None, line_end: bytes) -> None:
    """Each names the delivery once, says what happened, and does not depend on how it was stored."""
    read = read_report(data.replace(b"\r\n", line_end))
    assert (read.kind, read.status, read.diagnostic) == (kind, code, diagnostic)
    assert read.tokens == (TOKEN,)


def test_who_reports_is_known() -> None:
    """As the host calls itself."""
    assert read_report(failed()).reporter == "mx.relay.example"
    assert read_report(EXCHANGE).reporter == "EXCH01.news.example"


def test_a_report_that_names_nobody() -> None:
    """What it says is read, and it has no token."""
    read = read_report(NAMELESS)
    assert (read.kind, read.tokens) == (Kind.FAILED, ())


PLACES = {
    "envelope id": b"Original-Envelope-Id: " + TOKEN.encode(),
    "address": f"To: press+{TOKEN}".encode(),
    "return path": f"Return-Path: <press+{TOKEN}".encode(),
    "message id": f"Message-ID: <{TOKEN}".encode(),
}


@pytest.mark.parametrize("kept", [*PLACES, None])
def test_every_place_in_which_a_token_may_stand(kept: str | None) -> None:
    """Servers keep one or the other."""
    data = failed()
    for name, text in PLACES.items():
        assert text in data
        if name != kept:
            data = data.replace(text, text.replace(TOKEN.encode(), b""))
    assert read_report(data).tokens == ((TOKEN,) if kept else ())


def test_a_status_in_base64_inside_another_message() -> None:
    """A virus scanner packs it; a global status (RFC 6533) may be encoded."""
    inner = failed().replace(b"message/delivery-status", b"message/global-delivery-status")
    text = status("failed", "5.1.1").replace("\n", "\r\n").encode()
    coded = b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(text)
    inner = inner.replace(b"\r\n\r\n" + text, b"\r\n" + coded)
    body = inner[inner.index(b"Content-Type: multipart/report") :]
    head = inner[: inner.index(b"Content-Type: multipart/report")]
    outer = head + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + body + b"\r\n--x--\r\n"
    read = read_report(outer)
    assert (read.kind, read.status, read.tokens) == (Kind.FAILED, "5.1.1", (TOKEN,))


def test_a_message_cut_in_the_middle_still_speaks() -> None:
    """Some servers cut what they return; what comes after the status is not needed."""
    data = failed()
    assert read_report(data[: data.index(b"Content-Type: text/rfc822-headers")]).kind is Kind.FAILED
    assert read_report(data[: data.index(b"Action:")]).kind is Kind.UNCLEAR


HUGE = {
    "a thousand levels": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(1_000)
    ),
    "messages in messages": b"Content-Type: message/rfc822\r\n\r\n" * 10_000,
    "very many parts": b"Content-Type: multipart/report; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 200_000,
    "very many groups": b"Content-Type: message/delivery-status\r\n\r\n" + b"Action: failed\r\n\r\n" * 50_000,
    "very many fields": b"Content-Type: message/delivery-status\r\n\r\n" + b"Action: failed\r\n" * 60_000,
    "a very long line": b"To: " + b"+" * MOST_OCTETS,
    "very many addresses": b"To: " + b"a+b@c, " * 140_000,
    "very many lines of one field": b"Content-Type: message/delivery-status\r\n\r\nAction: x" + b"\r\n y" * 200_000,
    "very many heads": b"To: x+y@z\r\n" * 90_000,
    "far too long": b"x" * (3 * MOST_OCTETS),
}


@pytest.mark.parametrize("data", HUGE.values(), ids=HUGE)
def test_what_is_made_to_exhaust_a_reader_is_read_within_bounds(data: bytes) -> None:
    """Neither the stack nor the clock runs out; seconds are the processor's, which no other load lengthens."""
    began = time.process_time()
    read = read_report(data)
    assert len(read.tokens) <= 10
    assert time.process_time() - began < 10


WORDS = [
    b"X-Failed-Recipients: reporter0@news.example\r\n",
    b"Hi. This is the qmail-send program at mx.example.\r\n\r\n<a@b.example>:\r\n",
    b"Message from yahoo.example.\r\n",
    b"The following message to <a@b.example> was undeliverable.\r\n",
    b"--- The following addresses had delivery problems ---\r\n<a@b.example> (x)\r\n",
    b"Final-Recipient: rfc822; a@b.example\r\n",
]
PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/report; boundary=x\r\n",
        b'Content-Type: multipart/mixed; boundary*0="x"\r\n',
        b"Content-Type: multipart/mixed; boundary*=utf-9'';x\r\n",
        b"Content-Type: message/delivery-status\r\n",
        b"Content-Type: text/rfc822-headers\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"Content-Transfer-Encoding: quoted-printable\r\n",
        b"Original-Envelope-Id: token0000001\r\n",
        b"To: press+token0000001@office.example\r\n",
        b"Action: failed\r\nStatus: 5.1.1\r\n",
        b"--x\r\n",
        b"--x--\r\n",
        b"\r\n",
        b"begin 644 f\r\n",
        b"\xff\x00\x1b[2J\xe2\x80\xae",
    ]
)


@settings(max_examples=300)
@given(
    st.one_of(st.binary(max_size=300), st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=20).map(b"".join))
)
@example(b"Content-Type: multipart/report; boundary*0=x; boundary*=y\r\n\r\n--x\r\n")
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever lies in the mailbox; what is read of it can be stored and shown."""
    read = read_report(data)
    for text in (read.text, *read.tokens):
        text.encode("utf-8")
        assert not set(text) & {"\x00", "\x1b", "\n", "\u202e"}
    assert all(token == token.lower() for token in read.tokens)


def test_the_digest_knows_a_message_again() -> None:
    """From an mbox, a Maildir or a file; another message has another."""
    data = failed()
    assert digest(data) == digest(data.replace(b"\r\n", b"\n")) == digest(data + b"\r\n\r\n")
    assert digest(data) != digest(failed(number=2))


def test_a_bounce_in_words_counts_for_the_address_that_it_names() -> None:
    """And for no other."""
    read = read_report(WORDED)
    assert (read.kind, read.tokens) == (Kind.UNCLEAR, (TOKEN,))
    assert read.about("reporter0@news.example").kind is Kind.FAILED
    assert read.about("reporter1@news.example").kind is Kind.UNCLEAR
    assert read_report(delivered()).about("reporter0@news.example").kind is Kind.DELIVERED


@pytest.mark.parametrize("data", [ON_HOLIDAY, PLAIN_TEXT])
def test_words_that_no_program_knows_prove_nothing(data: bytes) -> None:
    """A person reads them."""
    assert read_report(data).failed == frozenset()


@given(st.lists(st.one_of(PIECES, st.sampled_from(WORDS), st.binary(max_size=20)), max_size=30).map(b"".join))
def test_no_words_raise(data: bytes) -> None:
    """Nor do they leave more than addresses."""
    failed_addresses(b"X-Failed-Recipients: \xff\r\n" + data)
    failed_addresses(b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n" + data)


@pytest.mark.parametrize("data", HUGE.values(), ids=HUGE)
def test_huge_words(data: bytes) -> None:
    """Read within bounds as well."""
    began = time.process_time()
    failed_addresses(data)
    failed_addresses(data.replace(b"Content-Type: message/rfc822", b"Content-Type: text/plain"))
    assert time.process_time() - began < 10


def test_two_kinds_in_one_report() -> None:
    """The address stood for two behind it, and one of them has it."""
    second = "\nFinal-Recipient: rfc822; desk@news.example\nAction: delivered\nStatus: 2.0.0\n"
    assert read_report(report(status("failed", "5.1.1") + second)).kind is Kind.DELIVERED
