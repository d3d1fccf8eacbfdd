"""A run against a server and a database that fail at every stage: what the ledger says, and what the server has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from a_worker import AWorker
from an_office import NOW, AnOffice, an_office
from scripted_smtp import EHLO, Act, ScriptedServer, Steps, Then

from distrib.core.delivery.ledger import State
from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.retry import SCHEDULE
from distrib.core.smtp.stages import Stage
from distrib.db.engine import Database
from distrib.db.sqlite import library
from distrib.errors import DatabaseUnusable
from distrib.services import people
from distrib.services.delivery import delivering
from distrib.services.delivery.delivering import Answer, Claim, CommitToSend, GiveBack, Record, Step
from distrib.worker.engine import Engine
from distrib.worker.idling import Mode

FIRST = "reporter0@news.example"
EHLOS = {"pipelining": EHLO, "one by one": "250-plain.example\r\n250 8BITMIME"}


@pytest.fixture(params=list(EHLOS))
def ehlo(request: pytest.FixtureRequest) -> dict[str, Steps]:
    """Servers with and without PIPELINING behave alike."""
    return {"EHLO": EHLOS[request.param]}


@pytest.fixture
def office(tmp_path: Path) -> AnOffice:
    """Three recipients, queued."""
    with an_office(tmp_path) as opened:
        opened.dispatch()
    return opened


def received(server: ScriptedServer) -> Counter[str]:
    """Recipient → how often the server saw a final dot."""
    return Counter(message.recipient for message in server.received)


def only_first(step: str | Act | Then, otherwise: str) -> Steps:
    """A step for one recipient; the others go through."""
    return lambda recipient: step if recipient == FIRST else otherwise


FOR_ONE: list[tuple[str, dict[str, Steps], State, bool]] = [
    ("refused", {"RCPT": only_first("550 5.1.1 no such user", "250 ok")}, State.REFUSED, False),
    ("deferred", {"RCPT": only_first("450 4.2.0 greylisted", "250 ok")}, State.DEFERRED, False),
    ("refused and hung up", {"RCPT": only_first(Then("550 5.7.1 no", Act.CLOSE), "250 ok")}, State.REFUSED, False),
    ("hung up at RCPT", {"RCPT": only_first(Act.RESET, "250 ok")}, State.DEFERRED, False),
    ("silent at DATA", {"DATA": only_first(Act.STALL, "354 go")}, State.DEFERRED, False),
    ("DATA refused", {"DATA": only_first("554 5.6.0 no", "354 go")}, State.REFUSED, False),
    ("spam", {"dot": only_first("554 5.7.1 spam", "250 kept")}, State.REFUSED, True),
    ("later", {"dot": only_first("451 4.3.0 later", "250 kept")}, State.DEFERRED, True),
    ("closed at the dot", {"dot": only_first(Act.CLOSE, "250 kept")}, State.IN_DOUBT, True),
    ("reset at the dot", {"dot": only_first(Act.RESET, "250 kept")}, State.IN_DOUBT, True),
    ("silent at the dot", {"dot": only_first(Act.STALL, "250 kept")}, State.IN_DOUBT, True),
    ("nonsense at the dot", {"dot": only_first("okay", "250 kept")}, State.IN_DOUBT, True),
    ("kept and closed", {"dot": only_first(Then("250 kept", Act.CLOSE), "250 kept")}, State.ACCEPTED, True),
    ("421 at the dot", {"dot": only_first(Then("421 4.3.2 busy", Act.CLOSE), "250 kept")}, State.DEFERRED, True),
]


@pytest.mark.parametrize(
    ("script", "state", "is_dot_seen"), [one[1:] for one in FOR_ONE], ids=[one[0] for one in FOR_ONE]
)
def test_one_recipients_fault_is_one_recipients_alone(
    office: AnOffice, ehlo: dict[str, Steps], script: dict[str, Steps], state: State, is_dot_seen: bool
) -> None:
    """The others get theirs, each once; what the server saw agrees with the ledger."""
    with ScriptedServer(ehlo | script) as server:
        report = AWorker(office, server).run()
    rows = {row.email: row for row in office.deliveries()}
    assert rows[FIRST].state is state
    assert [row.state for email, row in rows.items() if email != FIRST] == [State.ACCEPTED] * 2
    assert received(server) == Counter(email for email in rows if is_dot_seen or email != FIRST)
    assert {row.attempts for row in rows.values()} == {1}
    assert report.site_failure is None
    if state is State.DEFERRED:
        assert NOW + SCHEDULE[0] <= rows[FIRST].due_at <= NOW + SCHEDULE[0] * 1.2
    if state is not State.ACCEPTED:
        assert rows[FIRST].reply


FOR_ALL: list[tuple[str, dict[str, Steps], Stage]] = [
    ("busy", {"greeting": "421 4.3.2 busy"}, Stage.GREETING),
    ("closed", {"greeting": Act.CLOSE}, Stage.GREETING),
    ("busy at EHLO", {"EHLO": "421 4.3.2 busy"}, Stage.HELLO),
    ("busy at MAIL", {"MAIL": "421 4.7.0 too many"}, Stage.MAIL),
    ("not your sender", {"MAIL": "553 5.7.1 not your sender"}, Stage.MAIL),
]


@pytest.mark.parametrize(("script", "stage"), [one[1:] for one in FOR_ALL], ids=[one[0] for one in FOR_ALL])
def test_a_server_that_does_not_serve_us_spends_nobodys_tries(
    office: AnOffice, script: dict[str, Steps], stage: Stage
) -> None:
    """Everything goes back as it was, and the run ends and says why."""
    before = office.deliveries()
    with ScriptedServer(script) as server:
        worker = AWorker(office, server, connections=2)
        report = worker.run()
    assert report.site_failure is not None
    assert report.site_failure.stage is stage
    assert office.deliveries() == before
    assert worker.heard == []
    assert len(worker.complaints) == 1
    assert server.received == []


def test_nobody_listens(office: AnOffice) -> None:
    """The same when there is no server at all."""
    with ScriptedServer() as server:
        pass
    report = AWorker(office, server).run()
    assert report.site_failure is not None
    assert report.site_failure.stage is Stage.CONNECT
    assert office.states() == [State.QUEUED] * 3


@pytest.mark.parametrize("end", [Act.CLOSE, Act.RESET])
@pytest.mark.parametrize("connections", [1, 3])
def test_a_server_that_hangs_up_after_every_message(
    tmp_path: Path, ehlo: dict[str, Steps], end: Act, connections: int
) -> None:
    """Everybody is reached over a connection of their own, nobody twice, and nobody's tries are spent."""
    with (
        an_office(tmp_path, people=12) as office,
        ScriptedServer(ehlo | {"dot": Then("250 2.0.0 kept", end)}) as server,
    ):
        office.dispatch()
        report = AWorker(office, server, connections=connections).run()
        rows = office.deliveries()
    assert {row.state for row in rows} == {State.ACCEPTED}
    assert received(server) == Counter(row.email for row in rows)
    assert {row.attempts for row in rows} == {1}
    assert report.site_failure is None
    assert server.connections >= 12


def test_a_server_that_says_421_after_a_few_messages(tmp_path: Path, ehlo: dict[str, Steps]) -> None:
    """A limit per connection is no failure: a fresh one goes on."""
    mail: list[str | Act | Then] = ["250 ok", "250 ok", Then("421 4.7.0 enough for one connection", Act.CLOSE)] * 9
    with an_office(tmp_path, people=10) as office, ScriptedServer(ehlo | {"MAIL": mail}) as server:
        office.dispatch()
        report = AWorker(office, server).run()
        rows = office.deliveries()
    assert {row.state for row in rows} == {State.ACCEPTED}
    assert received(server) == Counter(row.email for row in rows)
    assert {row.attempts for row in rows} == {1}
    assert report.site_failure is None


class Between:
    """Stands before the ledger and does something when a step comes by."""

    def __init__(self, office: AnOffice) -> None:
        self.office = office
        self.seen: list[Step] = []

    def __call__(self, steps: Sequence[Step]) -> list[Answer]:
        for step in steps:
            self.seen.append(step)
            self.meet(step)
        return delivering.apply(self.office.context, steps)

    def meet(self, step: Step) -> None:
        """To be replaced."""


class OptsOut(Between):
    def meet(self, step: Step) -> None:
        if isinstance(step, CommitToSend) and step.job.email == FIRST:
            people.opt_out(self.office.context, FIRST)


def test_an_opt_out_between_claim_and_dot_is_kept(office: AnOffice, ehlo: dict[str, Steps]) -> None:
    """The message was written to the server but its dot was not: the server has nothing. The others get theirs."""
    with ScriptedServer(ehlo) as server:
        AWorker(office, server, apply=OptsOut(office)).run()
    assert office.states() == [State.SUPPRESSED, State.ACCEPTED, State.ACCEPTED]
    assert received(server) == Counter(["reporter1@news.example", "reporter2@news.example"])
    assert any(FIRST in command for command in server.commands)


class Gone(Between):
    """The database does not answer a kind of step, a number of times."""

    def __init__(self, office: AnOffice, kind: type[Step], times: int) -> None:
        super().__init__(office)
        self.kind, self.times = kind, times

    def meet(self, step: Step) -> None:
        if isinstance(step, self.kind) and self.times:
            self.times -= 1
            raise DatabaseUnusable("the database does not answer")


def test_without_the_database_before_the_dot_no_dot_is_sent(office: AnOffice, ehlo: dict[str, Steps]) -> None:
    """The row is in the queue again, its try not spent; once the database answers everybody is reached once."""
    with ScriptedServer(ehlo) as server:
        gone = Gone(office, CommitToSend, 10**9)
        gone_once = Gone(office, CommitToSend, 1)

        def stop_after_first(steps: Sequence[Step]) -> list[Answer]:
            if any(isinstance(step, GiveBack) for step in steps):
                worker._engine.stop()
            return gone(steps)

        worker = AWorker(office, server, apply=stop_after_first)
        worker.run()
        assert received(server) == Counter()
        assert office.states() == [State.QUEUED] * 3
        assert {row.attempts for row in office.deliveries()} == {0}
        AWorker(office, server, apply=gone_once).run()
    assert office.states() == [State.ACCEPTED] * 3
    assert received(server) == Counter(row.email for row in office.deliveries())


@pytest.mark.parametrize("connections", [1, 3])
def test_without_the_database_after_the_reply_the_outcome_is_not_lost(
    office: AnOffice, ehlo: dict[str, Steps], connections: int
) -> None:
    """It is written as soon as the database answers; until then only dots allowed before still go out."""
    gone = Gone(office, Record, 5)
    dots_while_gone: list[int] = []
    with ScriptedServer(ehlo) as server:
        server.on_dot = lambda _: dots_while_gone.append(gone.times)
        AWorker(office, server, apply=gone, connections=connections).run()
        assert set(office.states()) <= {State.ACCEPTED, State.QUEUED}
        AWorker(office, server).run()  # for whoever asked for a dot while the database was gone
    assert office.states() == [State.ACCEPTED] * 3
    assert received(server) == Counter(row.email for row in office.deliveries())
    assert gone.times == 0
    assert sum(times in range(1, 5) for times in dots_while_gone) < connections


def test_without_the_database_at_the_start_a_single_run_ends(office: AnOffice) -> None:
    """And says why."""
    with ScriptedServer() as server:
        report = AWorker(office, server, apply=Gone(office, Claim, 10**9)).run()
    assert report.database_failure == "the database does not answer"
    assert server.connections == 0


class Breaks(Between):
    def meet(self, step: Step) -> None:
        if isinstance(step, Record):
            raise ZeroDivisionError("a bug")


def test_a_bug_ends_the_run_and_leaves_no_false_entry(office: AnOffice) -> None:
    """The first was accepted and could not be recorded: it stays past its dot, to be found in doubt."""
    with ScriptedServer() as server, pytest.raises(ZeroDivisionError):
        AWorker(office, server, apply=Breaks(office)).run()
    states = office.states()
    assert states[0] is State.COMMITTING
    assert set(states[1:]) <= {State.CLAIMED, State.COMMITTING}
    assert sum(received(server).values()) == states.count(State.COMMITTING)


def test_a_stop_finishes_what_is_in_flight_and_gives_back_the_rest(tmp_path: Path) -> None:
    """Nothing is left claimed, and nothing is in doubt because of it."""

    def stop(engine: Engine) -> None:
        engine.stop()

    with an_office(tmp_path, people=20) as office, ScriptedServer() as server:
        office.dispatch()
        AWorker(office, server, connections=2, mode=Mode.FOREVER, on_heard=stop).run()
        rows = office.deliveries()
    states = Counter(row.state for row in rows)
    assert set(states) == {State.ACCEPTED, State.QUEUED}
    assert 1 <= states[State.ACCEPTED] <= 4
    assert received(server) == Counter(row.email for row in rows if row.state is State.ACCEPTED)
    assert {row.attempts for row in rows if row.state is State.QUEUED} == {0}


def test_draining_waits_for_what_is_due_later(office: AnOffice) -> None:
    """It ends when nothing is left, not when nothing is due."""
    clock = office.clock

    def later(_: Engine) -> None:
        clock.forward(minutes=5)

    with ScriptedServer({"RCPT": ["450 4.2.0 greylisted", "250 ok"]}) as server:
        worker = AWorker(office, server, mode=Mode.DRAIN, on_heard=later)
        worker.run()
    assert office.states() == [State.ACCEPTED] * 3
    assert Counter(email for email, _ in worker.heard)[FIRST] == 2


def test_a_worker_that_comes_back_after_its_lease_sends_nothing(office: AnOffice) -> None:
    """Paused between claim and dot for longer than the lease: the ledger fences it."""

    class Pauses(Between):
        def meet(self, step: Step) -> None:
            if isinstance(step, CommitToSend) and len(self.seen) == 2:
                office.clock.forward(minutes=11)

    with ScriptedServer() as server:
        AWorker(office, server, apply=Pauses(office)).run()
    assert office.states() == [State.ACCEPTED] * 3
    assert set(received(server).values()) == {1}


def test_the_hash_in_the_ledger_is_of_the_very_bytes(office: AnOffice) -> None:
    """As the server received them, dots unstuffed."""
    from hashlib import sha256

    with ScriptedServer() as server:
        AWorker(office, server).run()
    sent = {message.recipient: sha256(message.content).hexdigest() for message in server.received}
    assert {row.email: row.sha256 for row in office.deliveries()} == sent


def test_an_address_that_cannot_be_written_keeps_nobody_else_waiting(office: AnOffice) -> None:
    """It is refused with the reason; in the envelope it would be a command of its own."""
    with closing(library().connect(office.database.sqlite_file or "")) as connection:
        connection.execute("UPDATE deliveries SET email = 'x>\r\nRSET\r\n<y@news.example' WHERE id = 1")
        connection.commit()
    with ScriptedServer() as server:
        AWorker(office, server).run()
    assert office.states() == [State.REFUSED, State.ACCEPTED, State.ACCEPTED]
    assert not any("RSET" in command for command in server.commands)
    assert office.deliveries()[0].reply == "this address cannot be written to (after the sender was named)"


def test_outcomes_are_told_one_by_one(office: AnOffice) -> None:
    """For the progress bar and the summary."""
    with ScriptedServer({"RCPT": only_first("550 5.1.1 no", "250 ok")}) as server:
        worker = AWorker(office, server)
        report = worker.run()
    verdicts: list[tuple[str, Outcome]] = worker.heard
    assert [(email, outcome.verdict.value) for email, outcome in verdicts] == [
        ("reporter0@news.example", "refused"),
        ("reporter1@news.example", "accepted"),
        ("reporter2@news.example", "accepted"),
    ]
    assert report.ended == 3


def test_the_file_is_whole_after_all_this(office: AnOffice) -> None:
    """SQLite finds nothing wrong with it."""
    from distrib.db.migrate import integrity

    with ScriptedServer({"dot": Act.RESET}) as server:
        AWorker(office, server, connections=3).run()
    database = Database(office.url)
    assert integrity(database) is None
    database.close()
