"""Two engines as they are often written, both wrong, to prove that the kill harness finds what it looks for.

One marks a recipient as sent after sending; the other moves its checkpoint when it fetches a batch.
"""

from __future__ import annotations

import smtplib
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kill_harness import Forked, Running

BATCH = 20
MESSAGE = "Subject: hello\r\n\r\nText.\r\n"


def mark_after_sending(file: Path, smtp: str) -> None:
    """Sends, then records: what is killed in between is sent again."""
    with closing(_open(file)) as rows, _connect(smtp) as server:
        while found := rows.execute("SELECT email FROM mail WHERE state = 'queued' LIMIT 1").fetchone():
            server.sendmail("press@office.example", found, MESSAGE)
            rows.execute("UPDATE mail SET state = 'accepted' WHERE email = ?", found)


def checkpoint_at_fetch(file: Path, smtp: str) -> None:
    """Records a batch as done when it is fetched, then sends it: what is killed in between is never sent."""
    with closing(_open(file)) as rows, _connect(smtp) as server:
        while found := rows.execute("SELECT email FROM mail WHERE state = 'queued' LIMIT ?", (BATCH,)).fetchall():
            rows.executemany("UPDATE mail SET state = 'accepted' WHERE email = ?", found)
            for recipient in found:
                server.sendmail("press@office.example", recipient, MESSAGE)


@dataclass
class Control:
    """One of them as an engine for the harness; every statement is a transaction on disk."""

    file: Path
    send: Callable[[Path, str], None]
    connections: int = 1

    def queue(self, people: int) -> None:
        with closing(_open(self.file)) as rows:
            rows.execute("CREATE TABLE mail (email TEXT PRIMARY KEY, state TEXT)")
            everybody = [(f"reporter{number}@news.example",) for number in range(people)]
            rows.execute("BEGIN")
            rows.executemany("INSERT INTO mail VALUES (?, 'queued')", everybody)
            rows.execute("COMMIT")

    def start(self, smtp: str) -> Running:
        return Forked(self.send, self.file, smtp)

    def states(self) -> Mapping[str, str]:
        with closing(_open(self.file)) as rows:
            return dict(rows.execute("SELECT email, state FROM mail"))

    def left(self) -> int:
        return sum(state == "queued" for state in self.states().values())

    def holds_nothing(self, _pid: int) -> bool:
        return True


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=30, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _connect(smtp: str) -> smtplib.SMTP:
    where = urlsplit(smtp)
    return smtplib.SMTP(where.hostname or "", where.port or 0, timeout=30)
