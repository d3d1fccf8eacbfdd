"""A ledger that was tampered with, or that a bug has spoilt, is seen to be so and named; a sound one never is."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from an_office import ACCEPTED, DEFERRED, LOST, REFUSED, REFUSED_AT_DOT, AnOffice, an_office
from cli_office import Cli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.soundness import Fault
from distrib.errors import NotAllowed
from distrib.services.delivery import hands
from distrib.services.office import storage


def advanced(office: AnOffice) -> None:
    """One accepted, one refused, one claimed."""
    office.dispatch()
    accepted, refused, _ = office.claim()
    office.commit(accepted)
    office.record(accepted, ACCEPTED)
    office.record(refused, REFUSED)


SPOILT = [
    ("UPDATE dispatches SET audience_size = 4", Fault.COUNTS, 3),
    ("DELETE FROM deliveries WHERE state = 'claimed'", Fault.COUNTS, 2),
    ("UPDATE deliveries SET worker_id = NULL WHERE state = 'claimed'", Fault.UNCLAIMED, 1),
    ("UPDATE deliveries SET claim_token = NULL WHERE state = 'claimed'", Fault.UNCLAIMED, 1),
    ("UPDATE deliveries SET lease_until = NULL, state = 'committing' WHERE state = 'claimed'", Fault.UNCLAIMED, 1),
    ("UPDATE deliveries SET state = 'queued' WHERE state = 'claimed'", Fault.FREE_CLAIM, 1),
    ("UPDATE deliveries SET sha256 = NULL WHERE state = 'accepted'", Fault.NO_PROOF, 1),
    ("UPDATE deliveries SET code = NULL WHERE state = 'accepted'", Fault.NO_PROOF, 1),
    ("DELETE FROM attempts WHERE verdict = 'accepted'", Fault.NO_ATTEMPT, 1),
    ("DELETE FROM attempts", Fault.NO_ATTEMPT, 2),
    ("UPDATE deliveries SET state = 'deferred' WHERE state = 'refused'", Fault.NO_ATTEMPT, 1),
]


@pytest.mark.parametrize(("spoil", "fault", "rows"), SPOILT, ids=[spoil for spoil, _, _ in SPOILT])
def test_what_is_spoilt_is_named(office: AnOffice, spoil: str, fault: Fault, rows: int) -> None:
    """Exactly that, with its rows; before, nothing is found."""
    advanced(office)
    assert storage.unsound(office.context) == ()
    with office.database.writing() as transaction:
        transaction.execute(text(spoil))
    (found,) = storage.unsound(office.context)
    assert (found.fault, found.dispatch_id, found.rows) == (fault, 1, rows)
    assert len(found.examples) == (0 if fault is Fault.COUNTS else rows)
    assert str(found).startswith("Dispatch 1: ")


def test_every_fault_is_tried() -> None:
    """So that none is without its proof."""
    assert {fault for _, fault, _ in SPOILT} == set(Fault)


STEPS = st.sampled_from([ACCEPTED, DEFERRED, REFUSED, REFUSED_AT_DOT, LOST, "pause", "resume", "stop", "later"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=12))
def test_whatever_is_done_lawfully_is_sound(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Outcome | str]
) -> None:
    """Any order of outcomes, hands and hours leaves a ledger that adds up."""
    with an_office(tmp_path_factory.mktemp("sound"), people=6) as office:
        dispatch = office.dispatch()
        for step in steps:
            _do(office, dispatch.id, step)
            assert storage.unsound(office.context) == ()


def _do(office: AnOffice, dispatch_id: int, step: Outcome | str) -> None:
    if isinstance(step, Outcome):
        for job in office.claim(2)[:1]:  # the other stays claimed
            if step.is_after_dot:
                office.commit(job)
            office.record(job, step)
    elif step == "later":
        office.clock.forward(minutes=20)
    else:
        with suppress(NotAllowed):  # what is not allowed changes nothing
            getattr(hands, step)(office.context, dispatch_id)


def test_the_command_says_so(cli: Cli, tmp_path: Path) -> None:
    """Status 0 for a sound ledger, 1 for one that somebody must look at."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue")
    assert "The ledger is sound" in cli.done("db", "check").out
    from distrib.db.engine import Database

    database = Database(f"sqlite:///{cli.home / 'distrib.sqlite'}")
    with database.writing() as transaction:
        transaction.execute(text("UPDATE dispatches SET audience_size = 5"))
    database.close()
    ended = cli("db", "check")
    assert (ended.status, ended.out) == (1, "Dispatch 1: it was made for 5 recipients and has 2 rows\n")
    assert "distrib db backup" in ended.err
