"""How the databases go about a query of the roster, which at a million people is seconds or hours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from an_office import AnOffice, an_office
from sqlalchemy import func, select

from distrib.core.query import parse
from distrib.db import statistics
from distrib.db.engine import Database
from distrib.db.people_query import condition
from distrib.db.schema import JournalistRow
from distrib.services import people

HEAD = "name,email,languages,beats\n"


@pytest.fixture
def server(migrated_postgresql: str) -> Iterator[Database]:
    """A PostgreSQL database."""
    database = Database(migrated_postgresql)
    yield database
    database.close()


@pytest.mark.parametrize(
    "text",
    [
        "-language:ar",
        "-(beat:migration)",
        "-tag:circle country:TN",
        "-type:agency",
        "-outlet:wire",
        "-email:@x.example",
        "-sent:2026-001",
        "language:ar beat:migration",
        "(language:ar country:LY) -beat:sports",
    ],
)
def test_postgresql_joins_to_lists_and_never_reads_one_for_each_row(server: Database, text: str) -> None:
    """A list that outgrows `work_mem` would be read anew for every person, and values in a query hide from the plan."""
    with server.reading() as transaction:
        statement = select(func.count()).select_from(JournalistRow).where(condition(transaction, parse(text)))
        compiled = statement.compile(dialect=transaction.dialect, compile_kwargs={"render_postcompile": True})
        plan = "\n".join(transaction.exec_driver_sql(f"EXPLAIN {compiled}", dict(compiled.params)).scalars())
    assert "Join" in plan or "Nested Loop" in plan
    assert "SubPlan" not in plan
    assert "Recursive" not in plan


@pytest.mark.parametrize(("count", "knows"), [(2, False), (3, True)])
def test_a_large_import_tells_the_database_how_large_it_is(url: str, tmp_path: Path, count: int, knows: bool) -> None:
    """A small one is not worth the look."""
    lines = "".join(f"P{number},p{number}@x.example,en,climate\n" for number in range(count))
    with an_office(tmp_path, url=url, people=0) as office, patch.object(statistics, "LARGE", 3):
        _forget(office)
        people.import_journalists(office.context, (HEAD + lines).encode(), "list.csv", dry_run=True)
        assert not _known(office)
        people.import_journalists(office.context, (HEAD + lines).encode(), "list.csv")
        assert _known(office) is knows


def _forget(office: AnOffice) -> None:
    """The tests of a session share a PostgreSQL database."""
    if not office.context.database.is_sqlite:
        with office.context.database.writing() as transaction:
            transaction.exec_driver_sql("DELETE FROM pg_statistic WHERE starelid = 'journalist_beats'::regclass")


def _known(office: AnOffice) -> bool:
    """Whether there are statistics of beats."""
    database = office.context.database
    tables = "sqlite_master WHERE name = 'sqlite_stat1'"
    with database.reading() as transaction:
        if database.is_sqlite:
            if not transaction.exec_driver_sql(f"SELECT count(*) FROM {tables}").scalar():
                return False
            return bool(
                transaction.exec_driver_sql("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'journalist_beats'").scalar()
            )
        found = "SELECT count(*) FROM pg_stats WHERE tablename = 'journalist_beats'"
        return bool(transaction.exec_driver_sql(found).scalar())
