"""A message as the standard library reads it, for tests that read hundreds of them."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from functools import lru_cache

_ONCE = policy.default.clone(header_factory=lru_cache(maxsize=64)(HeaderRegistry()))
"""Every question for the kind of a part has the parser read its field anew, twenty times in a message; here once."""


def read(raw: bytes) -> EmailMessage:
    """As a mailbox reads it."""
    return message_from_bytes(raw, policy=_ONCE)
