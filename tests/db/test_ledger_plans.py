"""How the ledger is searched: by an index of the state or by the row's own id, never by reading all of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import cast

from an_office import ACCEPTED, an_office
from sqlalchemy import text

from distrib.db import dispatches, ledger, steering
from distrib.services.delivery import delivering
from distrib.services.delivery.delivering import CommitToSend, Record


def test_no_step_of_a_worker_reads_the_whole_ledger(tmp_path: Path) -> None:
    """Ten million old rows cost a claim, a D3 and a D4 nothing."""
    with an_office(tmp_path, people=3) as office:
        office.dispatch()
        seen: list[str] = []
        with office.database.reading() as connection:  # the pool hands out the same one again
            traced = cast("sqlite3.Connection", connection.connection.driver_connection)
        traced.set_trace_callback(seen.append)
        jobs = office.claim()
        delivering.apply(office.context, [CommitToSend(job, b"") for job in jobs])
        delivering.apply(office.context, [Record(job, ACCEPTED, 0) for job in jobs])
        with office.database.reading() as connection:
            dispatches.count_pending(connection)
            steering.pending_dispatches(connection)
        with office.database.writing() as connection:
            ledger.take_back_from(connection, "w", office.context.now())
        traced.set_trace_callback(None)
        seen = [statement for statement in seen if "deliveries" in statement and not statement.startswith("--")]
        plans = []
        with office.database.reading() as connection:
            for statement in seen:
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
                plans += [(row.detail, statement) for row in rows]
            assert connection.execute(text("SELECT count(*) FROM attempts")).scalar() == 3
    assert len(seen) >= 12
    assert [statement for detail, statement in plans if detail.startswith("SCAN deliveries")] == []
    by_id = [detail for detail, statement in plans if "json_each" in statement and "deliveries" in detail]
    assert len(by_id) >= 3
    assert set(by_id) == {"SEARCH deliveries USING INTEGER PRIMARY KEY (rowid=?)"}
    used = " ".join(detail for detail, _ in plans)
    for state in ("queued", "deferred", "claimed", "committing"):
        assert f"ix_deliveries_{state}" in used
