"""A suppressed address is known again by its keyed hash, and the address is never stored."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from an_office import new_sqlite
from sqlalchemy import select

from distrib.db import suppressions as rows
from distrib.db.engine import Database
from distrib.db.schema import SuppressionRow

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
KEY = b"k" * 32


def test_a_suppressed_address_is_known_however_it_is_spelt(tmp_path: Path) -> None:
    """With the office's own key only; suppressing twice changes nothing."""
    file = tmp_path / "distrib.sqlite"
    database = Database(new_sqlite(tmp_path))
    with database.writing() as connection:
        rows.add(connection, KEY, ["Ana@x.example"], reason="opted out", now=NOW)
        rows.add(connection, KEY, ["ana@X.example"], reason="again", now=NOW)
        rows.add(connection, KEY, [], reason="nobody", now=NOW)
        assert list(connection.scalars(select(SuppressionRow.reason))) == ["opted out"]
        asked = ["ANA@x.example", "bea@x.example"]
        assert rows.suppressed_among(connection, KEY, asked) == {"ana@x.example"}
        assert rows.suppressed_among(connection, b"another", asked) == frozenset()
        assert rows.suppressed_among(connection, KEY, []) == frozenset()
        assert rows.count(connection) == 1
    database.close()
    assert b"x.example" not in file.read_bytes().lower()


def test_a_crowd_is_asked_for_as_a_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where walking over the whole list is less than asking for each address."""
    database = Database(new_sqlite(tmp_path))
    people = [f"p{number}@x.example" for number in range(9)]
    with database.writing() as connection:
        some = [email.upper() for email in (people[3], "other@x.example", people[8])]
        rows.add(connection, KEY, some, reason="opted out", now=NOW)
        for chunk in (1, 3, 100):
            monkeypatch.setattr(rows, "CHUNK", chunk)
            assert rows.suppressed_among(connection, KEY, people) == {people[3], people[8]}
    database.close()


def test_the_hash_is_hmac_sha256_of_the_address_key() -> None:
    """RFC 2104, computed here step by step."""
    inner = sha256(bytes(byte ^ 0x36 for byte in KEY.ljust(64, b"\0")) + b"ana@x.example").digest()
    outer = sha256(bytes(byte ^ 0x5C for byte in KEY.ljust(64, b"\0")) + inner).hexdigest()
    assert rows.address_hash(KEY, " ANA@x.example ") == outer
