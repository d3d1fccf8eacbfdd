"""Words of a mail header: names, subjects and addresses as bytes that cannot become a header of their own.

Text is never obeyed: control characters go, and whatever looks like an encoded word (RFC 2047) is encoded again,
so that it decodes to what was typed.
"""

from __future__ import annotations

import re
from base64 import b64encode

from distrib.core.plain_text import one_line
from distrib.errors import NotAllowed

MAX_NAME = 200
"""Characters of a display name that are kept; no person's name is longer, and a header has its limits."""

MAX_SUBJECT = 300
"""Characters of a subject that are kept; the headline in the message is always whole."""

_WORD_BYTES = 45
"""45 bytes are 60 in base64, with `=?utf-8?b?` and `?=` 72: RFC 2047 §2 allows 75."""

_LONG_ASCII = 60
_UNSAFE = re.compile(r"[\s<>\"\\,;:()\[\]\x00-\x1f\x7f-\x9f]")
_SPECIAL = re.compile(r"([\"\\])")


def needs_smtputf8(address: str) -> bool:
    """Whether an address can only be mailed over SMTPUTF8 (RFC 6531): its local part is not ASCII."""
    return not address.rpartition("@")[0].isascii()


def header_address(address: str) -> str:
    """An address as a header holds it: the domain as A-labels, unless the local part needs SMTPUTF8 anyway.

    Raises:
        NotAllowed: it holds a character that would end the address and begin something else.
    """
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain or _UNSAFE.search(address):
        raise NotAllowed(
            "The address {address!r} cannot be written into a message, so nothing is sent to it. Correct the "
            "address and try again.",
            address=one_line(address),
        )
    return address if address.isascii() or needs_smtputf8(address) else f"{local}@{_ascii_domain(domain)}"


def _ascii_domain(domain: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(
            f"a@{domain}", check_deliverability=False, globally_deliverable=False, allow_domain_literal=False
        )
    except EmailNotValidError:
        raise NotAllowed(
            "The domain {domain!r} cannot be written in ASCII, so nothing is sent to it. Correct the address and "
            "try again.",
            domain=one_line(domain),
        ) from None
    return checked.ascii_domain


def encoded_words(text: str) -> bytes:
    """Text as encoded words in UTF-8 and base64, folded; a character is never split between two words."""
    whole = text.encode()
    if len(whole) <= _WORD_BYTES:
        return _word(whole)
    words, current = [], b""
    for character in text:
        code = character.encode()
        if len(current) + len(code) > _WORD_BYTES:
            words.append(current)
            current = b""
        current += code
    words.append(current)
    return b"\r\n ".join(map(_word, words))


def _word(code: bytes) -> bytes:
    return b"=?utf-8?b?" + b64encode(code) + b"?="


def mailbox(name: str, address: str) -> bytes:
    """`name <address>` as the value of From or To, folded; without a name the address alone.

    Raises:
        NotAllowed: the address cannot be written.
    """
    written = header_address(address).encode()
    shown = one_line(name)[:MAX_NAME].strip()
    if not shown:
        return written
    phrase = header_phrase(shown)
    fold = b" " if len(phrase) + len(written) < 66 else b"\r\n "
    return phrase + fold + b"<" + written + b">"


def header_phrase(text: str) -> bytes:
    """A name in a header: a quoted string where ASCII will do, else encoded words."""
    if not text.isascii() or len(text) > _LONG_ASCII or "=?" in text:
        return encoded_words(text)
    return b'"' + _SPECIAL.sub(r"\\\1", text).encode() + b'"'


def subject(text: str) -> bytes:
    """A subject line folded; long ones are cut at a word.

    `EmailMessage` loses a space in folding some accented subjects, which is why `email.header` does it here.
    """
    from email.header import Header

    shown = shortened(one_line(text), MAX_SUBJECT)
    is_plain = shown.isascii() and "=?" not in shown and all(len(word) <= _LONG_ASCII for word in shown.split(" "))
    header = Header(shown, "us-ascii" if is_plain else "utf-8", header_name="Subject", maxlinelen=75)
    return header.encode(linesep="\r\n").encode("ascii")


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters; what is cut ends in an ellipsis, after a whole word where one is near."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = text[:limit].rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip() + "…"
