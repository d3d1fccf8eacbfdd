"""In doubt: everything that is known is shown, a person's word settles it, and once more means once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from an_office import ACCEPTED, LOST, REFUSED_AT_DOT, SHA, AnOffice

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import State
from distrib.db import ledger
from distrib.db import settling as doubt_rows
from distrib.errors import NotAllowed, NotFound
from distrib.services import people
from distrib.services.delivery import dispatches, hands, settling
from distrib.services.delivery.settling import Word

FIRST, SECOND = "reporter0@news.example", "reporter1@news.example"


def lose(office: AnOffice, job: Job) -> None:
    """The connection closes after the dot."""
    assert office.commit(job)
    assert office.record(job, LOST)


@pytest.fixture
def doubtful(office: AnOffice) -> int:
    """The first by a broken connection, the second by a dead worker, the third accepted; the dispatch's id."""
    dispatch = office.dispatch()
    first, second, third = office.claim()
    lose(office, first)
    office.commit(third)
    office.record(third, ACCEPTED)
    office.commit(second)
    with office.database.writing() as transaction:
        assert ledger.take_back_from(transaction, "w", office.clock()) == (0, 1)
    return dispatch.id


def test_the_evidence_stands_beside_each(office: AnOffice, doubtful: int) -> None:
    """What was heard last, and what the mail server's log knows the message by."""
    first, second = settling.doubts(office.context, doubtful)
    rows = office.deliveries()
    assert [(one.email, one.message_id) for one in (first, second)] == [(one.email, one.message_id) for one in rows[:2]]
    assert (first.stage, first.fault, first.attempts) == ("dot", "closed", 1)
    assert (second.stage, second.fault, second.reply) == (None, None, None)
    assert {first.sha256, second.sha256} == {SHA}
    assert not first.is_repeat


@pytest.mark.parametrize(("word", "state"), [(Word.SENT, State.SETTLED_SENT), (Word.NOT_SENT, State.SETTLED_NOT_SENT)])
def test_a_persons_word_settles_it(office: AnOffice, doubtful: int, word: Word, state: State) -> None:
    """One by name, then the rest; whoever is not in doubt is not touched, and the counts add up."""
    settled = settling.settle(office.context, doubtful, word, email=FIRST.upper())
    assert [one.email for one in settled] == [FIRST]
    assert office.states() == [state, State.IN_DOUBT, State.ACCEPTED]
    settling.settle(office.context, doubtful, word)
    assert office.states() == [state, state, State.ACCEPTED]
    tally = dispatches.get(office.context, doubtful).tally
    assert (tally.accepted, tally.refused, tally.in_doubt) == ((3, 0, 0) if word is Word.SENT else (1, 2, 0))
    with pytest.raises(NotFound, match="Nobody is in doubt in dispatch"):
        settling.settle(office.context, doubtful, word)


def test_once_more_is_once_flagged_and_under_the_same_name(office: AnOffice, doubtful: int) -> None:
    """The second time it may only be settled."""
    before = office.deliveries()[0]
    settling.settle(office.context, doubtful, Word.AGAIN, email=FIRST)
    row = office.deliveries()[0]
    assert (row.state, row.is_repeat, row.message_id) == (State.QUEUED, True, before.message_id)
    (job,) = office.claim()
    assert (job.message_id, job.attempt) == (before.message_id, 2)
    lose(office, job)
    assert settling.doubts(office.context, doubtful)[0].is_repeat
    with office.database.writing() as transaction:
        assert doubt_rows.send_again(transaction, [row.id], office.clock()) == 0
    with pytest.raises(NotAllowed, match=f"^{FIRST}: sent again once already"):
        settling.settle(office.context, doubtful, Word.AGAIN, email=FIRST)
    with pytest.raises(NotAllowed):
        settling.settle(office.context, doubtful, Word.AGAIN)
    assert office.states()[:2] == [State.IN_DOUBT, State.IN_DOUBT]
    settling.settle(office.context, doubtful, Word.SENT, email=FIRST)
    assert office.states()[0] is State.SETTLED_SENT


def test_a_late_reply_to_the_first_try_says_nothing_about_the_second(office: AnOffice, doubtful: int) -> None:
    """Its claim is not the row's any more, also where the second is in doubt as the first was."""
    settling.settle(office.context, doubtful, Word.AGAIN, email=SECOND)
    (job,) = office.claim()
    assert job.delivery_id == office.deliveries()[1].id
    old = replace(job, claim="w.old", attempt=1)
    assert not office.record(old, ACCEPTED)
    assert office.states()[1] is State.CLAIMED
    office.commit(job)
    with office.database.writing() as transaction:
        assert ledger.take_back_from(transaction, "w", office.clock()) == (0, 1)
    assert not office.record(old, REFUSED_AT_DOT)
    assert office.states()[1] is State.IN_DOUBT
    assert office.record(job, ACCEPTED)
    assert office.states()[1] is State.SETTLED_SENT


def test_nobody_is_sent_it_again_who_opted_out_meanwhile(office: AnOffice, doubtful: int) -> None:
    """An opt-out outweighs the wish to be sure."""
    people.opt_out(office.context, FIRST)
    settling.settle(office.context, doubtful, Word.AGAIN, email=FIRST)
    assert office.claim() == ()
    assert office.states()[0] is State.SUPPRESSED


def test_again_waits_while_the_dispatch_is_paused_and_is_refused_once_it_is_stopped(office: AnOffice) -> None:
    """A stop is for good."""
    dispatch = office.dispatch()
    first, second = office.claim(2)
    lose(office, first)
    lose(office, second)
    hands.pause(office.context, dispatch.id)
    settling.settle(office.context, dispatch.id, Word.AGAIN, email=FIRST)
    assert office.claim() == ()
    hands.stop(office.context, dispatch.id)
    assert office.states() == [State.CANCELLED, State.IN_DOUBT, State.CANCELLED]
    with pytest.raises(NotAllowed, match="was stopped for good, so nothing of it is sent again"):
        settling.settle(office.context, dispatch.id, Word.AGAIN)
    settling.settle(office.context, dispatch.id, Word.NOT_SENT)
    assert office.states()[1] is State.SETTLED_NOT_SENT


def test_again_to_a_held_domain_waits(office: AnOffice, doubtful: int) -> None:
    """The hold was made while nothing was pending."""
    hands.hold(office.context, "news.example")
    settling.settle(office.context, doubtful, Word.AGAIN)
    assert office.claim() == ()
    assert hands.release(office.context, "news.example") == 2
    assert len(office.claim()) == 2


def test_who_is_not_in_doubt_cannot_be_settled(office: AnOffice, doubtful: int) -> None:
    """Named, with nothing changed."""
    before = office.deliveries()
    for email in ("reporter2@news.example", "nobody@x.example", "\x1b[2J"):
        with pytest.raises(NotFound, match=f"is not in doubt in dispatch {doubtful}. Nothing was changed.") as caught:
            settling.settle(office.context, doubtful, Word.SENT, email=email)
        assert "\x1b" not in str(caught.value)
    with pytest.raises(NotFound, match="There is no dispatch 99"):
        settling.doubts(office.context, 99)
    with pytest.raises(NotFound, match="There is no dispatch 99"):
        settling.settle(office.context, 99, Word.SENT)
    assert office.deliveries() == before
