"""Spokespeople count their changes, and an edit by hand is kept as an import of one is, so that both can be undone.

Columns have defaults, so that SQLite adds them in place.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Integer, false, text

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """What is there counts as never changed."""
    op.add_column("spokespeople", Column("revision", Integer, nullable=False, server_default=text("1")))
    op.add_column("imports", Column("is_by_hand", Boolean, nullable=False, server_default=false()))
