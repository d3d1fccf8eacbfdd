"""SQL finds exactly whom the query means, on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from an_office import approved, new_sqlite
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from people_strategies import DAYS, KINDS, RELEASES, SAVED, journalists, queries
from sqlalchemy import bindparam, insert, update

from distrib.core.delivery.audience import Recipient
from distrib.core.delivery.ledger import State
from distrib.core.folding import MAX_WORD
from distrib.core.people import Journalist, JournalistStatus, NewJournalist, Reader
from distrib.core.people.agreements import Agreement, AgreementEvent
from distrib.core.query import Query, QueryError, matches, parse
from distrib.core.release import Edition
from distrib.db import agreements, dispatches, editions, people_pages, releases
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db.engine import Database, Transaction
from distrib.db.schema import DeliveryRow, JournalistRow, SenderRow

FEWER = settings(max_examples=20, deadline=None)
"""Each example is a roster in two real databases."""

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An empty office; what a test writes while reading is rolled back."""
    if request.param == "sqlite":
        url = new_sqlite(tmp_path_factory.mktemp("office"))
    else:
        url = request.getfixturevalue("new_postgresql")()
    opened = Database(url)
    yield opened
    opened.close()


EVENTS = {
    Agreement.NONE: (AgreementEvent.ACCEPTED, AgreementEvent.WITHDRAWN),
    Agreement.ACCEPTED: (AgreementEvent.SANCTIONED, AgreementEvent.ACCEPTED),
    Agreement.SANCTIONED: (AgreementEvent.ACCEPTED, AgreementEvent.SANCTIONED),
}
"""Histories that end so: it is the last event that counts."""


def parsed(text: str) -> Query | None:
    """The query, unless it is refused."""
    try:
        return parse(text, SAVED)
    except QueryError:
        return None


def as_new(one: Journalist) -> tuple[NewJournalist, JournalistStatus]:
    """What an import would have read."""
    new = NewJournalist(
        *(one.name, one.email, one.outlet, one.role, one.country, one.languages, one.beats, one.tags, one.others),
        outlet_kind=one.outlet_kind,
    )
    return new, one.status


def as_reader(identity: int, one: Journalist) -> Reader:
    """What an audience sees of them."""
    return Reader(identity, one.name, one.email, one.status, one.languages, one.others)


def stored(connection: Transaction, people: list[Journalist]) -> dict[int, Journalist]:
    """The people on the list, with the day they came and what they were sent; by their ids there."""
    ids = rows.insert_journalists(connection, [as_new(one) for one in people], NOW)
    days = [{"key": i, "day": one.created_at or NOW} for i, one in zip(ids, people, strict=True)]
    if days:
        statement = update(JournalistRow.__table__).where(JournalistRow.id == bindparam("key"))  # type: ignore[arg-type]
        connection.execute(statement.values(created_at=bindparam("day")), days)
    found = dict(zip(ids, people, strict=True))
    for identity, one in found.items():
        for kind in EVENTS[one.embargo]:
            agreements.add(connection, identity, kind, evidence="a mail", by="ana", now=NOW)
    for reference in RELEASES:
        send(connection, reference, {i: one for i, one in found.items() if reference in one.sent}, State.ACCEPTED)
        send(connection, reference, {i: one for i, one in found.items() if reference not in one.sent}, State.REFUSED)
    return found


def send(connection: Transaction, reference: str, people: dict[int, Journalist], state: State) -> None:
    """A dispatch of a release to these people, all of it ended alike."""
    known = releases.by_reference(connection, reference)
    identity = known.id if known else releases.insert_release(connection, reference, NOW)
    if known is None:
        edition = Edition(language="en", headline="H", body="B")
        releases.insert_version(connection, identity, 1, [edition], actor="ana", now=NOW)
    version = releases.version_id(connection, identity, 1)
    founded = office_rows.organisation(connection)
    organisation = founded[0] if founded else office_rows.found_organisation(connection, "O", b"k", NOW)
    values = {"organisation_id": organisation, "organisation": "O", "name": "N", "address": "a@x.example"}
    values |= {"return_address": "a@x.example", "opt_out_address": "a@x.example", "created_at": NOW}
    sender = connection.execute(insert(SenderRow).values(values).returning(SenderRow.id)).scalar_one()
    dispatch = dispatches.insert_dispatch(
        *(connection,),
        release_id=identity,
        version_id=version,
        version_hash=approved(connection, reference),
        sender_id=sender,
        query="all",
        audience_size=len(people),
        actor="ana",
        now=NOW,
    )
    recipients = [Recipient(i, one.name, one.email, "en") for i, one in people.items()]
    names = iter([(f"{dispatch}-{i}", f"<{dispatch}-{i}>") for i in people])
    if recipients:
        kept = editions.edition_ids(connection, version)
        dispatches.insert_audience(connection, dispatch, recipients, lambda: next(names), editions=kept, now=NOW)
        connection.execute(update(DeliveryRow).where(DeliveryRow.dispatch_id == dispatch).values(state=state))


SILVA = Journalist(
    1, "Ana", "a@x.example", JournalistStatus.PENDING, outlet="100% News", role="Chef", created_at=DAYS[0]
)
ODD = Journalist(
    2,
    "हिन्दी 𞤀𞤣𞤤 ﷺ" + "x" * (MAX_WORD + 50),
    "b@x.example",
    JournalistStatus.PENDING,
    beats=("ﬁlm", "a|b"),
    created_at=DAYS[1],
)
QUERIES = ["name:ana", "name:chef", '"ana chef"', "ana chef", 'outlet:"100 news"', "-country:LY", "-outlet:x", "100"]
ODDITIES = [
    "हिन",
    "हिन्दी",
    '"हि"',
    "𞤀",
    "صلى",
    "x" * MAX_WORD,
    "x" * 999,
    "beat:film",
    'beat:"a b"',
    "beat:b",
]


@settings(FEWER, suppress_health_check=[HealthCheck.too_slow])
@given(journalists(), st.lists(queries(), min_size=1, max_size=5))
@example([SILVA], QUERIES)
@example([ODD, SILVA], ODDITIES)
def test_the_database_finds_whom_the_query_means(
    database: Database, people: list[Journalist], texts: list[str]
) -> None:
    """For any roster and any query, the rows found are those that match in memory, whatever database holds them."""
    with database.reading() as connection:
        roster = stored(connection, people)
        for text in texts:
            query = parsed(text)
            if query is None:
                continue
            meant = sorted(identity for identity, one in roster.items() if matches(query, one))
            assert [one.id for one in rows.find_all(connection, query)] == meant, text
            assert rows.readers(connection, query) == [as_reader(identity, roster[identity]) for identity in meant]
            assert rows.count(connection, query) == len(meant)
            page = rows.find(connection, query, limit=100)
            assert sorted(one.id for one in page) == meant
            with patch.object(people_pages, "LOOKED_AT", 2):  # as on a list of which this is the top
                assert rows.find(connection, query, limit=1) == page[:1]
                assert rows.find(connection, query, limit=2, offset=1) == page[1:3]


@FEWER
@given(journalists())
def test_who_is_read_is_who_was_stored(database: Database, people: list[Journalist]) -> None:
    """Every field comes back; an outlet has the type that was said of it."""
    with database.reading() as connection:
        roster = stored(connection, people)
        for identity, one in rows.by_ids(connection, roster).items():
            meant = roster[identity]
            assert as_new(one) == as_new(meant)
            assert one.created_at == meant.created_at
            assert one.outlet is None or one.outlet_kind is KINDS[one.outlet]


@FEWER
@given(journalists(), journalists(), st.sampled_from(["ana", "radio tun", "migr", "gene", "100", "أحم"]))
def test_the_index_of_words_follows_every_change(
    database: Database, people: list[Journalist], newer: list[Journalist], text: str
) -> None:
    """Whoever was changed is found by what is kept now and by nothing that was kept before."""
    with database.reading() as connection:
        ids = rows.insert_journalists(connection, [as_new(one) for one in people], NOW)
        changed = dict(zip(ids, newer, strict=False))
        rows.update_journalists(connection, [(i, as_new(one)[0]) for i, one in changed.items()], NOW)
        now_kept = dict(zip(ids, people, strict=True)) | changed
        query = parse(text)
        found = {one.id for one in rows.find_all(connection, query)}
        assert found == {identity for identity, one in now_kept.items() if matches(query, one)}
