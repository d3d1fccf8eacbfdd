"""What a login of a PostgreSQL database may do with which table: three roles, each with all rights of the one before.

The database refuses whatever stands here for nobody. Who wrote, approved and sent what is told by triggers (migration
0014), which hold for every login. It makes no login and gives nobody a role: that is the owner's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from distrib.core.release.approval import Policy
from distrib.db.server_journal import SENDS


class Role(StrEnum):
    """From the least to the most; each is granted to the next."""

    WORKER = "distrib_worker"
    """Delivers what is queued, and reads what comes back."""
    EDITOR = "distrib_editor"
    """Writes and sends; keeps the lists."""
    APPROVER = "distrib_approver"
    """Approves."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The least role that may do what; None: the owner alone. All three read every table."""

    insert: Role | None = None
    update: Role | None = None
    delete: Role | None = None
    columns: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    """The columns that a role may update, where it may not update whole rows."""


_OF_THE_DESK = Rights(Role.EDITOR, Role.EDITOR, Role.EDITOR)
_OF_WORKERS = Rights(Role.WORKER, Role.WORKER, Role.WORKER)
_WRITTEN_ONCE = Rights(Role.EDITOR)
_MOVES = (
    *("state", "attempts", "due_at", "claim_token", "worker_id", "lease_until", "sha256", "changed_at"),
    *("code", "enhanced", "reply", "turn", "may_go_since", "is_repeat"),
)

RIGHTS: dict[str, Rights] = {
    "approval_policy": Rights(),
    "approvals": Rights(Role.APPROVER),
    "audit_events": Rights(Role.WORKER),
    "release_versions": _WRITTEN_ONCE,
    "editions": _WRITTEN_ONCE,
    "edition_contacts": _WRITTEN_ONCE,
    "attachments": _WRITTEN_ONCE,
    "blobs": _WRITTEN_ONCE,
    "senders": _WRITTEN_ONCE,
    "organisations": _WRITTEN_ONCE,
    "suppressions": _WRITTEN_ONCE,
    "releases": Rights(
        Role.EDITOR,
        columns={Role.EDITOR: ("state", "updated_at", "approved_hash"), Role.APPROVER: ("lifted_at",)},
    ),
    "dispatches": Rights(Role.EDITOR, columns={Role.WORKER: ("status", "not_before", "start_by")}),
    "deliveries": Rights(Role.EDITOR, columns={Role.WORKER: _MOVES, Role.EDITOR: ("journalist_id", "lifts_at")}),
    "left_out": Rights(Role.EDITOR, columns={Role.EDITOR: ("journalist_id",)}),
    "attempts": Rights(Role.WORKER),
    "return_events": Rights(Role.WORKER),
    "workers": _OF_WORKERS,
    "paces": _OF_WORKERS,
    "routes": _OF_WORKERS,
    "message_sizes": _OF_WORKERS,
    "sends_counted": Rights(Role.WORKER, Role.WORKER),
    "agreement_events": _OF_THE_DESK,
    "consent_events": Rights(Role.WORKER, Role.EDITOR, Role.EDITOR),
    "journalists": Rights(
        Role.EDITOR, Role.EDITOR, Role.EDITOR, columns={Role.WORKER: ("status", "updated_at", "revision")}
    ),
    **dict.fromkeys(
        (
            *("domain_holds", "saved_audiences", "imports", "import_changes", "outlets"),
            *("journalist_addresses", "journalist_languages", "journalist_beats", "journalist_tags"),
            *("journalist_notes", "offices", "spokespeople", "spokesperson_phones", "spokesperson_details"),
            *("duty_hours", "leave", "unsaved_texts", "edition_holds", "boilerplates"),
        ),
        _OF_THE_DESK,
    ),
}
"""Table → who may do what. A table that is not named is the owner's alone, which a test forbids."""


def are_given(connection: Connection) -> bool:
    """Whether the roles have their rights in this database."""
    has_right = text(
        "SELECT has_table_privilege(oid, 'alembic_version', 'SELECT') FROM pg_roles WHERE rolname = :worker"
    )
    return bool(connection.scalar(has_right, {"worker": Role.WORKER.value}))


def make(connection: Connection, policy: Policy | None) -> None:
    """Make the roles and give them exactly these rights; without a policy the one there is stays."""
    for statement in statements(_schema(connection), policy):
        connection.exec_driver_sql(statement)


def give_again(connection: Connection) -> None:
    """After a migration, which may have brought new tables: the owner gives the roles their rights on those too."""
    for statement in _grants(_schema(connection)):
        connection.exec_driver_sql(statement)


def script(connection: Connection, policy: Policy) -> str:
    """What `make` would say, for a person who says it by other means."""
    return "".join(f"{statement};\n" for statement in statements(_schema(connection), policy))


def statements(schema: str, policy: Policy | None) -> Iterator[str]:
    """SQL that can be repeated; `schema` is quoted."""
    for role in Role:
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') "
            f"THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
        )
    least, *others = Role
    for role in others:
        yield (
            f"DO $$ BEGIN IF NOT pg_has_role('{role}', '{least}', 'USAGE') THEN GRANT {least} TO {role}; END IF; END $$"
        )
        least = role
    yield str(CreateTable(SENDS, if_not_exists=True).compile(dialect=postgresql.dialect())).strip()  # type: ignore[no-untyped-call]
    yield from _grants(schema)
    if policy is not None:
        yield f"UPDATE {schema}.approval_policy SET policy = '{policy}'"  # noqa: S608 - an enum's value


def _grants(schema: str) -> Iterator[str]:
    every = ", ".join(f"{schema}.{table}" for table in (*RIGHTS, "alembic_version"))
    everybody = ", ".join(Role)
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC"
    yield f"REVOKE ALL ON {every} FROM PUBLIC, {everybody}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {Role.WORKER}"
    yield f"GRANT SELECT ON {every} TO {Role.WORKER}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {Role.WORKER}"
    yield f"GRANT EXECUTE ON FUNCTION {schema}.lock_deliveries() TO {Role.WORKER}"
    for table, rights in RIGHTS.items():
        for right, least in (("INSERT", rights.insert), ("UPDATE", rights.update), ("DELETE", rights.delete)):
            if least is not None:
                yield f"GRANT {right} ON {schema}.{table} TO {least}"
        for role, columns in rights.columns.items():
            yield f"GRANT UPDATE ({', '.join(columns)}) ON {schema}.{table} TO {role}"


def _schema(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one())
