"""Notices about earlier releases: what they answer, what a correction says, and kills that come before everything.

Only columns without a value or with a constant one: both databases add them in place.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Text, false

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Deliveries keep their thread; rows from before are about nothing."""
    op.add_column("deliveries", Column("answers", Text))
    op.add_column("dispatches", Column("comes_first", Boolean, nullable=False, server_default=false()))
    op.add_column("editions", Column("correction", Text))
