"""Replies are read from any chunks of bytes, within limits, and hold nothing a terminal would obey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.smtp.reply import MAX_LINE, MAX_LINES, MalformedReply, Reply, ReplyReader, plain


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"250 ok\r\n", Reply(250, ("ok",))),
        (b"250\r\n", Reply(250, ("",))),
        (b"250-one\r\n250-two\r\n250 three\r\n", Reply(250, ("one", "two", "three"))),
        (b"220 bare line feed\n", Reply(220, ("bare line feed",))),
        ("550 boîte inconnue\r\n".encode(), Reply(550, ("boîte inconnue",))),
        (b"550 \xff\xfe\r\n", Reply(550, ("\ufffd\ufffd",))),
    ],
)
def test_a_reply_is_read(data: bytes, expected: Reply) -> None:
    """One line or many, and whatever encoding."""
    assert list(ReplyReader().feed(data)) == [expected]


@given(st.lists(st.integers(1, 7), max_size=40))
def test_chunks_do_not_matter(cuts: list[int]) -> None:
    """The same replies come out however the bytes were cut."""
    data = b"250-a\r\n250 b\r\n354 go\r\n550 5.1.1 no\r\n"
    reader, at = ReplyReader(), 0
    replies: list[Reply] = []
    for cut in [*cuts, len(data)]:
        replies += reader.feed(data[at : at + cut])
        at += cut
    assert [reply.code for reply in replies] == [250, 354, 550]


@pytest.mark.parametrize(
    "data",
    [
        b"hello\r\n",
        b"25 short\r\n",
        b"650 no such class\r\n",
        b"250-one\r\n251 two\r\n",
        b"250+odd\r\n",
        b"250 " + b"x" * MAX_LINE + b"\r\n",
        b"250 " + b"x" * (MAX_LINE + 1),
        b"250-more\r\n" * (MAX_LINES + 1),
    ],
)
def test_what_is_no_reply_is_refused(data: bytes) -> None:
    """Nonsense, contradictions and floods end the conversation."""
    with pytest.raises(MalformedReply):
        list(ReplyReader().feed(data))


@pytest.mark.parametrize(
    ("reply", "enhanced"),
    [
        (Reply(550, ("5.1.1 no such user",)), "5.1.1"),
        (Reply(250, ("2.0.0",)), "2.0.0"),
        (Reply(550, ("4.2.0 contradicts its code",)), None),
        (Reply(550, ("no code at all",)), None),
        (Reply(250, ()), None),
    ],
)
def test_enhanced_status(reply: Reply, enhanced: str | None) -> None:
    """RFC 3463, and only where its class agrees with the reply's."""
    assert reply.enhanced == enhanced


@given(st.binary(max_size=200))
def test_a_servers_words_cannot_steer_a_terminal(data: bytes) -> None:
    """No control character survives."""
    assert all(character.isprintable() or character == " " for character in plain(data) if character != "\ufffd")
