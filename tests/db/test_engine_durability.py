"""The connection: durable, transactional, and its failures are sentences that a person can act on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from an_office import AnOffice, an_office, new_sqlite
from sqlalchemy import func, insert, make_url, select, text
from sqlalchemy.exc import StatementError

from distrib.core.delivery.ledger import State
from distrib.db.engine import Database
from distrib.db.migrate import integrity, upgrade
from distrib.db.schema import OutletRow, WorkerRow
from distrib.db.sqlite import SAFE_WAL, library
from distrib.errors import DatabaseUnusable
from distrib.services.delivery import dispatches


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated database of either kind."""
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A migrated SQLite file."""
    opened = Database(new_sqlite(tmp_path))
    yield opened
    opened.close()


def outlets(database: Database) -> int:
    with database.reading() as transaction:
        return int(transaction.execute(select(func.count()).select_from(OutletRow)).scalar_one())


def add_outlet(database: Database, name: str = "x") -> None:
    with database.writing() as transaction:
        transaction.execute(insert(OutletRow).values(name=name, name_key=name))


@pytest.mark.parametrize("kind", ["reading", "writing"])
def test_every_connection_to_sqlite_is_durable(sqlite: Database, kind: str) -> None:
    """FULL always; WAL only where its reset cannot corrupt; foreign keys are kept."""
    mode = "wal" if library().sqlite_version_info >= SAFE_WAL else "truncate"
    for _ in range(2):
        with getattr(sqlite, kind)() as transaction:
            asked = {name: transaction.execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS}
        assert asked == {"synchronous": 2, "journal_mode": mode, "foreign_keys": 1}


PRAGMAS = ("synchronous", "journal_mode", "foreign_keys")


@pytest.mark.parametrize(("version", "mode"), [((3, 51, 2), "truncate"), ((3, 51, 3), "wal"), ((4, 0, 0), "wal")])
def test_wal_is_used_from_the_version_that_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], mode: str
) -> None:
    """The version of the library decides, not what the file was before."""
    monkeypatch.setattr(library(), "sqlite_version_info", version)
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite'}")
    with database.writing() as transaction:
        assert transaction.execute(text("PRAGMA journal_mode")).scalar() == mode
        assert transaction.execute(text("PRAGMA synchronous")).scalar() == 2
    database.close()


def test_a_write_is_kept_whole_or_not_at_all(database: Database) -> None:
    """An error anywhere in the block undoes all of it."""
    with pytest.raises(KeyError), database.writing() as transaction:  # noqa: PT012 - the transaction raises as a whole
        transaction.execute(insert(OutletRow).values(name="x", name_key="x"))
        raise KeyError
    assert outlets(database) == 0
    add_outlet(database)
    assert outlets(database) == 1


def test_what_is_written_while_reading_is_undone(database: Database) -> None:
    """Reading changes nothing, whatever a query does."""
    with database.reading() as transaction:
        transaction.execute(insert(OutletRow).values(name="x", name_key="x"))
    assert outlets(database) == 0


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_view_does_not_change_while_it_is_read(database: Database) -> None:
    """Numbers on one page agree with each other. (On SQLite the writer waits for the reader instead.)"""
    with database.reading() as transaction:
        count = select(func.count()).select_from(OutletRow)
        assert transaction.execute(count).scalar() == 0
        add_outlet(database)
        assert transaction.execute(count).scalar() == 0
    assert outlets(database) == 1


def test_a_log_that_is_read_slowly_keeps_no_worker_from_writing(tmp_path: Path) -> None:
    """`distrib log | less` may stand open all day."""
    with an_office(tmp_path) as office:
        office.dispatch()
        reader = iter(dispatches.log(office.context, office.reference))
        next(reader)
        with closing(library().connect(tmp_path / "distrib.sqlite", timeout=0)) as other:
            other.execute("UPDATE deliveries SET state = 'cancelled'")
            other.commit()
        assert len(list(reader)) == 2


@pytest.mark.parametrize("value", [datetime(2026, 1, 1), datetime.now()])  # noqa: DTZ001, DTZ005
def test_a_naive_instant_is_refused(database: Database, value: datetime) -> None:
    """Nobody could say later which hour it was."""
    row = {"id": "w", "host": "h", "pid": 1, "lock_file": "/x", "started_at": value}
    with pytest.raises(StatementError, match="a naive datetime"), database.writing() as transaction:
        transaction.execute(insert(WorkerRow).values(row))


def test_instants_come_back_in_utc(database: Database) -> None:
    """Whatever zone they were given in; to the microsecond."""
    there = datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    row = {"id": "w", "host": "h", "pid": 1, "lock_file": "/x", "started_at": there}
    with database.writing() as transaction:
        transaction.execute(insert(WorkerRow).values(row))
        (back,) = transaction.execute(select(WorkerRow.started_at)).one()
    assert back == there
    assert back.tzinfo is UTC


def test_a_state_that_is_none_is_refused(office: AnOffice) -> None:
    """Only the states of the ledger are stored."""
    office.dispatch()
    from distrib.db.schema import DeliveryRow

    with pytest.raises(StatementError, match="'sent' is not a valid State"), office.database.writing() as transaction:
        transaction.execute(DeliveryRow.__table__.update().values(state="sent"))  # type: ignore[attr-defined]
    assert set(office.states()) == {State.QUEUED}


def test_the_clock_of_the_database_is_aware(database: Database) -> None:
    """Leases of all workers are measured by it."""
    with database.reading() as transaction:
        now = database.now(transaction)
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


def test_foreign_keys_hold(database: Database) -> None:
    """No row points to nothing."""
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), database.writing() as transaction:
        transaction.execute(text("INSERT INTO journalist_beats VALUES (99, 0, 'x', 'x')"))


def test_a_locked_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds it; the message says for how long we waited."""
    monkeypatch.setattr("distrib.db.sqlite.BUSY_SECONDS", 0.05)
    database = Database(new_sqlite(tmp_path))
    with closing(library().connect(tmp_path / "distrib.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseUnusable, match="Another program has held the database"):
            add_outlet(database)
        if library().sqlite_version_info >= SAFE_WAL:
            assert outlets(database) == 0, "whoever reads is not in the way of whoever writes"
        else:
            with pytest.raises(DatabaseUnusable, match="Another program has held the database"):
                outlets(database)
        other.rollback()
    add_outlet(database)
    assert outlets(database) == 1
    database.close()


def test_a_full_disk(sqlite: Database) -> None:
    """Nothing of the step is kept, and what was there before is whole."""
    add_outlet(sqlite)
    with pytest.raises(DatabaseUnusable, match="The disk is full"), sqlite.writing() as transaction:  # noqa: PT012 - the transaction raises as a whole
        transaction.execute(text("PRAGMA max_page_count = 1"))
        values = [{"name": "x" * 4000, "name_key": str(number)} for number in range(100)]
        transaction.execute(insert(OutletRow), values)
    assert outlets(sqlite) == 1
    assert integrity(sqlite) is None


@contextmanager
def _small_files() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_takes_no_more(sqlite: Database) -> None:
    """A quota, or a disk that fails: the system refuses the write itself."""
    values = [{"name": "x" * 4000, "name_key": str(number)} for number in range(500)]
    with pytest.raises(DatabaseUnusable, match="The disk does not"), _small_files(), sqlite.writing() as transaction:
        transaction.execute(insert(OutletRow), values)
    assert outlets(sqlite) == 0
    assert integrity(sqlite) is None


def test_a_file_that_may_not_be_written_to(tmp_path: Path) -> None:
    """Reading goes on; the message names the file."""
    new_sqlite(tmp_path)
    path = tmp_path / "distrib.sqlite"
    database = Database(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert outlets(database) == 0
    with pytest.raises(DatabaseUnusable, match="may not be written to"):
        add_outlet(database)
    database.close()


def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    """The journal cannot be made there, so nothing is changed."""
    folder = tmp_path / "closed"
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'x.sqlite'}")
    with _immutable(folder), pytest.raises(DatabaseUnusable, match=r"cannot be opened\. Nothing was changed"):
        upgrade(database)
    upgrade(database)
    database.close()


@contextmanager
def _immutable(folder: Path) -> Iterator[None]:
    """Closed even to root, where the file system can do that; else by its permissions."""
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    done = subprocess.run(["chattr", "+i", str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("root can write everywhere, and this file system knows no immutable folders")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", str(folder)], check=True)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"This is no database. " * 100, "not a distrib database"),
        (b"SQLite format 3\0" + b"\xff" * 5_000, "not a distrib database"),
    ],
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes, expected: str) -> None:
    """It is left as it is."""
    path = tmp_path / "x.sqlite"
    path.write_bytes(content)
    database = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnusable, match=expected):
        upgrade(database)
    database.close()
    assert path.read_bytes() == content


def test_a_damaged_database_is_noticed(tmp_path: Path) -> None:
    """Pages full of rubbish behind a header that is right."""
    new_sqlite(tmp_path)
    path = tmp_path / "distrib.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xa5" * 4096 * 6
    path.write_bytes(content)
    database = Database(f"sqlite:///{path}")
    try:
        assert integrity(database) is not None
    except DatabaseUnusable as fault:
        assert "damaged" in str(fault)  # noqa: PT017 - either way is right, as long as it is noticed
    database.close()


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    """A slip in DISTRIB_DATABASE."""
    database = Database(f"sqlite:///{tmp_path}")
    with pytest.raises(DatabaseUnusable, match="cannot be opened"):
        upgrade(database)


@pytest.mark.parametrize("host", ["127.0.0.1:1/press", "/press?host=/nowhere"])
def test_a_server_that_is_not_there(host: str) -> None:
    """By network and by socket; the password is nowhere in the message or in what caused it."""
    database = Database(f"postgresql://press:hunter2@{host}")
    with pytest.raises(DatabaseUnusable, match="does not answer") as caught:
        upgrade(database)
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__}"
    assert "hunter2" not in repr(database.url)


def test_a_connection_that_the_server_ends(migrated_postgresql: str) -> None:
    """Nothing of the step is kept; the next step connects anew."""
    database = Database(migrated_postgresql)
    with pytest.raises(DatabaseUnusable, match="does not"), database.writing() as transaction:  # noqa: PT012 - the transaction raises as a whole
        transaction.execute(text("DELETE FROM deliveries"))
        mine = transaction.execute(text("SELECT pg_backend_pid()")).scalar()
        with database.writing() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
        transaction.execute(text("SELECT 1"))
    outlets(database)
    database.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://press:hunter2@h/x", "://", ""])
def test_an_address_that_cannot_be_used(url: str) -> None:
    """With the forms that can, and without what was written: it may hold a password."""
    with pytest.raises(DatabaseUnusable) as caught:
        upgrade(Database(url))
    assert "hunter2" not in str(caught.value)
    assert "Nothing was" in str(caught.value)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
from distrib.cli.main import run
sys.exit(run(["release", "list"]))
"""


def _junk(home: Path) -> None:
    home.joinpath("distrib.sqlite").write_bytes(b"junk" * 1000)


def _newer(home: Path) -> None:
    new_sqlite(home)
    with closing(library().connect(home / "distrib.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _nothing(home: Path) -> None:
    assert not home.joinpath("distrib.sqlite").exists()


@pytest.mark.parametrize(
    ("prepare", "code", "expected"),
    [
        (_junk, None, "The file is not a distrib database."),
        (_newer, None, "was last used by a newer distrib"),
        (_nothing, LIMITED, "The disk does not take what is written"),
    ],
)
def test_a_command_ends_with_a_sentence_and_status_1(
    tmp_path: Path, prepare: Callable[[Path], None], code: str | None, expected: str
) -> None:
    """No trace on the screen."""
    prepare(tmp_path)
    what = ["-c", code] if code else ["-m", "distrib", "release", "list"]
    # Compiled modules would be cut off at the limit too, and stay so for everybody.
    environment = {"DISTRIB_HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run([sys.executable, *what], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert expected in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not tmp_path.joinpath("errors.log").exists()


def test_a_new_database_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """Wherever DISTRIB_DATABASE puts it, and whatever the umask is."""
    path = tmp_path / "elsewhere.sqlite"
    before = os.umask(0o000)
    try:
        database = Database(f"sqlite:///{path}")
        upgrade(database)
        database.close()
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": "nobody"}, "does not take this login or its password"),
        ({"database": "nowhere"}, "has no database of this name"),
    ],
)
def test_whom_the_server_does_not_let_in_is_told_why(
    migrated_postgresql: str, changes: dict[str, str], words: str
) -> None:
    """Instead of being sent to look whether it runs."""
    elsewhere = make_url(migrated_postgresql).set(**changes)  # type: ignore[arg-type]
    database = Database(elsewhere.render_as_string(hide_password=False))
    with closing(database), pytest.raises(DatabaseUnusable, match=words):
        outlets(database)


def test_a_wrong_password_is_told_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers say whose it is."""

    def refuse(*_: object, **__: object) -> None:
        raise psycopg.OperationalError('FATAL:  password authentication failed for user "ana"')

    monkeypatch.setattr(psycopg, "connect", refuse)
    database = Database("postgresql://ana:secret@127.0.0.1:1/press")
    words = "does not take this login or its password"
    with closing(database), pytest.raises(DatabaseUnusable, match=words) as caught:
        outlets(database)
    assert "secret" not in str(caught.value)
