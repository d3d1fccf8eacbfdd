"""The parts of a message that hold no other parts. Takes any bytes, raises for none, and descends only so far.

The standard library reads heads and undoes encodings; parts are told apart here, because its own parser of whole
messages calls itself for every level that a stranger cares to nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser, HeaderParser

MOST_PARTS = 50


def read_head(data: bytes) -> Message:
    """The head of a message; what follows it is one undivided payload."""
    return BytesHeaderParser().parsebytes(data)


def leaves(entity: Message, levels: int) -> Iterator[Message]:
    """The parts that hold no other parts, as deep as is looked."""
    boundary = entity.get_boundary() if entity.get_content_maintype() == "multipart" else None
    if not boundary or not levels:
        yield entity
        return
    line = re.compile(rf"(?:\A|\r?\n)--{re.escape(boundary)}(?:--)?[ \t]*(?:\r?\n|\Z)")
    for piece in line.split(str(entity.get_payload()), maxsplit=MOST_PARTS)[1:]:
        yield from leaves(HeaderParser().parsestr(piece), levels - 1)
