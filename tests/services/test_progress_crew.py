"""Who works on a dispatch: workers here by their locks, others by their word, and what a rest means."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from a_worker import AWorker
from an_office import ACCEPTED, AnOffice, said
from scripted_smtp import ScriptedServer

from distrib.core.delivery.progress import Crew, Why
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import parse_smtp_url
from distrib.db import ledger
from distrib.mail.smtp import SmtpConnection, tls_context
from distrib.services.delivery import progress, workers
from distrib.worker.idling import Mode
from distrib.worker.process import Listener, Worker
from distrib.worker.witness import witnessing

TARGET = parse_smtp_url("smtp://localhost:2")


def sign_on(office: AnOffice, worker: str, host: str) -> None:
    with office.database.writing() as transaction:
        ledger.register_worker(transaction, worker=worker, host=host, pid=1, lock_file="/nowhere", now=office.clock())


def test_the_dead_do_not_work(office: AnOffice) -> None:
    """A worker of this host whose lock is gone is none; one elsewhere is taken at its word."""
    assert progress.crew(office.context) == Crew()
    sign_on(office, "dead", workers.host())
    assert progress.crew(office.context) == Crew()
    sign_on(office, "far", "another.example")
    assert progress.crew(office.context) == Crew(1)
    with workers.at_work(office.context):
        assert progress.crew(office.context) == Crew(2)


def test_a_rest_is_one_when_all_rest(office: AnOffice) -> None:
    """While one of two works, something moves; a rest whose time has passed is none."""
    for worker in ("a", "b"):
        sign_on(office, worker, "another.example")
    dispatch = office.dispatch()
    progress.note_rest(office.context, "a", 60, "421 busy")
    assert progress.of(office.context, dispatch.id)[1].why is Why.SENDING
    progress.note_rest(office.context, "b", 15, "the mail server could not be reached (while connecting)")
    seen = progress.of(office.context, dispatch.id)[1]
    assert (seen.why, seen.because) == (Why.RESTING, "the mail server could not be reached (while connecting)")
    assert seen.until is not None
    assert (seen.until - office.clock()).total_seconds() == 15
    office.clock.forward(seconds=16)
    assert progress.of(office.context, dispatch.id)[1].why is Why.SENDING


def test_the_pace_is_of_the_dispatch_and_of_now(office: AnOffice) -> None:
    """Recipients a minute, from the ledger's own instants."""
    sign_on(office, "a", "another.example")
    dispatch = office.dispatch()
    for job in office.claim(2):
        office.commit(job)
        office.record(job, ACCEPTED)
        office.clock.forward(seconds=10)
    assert progress.of(office.context, dispatch.id)[1].per_minute == pytest.approx(6.0)
    office.clock.forward(seconds=61)
    assert progress.of(office.context, dispatch.id)[1].per_minute is None


def test_an_engine_says_that_it_rests(office: AnOffice) -> None:
    """Once, however many connections were refused; with what the server said."""
    office.dispatch()
    with ScriptedServer({"greeting": "421 4.3.2 closed for the night"}) as server:
        worker = AWorker(office, server, connections=3)
        report = worker.run()
    assert report.site_failure is not None
    ((seconds, outcome),) = worker.rests
    assert seconds == pytest.approx(15, abs=1)
    assert outcome.text == "421 4.3.2 closed for the night"


def test_a_worker_writes_down_that_it_rests(office: AnOffice) -> None:
    """For whoever looks from another process. A run that ends with the failure rests for nobody."""
    told: list[float] = []
    listener = Listener(rests=lambda seconds, _: told.append(seconds))
    worker = Worker(office.context, lambda _: SmtpConnection(TARGET, tls_context(TARGET)), listener)

    async def rest(identity: str, mode: Mode) -> None:
        with witnessing(office.context.settings, identity) as witness:
            worker._rests(identity, mode, witness, 15.0, said(Stage.GREETING, 421, "4.3.2 closed"))

    with workers.at_work(office.context) as identity:
        asyncio.run(rest(identity, Mode.ONCE))
        assert (progress.crew(office.context), told) == (Crew(1), [])
        asyncio.run(rest(identity, Mode.FOREVER))
        crew = progress.crew(office.context)
        assert (crew.rests_until, crew.rests_because) == (office.clock() + timedelta(seconds=15), "421 4.3.2 closed")
        assert told == [15.0]
