"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import distrib.db.types

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Forward only: a release database is restored from its backup, never migrated backwards."""
    ${upgrades if upgrades else "pass"}
