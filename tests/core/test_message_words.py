"""Words of a header: they arrive as typed, on lines that every server takes, and never as a header of their own."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_samples import read_name

from distrib.core.message.words import MAX_NAME, MAX_SUBJECT, mailbox, shortened, subject
from distrib.core.plain_text import many_lines, one_line

HOSTILE = (
    "=?utf-8?q?a=0D=0ABcc:_victim=40news=2Eexample?=",
    "=?utf-8?b?DQpCY2M6IGFAYi5leGFtcGxl?=",
    "Aid\r\nBcc: a@b.example",
    "Aid\x00\x0b\x85Bcc: a@b.example",
    'Amal "The Pen" O\\Hara',
    "Haddad, Amal <a@b.example>",
    "a" * 1000,
    "é" * 1000,
    "=?",
    "?=",
    "Aid (north); see: [1] @ noon",
)


def _read(name: str, value: bytes) -> EmailMessage:
    raw = name.encode() + b": " + value + b"\r\nX-Last: 1\r\n\r\n"
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    return message_from_bytes(raw, policy=policy.default)


def _check_subject(text: str) -> None:
    message = _read("Subject", subject(text))
    assert message.keys() == ["Subject", "X-Last"]
    assert str(message["Subject"]) == shortened(one_line(text), MAX_SUBJECT)


def _check_mailbox(name: str) -> None:
    value = mailbox(name, "amal@news.example")
    message = _read("To", value)
    assert message.keys() == ["To", "X-Last"]
    (address,) = message["To"].addresses
    assert address.addr_spec == "amal@news.example"
    assert read_name(b"To: " + value + b"\r\n\r\n") == one_line(name)[:MAX_NAME].strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_subject_arrives_as_text(text: str) -> None:
    """Also one that would decode to a line break and a Bcc header."""
    _check_subject(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_arrives_as_text(name: str) -> None:
    """One recipient, whatever the name says."""
    _check_mailbox(name)


@given(st.text(st.sampled_from("aé ن\u200d🙂=?_-,;<>@\"\\'().:\r\n\t"), max_size=120))
def test_any_subject_arrives_as_typed(text: str) -> None:
    """No space is lost in folding, accents or not."""
    _check_subject(text)


@given(st.lists(st.sampled_from(["Genève", "aide", "réfugiés", "à", "Côte-d’Ivoire", "IOM", "x" * 70]), max_size=40))
def test_accented_subjects_keep_every_space(words: list[str]) -> None:
    """EmailMessage loses one in about every ninth."""
    _check_subject(" ".join(words))


@given(st.text(st.sampled_from("aé ن\u200d🙂=?_-,;<>@\"\\'().:\r\n\t"), max_size=240))
def test_any_name_arrives_as_typed(name: str) -> None:
    """Quoted, encoded or folded."""
    _check_mailbox(name)


@given(st.text())
def test_one_line_hides_nothing(text: str) -> None:
    """No control or bidirectional override is left, and cleaning twice changes nothing."""
    line = one_line(text)
    assert one_line(line) == line
    assert many_lines(line) == line
    assert not any(character in line for character in "\r\n\t\x00\x1b\u202e\u2066\u200b\ufdd0\uffff")


@given(st.text() | st.text(st.sampled_from("aé  \u00a0\u3000\u200d\t\n\u2028\ue000\u0378ن")))
def test_one_line_is_many_lines_with_its_white_space_closed_up(text: str) -> None:
    """However plain the text looks."""
    assert one_line(text) == " ".join(many_lines(text).split())


@pytest.mark.parametrize("kept", ["می\u200cخواهم", "👩\u200d🚒", "é", "e\u0301", "\U0001fae8", "\ue000"])
def test_what_spelling_needs_is_kept(kept: str) -> None:
    """Joiners, combining marks, new emoji and private characters."""
    assert one_line(kept) == kept


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("one two three", 10, "one two…"), ("a bcdefghijkl", 8, "a bcdef…")],
)
def test_shortened_cuts_at_a_word_where_one_is_near(text: str, limit: int, short: str) -> None:
    """And never exceeds its limit."""
    assert shortened(text, limit) == short
