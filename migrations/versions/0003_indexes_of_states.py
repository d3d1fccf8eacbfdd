"""Indexes that hold only the rows in one state: what claims and leases search stays small, however long the ledger."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0003"
down_revision = "0002"

_INDEXES = {
    "queued": ["turn", "due_at"],
    "deferred": ["turn", "due_at"],
    "claimed": ["turn", "lease_until"],
    "committing": ["turn", "lease_until"],
    "in_doubt": ["turn", "dispatch_id"],
}


def upgrade() -> None:
    """The unique pair of delivery and number serves the attempts of a delivery; a second index cost each of them."""
    op.drop_index("ix_deliveries_state_turn_due_at", "deliveries")
    for state, columns in _INDEXES.items():
        condition = text(f"state = '{state}'")
        op.create_index(
            f"ix_deliveries_{state}",
            "deliveries",
            columns,
            unique=False,
            sqlite_where=condition,
            postgresql_where=condition,
        )
    op.drop_index("ix_attempts_delivery_id", "attempts")
