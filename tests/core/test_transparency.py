"""What may follow DATA as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.message.quoted_printable import encode_text
from distrib.core.smtp.transparency import transparent


@pytest.mark.parametrize(
    "message", [b"a\rb\r\n", b"a\nb\r\n", b"x\r.\r\n", b"x\n.\n", b"x\r\n\r", b".\r\n", b"x\r\n.\r\n"]
)
def test_a_server_cannot_read_one_message_as_two(message: bytes) -> None:
    """A lone CR or LF, or a dot at the start of a line, is never sent."""
    with pytest.raises(ValueError, match="bare CR or LF, or a line that begins with a dot"):
        transparent(message)


def test_the_last_line_is_ended() -> None:
    """The dot that ends the message stands on a line of its own."""
    with pytest.raises(ValueError, match="ends in CR LF"):
        transparent(b"x")


@given(st.text(alphabet=st.sampled_from(". aé=\n"), max_size=400))
def test_quoted_printable_text_is_always_so(text: str) -> None:
    """Lines that begin with dots are coded, also where a long line is broken before one."""
    body = encode_text(text) + b"\r\n"
    assert transparent(body) == body
