"""Embargoes: who has agreed to keep them, when one lifts for each delivery, and which dispatches are one send.

Columns are empty, so that both databases add them in place.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

from distrib.db.types import Instant

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """What is queued has no embargo: until now nothing with one could be queued before it was over."""
    op.create_table(
        "agreement_events",
        Column("id", Integer, nullable=False),
        Column("journalist_id", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("evidence", Text, nullable=False),
        Column("recorded_by", Text, nullable=False),
        Column("at", Instant, nullable=False),
        ForeignKeyConstraint(
            ["journalist_id"], ["journalists.id"], name="fk_agreement_events_journalist_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_agreement_events"),
    )
    op.create_index("ix_agreement_events_journalist_id", "agreement_events", ["journalist_id"], unique=False)
    op.add_column("dispatches", Column("follows", Integer))
    op.create_index("ix_dispatches_follows", "dispatches", ["follows"], unique=False)
    op.add_column("deliveries", Column("lifts_at", Instant))
    op.add_column("releases", Column("lifted_at", Instant))
