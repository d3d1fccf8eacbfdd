"""The zone of a reader by whose clock a copy under embargo names the lift too, as it was when the send was frozen."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Rows from before have none: their messages stay what they were."""
    op.add_column("deliveries", Column("reader_zone", Text))
