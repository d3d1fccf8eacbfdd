"""What became of a dispatch: figures, reasons, marking, one recipient's history, and the message as it was sent."""

from __future__ import annotations

import hashlib

import pytest
from an_office import ACCEPTED, DEFERRED, LOST, REFUSED, AnOffice

from distrib.core.delivery.ledger import State
from distrib.core.delivery.reasons import Reason
from distrib.core.people import JournalistStatus
from distrib.core.search import What
from distrib.db import people as rows
from distrib.errors import NotFound
from distrib.services import people, search
from distrib.services.delivery import delivering, figures, history, log_table
from distrib.services.delivery.composing import Composer


def deliver(office: AnOffice, *outcomes: object) -> None:
    for outcome in outcomes:
        (job,) = office.claim(1)
        if outcome in (ACCEPTED, LOST):
            office.commit(job)
        office.record(job, outcome)  # type: ignore[arg-type]


def test_figures_count_everybody_once(office: AnOffice) -> None:
    """By domain, by route and over time."""
    dispatch = office.dispatch()
    deliver(office, ACCEPTED, REFUSED)
    found = figures.of(office.context, dispatch.id)
    (domain,) = found.domains
    assert (domain.domain, domain.people, domain.got, domain.not_delivered, domain.waiting) == (
        "news.example",
        3,
        1,
        1,
        1,
    )
    (route,) = found.routes
    assert (route.attempts, route.accepted) == (2, 1)
    assert found.over_time is not None
    assert sum(found.over_time.counts) == 2
    with pytest.raises(NotFound):
        figures.of(office.context, 99)


def test_marking_stops_mail_to_unknown_addresses_and_to_no_others(office: AnOffice) -> None:
    """Whoever opted out stays so, whoever has a new address is mailed there, and once is enough."""
    dispatch = office.dispatch()
    deliver(office, REFUSED, REFUSED, ACCEPTED)
    (group,) = figures.reasons(office.context, dispatch.id)
    assert (group.reason, len(group.people)) == (Reason.UNKNOWN, 2)
    people.opt_out(office.context, group.people[0].email)
    assert figures.mark(office.context, dispatch.id) == 1
    assert figures.mark(office.context, dispatch.id) == 0
    assert people.count_by_status(office.context) == {
        JournalistStatus.OPTED_OUT: 1,
        JournalistStatus.BOUNCED: 1,
        JournalistStatus.SUBSCRIBED: 1,
    }


def test_the_history_of_an_address_has_every_attempt(office: AnOffice) -> None:
    """The newest delivery first."""
    office.dispatch()
    deliver(office, DEFERRED)
    email = office.deliveries()[0].email
    (one,) = history.of_address(office.context, email)
    assert [attempt.verdict for attempt in one.attempts] == ["deferred"]
    assert one.attempts[0].reply is not None


def test_the_message_as_sent_is_made_again_to_the_byte(office: AnOffice) -> None:
    """And another one is told from it."""
    office.dispatch()
    (job,) = office.claim(1)
    data = Composer(office.context).compose(job).message
    office.apply(delivering.CommitToSend(job, data))
    office.record(job, ACCEPTED)
    sent = history.as_sent(office.context, job.delivery_id)
    assert sent.is_identical
    assert (sent.data, sent.recorded) == (data, hashlib.sha256(data).hexdigest())
    (other,) = office.claim(1)
    office.commit(other)
    office.record(other, ACCEPTED)
    assert not history.as_sent(office.context, other.delivery_id).is_identical
    with pytest.raises(NotFound):
        history.as_sent(office.context, 999)


def test_an_export_has_everybody_and_no_formula(office: AnOffice) -> None:
    """A name that a spreadsheet would compute is defused."""
    dispatch = office.dispatch()
    text = log_table.as_csv(office.context, dispatch.id)
    assert text.count("\r\n") == 4
    assert "reporter2@news.example" in text
    with pytest.raises(NotFound):
        log_table.as_csv(office.context, 99)


def test_one_search_answers_whether_an_outlet_got_a_version(office: AnOffice) -> None:
    """Words of the outlet, version and language; and nothing of another version."""
    office.dispatch()
    deliver(office, ACCEPTED)
    found = search.find(office.context, "Did The Mercury get version 1 in english?").hits
    deliveries = [one.delivery for one in found if one.delivery]
    assert found[0].what is What.DELIVERY
    assert {one.edition for one in deliveries} == {"en"}
    assert [one.state for one in deliveries].count(State.ACCEPTED) == 1
    assert not [one for one in search.find(office.context, "mercury version 2").hits if one.delivery]
    assert {one.what for one in search.find(office.context, "mercury").hits} == {What.JOURNALIST, What.DELIVERY}
    assert [one.what for one in search.find(office.context, office.reference).hits] == [What.RELEASE]
    assert search.find(office.context, "harbour alarm").hits[0].what is What.RELEASE
    assert search.find(office.context, "  ").hits == ()


def test_a_search_says_of_which_kinds_there_is_more(office: AnOffice) -> None:
    """Nobody takes the end of a list for the end of what there is."""
    office.dispatch()
    everything = search.find(office.context, "mercury")
    assert (everything.cut, everything.remark) == ((), None)
    number = sum(one.what is What.JOURNALIST for one in everything.hits)
    assert number > 1
    cut = search.find(office.context, "mercury", number - 1)
    assert cut.cut == (What.JOURNALIST, What.DELIVERY)
    assert [sum(one.what is what for one in cut.hits) for what in cut.cut] == [number - 1, number - 1]
    assert "and there are more: journalists, deliveries" in str(cut.remark)
    assert search.find(office.context, "mercury", number).cut == ()


def test_an_address_finds_what_was_sent_to_it(office: AnOffice) -> None:
    """Also where it is nobody's on the list any more."""
    office.dispatch()
    with office.database.writing() as transaction:
        rows.set_status(transaction, [1], JournalistStatus.BOUNCED, office.clock())
    found = search.find(office.context, "REPORTER1@news.example").hits
    assert [one.what for one in found] == [What.JOURNALIST, What.DELIVERY]
