"""Queries about suppressed addresses. Only keyed hashes are kept; the address itself must never reach the table."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from distrib.core.people import address_key
from distrib.db.schema import SuppressionRow

CHUNK = 5_000


def address_hash(suppression_key: bytes, email: str) -> str:
    """HMAC-SHA256 of the address key, in hexadecimal (RFC 2104)."""
    return hmac.digest(suppression_key, address_key(email).encode("utf-8", "replace"), "sha256").hex()


def add(connection: Connection, suppression_key: bytes, email: str, *, reason: str, now: datetime) -> bool:
    """Suppress an address; False when it was suppressed already, and then nothing is changed."""
    value = address_hash(suppression_key, email)
    known = connection.scalar(select(SuppressionRow.id).where(SuppressionRow.address_hash == value))
    if known is None:
        connection.execute(insert(SuppressionRow).values(address_hash=value, reason=reason, at=now))
    return known is None


def suppressed_among(connection: Connection, suppression_key: bytes, emails: Iterable[str]) -> frozenset[str]:
    """The address keys of those that are suppressed."""
    keys = {address_hash(suppression_key, email): address_key(email) for email in emails}
    hashes = list(keys)
    if len(hashes) > CHUNK and count(connection) <= len(hashes):  # one walk over the table is less than all the asking
        return frozenset(keys[one] for one in connection.scalars(select(SuppressionRow.address_hash)) if one in keys)
    found: list[str] = []
    for start in range(0, len(hashes), CHUNK):
        chunk = hashes[start : start + CHUNK]
        found += connection.scalars(select(SuppressionRow.address_hash).where(SuppressionRow.address_hash.in_(chunk)))
    return frozenset(keys[one] for one in found)


def count(connection: Connection) -> int:
    """How many addresses are suppressed."""
    return int(connection.execute(select(func.count()).select_from(SuppressionRow)).scalar_one())
