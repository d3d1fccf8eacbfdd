"""The conversation without its socket: what may be said when, and in which bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.smtp.commands import Capabilities, Envelope, IllegalOrder
from distrib.core.smtp.phases import Phase
from distrib.core.smtp.session import Session
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.transparency import transparent

ENVELOPE = Envelope("press+t@office.example", "amal@news.example")


def ready(ehlo: bytes = b"250-x.example\r\n250-PIPELINING\r\n250 SIZE 1000\r\n") -> Session:
    """A session that has been greeted."""
    session = Session()
    session.receive(b"220 x.example\r\n")
    session.hello("[127.0.0.1]")
    session.take_output()
    session.receive(ehlo)
    assert session.phase is Phase.READY
    return session


def test_with_pipelining_the_envelope_travels_in_one_write() -> None:
    """RFC 2920: one round trip instead of three."""
    session = ready()
    session.begin(ENVELOPE, 123)
    expected = b"MAIL FROM:<press+t@office.example> SIZE=123\r\nRCPT TO:<amal@news.example>\r\nDATA\r\n"
    assert session.take_output() == expected
    answers = session.receive(b"250 ok\r\n250 ok\r\n354 go\r\n")
    assert [answer.stage for answer in answers] == [Stage.MAIL, Stage.RCPT, Stage.DATA]
    session.body(transparent(b"a\r\nb\r\n"))
    assert session.take_output() == b"a\r\nb\r\n"
    session.dot()
    assert session.take_output() == b".\r\n"
    assert session.receive(b"250 kept\r\n")[0].is_granted
    assert session.phase is Phase.READY


def test_what_was_offered_before_tls_is_forgotten() -> None:
    """RFC 3207 §4.2: until the server has been greeted anew it offers nothing, and nothing can be begun."""
    session = ready(b"250-x.example\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")
    session.start_tls()
    session.receive(b"220 go\r\n250-x.exam")
    session.secured()
    assert session.capabilities == Capabilities()
    with pytest.raises(IllegalOrder):
        session.login("PLAIN", "press", "secret")
    session.hello("[127.0.0.1]")
    session.receive(b"250 x.example\r\n")
    assert session.phase is Phase.READY


def test_after_a_refused_recipient_no_text_follows_a_354() -> None:
    """A dot would send to nobody (RFC 2920 §3.1)."""
    session = ready()
    session.begin(ENVELOPE, 123)
    session.receive(b"250 ok\r\n550 no such user\r\n354 go\r\n")
    assert session.phase is Phase.SPOILT
    with pytest.raises(IllegalOrder):
        session.body(transparent(b"a\r\n"))


@pytest.mark.parametrize("begun", [False, True])
def test_an_acceptance_that_was_not_asked_for_counts_for_nothing(begun: bool) -> None:
    """It is the answer to no dot, and the conversation ends there."""
    session = ready()
    if begun:
        session.begin(ENVELOPE, 123)
        session.receive(b"250 ok\r\n250 ok\r\n354 go\r\n")
        session.body(transparent(b"a\r\n"))
    assert session.receive(b"250 kept\r\n") == []
    assert session.phase is Phase.SPOILT
    with pytest.raises(IllegalOrder):
        session.dot()


def test_without_pipelining_each_command_waits() -> None:
    """A server that did not offer it gets one at a time."""
    session = ready(b"250 x.example\r\n")
    session.begin(ENVELOPE, 1)
    written = [session.take_output()]
    for reply in (b"250 ok\r\n", b"250 ok\r\n"):
        session.receive(reply)
        written.append(session.take_output())
    assert [line.split(b" ")[0].strip() for line in written] == [b"MAIL", b"RCPT", b"DATA"]


def test_after_a_refusal_the_next_message_begins_with_a_reset() -> None:
    """An open transaction would make the next MAIL a bad sequence."""
    session = ready()
    session.begin(ENVELOPE, 1)
    session.take_output()
    answers = session.receive(b"250 ok\r\n550 no\r\n554 nobody\r\n")
    assert [answer.is_granted for answer in answers] == [True, False, False]
    session.begin(ENVELOPE, 1)
    assert session.take_output().startswith(b"RSET\r\nMAIL")


STEPS: dict[str, Callable[[Session], None]] = {
    "hello": lambda session: session.hello("x"),
    "start_tls": lambda session: session.start_tls(),
    "login": lambda session: session.login("PLAIN", "u", "p"),
    "begin": lambda session: session.begin(ENVELOPE, 1),
    "body": lambda session: session.body(transparent(b"x\r\n")),
    "dot": lambda session: session.dot(),
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12), st.data())
def test_no_order_of_steps_writes_a_dot_without_its_body(names: list[str], data: st.DataObject) -> None:
    """Whatever is tried in whatever order, an illegal step raises and writes nothing."""
    session, wrote_body = Session(), False
    for name in names:
        try:
            STEPS[name](session)
        except IllegalOrder:
            assert session.take_output() == b""
            continue
        assert name != "dot" or wrote_body
        wrote_body = name == "body" or (wrote_body and name != "dot")
        session.take_output()
        while session.awaited is not None:
            code = {Stage.DATA: 354, Stage.LOGIN: 235, Stage.GREETING: 220}.get(session.awaited, 250)
            session.receive(b"%d ok\r\n" % data.draw(st.sampled_from([code, 550])))
            session.take_output()
            if session.phase is Phase.SECURING:
                session.secured()


@given(st.binary())
def test_no_bytes_from_a_server_break_the_conversation(data: bytes) -> None:
    """They are answers, or they spoil it; nothing raises."""
    ready().receive(data)


@pytest.mark.parametrize("address", ["a@b>\r\nDATA", "a b@c", "a\x00@b", "<a@b", "", "x" * 400 + "@b"])
def test_an_address_cannot_leave_its_brackets(address: str) -> None:
    """It raises before anything is written."""
    session = ready()
    with pytest.raises(IllegalOrder):
        session.begin(Envelope("press@office.example", address), 1)
    assert session.phase is Phase.READY
    assert session.take_output() == b""
