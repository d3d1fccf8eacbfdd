"""An embargo of a delivery is brought forward only where its release was lifted, whatever statement a login writes.

SQLite knows no logins, and its file keeps nobody out who may write it.
"""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"

_CHECK_LIFT = """
BEGIN
    IF NOT EXISTS (
        SELECT FROM dispatches JOIN releases ON releases.id = dispatches.release_id
        WHERE dispatches.id = NEW.dispatch_id AND releases.lifted_at <= NEW.lifts_at
    ) THEN
        RAISE EXCEPTION 'The embargo of a message is not brought forward before its release is lifted. '
            'Nothing was changed.' USING ERRCODE = 'DR001';
    END IF;
    RETURN NEW;
END
"""


def upgrade() -> None:
    """Only where the column is written, so that moving deliveries costs nothing."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    op.execute(
        "CREATE FUNCTION check_lift() RETURNS trigger LANGUAGE plpgsql "
        f"SET search_path = {schema}, pg_temp AS $rule${_CHECK_LIFT}$rule$"
    )
    op.execute(
        "CREATE TRIGGER check_lift BEFORE UPDATE OF lifts_at ON deliveries FOR EACH ROW "
        "WHEN (OLD.lifts_at IS NOT NULL AND (NEW.lifts_at IS NULL OR NEW.lifts_at < OLD.lifts_at)) "
        "EXECUTE FUNCTION check_lift()"
    )
