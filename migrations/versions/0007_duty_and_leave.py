"""Duty hours and leave of spokespeople: two tables that point at them and change nothing that was there."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Both are searched by whom they belong to; leave also by who covers."""
    op.create_table(
        "duty_hours",
        Column("id", Integer, nullable=False),
        Column("spokesperson_id", Integer, nullable=False),
        Column("zone", Text, nullable=False),
        Column("day", Integer, nullable=False),
        Column("start_minute", Integer, nullable=False),
        Column("end_minute", Integer, nullable=False),
        ForeignKeyConstraint(
            ["spokesperson_id"], ["spokespeople.id"], name="fk_duty_hours_spokesperson_id", ondelete="RESTRICT"
        ),
        PrimaryKeyConstraint("id", name="pk_duty_hours"),
    )
    op.create_index("ix_duty_hours_spokesperson_id", "duty_hours", ["spokesperson_id"], unique=False)
    op.create_table(
        "leave",
        Column("id", Integer, nullable=False),
        Column("spokesperson_id", Integer, nullable=False),
        Column("first_day", Date, nullable=False),
        Column("last_day", Date, nullable=False),
        Column("zone", Text, nullable=False),
        Column("cover_id", Integer),
        ForeignKeyConstraint(
            ["spokesperson_id"], ["spokespeople.id"], name="fk_leave_spokesperson_id", ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(["cover_id"], ["spokespeople.id"], name="fk_leave_cover_id", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_leave"),
    )
    op.create_index("ix_leave_spokesperson_id", "leave", ["spokesperson_id"], unique=False)
    op.create_index("ix_leave_cover_id", "leave", ["cover_id"], unique=False)
