"""distrib as an engine for the kill harness: its workers, on SQLite or PostgreSQL, with leases of seconds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from an_office import add_journalists, add_release
from kill_harness import Forked, Running
from sqlalchemy import func, select

from distrib.app import Office, build
from distrib.config import load
from distrib.core.delivery.ledger import State
from distrib.db import claiming, engine, recording
from distrib.db.schema import DeliveryRow, WorkerRow
from distrib.services import sending
from distrib.services.delivery import delivering, dispatches

CLAIM_LEASE, COMMIT_LEASE = timedelta(seconds=2), timedelta(seconds=3)
IDLE_SECONDS = 2
"""A worker that is paused within a transaction loses it, so that its locks hold up nobody."""


def work(environment: dict[str, str], connections: int) -> None:
    """A worker's process, to the end of its life. Its leases are short, so that a pause can outlast them."""
    from distrib.worker.idling import Mode
    from distrib.worker.process import Listener

    claiming.CLAIM_LEASE, recording.COMMIT_LEASE = CLAIM_LEASE, COMMIT_LEASE
    engine.IDLE_SECONDS = IDLE_SECONDS
    office = build(load(environment))
    with (office.settings.home / "complaints.txt").open("a", encoding="utf-8") as kept:
        listener = Listener(complain=lambda told: print(os.getpid(), told, file=kept, flush=True))
        office.worker(listener).run(Mode.FOREVER, connections)


@dataclass
class Distrib:
    """An office with one dispatch queued; workers are started in it."""

    home: Path
    database: str | None = None
    connections: int = 4
    reference: str = field(default="", init=False)

    def queue(self, people: int) -> None:
        """Add journalists and a release, and queue its dispatch to all of them."""
        self.office = self._open()
        with self.office.context.database.writing() as transaction:
            add_journalists(transaction, people)
            self.reference = add_release(transaction)
        sending.freeze(self.office.context, sending.plan(self.office.context, self.reference, "all"))

    def start(self, smtp: str) -> Running:
        return Forked(work, self._environment(smtp), self.connections)

    def states(self) -> Mapping[str, str]:
        return {row.email: row.state.value for row in dispatches.log(self.office.context, self.reference)}

    def left(self) -> int:
        return delivering.pending(self.office.context)[0]

    def holds_nothing(self, pid: int) -> bool:
        held = (
            select(func.count())
            .select_from(DeliveryRow)
            .join(WorkerRow, WorkerRow.id == DeliveryRow.worker_id)
            .where(WorkerRow.pid == pid, DeliveryRow.state.in_([State.CLAIMED, State.COMMITTING]))
        )
        with self.office.context.database.reading() as transaction:
            return transaction.execute(held).scalar_one() == 0

    def close(self) -> None:
        self.office.close()

    def _open(self) -> Office:
        return build(load(self._environment("smtp://localhost:2")))

    def _environment(self, smtp: str) -> dict[str, str]:
        chosen = {"DISTRIB_HOME": str(self.home), "DISTRIB_SMTP": smtp}
        if self.database is not None:
            chosen["DISTRIB_DATABASE"] = self.database
        return {"PATH": os.environ.get("PATH", ""), "HOME": str(self.home), **chosen}
