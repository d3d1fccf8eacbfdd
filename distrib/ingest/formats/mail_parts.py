"""The parts of a message that hold no other parts. Takes any bytes, raises for none, and descends only so far.

The standard library reads heads and undoes encodings; parts are told apart here, because its own parser of whole
messages calls itself for every level that a stranger cares to nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser, HeaderParser
from typing import Any

MOST_PARTS = 50


class Head(Message):
    """A head whose parameters can be asked for whatever stands in them.

    The standard library raises where a stranger numbers some pieces of a parameter and not others (RFC 2231 §3).
    """

    def get_param(
        self, param: str, failobj: Any = None, header: str = "content-type", unquote: bool = True
    ) -> str | Any | tuple[str | None, str | None, str]:
        """The parameter, or `failobj` where it cannot be read."""
        try:
            return super().get_param(param, failobj, header, unquote)
        except (TypeError, ValueError):
            return failobj


def read_head(data: bytes) -> Head:
    """The head of a message; what follows it is one undivided payload."""
    return BytesHeaderParser(Head).parsebytes(data)


def leaves(entity: Head, levels: int) -> Iterator[Head]:
    """The parts that hold no other parts, as deep as is looked."""
    boundary = entity.get_boundary() if entity.get_content_maintype() == "multipart" else None
    if not boundary or not levels:
        yield entity
        return
    line = re.compile(rf"(?:\A|\r?\n)--{re.escape(boundary)}(?:--)?[ \t]*(?:\r?\n|\Z)")
    for piece in line.split(str(entity.get_payload()), maxsplit=MOST_PARTS)[1:]:
        yield from leaves(HeaderParser(Head).parsestr(piece), levels - 1)
