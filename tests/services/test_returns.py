"""What comes back settles doubts and tells of bounces: by its token alone, once, and through the transition table."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from an_office import ACCEPTED, DEFERRED, LOST, REFUSED, AnOffice, add_release, edition
from hypothesis import given
from hypothesis import strategies as st
from return_samples import (
    EXCHANGE,
    NAMELESS,
    ON_HOLIDAY,
    PLAIN_TEXT,
    TOKEN,
    WORDED,
    delayed,
    delivered,
    failed,
    relayed,
)
from sqlalchemy import func, select

from distrib.core.delivery.audience import Reason
from distrib.core.delivery.bounce import Kind
from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.ledger import Event, State
from distrib.core.delivery.outcome import Outcome
from distrib.core.people import ConsentKind
from distrib.db import returns as rows
from distrib.db.schema import ConsentEventRow, JournalistRow, ReturnEventRow
from distrib.ingest.returns.mailboxes import Returned
from distrib.ingest.returns.reports import read_report
from distrib.services import people, sending
from distrib.services.delivery import dispatches, returns, settling
from distrib.services.delivery.returns import Fate, Taken
from distrib.services.delivery.settling import Word

FOREIGN = "tokenofnobody"


def take_in(office: AnOffice, *messages: bytes) -> list[Taken]:
    """From a file named returns.mbox."""
    return list(returns.take_in(office.context, [Returned("returns.mbox", one) for one in messages]))


def first(office: AnOffice) -> State:
    """Where the delivery of TOKEN stands."""
    return office.states()[0]


def events(office: AnOffice) -> int:
    """How many returned messages are noted."""
    with office.database.reading() as transaction:
        return transaction.scalar(select(func.count()).select_from(ReturnEventRow)) or 0


def sent(office: AnOffice, outcome: Outcome) -> Dispatch:
    """Three deliveries, all of which ended so."""
    dispatch = office.dispatch()
    for job in office.claim():
        if outcome.is_after_dot:
            assert office.commit(job)
        assert office.record(job, outcome)
    return dispatch


CASES: list[tuple[Outcome, bytes, Fate, State]] = [
    (LOST, delivered(), Fate.MOVED, State.SETTLED_SENT),
    (LOST, relayed(), Fate.MOVED, State.SETTLED_SENT),
    (LOST, failed(), Fate.MOVED, State.SETTLED_NOT_SENT),
    (LOST, EXCHANGE, Fate.MOVED, State.SETTLED_NOT_SENT),
    (LOST, delayed(), Fate.NOTED, State.IN_DOUBT),
    (LOST, WORDED, Fate.MOVED, State.SETTLED_NOT_SENT),
    (ACCEPTED, WORDED, Fate.MOVED, State.BOUNCED),
    (ACCEPTED, WORDED.replace(b"eporter0@", b"eporter1@"), Fate.NOTED, State.ACCEPTED),
    (LOST, PLAIN_TEXT, Fate.NOTED, State.IN_DOUBT),
    (LOST, ON_HOLIDAY, Fate.NOTED, State.IN_DOUBT),
    (ACCEPTED, failed(), Fate.MOVED, State.BOUNCED),
    (ACCEPTED, delivered(), Fate.NOTED, State.ACCEPTED),
    (ACCEPTED, delayed(), Fate.NOTED, State.ACCEPTED),
    (REFUSED, delivered(), Fate.NOTED, State.REFUSED),
    (DEFERRED, failed(), Fate.NOTED, State.DEFERRED),
]


@pytest.mark.parametrize(("outcome", "message", "fate", "state"), CASES)
def test_what_a_report_does(office: AnOffice, outcome: Outcome, message: bytes, fate: Fate, state: State) -> None:
    """To the delivery that it names and to no other; a second reading of it does nothing."""
    dispatch = sent(office, outcome)
    others = office.states()[1:]
    (taken,) = take_in(office, message)
    assert (taken.fate, taken.after, taken.email) == (fate, state, "reporter0@news.example")
    assert office.states() == [state, *others]
    after = office.deliveries()
    (again,) = take_in(office, message.replace(b"\r\n", b"\n"))
    assert (again.fate, again.before, again.after) == (Fate.KNOWN, state, state)
    assert office.deliveries() == after
    assert events(office) == 1
    dispatches.get(office.context, dispatch.id)  # raises where the ledger does not add up


def test_the_log_says_why_it_came_back(office: AnOffice) -> None:
    """The reply that had accepted it stays with the attempt."""
    sent(office, ACCEPTED)
    take_in(office, failed())
    row = office.deliveries()[0]
    expected = "failed, says mx.relay.example: 550 5.1.1 <reporter0@news.example>: no such user here"
    assert (row.state, row.code, row.enhanced, row.reply) == (State.BOUNCED, None, "5.1.1", expected)


def test_a_receipt_and_then_a_bounce(office: AnOffice) -> None:
    """A relay handed it on, and the server behind it gave up."""
    sent(office, LOST)
    assert [one.after for one in take_in(office, relayed(), failed())] == [State.SETTLED_SENT, State.BOUNCED]


@pytest.mark.parametrize(
    ("message", "fate"),
    [
        (NAMELESS, Fate.NAMELESS),
        (b"", Fate.NAMELESS),
        (failed(FOREIGN), Fate.FOREIGN),
        (delivered("token000000"), Fate.FOREIGN),
        (delivered("token00000011"), Fate.FOREIGN),
        (delivered("%"), Fate.NAMELESS),
    ],
)
def test_without_a_token_that_was_given_nothing_changes(office: AnOffice, message: bytes, fate: Fate) -> None:
    """A forger would have to guess a hundred bits."""
    sent(office, LOST)
    before = office.deliveries()
    (taken,) = take_in(office, message)
    assert (taken.fate, taken.email) == (fate, None)
    assert office.deliveries() == before
    assert events(office) == 0


@given(st.binary(max_size=400), st.sampled_from([failed(FOREIGN), delivered(FOREIGN)]), st.integers(0, 400))
def test_no_bytes_without_the_token_reach_the_database(junk: bytes, message: bytes, place: int) -> None:
    """Reports spoilt at random are told apart before anything is looked up but their names."""
    spoilt = message[:place] + junk + message[place:]
    named = read_report(spoilt).tokens
    assert TOKEN not in named


def test_evidence_stands_beside_the_doubt(office: AnOffice) -> None:
    """What it says, who says so, and where it was read."""
    dispatch = sent(office, LOST)
    take_in(office, delayed(), ON_HOLIDAY)
    doubts = settling.doubts(office.context, dispatch.id)
    assert [(one.kind, one.reporter, one.source) for one in doubts[0].evidence] == [
        (Kind.DELAYED, "mx.relay.example", "returns.mbox"),
        (Kind.UNCLEAR, None, "returns.mbox"),
    ]
    assert doubts[0].evidence[0].at == office.clock()
    assert doubts[1].evidence == ()


@pytest.mark.parametrize(("message", "state"), [(delivered(), State.SETTLED_SENT), (failed(), State.SETTLED_NOT_SENT)])
def test_a_report_that_comes_before_the_doubt_settles_it_later(office: AnOffice, message: bytes, state: State) -> None:
    """The server was quicker than the worker's end was noticed."""
    office.dispatch()
    job = office.claim()[0]
    office.commit(job)
    assert [one.fate for one in take_in(office, message)] == [Fate.NOTED]
    assert returns.weigh(office.context) == 0
    assert first(office) is State.COMMITTING
    office.record(job, LOST)
    assert first(office) is State.IN_DOUBT
    assert returns.weigh(office.context) == 1
    assert first(office) is state
    assert returns.weigh(office.context) == 0


def test_of_what_was_sent_twice_a_failure_proves_nothing_and_a_receipt_does(office: AnOffice) -> None:
    """It may be the first that failed and the second that arrived."""
    dispatch = sent(office, LOST)
    settling.settle(office.context, dispatch.id, Word.AGAIN, email="reporter0@news.example")
    (job,) = office.claim()
    office.commit(job)
    office.record(job, LOST)
    (taken,) = take_in(office, failed())
    assert (taken.fate, taken.after) == (Fate.NOTED, State.IN_DOUBT)
    assert returns.weigh(office.context) == 0
    (taken,) = take_in(office, delivered())
    assert taken.after is State.SETTLED_SENT


def test_what_a_person_said_stays_and_the_contradiction_is_noted(office: AnOffice) -> None:
    """The program never overrules a person."""
    dispatch = sent(office, LOST)
    settling.settle(office.context, dispatch.id, Word.NOT_SENT)
    (taken,) = take_in(office, delivered())
    assert (taken.fate, taken.before, taken.after) == (Fate.NOTED, State.SETTLED_NOT_SENT, State.SETTLED_NOT_SENT)
    assert events(office) == 1


def test_a_reply_that_comes_after_the_report_changes_nothing(office: AnOffice) -> None:
    """The worker's claim may still be known; the row is settled."""
    office.dispatch()
    job = office.claim()[0]
    office.commit(job)
    office.record(job, LOST)
    take_in(office, failed())
    assert not office.record(job, ACCEPTED)
    assert first(office) is State.SETTLED_NOT_SENT


@pytest.mark.parametrize("source", ["\x1b[2Jname\u202e", "\udcff.eml", "x" * 1_000])
def test_a_files_name_can_do_no_harm(office: AnOffice, source: str) -> None:
    """It is stored and shown."""
    dispatch = sent(office, LOST)
    list(returns.take_in(office.context, [Returned(source, delayed())]))
    (evidence,) = settling.doubts(office.context, dispatch.id)[0].evidence
    assert len(evidence.source) <= returns.LONGEST_SOURCE
    assert evidence.source.isprintable()


def test_a_mailbox_that_is_read_again(office: AnOffice) -> None:
    """What was noted is told apart from what is new, whoever it is of."""
    sent(office, LOST)
    messages = [make(f"token{number:07}", number) for number in (1, 2, 3) for make in MAKERS] * 2
    fates = [one.fate for one in take_in(office, *messages)]
    assert fates.count(Fate.KNOWN) == len(messages) // 2
    assert office.states() == [State.SETTLED_SENT] * 3


def test_what_was_read_before_takes_no_write(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mailbox that is read every hour does not keep workers from the ledger."""
    sent(office, LOST)
    take_in(office, delivered())
    monkeypatch.setattr(office.database, "writing", None)
    assert [one.fate for one in take_in(office, delivered(), failed(FOREIGN), NAMELESS)] == [
        *(Fate.KNOWN, Fate.FOREIGN, Fate.NAMELESS),
    ]


def test_several_who_read_the_same_at_once_note_it_once(office: AnOffice) -> None:
    """A timer and a person; each message moves its delivery once."""
    sent(office, LOST)
    messages = [make(f"token{number:07}", number) for make in MAKERS for number in (1, 2, 3)]
    with ThreadPoolExecutor(4) as pool:
        fates = [one.fate for read in pool.map(lambda _: take_in(office, *messages), range(4)) for one in read]
    assert events(office) == len(messages)
    assert (fates.count(Fate.MOVED), fates.count(Fate.KNOWN)) == (3, 3 * len(messages))
    assert office.states() == [State.SETTLED_SENT] * 3


def test_a_delivery_that_moved_meanwhile_is_left(office: AnOffice) -> None:
    """A person settled it between the look and the step."""
    dispatch = sent(office, LOST)
    with office.database.reading() as transaction:
        looked_at = rows.named(transaction, [TOKEN])
    assert looked_at is not None
    settling.settle(office.context, dispatch.id, Word.NOT_SENT)
    with office.database.writing() as transaction:
        report = read_report(delivered())
        assert not rows.follow(transaction, looked_at, Event.SETTLE_SENT, report, office.clock())
    assert first(office) is State.SETTLED_NOT_SENT


MAKERS: list[Callable[[str, int], bytes]] = [delayed, delivered, relayed]


def status_of_first(office: AnOffice) -> tuple[str, int]:
    """Status of the recipient of TOKEN, and how often it was noted that their address bounced."""
    with office.database.reading() as transaction:
        status = transaction.scalar(select(JournalistRow.status).where(JournalistRow.id == office.journalists[0]))
        noted = select(func.count()).where(ConsentEventRow.kind == ConsentKind.BOUNCED)
        return str(status), transaction.scalar(noted) or 0


def test_nothing_more_goes_to_an_address_that_is_gone(office: AnOffice) -> None:
    """The person is marked once, with the words of the server as evidence, and left out of the next audience."""
    sent(office, ACCEPTED)
    take_in(office, failed(), failed())
    assert status_of_first(office) == ("bounced", 1)
    with office.database.writing() as transaction:
        other = add_release(transaction, [edition(headline="Another matter")])
    plan = sending.plan(office.context, other, "all")
    assert [one.reason for one in plan.audience.left_out] == [Reason.BOUNCED]


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "5.0.0"])
def test_a_full_mailbox_or_a_filter_says_nothing_of_the_address(office: AnOffice, status: str) -> None:
    """It may be reached with the next release."""
    sent(office, ACCEPTED)
    (taken,) = take_in(office, failed().replace(b"5.1.1", status.encode()))
    assert taken.after is State.BOUNCED
    assert status_of_first(office) == ("subscribed", 0)


def test_who_opted_out_meanwhile_stays_opted_out(office: AnOffice) -> None:
    """A bounce never weakens what the person said."""
    sent(office, ACCEPTED)
    people.opt_out(office.context, "reporter0@news.example")
    take_in(office, failed())
    assert status_of_first(office) == ("opted_out", 0)
