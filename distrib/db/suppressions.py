"""Queries about suppressed addresses. Only keyed hashes are kept; the address itself must never reach the table."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, Select, bindparam, func, select, text

from distrib.core.people import address_key
from distrib.db import batch
from distrib.db.prepared import Prepared
from distrib.db.schema import SuppressionRow
from distrib.db.types import Instant

CHUNK = 5_000


_ADD = text(
    "INSERT INTO suppressions (address_hash, reason, at) VALUES (:address_hash, :reason, :at) "
    "ON CONFLICT (address_hash) DO NOTHING"
).bindparams(bindparam("at", type_=Instant))


def address_hash(suppression_key: bytes, email: str) -> str:
    """HMAC-SHA256 of the address key, in hexadecimal (RFC 2104)."""
    return _hash(suppression_key, address_key(email))


def add(connection: Connection, suppression_key: bytes, emails: Collection[str], *, reason: str, now: datetime) -> None:
    """Suppress addresses. Those that are suppressed already stay as they were noted first.

    In the order of the hashes, so that two who do so at the same moment wait for one another and never both.
    """
    hashes = sorted({address_hash(suppression_key, email) for email in emails})
    if hashes:
        connection.execute(_ADD, [{"address_hash": one, "reason": reason, "at": now} for one in hashes])


def suppressed_among(connection: Connection, suppression_key: bytes, emails: Iterable[str]) -> frozenset[str]:
    """The address keys of those that are suppressed."""
    keys = {_hash(suppression_key, key): key for key in map(address_key, emails)}
    hashes = list(keys)
    if len(hashes) > CHUNK and count(connection) <= len(hashes):  # one walk over the table is less than all the asking
        return frozenset(keys[one] for one in connection.scalars(select(SuppressionRow.address_hash)) if one in keys)
    found: list[str] = []
    for start in range(0, len(hashes), CHUNK):
        rows = batch.packed((one,) for one in hashes[start : start + CHUNK])
        found += (one for (one,) in _AMONG.rows(connection, rows))
    return frozenset(keys[one] for one in found)


def count(connection: Connection) -> int:
    """How many addresses are suppressed."""
    return int(connection.execute(select(func.count()).select_from(SuppressionRow)).scalar_one())


def _hash(suppression_key: bytes, key: str) -> str:
    return hmac.digest(suppression_key, key.encode("utf-8", "replace"), "sha256").hex()


def _among(dialect: str) -> Select[str]:
    return select(SuppressionRow.address_hash).where(batch.is_among(dialect, SuppressionRow.address_hash))


_AMONG = Prepared(_among)
