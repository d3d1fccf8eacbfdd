"""Workers say until when they rest because the mail server does not serve, so that others can tell why nothing moves.

Only columns without a value: both databases add them in place.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

from distrib.db.types import Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Two columns that are empty while a worker works."""
    op.add_column("workers", Column("rests_until", Instant))
    op.add_column("workers", Column("rests_because", Text))
