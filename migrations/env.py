"""Alembic runs inside the transaction that `distrib.db.migrate` opened: a migration happens whole or not at all."""

from __future__ import annotations

from alembic import context

from distrib.db.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
