"""Queries about notes by hand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from distrib.db.schema import JournalistNoteRow


def add(connection: Connection, journalist: int, *, author: str, body: str, now: datetime) -> None:
    """A note on somebody."""
    values = {"journalist_id": journalist, "author": author, "body": body, "at": now}
    connection.execute(insert(JournalistNoteRow).values(values))
