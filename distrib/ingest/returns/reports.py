"""A message that came back → what it reports. It takes any bytes, raises for none, and descends only so far."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.parser import HeaderParser
from itertools import islice

from distrib.core.delivery.bounce import Report, read_status, tokens_in_addresses, tokens_in_message_ids
from distrib.ingest.formats.mail_parts import MOST_PARTS, Head, leaves, read_head
from distrib.ingest.returns.worded_bounces import failed_addresses

MOST_OCTETS = 1_000_000
"""Read of a message: what a report says stands before the message that it returns."""

MOST_LEVELS = 3
"""A report that was packed by a list server or a virus scanner has two."""

MOST_RECIPIENTS = 100
"""Groups of a delivery status that are looked at; our messages have one recipient."""

_ADDRESSED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to")
_RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_FIELD = re.compile(r"([A-Za-z0-9-]{1,100})[ \t]*:(.*)")


def read_report(data: bytes) -> Report:
    """What a message says (RFC 3464), and the tokens found where a return address or our Message-ID stands."""
    whole = read_head(data[:MOST_OCTETS])
    parts = list(islice(leaves(whole, MOST_LEVELS), MOST_PARTS))
    groups = next((_groups(_text(part)) for part in parts if part.get_content_type() in _STATUS), [])
    recipients = [group for group in groups if "action" in group or "final-recipient" in group]
    report = read_status(groups[0] if groups else {}, recipients, [*_named(whole), *_returned(parts)])
    return report if groups or not report.tokens else replace(report, failed=failed_addresses(data))


def digest(data: bytes) -> str:
    """Tells one message from another, whatever line ends the way here gave it."""
    return hashlib.sha256(data[:MOST_OCTETS].replace(b"\r\n", b"\n").rstrip()).hexdigest()


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _groups(text: str) -> list[dict[str, str]]:
    """Groups of fields, parted by empty lines; of a field that is repeated the first counts."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    groups = re.split(r"\n[ \t]*\n", lines.strip("\n"), maxsplit=MOST_RECIPIENTS)[:MOST_RECIPIENTS]
    return [_fields(group) for group in groups]


def _fields(group: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in re.sub(r"\n[ \t]+", " ", group).split("\n"):
        found = _FIELD.match(line)
        if found:
            fields.setdefault(found[1].lower(), found[2].strip())
    return fields


def _named(head: Message) -> Iterator[str]:
    """Tokens of the addresses to which the report was sent."""
    for name in _ADDRESSED:
        for value in head.get_all(name, []):
            yield from tokens_in_addresses(str(value))


def _returned(parts: list[Head]) -> Iterator[str]:
    """Tokens of our own message, where its head came back."""
    for part in parts:
        if part.get_content_type() in _RETURNED:
            head = HeaderParser().parsestr(_text(part))
            yield from tokens_in_addresses(str(head.get("return-path", "")))
            yield from tokens_in_message_ids(str(head.get("message-id", "")))
