"""An office for tests of delivery: journalists, an approved release, real database files, a clock set by hand."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import NamedTuple

from distrib.config import load
from distrib.core.delivery.dispatch import Delivery, Dispatch, Job
from distrib.core.delivery.ledger import State
from distrib.core.delivery.outcome import Fault, Outcome, judge
from distrib.core.people import JournalistStatus, NewJournalist
from distrib.core.release import Contact, Dateline, Edition, ReleaseState
from distrib.core.release.approval import Approval, Policy
from distrib.core.smtp.reply import Reply
from distrib.core.smtp.stages import Stage
from distrib.db import approvals, people, releases
from distrib.db.engine import Database, Transaction
from distrib.db.migrate import upgrade
from distrib.db.server_journal import ServerJournal
from distrib.services import sending
from distrib.services.context import Context
from distrib.services.delivery import delivering, dispatches

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LANGUAGES = ("en", "fr")
MESSAGE = b"Subject: x\r\n\r\nText.\r\n"
SHA = hashlib.sha256(MESSAGE).hexdigest()


@dataclass
class Clock:
    """Stands still until it is moved."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at


class ClockedDatabase(Database):
    """A real database whose clock is the test's."""

    clock: Clock

    def now(self, connection: Transaction) -> datetime:
        return self.clock()


@dataclass(frozen=True)
class AnOffice:
    """An office with its release approved and nobody mailed yet."""

    context: Context
    clock: Clock
    reference: str
    url: str
    journalists: tuple[int, ...] = field(default=())

    @property
    def database(self) -> Database:
        return self.context.database

    def dispatch(self, query: str = "all") -> Dispatch:
        """Plan and freeze, as `distrib send --queue` does."""
        return sending.freeze(self.context, sending.plan(self.context, self.reference, query))

    def deliveries(self) -> tuple[Delivery, ...]:
        return tuple(dispatches.log(self.context, self.reference))

    def states(self) -> list[State]:
        return [one.state for one in self.deliveries()]

    def claim(self, limit: int = 100, worker: str = "w") -> tuple[Job, ...]:
        """D2."""
        (jobs,) = delivering.apply(self.context, [delivering.Claim(worker, limit)])
        assert isinstance(jobs, tuple)
        return jobs

    def commit(self, job: Job) -> bool:
        """D3."""
        return self.apply(delivering.CommitToSend(job, MESSAGE)) is True

    def record(self, job: Job, outcome: Outcome) -> bool:
        """D4."""
        return self.apply(delivering.Record(job, outcome, 0.0)) is True

    def apply(self, step: delivering.Step) -> delivering.Answer:
        return delivering.apply(self.context, [step])[0]


@contextmanager
def an_office(
    folder: Path, *, people: int = 3, url: str | None = None, smtp: str = "smtp://localhost:2"
) -> Iterator[AnOffice]:
    """Open an office in `folder`; `url` names a migrated empty database instead of a SQLite file there."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = Clock()
    url = url or f"sqlite:///{folder / 'distrib.sqlite'}"
    is_file = url.startswith("sqlite")
    if is_file:
        shutil.copy(_furnished(people).file, url.removeprefix("sqlite:///"))
    database = ClockedDatabase(url, ServerJournal(folder))
    database.clock = clock
    settings = load({"DISTRIB_HOME": str(folder), "DISTRIB_SMTP": smtp})
    numbers = count(1)
    context = Context(settings, database, clock, database.login() or "ana", lambda: f"token{next(numbers):07}")
    try:
        reference, ids = _furnished(people).names if is_file else furnish(database, people)
        yield AnOffice(context, clock, reference, database.url.render_as_string(hide_password=False), ids)
    finally:
        database.close()


def furnish(database: Database, number: int) -> tuple[str, tuple[int, ...]]:
    """Journalists and an approved release; its reference, and who they are."""
    with database.writing() as transaction:
        ids = add_journalists(transaction, number)
        return add_release(transaction), tuple(ids)


class Furnished(NamedTuple):
    """A SQLite file to be copied, and what `furnish` said of it."""

    file: Path
    names: tuple[str, tuple[int, ...]]


@cache
def _furnished(people: int) -> Furnished:
    folder = Path(tempfile.mkdtemp(prefix="distrib-test-"))
    database = Database(new_sqlite(folder))
    names = furnish(database, people)
    database.close()
    return Furnished(folder / "distrib.sqlite", names)


def new_sqlite(folder: Path) -> str:
    """A migrated empty SQLite file, at the place where the settings expect it; its URL."""
    path = folder / "distrib.sqlite"
    if not path.exists():
        shutil.copy(_template(), path)
    return f"sqlite:///{path}"


@cache
def _template() -> Path:
    path = Path(tempfile.mkdtemp(prefix="distrib-test-")) / "migrated.sqlite"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


def add_journalists(
    transaction: Transaction, number: int, *, first: int = 0, domain: str = "news.example"
) -> list[int]:
    """Subscribed journalists reporter0@news.example and so on, reading English and French by turns."""
    rows = [
        (
            NewJournalist(
                name=f"Reporter {one}",
                email=f"reporter{one}@{domain}",
                outlet="The Mercury",
                country="GB",
                languages=(LANGUAGES[one % 2],),
                beats=("world",),
            ),
            JournalistStatus.SUBSCRIBED,
        )
        for one in range(first, first + number)
    ]
    return people.insert_journalists(transaction, rows, NOW)


def edition(language: str = "en", **changes: object) -> Edition:
    """A small edition."""
    values: dict[str, object] = {
        "language": language,
        "headline": f"Harbour Office raises alarm ({language})",
        "body": "Families left their homes.\n\nNobody should have to.",
        "dateline": Dateline("Geneva", "24 November 2026", NOW.date()),
        "contacts": (Contact("Helena Brandt", None, "Geneva", ("+41795550110",), ("+41 79 555 01 10",)),),
    }
    return Edition(**(values | changes))  # type: ignore[arg-type]


def add_release(transaction: Transaction, editions: Sequence[Edition] = (), *, is_approved: bool = True) -> str:
    """A release in English and French; its reference."""
    editions = editions or [edition(language) for language in LANGUAGES]
    reference = releases.next_reference(transaction, NOW.year)
    identity = releases.insert_release(transaction, reference, NOW)
    releases.insert_version(transaction, identity, 1, editions, actor="ana", now=NOW)
    if is_approved:
        approved(transaction, reference)
    return reference


def approved(transaction: Transaction, reference: str) -> str:
    """Approve the newest version of a release, past the services; its hash."""
    release = releases.by_reference(transaction, reference)
    assert release is not None
    approval = Approval(release.version, release.version_hash, "ana", NOW, Policy.SELF)
    approvals.insert_approval(transaction, release.id, approval)
    releases.set_state(transaction, release.id, ReleaseState.APPROVED, NOW, release.version_hash)
    return release.version_hash


def said(stage: Stage, code: int, text: str = "") -> Outcome:
    """What a reply at a stage means."""
    return judge(stage, Reply(code, (text,) if text else ()))


ACCEPTED = said(Stage.DOT, 250, "2.0.0 kept")
DEFERRED = said(Stage.RCPT, 450, "4.2.0 greylisted")
DEFERRED_AT_DOT = said(Stage.DOT, 451, "4.3.0 later")
REFUSED = said(Stage.RCPT, 550, "5.1.1 no such user")
REFUSED_AT_DOT = said(Stage.DOT, 554, "5.7.1 spam")
LOST = judge(Stage.DOT, Fault.CLOSED)
CUT_OFF = judge(Stage.DATA, Fault.CLOSED)
