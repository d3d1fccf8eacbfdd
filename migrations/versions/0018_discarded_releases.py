"""A release may be discarded: a state that older programs cannot read, and that a queued release never takes.

SQLite knows no logins, and its file keeps nobody out who may write it.
"""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"

_CHECK_DISCARDED = """
BEGIN
    IF NEW.approved_hash IS NOT NULL OR EXISTS (SELECT FROM dispatches WHERE release_id = NEW.id) THEN
        RAISE EXCEPTION '% is approved or was queued, so it is not discarded. Nothing was changed.', NEW.reference
            USING ERRCODE = 'DR001';
    END IF;
    RETURN NEW;
END
"""


def upgrade() -> None:
    """Rows stay what they are. A dispatch needs an approval, which a discarded release has not."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    op.execute(
        "CREATE FUNCTION check_discarded() RETURNS trigger LANGUAGE plpgsql "
        f"SET search_path = {schema}, pg_temp AS $rule${_CHECK_DISCARDED}$rule$"
    )
    op.execute(
        "CREATE TRIGGER check_discarded BEFORE INSERT OR UPDATE ON releases FOR EACH ROW "
        "WHEN (NEW.state = 'discarded') EXECUTE FUNCTION check_discarded()"
    )
