"""Pacing and routes: the domain and the beginning of the wait in every open delivery, what is remembered of slow
domains and of routes that failed, and by which route an attempt went.

SQLite adds the columns in place, whatever the size of the ledger. Only what is open is filled in: what has ended is
never looked up by either.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Text

from distrib.db.types import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """What follows the last @ is what is left when everything else is trimmed from the right up to it."""
    op.add_column("deliveries", Column("domain", Text))
    op.add_column("deliveries", Column("may_go_since", Instant))
    op.execute(
        "UPDATE deliveries SET domain = substr(address_key, "
        "length(rtrim(address_key, replace(address_key, '@', ''))) + 1), "
        "may_go_since = (SELECT coalesce(dispatches.not_before, dispatches.created_at) FROM dispatches "
        "WHERE dispatches.id = deliveries.dispatch_id) "
        "WHERE state IN ('planned', 'queued', 'claimed', 'committing', 'deferred', 'in_doubt')"
    )
    op.create_table(
        "paces",
        Column("domain", Text, nullable=False),
        Column("window", Integer),
        Column("strikes", Integer, nullable=False),
        Column("closures", Integer, nullable=False),
        Column("closed_until", Instant),
        Column("next_at", Instant),
        Column("reply", Text),
        Column("changed_at", Instant, nullable=False),
        PrimaryKeyConstraint("domain", name="pk_paces"),
    )
    op.create_table(
        "routes",
        Column("name", Text, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("rests_until", Instant),
        Column("reply", Text),
        PrimaryKeyConstraint("name", name="pk_routes"),
    )
    op.add_column("attempts", Column("route", Text))
