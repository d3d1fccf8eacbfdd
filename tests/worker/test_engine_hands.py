"""Hands on a run: a deed between 354 and the dot is obeyed before that dot, and what goes on goes on once."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from a_worker import PATIENT, AWorker
from an_office import AnOffice, add_release, an_office, edition
from scripted_smtp import EHLO, Act, Once, Received, ScriptedServer, Steps
from scripted_smtp import Step as SmtpStep

from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Standing
from distrib.services import sending
from distrib.services.delivery import delivering, hands, settling
from distrib.services.delivery.delivering import Answer, CommitToSend, Record, Step
from distrib.services.delivery.settling import Word
from distrib.worker.idling import Mode
from distrib.worker.lane import ALLOWED_FOR
from distrib.worker.writer import LedgerWriter

FIRST = "reporter0@news.example"
EHLOS = {"pipelining": EHLO, "one by one": "250-plain.example\r\n250 8BITMIME"}


@pytest.fixture(params=list(EHLOS))
def ehlo(request: pytest.FixtureRequest) -> dict[str, Steps]:
    """Servers with and without PIPELINING behave alike."""
    return {"EHLO": EHLOS[request.param]}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three recipients, queued."""
    with an_office(tmp_path) as opened:
        opened.dispatch()
        yield opened


@dataclass
class BeforeTheDot:
    """Does something once, when the first final dot is asked for: the message stands after 354, complete but for it."""

    office: AnOffice
    deed: Callable[[], object]
    is_done: bool = field(default=False)

    def __call__(self, steps: Sequence[Step]) -> list[Answer]:
        if not self.is_done and any(isinstance(step, CommitToSend) for step in steps):
            self.is_done = True
            self.deed()
        return delivering.apply(self.office.context, steps)


def received(server: ScriptedServer) -> Counter[str]:
    """Recipient → how often the server saw a final dot."""
    return Counter(message.recipient for message in server.received)


@pytest.mark.parametrize("connections", [1, 3])
@pytest.mark.parametrize(("deed", "state"), [(hands.stop, State.CANCELLED), (hands.pause, State.QUEUED)])
def test_no_dot_follows_a_stop_or_a_pause(
    office: AnOffice,
    ehlo: dict[str, Steps],
    connections: int,
    deed: Callable[[object, int], object],
    state: State,
) -> None:
    """The server has been given the message and never sees its end."""
    before = BeforeTheDot(office, lambda: deed(office.context, 1))
    with ScriptedServer(ehlo) as server:
        AWorker(office, server, apply=before, connections=connections).run()
    assert any(command.startswith("DATA") for command in server.commands)
    assert server.received == []
    assert office.states() == [state] * 3
    assert {row.attempts for row in office.deliveries()} == {0}


def test_a_paused_dispatch_goes_on_where_it_was(office: AnOffice, ehlo: dict[str, Steps]) -> None:
    """Everybody gets it once."""
    with ScriptedServer(ehlo) as server:
        AWorker(office, server, apply=BeforeTheDot(office, lambda: hands.pause(office.context, 1))).run()
        hands.resume(office.context, 1)
        AWorker(office, server).run()
    assert office.states() == [State.ACCEPTED] * 3
    assert set(received(server).values()) == {1}
    assert {row.attempts for row in office.deliveries()} == {1}


def test_no_dot_is_written_that_was_allowed_long_ago(
    office: AnOffice, ehlo: dict[str, Steps], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process was stopped in between: others may have put the delivery in doubt, and a person had it sent again."""
    seconds = [0.0]
    monkeypatch.setattr("distrib.worker.lane.monotonic", lambda: seconds[0])

    def stopped_once(steps: Sequence[Step]) -> list[Answer]:
        answers = delivering.apply(office.context, steps)
        if not seconds[0] and any(isinstance(step, CommitToSend) for step in steps):
            seconds[0] = ALLOWED_FOR + 1
        return answers

    with ScriptedServer(ehlo) as server:
        AWorker(office, server, apply=stopped_once, connections=1).run()
    assert office.states() == [State.ACCEPTED] * 3
    assert set(received(server).values()) == {1}
    assert sum(command.startswith("DATA") for command in server.commands) > len(server.received)
    assert {row.attempts for row in office.deliveries()} == {1}


class TwoLanesWithOneDelivery:
    """Brings it about that two lanes of a worker ask for the dot of the same delivery in one batch.

    The server lets the first lane wait for its answer to RCPT, while the dispatch is paused and resumed and another
    lane claims the delivery anew; then it answers both while the writer is busy with the outcome of somebody else.
    """

    def __init__(self, office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office = office
        self.is_begun, self.is_begun_twice, self.may_go = threading.Event(), threading.Event(), threading.Event()
        self.asked: list[str] = []
        self.news = threading.Condition()
        post = LedgerWriter.post

        def watched(writer: LedgerWriter, step: Step) -> asyncio.Future[Answer]:
            answer = post(writer, step)
            if isinstance(step, CommitToSend):
                with self.news:
                    self.asked.append(step.job.email)
                    self.news.notify_all()
            return answer

        monkeypatch.setattr(LedgerWriter, "post", watched)

    @property
    def script(self) -> dict[str, Steps]:
        return {"RCPT": self._rcpt, "dot": self._dot}

    def _rcpt(self, recipient: str) -> SmtpStep:
        if recipient != FIRST:
            return Once("250 2.1.5 ok", self.is_begun)
        (self.is_begun_twice if self.is_begun.is_set() else self.is_begun).set()
        return Once("250 2.1.5 ok", self.may_go)

    def _dot(self, recipient: str) -> SmtpStep:
        return "250 2.0.0 kept" if recipient == FIRST else Once("250 2.0.0 kept", self.is_begun_twice)

    def on_dot(self, message: Received) -> None:
        """The other one is past its dot: only the first loses its claim."""
        if message.recipient != FIRST:
            hands.pause(self.office.context, 1)
            hands.resume(self.office.context, 1)

    def __call__(self, steps: Sequence[Step]) -> list[Answer]:
        """As `delivering.apply`; what comes with the other one's outcome waits until both lanes have asked."""
        if any(isinstance(step, Record) and step.job.email != FIRST for step in steps):
            self.may_go.set()
            with self.news:
                assert self.news.wait_for(lambda: self.asked.count(FIRST) == 2, 30)
        return delivering.apply(self.office.context, steps)


def test_a_lane_whose_claim_was_taken_away_is_told_so_beside_the_lane_that_has_it_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ask for the dot of the same delivery in one batch, and one of them sends it."""
    with an_office(tmp_path, people=2) as office:
        office.dispatch()
        meeting = TwoLanesWithOneDelivery(office, monkeypatch)
        with ScriptedServer(meeting.script, on_dot=meeting.on_dot) as server:
            worker = AWorker(office, server, mode=Mode.DRAIN, connections=3, apply=meeting, timeouts=PATIENT)
            worker.run()
        assert meeting.asked.count(FIRST) == 2
        assert received(server) == {FIRST: 1, "reporter1@news.example": 1}
        assert office.states() == [State.ACCEPTED] * 2


def test_a_held_domain_leaves_the_others_running(tmp_path: Path, ehlo: dict[str, Steps]) -> None:
    """No dot for the one, all for the rest; released, it gets its own."""
    with an_office(tmp_path, people=6) as office, ScriptedServer(ehlo) as server:
        _move(office, 4, "wire.example")
        office.dispatch()
        before = BeforeTheDot(office, lambda: hands.hold(office.context, "news.example"))
        AWorker(office, server, apply=before).run()
        assert received(server) == Counter(f"reporter{number}@wire.example" for number in range(4))
        assert office.states() == [State.ACCEPTED] * 4 + [State.QUEUED] * 2
        hands.release(office.context, "news.example")
        AWorker(office, server).run()
        assert office.states() == [State.ACCEPTED] * 6
    assert set(received(server).values()) == {1}


def test_once_more_is_exactly_once_more_under_the_same_message_id(office: AnOffice, ehlo: dict[str, Steps]) -> None:
    """The very bytes of the first time, so that a mailbox that has it can tell."""
    lost: Steps = lambda recipient: Act.CLOSE if recipient == FIRST else "250 kept"  # noqa: E731
    with ScriptedServer(ehlo | {"dot": lost}) as server:
        AWorker(office, server).run()
        assert office.states() == [State.IN_DOUBT, State.ACCEPTED, State.ACCEPTED]
        AWorker(office, server).run()
        assert received(server)[FIRST] == 1
        settling.settle(office.context, 1, Word.AGAIN)
        server.script = ehlo
        office.clock.forward(hours=3)
        for _ in range(3):
            AWorker(office, server).run()
    row = office.deliveries()[0]
    assert (row.state, row.is_repeat) == (State.ACCEPTED, True)
    assert received(server) == Counter({FIRST: 2, "reporter1@news.example": 1, "reporter2@news.example": 1})
    first, second = (message.content for message in server.received if message.recipient == FIRST)
    assert first == second
    assert row.message_id.encode() in first


def test_urgent_deliveries_overtake_routine_ones(tmp_path: Path) -> None:
    """Whatever is claimed after the urgent dispatch was made is of that dispatch, until it is done."""
    with an_office(tmp_path, people=30) as office, ScriptedServer() as server:
        office.dispatch()
        with office.database.writing() as transaction:
            other = add_release(transaction, [edition(headline="Urgent matter")])
        plan = sending.plan(office.context, other, "all")
        urgently = BeforeTheDot(office, lambda: sending.freeze(office.context, plan, Standing(is_urgent=True)))
        AWorker(office, server, apply=urgently).run()
    subjects = [b"Urgent matter" in message.content for message in server.received]
    assert subjects.count(True) == subjects.count(False) == 30
    begun = subjects.index(True)
    assert begun <= 8, "only what was in hand went before"
    assert subjects[begun : begun + 24] == [True] * 24


def _move(office: AnOffice, number: int, domain: str) -> None:
    """The first few journalists work elsewhere."""
    from sqlalchemy import text

    change = text(
        "UPDATE journalist_addresses SET email = replace(email, 'news.example', :domain), "
        "address_key = replace(address_key, 'news.example', :domain) WHERE id <= :number"
    )
    with office.database.writing() as transaction:
        transaction.execute(change, {"domain": domain, "number": number})


def test_a_stop_does_not_lead_through_everything_that_was_claimed(tmp_path: Path, ehlo: dict[str, Steps]) -> None:
    """What one lost claim tells of the others is believed: the server is not bothered with each of them."""
    with an_office(tmp_path, people=8) as office, ScriptedServer(ehlo) as server:
        office.dispatch()
        before = BeforeTheDot(office, lambda: hands.stop(office.context, 1))
        AWorker(office, server, apply=before).run()
        assert office.states() == [State.CANCELLED] * 8
        assert sum(command.startswith("MAIL") for command in server.commands) <= 2
