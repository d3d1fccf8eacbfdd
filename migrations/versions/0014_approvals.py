"""Approvals as rows, a trail that is only added to, and rules that no client can talk its way round.

What a login may do with which table is granted by `distrib db roles`; the rules here hold for every login alike.
A trigger's own functions look for tables in this schema alone, so that nobody puts tables of their own in the way.
SQLSTATE DR001 marks a sentence that is meant for a person.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

from distrib.db.types import Instant

revision = "0014"
down_revision = "0013"

_APPROVED_BEFORE = """
    INSERT INTO approvals (release_id, version, version_hash, approved_by, approved_at, policy)
    SELECT r.id,
           (SELECT max(v.number) FROM release_versions v WHERE v.release_id = r.id),
           r.approved_hash,
           coalesce((SELECT e.actor FROM audit_events e
                     WHERE e.subject = 'release ' || r.reference AND e.action = 'release approved'
                       AND e.content_hash = r.approved_hash
                     ORDER BY e.id DESC LIMIT 1), 'unknown'),
           coalesce((SELECT e.at FROM audit_events e
                     WHERE e.subject = 'release ' || r.reference AND e.action = 'release approved'
                       AND e.content_hash = r.approved_hash
                     ORDER BY e.id DESC LIMIT 1), r.updated_at),
           'self'
    FROM releases r WHERE r.approved_hash IS NOT NULL ORDER BY r.id
"""

_ONLY_ADDED_TO = "is only added to; what was done stays as it was written"
_IS_NO_ERASURE = """
    (NEW.subject <> OLD.subject AND {find_subject} = 0)
    OR ({new_detail} <> {old_detail} AND {find_detail} = 0)
"""
"""Erasing a person puts the word `erased` where their address stood; nothing else about an event ever changes."""


def upgrade() -> None:
    """What was approved before keeps its approval."""
    op.create_table(
        "approvals",
        Column("id", Integer, nullable=False),
        Column("release_id", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        Column("version_hash", Text, nullable=False),
        Column("approved_by", Text, nullable=False),
        Column("approved_at", Instant, nullable=False),
        Column("policy", Text, nullable=False),
        ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_approvals_release_id", ondelete="RESTRICT"),
        PrimaryKeyConstraint("id", name="pk_approvals"),
    )
    op.create_index("ix_approvals_release_id", "approvals", ["release_id"], unique=False)
    op.create_table(
        "approval_policy",
        Column("id", Integer, nullable=False),
        Column("policy", Text, nullable=False),
        PrimaryKeyConstraint("id", name="pk_approval_policy"),
    )
    op.execute("INSERT INTO approval_policy (id, policy) VALUES (1, 'self')")
    op.execute(_APPROVED_BEFORE)
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def _on_sqlite() -> None:
    for table in ("approvals", "audit_events"):
        refused = f"BEGIN SELECT RAISE(ABORT, 'The table {table} {_ONLY_ADDED_TO}.'); END"
        op.execute(f"CREATE TRIGGER {table}_keep_rows BEFORE DELETE ON {table} {refused}")
        is_there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - one of two names
        op.execute(f"CREATE TRIGGER {table}_replace_nothing BEFORE INSERT ON {table} WHEN {is_there} {refused}")
    refused = f"BEGIN SELECT RAISE(ABORT, 'The table approvals {_ONLY_ADDED_TO}.'); END"
    op.execute(f"CREATE TRIGGER approvals_keep_words BEFORE UPDATE ON approvals {refused}")
    refused = f"BEGIN SELECT RAISE(ABORT, 'The table audit_events {_ONLY_ADDED_TO}.'); END"
    facts = "id, at, actor, action, content_hash"
    op.execute(f"CREATE TRIGGER audit_events_keep_facts BEFORE UPDATE OF {facts} ON audit_events {refused}")
    is_no_erasure = _IS_NO_ERASURE.format(
        find_subject="instr(NEW.subject, 'erased')",
        new_detail="NEW.detail",
        old_detail="OLD.detail",
        find_detail="instr(NEW.detail, 'erased')",
    )
    op.execute(f"CREATE TRIGGER audit_events_keep_words BEFORE UPDATE ON audit_events WHEN {is_no_erasure} {refused}")


def _on_postgresql() -> None:
    schema = op.get_bind().exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    for name, returns, body in _FUNCTIONS:
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS {returns} LANGUAGE plpgsql "
            f"SET search_path = {schema}, pg_temp AS $rule${body}$rule$"
        )
    for table, trigger in _TRIGGERS:
        op.execute(trigger.format(table=table))
    op.execute("ALTER FUNCTION lock_deliveries() SECURITY DEFINER")
    op.execute("REVOKE EXECUTE ON FUNCTION lock_deliveries() FROM PUBLIC")
    op.execute("ALTER TABLE blobs ADD CONSTRAINT ck_blobs_sha256 CHECK (sha256 = encode(sha256(data), 'hex'))")


_LOCK = "BEGIN LOCK TABLE deliveries IN EXCLUSIVE MODE; END"
"""By a function of the owner's: a login that may change some columns of a table may not lock it."""

_NAME_THE_LOGIN = """
BEGIN
    RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], session_user));
END
"""

_REFUSE = f"""
BEGIN
    RAISE EXCEPTION 'The table % {_ONLY_ADDED_TO}.', TG_TABLE_NAME USING ERRCODE = 'DR001';
END
"""

_KEEP_FACTS = f"""
BEGIN
    IF ROW(NEW.id, NEW.at, NEW.actor, NEW.action, NEW.content_hash)
       IS DISTINCT FROM ROW(OLD.id, OLD.at, OLD.actor, OLD.action, OLD.content_hash)
       OR {
    _IS_NO_ERASURE.format(
        find_subject="strpos(NEW.subject, 'erased')",
        new_detail="NEW.detail::text",
        old_detail="OLD.detail::text",
        find_detail="strpos(NEW.detail::text, 'erased')",
    )
} THEN
        RAISE EXCEPTION 'The table audit_events {_ONLY_ADDED_TO}.' USING ERRCODE = 'DR001';
    END IF;
    RETURN NEW;
END
"""

_CHECK_APPROVAL = """
DECLARE
    called text := (SELECT reference FROM releases WHERE id = NEW.release_id FOR UPDATE);
    approved integer := (SELECT coalesce(max(version), 0) FROM approvals WHERE release_id = NEW.release_id);
BEGIN
    NEW.approved_by := session_user;
    NEW.policy := coalesce((SELECT policy FROM approval_policy WHERE id = 1), 'four-eyes');
    IF NEW.version IS DISTINCT FROM (SELECT max(number) FROM release_versions WHERE release_id = NEW.release_id) THEN
        RAISE EXCEPTION '% has a newer version, so it was not approved. Read that one and approve it.', called
            USING ERRCODE = 'DR001';
    END IF;
    IF NEW.policy <> 'self' AND EXISTS (
        SELECT FROM release_versions
        WHERE release_id = NEW.release_id AND number > approved AND created_by = session_user
    ) THEN
        RAISE EXCEPTION '% was not approved: % wrote some of it, and this office wants a second pair of eyes. '
            'Somebody else has to read and approve it.', called, session_user USING ERRCODE = 'DR001';
    END IF;
    RETURN NEW;
END
"""

_CHECK_RELEASE = """
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'killed' AND NEW.state <> 'killed' THEN
        RAISE EXCEPTION '% was killed and stays so. Nothing was changed.', NEW.reference USING ERRCODE = 'DR001';
    END IF;
    IF NEW.approved_hash IS NULL AND NEW.state IN ('approved', 'issued')
        OR NEW.approved_hash IS NOT NULL
        AND (TG_OP = 'INSERT' OR NEW.approved_hash IS DISTINCT FROM OLD.approved_hash)
        AND NOT EXISTS (
            SELECT FROM approvals
            WHERE release_id = NEW.id AND version_hash = NEW.approved_hash
              AND version = (SELECT max(number) FROM release_versions WHERE release_id = NEW.id)
        )
    THEN
        RAISE EXCEPTION '% counts as approved only once an approver has approved its newest version. '
            'Nothing was changed.', NEW.reference USING ERRCODE = 'DR001';
    END IF;
    RETURN NEW;
END
"""

_CHECK_PART = """
DECLARE
    version_of integer;
BEGIN
    IF TG_TABLE_NAME = 'editions' THEN
        version_of := NEW.version_id;
    ELSE
        version_of := (SELECT version_id FROM editions WHERE id = (to_jsonb(NEW) ->> 'edition_id')::integer);
    END IF;
    IF NOT EXISTS (
        SELECT FROM release_versions v
        WHERE v.id = version_of AND v.created_by = session_user
          AND v.number = (SELECT max(number) FROM release_versions WHERE release_id = v.release_id)
          AND NOT EXISTS (SELECT FROM approvals a WHERE a.release_id = v.release_id AND a.version = v.number)
    ) THEN
        RAISE EXCEPTION 'Only who writes the newest version adds texts, contacts and files to it, and only until it '
            'is approved. Nothing was changed. A changed text is a new version.' USING ERRCODE = 'DR001';
    END IF;
    RETURN NEW;
END
"""

_CHECK_DISPATCH = """
DECLARE
    version release_versions;
BEGIN
    NEW.created_by := session_user;
    SELECT * INTO version FROM release_versions WHERE id = NEW.version_id AND release_id = NEW.release_id;
    IF NOT EXISTS (
        SELECT FROM approvals a JOIN releases r ON r.id = a.release_id
        WHERE r.id = NEW.release_id AND r.approved_hash = NEW.version_hash AND r.state <> 'killed'
          AND a.version_hash = NEW.version_hash AND a.version = version.number
    ) THEN
        RAISE EXCEPTION 'This text is not approved, so it was not sent. Read it and have it approved first.'
            USING ERRCODE = 'DR001';
    END IF;
    IF version.audience IS NOT NULL AND version.audience <> NEW.query THEN
        RAISE EXCEPTION 'This text was approved for another audience, so it was not sent.' USING ERRCODE = 'DR001';
    END IF;
    RETURN NEW;
END
"""

_CHECK_DELIVERIES = """
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT dispatch_id, edition_id FROM added) one
        JOIN dispatches d ON d.id = one.dispatch_id
        JOIN editions e ON e.id = one.edition_id
        WHERE e.version_id <> d.version_id
    ) THEN
        RAISE EXCEPTION 'A dispatch sends texts of the version that was approved and no other. Nothing was queued.'
            USING ERRCODE = 'DR001';
    END IF;
    RETURN NULL;
END
"""

_FUNCTIONS = (
    ("lock_deliveries", "void", _LOCK),
    ("name_the_login", "trigger", _NAME_THE_LOGIN),
    ("refuse_change", "trigger", _REFUSE),
    ("keep_facts", "trigger", _KEEP_FACTS),
    ("check_approval", "trigger", _CHECK_APPROVAL),
    ("check_release", "trigger", _CHECK_RELEASE),
    ("check_part", "trigger", _CHECK_PART),
    ("check_dispatch", "trigger", _CHECK_DISPATCH),
    ("check_deliveries", "trigger", _CHECK_DELIVERIES),
)
_EACH_ROW = "FOR EACH ROW EXECUTE FUNCTION"
_TRIGGERS = (
    ("audit_events", f"CREATE TRIGGER name_actor BEFORE INSERT ON {{table}} {_EACH_ROW} name_the_login('actor')"),
    ("audit_events", f"CREATE TRIGGER keep_facts BEFORE UPDATE ON {{table}} {_EACH_ROW} keep_facts()"),
    ("audit_events", f"CREATE TRIGGER keep_rows BEFORE DELETE ON {{table}} {_EACH_ROW} refuse_change()"),
    ("audit_events", "CREATE TRIGGER keep_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()"),
    ("approvals", f"CREATE TRIGGER check_approval BEFORE INSERT ON {{table}} {_EACH_ROW} check_approval()"),
    ("approvals", f"CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON {{table}} {_EACH_ROW} refuse_change()"),
    ("approvals", "CREATE TRIGGER keep_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()"),
    (
        "release_versions",
        f"CREATE TRIGGER name_author BEFORE INSERT ON {{table}} {_EACH_ROW} name_the_login('created_by')",
    ),
    ("releases", f"CREATE TRIGGER check_release BEFORE INSERT OR UPDATE ON {{table}} {_EACH_ROW} check_release()"),
    *(
        (table, f"CREATE TRIGGER check_part BEFORE INSERT ON {{table}} {_EACH_ROW} check_part()")
        for table in ("editions", "edition_contacts", "attachments")
    ),
    ("dispatches", f"CREATE TRIGGER check_dispatch BEFORE INSERT ON {{table}} {_EACH_ROW} check_dispatch()"),
    (
        "deliveries",
        """
        CREATE TRIGGER check_deliveries AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION check_deliveries()
        """,
    ),
)
"""Table → what watches it."""
