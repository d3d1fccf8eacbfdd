"""What is asked of a server that offers DSN (RFC 3461): which reports to send, and what they are to name."""

from __future__ import annotations

import re
from enum import StrEnum

_NOT_PLAIN = re.compile(r"[^!-~]|[+=]")


class Notify(StrEnum):
    """Of what a report is wanted (RFC 3461 §4.1), in SMTP's words."""

    FAILURES = "FAILURE,DELAY"
    RECEIPTS = "SUCCESS,FAILURE,DELAY"
    """A message comes back for every recipient, so the mailbox that takes them should be one of its own."""


def xtext(text: str) -> str:
    """Text as a parameter's value (RFC 3461 §4): what is no plain ASCII, `+` and `=` as `+` and two digits an octet."""
    return _NOT_PLAIN.sub(_hexadecimal, text)


def _hexadecimal(found: re.Match[str]) -> str:
    return "".join(f"+{octet:02X}" for octet in found[0].encode("utf-8", "surrogatepass"))
