"""A recipient's own header field, read again as a mailbox would. It is asked once for every recipient of a send."""

from __future__ import annotations

import re
from base64 import b64decode
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

from distrib.core.message.words import MAX_NAME, header_address
from distrib.core.plain_text import one_line

_PLAIN_NAME = re.compile(r"[A-Za-z0-9 '-]{0,60}")
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}")
_WORD = re.compile(rb"=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=")
_ENCODED = re.compile(rb"((?:=\?utf-8\?b\?[A-Za-z0-9+/=]*\?=(?:\r\n)? )+)<([^<>\s]+)>")
"""Encoded words and an address, nothing else (RFC 2047 §6.2: the space between two words is none of the text)."""

_QUOTED = re.compile(r"\\(.)")


def reads_alike(to: bytes, name: str, email: str) -> bool:
    """Whether the value of a To field says this name and this address, and begins no other field.

    Letters, digits and a few marks are written as they are, and encoded words have one form here; only the
    others need a whole parser.
    """
    if _PLAIN_NAME.fullmatch(name) and _PLAIN_ADDRESS.fullmatch(email):
        shown = one_line(name)
        meant = f'"{shown}" <{email}>' if shown else email
        return to.replace(b"\r\n ", b" ") == meant.encode()
    words = _ENCODED.fullmatch(to)
    if words is not None and _PLAIN_ADDRESS.fullmatch(email):
        said = b"".join(map(b64decode, _WORD.findall(words[1]))).decode(errors="replace")
        return said == one_line(name)[:MAX_NAME].strip() and words[2] == email.encode()
    message = message_from_bytes(b"To: " + to + b"\r\n\r\n", policy=policy.compat32)
    if message.keys() != ["To"] or message.get_payload():
        return False
    value = str(message["To"])
    phrase = value.rpartition("<")[0].strip()
    # Not by `policy.default`, which shows the space between two encoded words
    # (https://github.com/python/cpython/issues/128110).
    is_quoted = phrase.startswith('"')
    said = _QUOTED.sub(r"\1", phrase[1:-1]) if is_quoted else str(make_header(decode_header(phrase)))
    address = parseaddr(value)[1]
    return said == one_line(name)[:MAX_NAME].strip() and address == header_address(email)
