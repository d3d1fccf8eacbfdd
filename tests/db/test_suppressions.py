"""A suppressed address is known again by its keyed hash, and the address is never stored."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from distrib.db import suppressions as rows
from distrib.db.engine import Database
from distrib.db.migrate import upgrade

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
KEY = b"k" * 32


def test_a_suppressed_address_is_known_however_it_is_spelt(tmp_path: Path) -> None:
    """With the office's own key only; suppressing twice changes nothing."""
    file = tmp_path / "x.sqlite"
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    with database.writing() as connection:
        assert rows.add(connection, KEY, "Ana@x.example", reason="opted out", now=NOW)
        assert not rows.add(connection, KEY, "ana@X.example", reason="again", now=NOW)
        asked = ["ANA@x.example", "bea@x.example"]
        assert rows.suppressed_among(connection, KEY, asked) == {"ana@x.example"}
        assert rows.suppressed_among(connection, b"another", asked) == frozenset()
        assert rows.suppressed_among(connection, KEY, []) == frozenset()
        assert rows.count(connection) == 1
    database.close()
    assert b"x.example" not in file.read_bytes().lower()


def test_the_hash_is_hmac_sha256_of_the_address_key() -> None:
    """RFC 2104, computed here step by step."""
    inner = sha256(bytes(byte ^ 0x36 for byte in KEY.ljust(64, b"\0")) + b"ana@x.example").digest()
    outer = sha256(bytes(byte ^ 0x5C for byte in KEY.ljust(64, b"\0")) + inner).hexdigest()
    assert rows.address_hash(KEY, " ANA@x.example ") == outer
