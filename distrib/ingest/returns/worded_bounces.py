"""Bounces without a delivery status: which addresses their words call undeliverable. flufl.bounce knows the wordings.

The library parses whole messages, each level by calling itself, and lets through whatever a stranger's bytes raise in
it; so it is given little, nothing that nests deep, and its failures count as words that nobody knows.
"""

from __future__ import annotations

import email
import logging

MOST_OCTETS = 100_000
MOST_PARTS = 30
"""Boundaries and messages in messages: an upper limit of how deep it can nest."""

MOST_ADDRESSES = 20


def failed_addresses(data: bytes) -> frozenset[str]:
    """In lower case; empty where the words say nothing certain, or speak of a delay."""
    known = data[:MOST_OCTETS]
    lower = known.lower()
    if lower.count(b"boundary") + lower.count(b"message/") > MOST_PARTS:
        return frozenset()
    from flufl.bounce import scan_message

    logging.getLogger("flufl.bounce").disabled = True  # it logs what strangers wrote
    try:
        found = scan_message(email.message_from_bytes(known))
    except Exception:  # strangers' bytes raise anything in it, and prove nothing
        return frozenset()
    texts = (one.decode("ascii", "replace").lower() for one in found)
    return frozenset(list(texts)[:MOST_ADDRESSES])
