"""What returned messages said of deliveries. A new table alone: nothing that is there is touched."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text, UniqueConstraint

from distrib.db.types import Instant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Only added to; the digest keeps a message that is read twice from counting twice."""
    op.create_table(
        "return_events",
        Column("id", Integer, nullable=False),
        Column("delivery_id", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("status", Text),
        Column("diagnostic", Text),
        Column("reporter", Text),
        Column("source", Text, nullable=False),
        Column("received_at", Instant, nullable=False),
        Column("digest", Text, nullable=False),
        ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name="fk_return_events_delivery_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_return_events"),
        UniqueConstraint("digest", name="uq_return_events_digest"),
    )
    op.create_index("ix_return_events_delivery_id", "return_events", ["delivery_id"], unique=False)
