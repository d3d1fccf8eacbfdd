"""The schema: migrations make what the tables say, old databases come up to date whole, newer ones are left alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from an_office import new_sqlite
from sqlalchemy import (
    Column,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    insert,
    inspect,
    select,
    text,
)

from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import AT_ONCE
from distrib.core.query import parse
from distrib.db import dispatches, migrate, people, releases, roles, suppressions
from distrib.db.engine import Database
from distrib.db.resources import migrations_folder
from distrib.db.schema import Base
from distrib.db.sqlite import library
from distrib.errors import DatabaseUnusable

FROZEN = Path(__file__).parent / "frozen" / "first_schema.sql"
NOT_SEARCHED = {
    "deliveries.edition_id": "an index more to write at each state change; editions are read by their own id",
}
"""Foreign keys without an index, each with the reason."""


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    """A database without any table."""
    database = Database(empty_url)
    yield database
    database.close()


def frozen(folder: Path) -> Path:
    """A file as the first version of distrib left it."""
    path = folder / "old.sqlite"
    with closing(library().connect(path)) as connection:
        connection.executescript(FROZEN.read_text("utf-8"))
    return path


def is_in_the_metadata(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table or index is one that both kinds of database have."""
    words = {"table": "journalist_words", "index": "ix_journalists_words"}.get(kind)
    return words is None or name is None or not name.startswith(words)


def rows_of(path: Path) -> dict[str, int]:
    """Table → number of rows."""
    with closing(library().connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if not name.startswith("journalist_words")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in kept}


def test_head_is_the_newest_migration() -> None:
    """The constant saves loading Alembic at every start."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]
    assert migrate.HEAD in migrate.known_revisions()


def test_the_migrations_make_what_the_tables_say(empty: Database) -> None:
    """On both kinds of database Alembic finds nothing to change; the index of words is each one's own."""
    assert migrate.upgrade(empty) == "empty"
    with empty.reading() as transaction:
        options = {"compare_type": True, "compare_server_default": True, "include_name": is_in_the_metadata}
        context = MigrationContext.configure(transaction, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_a_second_start_has_nothing_to_do(empty: Database) -> None:
    """And the revision is known."""
    assert migrate.revision(empty) is None
    migrate.upgrade(empty)
    assert migrate.upgrade(empty) is None
    assert migrate.revision(empty) == migrate.HEAD
    assert migrate.integrity(empty) is None


def test_two_programs_may_start_at_once(empty_url: str) -> None:
    """One migrates, the other waits and finds it done."""
    databases = [Database(empty_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(migrate.upgrade, databases))
    assert set(answers) <= {"empty", None}
    assert [migrate.revision(database) for database in databases] == [migrate.HEAD] * 2
    for database in databases:
        database.close()


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: str(table.name))
def test_every_foreign_key_is_indexed_or_excused(table: Table) -> None:
    """Else deleting or joining reads the whole table, once there are a million rows."""
    unique = [one for one in table.constraints if isinstance(one, PrimaryKeyConstraint | UniqueConstraint)]
    led = {next(iter(one.columns)).name for one in [*table.indexes, *unique]}
    for column in table.columns:
        if column.foreign_keys:
            name = f"{table.name}.{column.name}"
            assert (column.name in led) != (name in NOT_SEARCHED), name
            assert _on_delete(column) == {"RESTRICT"}, f"{name}: no row of a proof vanishes with another"


def _on_delete(column: Column[object]) -> set[str | None]:
    return {key.ondelete for key in column.foreign_keys}


def test_a_newer_schema_is_refused_untouched(tmp_path: Path) -> None:
    """An older program must not write into what it does not know."""
    database = Database(new_sqlite(tmp_path))
    with database.writing() as transaction:
        transaction.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    before = (tmp_path / "distrib.sqlite").read_bytes()
    with pytest.raises(DatabaseUnusable, match=r"newer distrib \(its schema is 9999.*Install the newer version"):
        migrate.upgrade(database)
    database.close()
    assert (tmp_path / "distrib.sqlite").read_bytes() == before


def test_another_programs_database_is_refused_untouched(empty: Database) -> None:
    """A slip in DISTRIB_DATABASE must not fill somebody's database with our tables."""
    with empty.writing() as transaction:
        transaction.execute(text("CREATE TABLE recipes (name TEXT)"))
    with pytest.raises(DatabaseUnusable, match="belongs to another program"):
        migrate.upgrade(empty)
    with empty.reading() as transaction:
        assert inspect(transaction).get_table_names() == ["recipes"]


def test_the_first_schema_keeps_its_rows_through_every_upgrade(tmp_path: Path) -> None:
    """A database of the first version, with rows in every table, is readable by this one."""
    path = frozen(tmp_path)
    before = rows_of(path)
    assert min(before.values()) > 0
    database = Database(f"sqlite:///{path}")
    migrate.upgrade(database)
    assert migrate.revision(database) == migrate.HEAD
    with database.reading() as transaction:
        (dispatch,) = dispatches.newest(transaction, 10)
        release = releases.by_reference(transaction, "2026-001")
        states = [one.state for one in dispatches.deliveries(transaction, dispatch_id=dispatch.id)]
        assert suppressions.count(transaction) == 1
    database.close()
    after = rows_of(path)
    assert {name: after.get(name) for name in before} == before
    assert release is not None
    assert release.version_hash == release.approved_hash
    assert [one.headline for one in release.editions] == [
        "Harbour Office raises alarm (en)",
        "Harbour Office raises alarm (fr)",
    ]
    assert states == [State.ACCEPTED, State.IN_DOUBT, State.COMMITTING, State.REFUSED, State.QUEUED]
    assert (dispatch.tally.accepted, dispatch.tally.in_doubt, dispatch.tally.pending) == (1, 1, 2)


def test_people_of_the_first_schema_are_found_by_their_words(tmp_path: Path) -> None:
    """The index is made over what was there; a name is still told from the other fields."""
    database = Database(f"sqlite:///{frozen(tmp_path)}")
    migrate.upgrade(database)
    with database.reading() as transaction:
        for query in ("all", "report", "name:reporter", "beat:wor", "-tag:x"):
            assert people.count(transaction, parse(query)) == 6, query
        assert people.count(transaction, parse("name:world")) == 0
        names = [one.name for one in people.find(transaction, parse("all"), limit=10)]
    database.close()
    assert names == sorted(names)


def test_the_first_schema_keeps_its_rows_on_postgresql(postgresql: Callable[[], str], tmp_path: Path) -> None:
    """The same rows, put into tables of the first version, are all there afterwards and mean the same."""
    source = Database(f"sqlite:///{frozen(tmp_path)}")
    database = Database(postgresql())
    _migrate_to_the_first(database)
    before = _copied(source, database)
    assert migrate.upgrade(database) == "0001"
    with database.reading() as transaction:
        (dispatch,) = dispatches.newest(transaction, 10)
        after = {name: transaction.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in before}
        rows = list(dispatches.deliveries(transaction, dispatch_id=dispatch.id))
        columns = text("SELECT domain, may_go_since IS NULL FROM deliveries ORDER BY id")
        filled = [tuple(row) for row in transaction.execute(columns)]
    for one in (source, database):
        one.close()
    assert min(before.values()) > 0
    assert after == before
    assert [row.state for row in rows] == [
        State.ACCEPTED,
        State.IN_DOUBT,
        State.COMMITTING,
        State.REFUSED,
        State.QUEUED,
    ]
    assert dispatch.standing == AT_ONCE
    assert (dispatch.tally.pending, dispatch.waiting) == (2, 0)
    assert filled == [(None, True), *[("news.example", False)] * 2, (None, True), ("news.example", False)]


def _migrate_to_the_first(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")


def _copied(source: Database, target: Database) -> dict[str, int]:
    """Copy every row of every table; table → how many."""
    with source.reading() as reading, target.writing() as writing:
        old, new = MetaData(), MetaData()
        old.reflect(reading)
        new.reflect(writing)
        copied = {}
        for table in new.sorted_tables:
            if table.name == "alembic_version":
                continue
            rows = [dict(row._mapping) for row in reading.execute(select(old.tables[table.name]))]
            if rows:
                writing.execute(insert(table), rows)
            copied[table.name] = len(rows)
    return copied


NEXT = """
from alembic import op
revision = "9998"
down_revision = "{head}"

def upgrade() -> None:
    op.execute("CREATE TABLE novelty (id INTEGER)")
    op.execute("{last}")
"""


@pytest.fixture
def next_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program one revision on; returns the file of the new migration, to be written."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "migrations_folder", lambda: folder)
    head = migrate.HEAD
    monkeypatch.setattr(migrate, "HEAD", "9998")
    path = folder / "versions" / "9998_next.py"
    path.write_text(NEXT.format(head=head, last="SELECT 1"))
    return path


def test_a_migration_gives_the_roles_their_rights_again(
    postgresql: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    """What a new version of the program brought is not out of reach of everybody but the owner."""
    database = Database(postgresql())
    migrate.upgrade(database)
    has_right = text("SELECT has_table_privilege('distrib_worker', 'attempts', 'INSERT')")
    with database.writing() as transaction:
        assert not roles.are_given(transaction)
        roles.make(transaction, None)
        assert roles.are_given(transaction)
        transaction.execute(text("REVOKE INSERT ON attempts FROM distrib_worker"))
    request.getfixturevalue("next_migration")
    assert migrate.upgrade(database) is not None
    with database.reading() as transaction:
        assert transaction.scalar(has_right)
    database.close()


def test_every_table_says_who_may_write_it() -> None:
    """A new one is named among the rights, or nobody but the owner could use it."""
    assert set(roles.RIGHTS) == set(Base.metadata.tables) | {"sends_counted"}


def test_a_file_is_copied_before_it_is_upgraded(tmp_path: Path, next_migration: Path) -> None:
    """The copy lies beside it, closed to others, and is the database as it was."""
    path = frozen(tmp_path)
    before = rows_of(path)
    database = Database(f"sqlite:///{path}")
    assert migrate.upgrade(database) == "0001"
    database.close()
    copy = tmp_path / "old.before-9998.sqlite"
    assert rows_of(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    later = {"domain_holds", "paces", "return_events", "routes", "duty_hours", "leave"}
    later |= {"journalist_tags", "journalist_notes", "imports", "import_changes", "saved_audiences"}
    later |= {
        "attachments",
        "blobs",
        "unsaved_texts",
        "edition_holds",
        "boilerplates",
        "agreement_events",
        "message_sizes",
    }
    filled = {"approvals": 1, "approval_policy": 1}
    assert rows_of(path) == before | dict.fromkeys(later | {"novelty"}, 0) | filled


def test_an_upgrade_that_fails_changes_nothing_and_can_be_repeated(tmp_path: Path, next_migration: Path) -> None:
    """Every copy is kept: none of them is in the way of the next try."""
    path = frozen(tmp_path)
    before = rows_of(path)
    right = next_migration.read_text()
    next_migration.write_text(re.sub("SELECT 1", "INSERT INTO nowhere VALUES (1)", right))
    database = Database(f"sqlite:///{path}")
    with pytest.raises(Exception, match="no such table: nowhere"):
        migrate.upgrade(database)
    assert rows_of(path) == before
    next_migration.write_text(right)
    assert migrate.upgrade(database) == "0001"
    database.close()
    assert sorted(one.name for one in tmp_path.glob("old.before*")) == [
        "old.before-9998-2.sqlite",
        "old.before-9998.sqlite",
    ]


def test_a_backup_is_whole_and_closed_to_others(tmp_path: Path) -> None:
    """Also while somebody is in the middle of writing: what is not committed is not in it."""
    path = frozen(tmp_path)
    database = Database(f"sqlite:///{path}")
    with database.writing() as transaction:
        transaction.execute(text("DELETE FROM attempts"))
        migrate.backup(database, tmp_path / "copy.sqlite")
        transaction.rollback()
    assert rows_of(tmp_path / "copy.sqlite") == rows_of(path)
    assert (tmp_path / "copy.sqlite").stat().st_mode & 0o777 == 0o600
    database.close()


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    """Not even an empty file, and a link to nowhere is not followed."""
    database = Database(f"sqlite:///{frozen(tmp_path)}")
    there = tmp_path / "there.txt"
    there.write_text("mine")
    dangling = tmp_path / "link"
    dangling.symlink_to(tmp_path / "nowhere")
    for target in (there, dangling, tmp_path / "old.sqlite"):
        with pytest.raises(DatabaseUnusable, match="exists already and was left as it is"):
            migrate.backup(database, target)
    assert there.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(DatabaseUnusable, match="could not be written"):
        migrate.backup(database, tmp_path / "no" / "folder")
    database.close()


def test_a_backup_of_a_damaged_file_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    """Half a backup would be taken for one."""
    source = tmp_path / "damaged.sqlite"
    source.write_bytes(b"no database at all, and long enough to be looked at " * 100)
    database = Database(f"sqlite:///{source}")
    with pytest.raises(DatabaseUnusable, match=r"could not be written to .*: file is not a database"):
        migrate.backup(database, tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()
    database.close()


def test_postgresql_is_backed_up_by_its_own_tool(migrated_postgresql: str, tmp_path: Path) -> None:
    """With its name."""
    database = Database(migrated_postgresql)
    with pytest.raises(DatabaseUnusable, match="pg_dump"):
        migrate.backup(database, tmp_path / "x")
    database.close()
