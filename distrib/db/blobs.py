"""Bytes of files by their hash: kept once, never changed."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, insert, select

from distrib.db.schema import BlobRow


def keep(connection: Connection, data: bytes) -> str:
    """Keep the bytes, unless they are kept already; returns their SHA-256 (64 hex digits).

    Call it inside the transaction that writes what names them.
    Of two at once the second fails whole, and can be done again.
    """
    digest = hashlib.sha256(data).hexdigest()
    if connection.scalar(select(BlobRow.sha256).where(BlobRow.sha256 == digest)) is None:
        connection.execute(insert(BlobRow).values(sha256=digest, data=data))
    return digest


def find(connection: Connection, digest: str) -> bytes | None:
    """The bytes under a hash; None where they are not kept."""
    found = connection.scalar(select(BlobRow.data).where(BlobRow.sha256 == digest))
    return None if found is None else bytes(found)


def read(connection: Connection, digest: str) -> bytes:
    """The bytes under a hash that some attachment names."""
    return bytes(connection.execute(select(BlobRow.data).where(BlobRow.sha256 == digest)).scalar_one())
