"""What is asked of a server that offers DSN."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.smtp.commands import Capabilities, Envelope, envelope_commands
from distrib.core.smtp.dsn import Notify, xtext

OFFERED = Capabilities(frozenset({"DSN", "SMTPUTF8", "8BITMIME"}))
XTEXT = re.compile(r"(?:[!-*,-<>-~]|\+[0-9A-F]{2})*")
"""RFC 3461 §4, read anew for this test."""


def lines(recipient: str = "amal@news.example", *, offered: Capabilities = OFFERED, **dsn: object) -> list[bytes]:
    """MAIL and RCPT for one recipient."""
    envelope = Envelope("press+t@office.example", recipient, **dsn)  # type: ignore[arg-type]
    return [command.line for command in envelope_commands(envelope, 1, offered)][:2]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_xtext_keeps_to_its_grammar_and_loses_nothing(text: str) -> None:
    """Whatever the text: no space, no control character, nothing that ends a parameter."""
    written = xtext(text)
    assert XTEXT.fullmatch(written)
    assert unquote_to_bytes(written.replace("%", "%25").replace("+", "%")).decode() == text


@given(st.text(st.characters(codec="ascii"), max_size=5), st.text(st.characters(codec="ascii"), max_size=5))
def test_xtext_is_one_to_one(one: str, other: str) -> None:
    """Two tokens are never written alike."""
    assert (xtext(one) == xtext(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "written"), [("token07", "token07"), ("a+b=c d", "a+2Bb+3Dc+20d"), ("é", "+C3+A9"), ("", "")]
)
def test_xtext_by_example(text: str, written: str) -> None:
    """Octets in upper case."""
    assert xtext(text) == written


def test_reports_are_asked_for_with_our_token() -> None:
    """Headers are enough to come back; the recipient is named as we wrote them."""
    assert lines("a+b@news.example", envelope_id="t=1", notify=Notify.RECEIPTS) == [
        b"MAIL FROM:<press+t@office.example> RET=HDRS ENVID=t+3D1",
        b"RCPT TO:<a+b@news.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;a+2Bb@news.example",
    ]
    assert (
        lines(envelope_id="t")[1] == b"RCPT TO:<amal@news.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;amal@news.example"
    )


def test_nothing_is_asked_of_a_server_that_did_not_offer_it() -> None:
    """It would refuse the parameters."""
    plain = [b"MAIL FROM:<press+t@office.example>", b"RCPT TO:<amal@news.example>"]
    assert lines(offered=Capabilities(), envelope_id="t") == plain
    assert lines() == plain


def test_a_recipient_outside_ascii_is_named_by_our_token_alone() -> None:
    """ORCPT=rfc822 cannot hold it."""
    mail, rcpt = lines("żaneta@news.example", envelope_id="t")
    assert mail == b"MAIL FROM:<press+t@office.example> SMTPUTF8 BODY=8BITMIME RET=HDRS ENVID=t"
    assert rcpt == "RCPT TO:<żaneta@news.example> NOTIFY=FAILURE,DELAY".encode()
