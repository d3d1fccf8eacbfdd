"""The lines of a login: each mechanism in its bytes, and no line longer than servers take."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.smtp.commands import IllegalOrder
from distrib.core.smtp.login import LONGEST_ANSWER, LONGEST_COMMAND, login_commands
from distrib.core.smtp.session import Session
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import LONGEST_LOGIN
from distrib.mail.token_command import LONGEST_TOKEN

USER = "press@office.example"


def greeted() -> Session:
    """Ready for a login."""
    session = Session()
    session.receive(b"220 x.example\r\n")
    session.hello("[127.0.0.1]")
    session.take_output()
    session.receive(b"250-x.example\r\n250 AUTH PLAIN LOGIN XOAUTH2\r\n")
    return session


def test_the_answer_of_xoauth2() -> None:
    """User and token as fields parted by octet 1, and what a refusal is answered with."""
    opening, on_refusal = login_commands("XOAUTH2", USER, "ya29.token")
    command, _, answer = opening.line.rpartition(b" ")
    assert (opening.stage, command) == (Stage.LOGIN, b"AUTH XOAUTH2")
    assert base64.b64decode(answer) == b"user=press@office.example\1auth=Bearer ya29.token\1\1"
    assert on_refusal.line == b""


@given(
    st.sampled_from(["PLAIN", "LOGIN", "XOAUTH2"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
    st.integers(0, LONGEST_TOKEN),
)
def test_no_line_is_longer_than_it_may_be(mechanism: str, user: str, length: int) -> None:
    """RFC 4954 §4: commands stay within RFC 5321's limit, answers within theirs; nothing is lost on the way."""
    lines = [one.line for one in login_commands(mechanism, user, "x" * length)]
    assert len(lines[0]) + 2 <= LONGEST_COMMAND
    assert max(map(len, lines)) <= LONGEST_ANSWER
    answers = b"".join(base64.b64decode(line) for line in [lines[0].partition(b" ")[2].partition(b" ")[2], *lines[1:]])
    assert b"x" * length in answers
    assert user.encode() in answers


def test_the_longest_login_that_can_be_set_fits() -> None:
    """Whatever is configured and whatever the command prints."""
    login_commands("XOAUTH2", "x" * LONGEST_LOGIN, "x" * LONGEST_TOKEN)
    login_commands("PLAIN", "x" * LONGEST_LOGIN, "x" * LONGEST_LOGIN)
    with pytest.raises(IllegalOrder):
        login_commands("XOAUTH2", USER, "x" * LONGEST_ANSWER)


def test_a_token_that_is_granted_at_once_leaves_nothing_to_say() -> None:
    """The empty line answers a refusal only."""
    session = greeted()
    session.login("XOAUTH2", USER, "token")
    assert session.take_output().startswith(b"AUTH XOAUTH2 ")
    assert session.receive(b"235 2.7.0 welcome\r\n")[0].is_granted
    assert session.take_output() == b""
    assert session.awaited is None


@pytest.mark.parametrize("length", [10, 2_000], ids=["on the command's line", "on a line of its own"])
def test_a_refused_token_is_answered_by_an_empty_line(length: int) -> None:
    """The challenge says why; the refusal itself comes after the line."""
    session = greeted()
    session.login("XOAUTH2", USER, "x" * length)
    session.take_output()
    if length > 500:
        assert session.receive(b"334 \r\n")[0].is_granted
        assert len(session.take_output()) > length
    session.receive(b"334 eyJzdGF0dXMiOiI0MDEifQ==\r\n")
    assert session.take_output() == b"\r\n"
    (answer,) = session.receive(b"535 5.7.8 refused\r\n")
    assert not answer.is_granted
    assert session.awaited is None


def test_challenges_without_end_are_a_refusal() -> None:
    """Nothing is said that was not prepared."""
    session = greeted()
    session.login("XOAUTH2", USER, "token")
    session.receive(b"334 \r\n")
    session.take_output()
    assert not session.receive(b"334 \r\n")[0].is_granted
    assert session.take_output() == b""
