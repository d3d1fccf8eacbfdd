"""Hands on a dispatch: its status, when it may begin, urgency, held domains, and what was sent again on purpose.

Only columns with a default and a new table: SQLite adds them in place, whatever the size of the ledger.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Integer, PrimaryKeyConstraint, Text, UniqueConstraint, false, text

from distrib.db.types import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """The index that claims use gets the turn in its middle; their number stays the same."""
    op.add_column("dispatches", Column("status", Text, nullable=False, server_default="running"))
    op.add_column("dispatches", Column("is_urgent", Boolean, nullable=False, server_default=false()))
    op.add_column("dispatches", Column("not_before", Instant))
    op.add_column("dispatches", Column("start_by", Instant))
    op.create_index("ix_dispatches_status_not_before", "dispatches", ["status", "not_before"], unique=False)
    op.add_column("deliveries", Column("turn", Integer, nullable=False, server_default=text("1")))
    op.add_column("deliveries", Column("is_repeat", Boolean, nullable=False, server_default=false()))
    op.drop_index("ix_deliveries_state_due_at", "deliveries")
    op.create_index("ix_deliveries_state_turn_due_at", "deliveries", ["state", "turn", "due_at"], unique=False)
    op.create_table(
        "domain_holds",
        Column("id", Integer, nullable=False),
        Column("domain", Text, nullable=False),
        Column("since", Instant, nullable=False),
        Column("held_by", Text, nullable=False),
        PrimaryKeyConstraint("id", name="pk_domain_holds"),
        UniqueConstraint("domain", name="uq_domain_holds_domain"),
    )
