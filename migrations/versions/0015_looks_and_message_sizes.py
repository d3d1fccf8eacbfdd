"""How a sender's mail looks, and how large a message each mail server said that it takes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Text

from distrib.db.types import Instant

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """A column without a value, and a table of its own: both databases add them in place."""
    op.add_column("senders", Column("look", Text))
    op.create_table(
        "message_sizes",
        Column("route", Text, nullable=False),
        Column("most", Integer, nullable=False),
        Column("said_at", Instant, nullable=False),
        PrimaryKeyConstraint("route", name="pk_message_sizes"),
    )
