"""A message that may follow DATA as it is: no line of it ends it early, and none can be read as two (RFC 5321 §4.5.2).

Our own messages are made so that no line begins with a dot; nothing is stuffed on the way, and what is hashed is what
is sent.
"""

from __future__ import annotations

import re
from typing import NewType

Transparent = NewType("Transparent", bytes)
"""Line ends are CR LF, at its end too, and no line begins with a dot."""

_UNSAFE = re.compile(rb"\r(?!\n)|(?<!\r)\n|^\.|\n\.")


def check_lines(piece: bytes) -> None:
    """Check a piece of a message.

    Raises:
        ValueError: a CR or LF stands alone (a server might read the end of the message there, which is called SMTP
            smuggling), or a line begins with a dot.
    """
    may_be_unsafe = b"\n" in piece or b"\r" in piece or piece.startswith(b".")  # the search is slow, and this is not
    if may_be_unsafe and _UNSAFE.search(piece):
        raise ValueError("a piece of a message holds a bare CR or LF, or a line that begins with a dot")


def transparent(message: bytes) -> Transparent:
    """The message, checked.

    Raises:
        ValueError: it cannot be sent as it is.
    """
    check_lines(message)
    if not message.endswith(b"\r\n"):
        raise ValueError("a message ends in CR LF")
    return Transparent(message)
