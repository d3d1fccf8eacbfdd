"""The audience of a release, and what an opt-out does to it and to what is queued."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_office import NOW, people_office
from sqlalchemy import select, update

from distrib.core.delivery.audience import Reason, Recipient
from distrib.core.delivery.dispatch import Sender
from distrib.core.delivery.ledger import State
from distrib.core.people import ConsentKind, JournalistStatus, address_key
from distrib.core.query import QueryError
from distrib.core.release import Edition, Release
from distrib.db import dispatches, suppressions
from distrib.db import editions as edition_rows
from distrib.db import office as office_rows
from distrib.db import releases as release_rows
from distrib.db.schema import ConsentEventRow, DeliveryRow
from distrib.errors import UsageError
from distrib.services import audiences, office, people
from distrib.services.context import Context

LIST = (
    b"Name,Email,Country,Languages\n"
    b"Ana,ana@x.example,TN,ar\n"
    b"Bea,bea@x.example,LY,de\n"
    b"Cyrus,cyrus@x.example,LY,\n"
    b"Dana,dana@x.example,FR,fr\n"
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """An office with four journalists."""
    with people_office(tmp_path) as made:
        people.import_journalists(made, LIST, "list.csv")
        yield made


@pytest.fixture
def release(context: Context) -> Release:
    """A release in Arabic, English and French."""
    editions = [Edition(language=one, headline="H", body="B") for one in ("ar", "en", "fr")]
    with context.database.writing() as transaction:
        identity = release_rows.insert_release(transaction, "2026-001", NOW)
        release_rows.insert_version(transaction, identity, 1, editions, actor="ana", now=NOW)
        found = release_rows.by_reference(transaction, "2026-001")
    assert found
    return found


def queue(context: Context, release: Release, email: str, state: State = State.QUEUED) -> None:
    """An earlier delivery of the release to an address."""
    sender = Sender("Office", "Press", "press@x.example", None, "press@x.example", "press@x.example", None)
    with context.database.writing() as transaction:
        organisation = office.organisation_id(context, transaction)
        version = release_rows.version_id(transaction, release.id, 1)
        dispatch = dispatches.insert_dispatch(
            transaction,
            release_id=release.id,
            version_id=version,
            version_hash="x",
            sender_id=office_rows.sender_id(transaction, organisation, sender, NOW),
            query="all",
            audience_size=1,
            actor="ana",
            now=NOW,
        )
        journalist = next(people.candidates(context, transaction, f"email:{email}")).journalist.id
        recipient = Recipient(journalist, "N", email, "en")
        named = (f"t{email}", f"<{email}>")
        editions = edition_rows.edition_ids(transaction, version)
        dispatches.insert_audience(transaction, dispatch, [recipient], lambda: named, editions=editions, now=NOW)
        statement = update(DeliveryRow).where(DeliveryRow.address_key == address_key(email))
        transaction.execute(statement.values(state=state))


def states(context: Context) -> dict[str, State]:
    """Address → state of its delivery."""
    with context.database.reading() as transaction:
        rows = transaction.execute(select(DeliveryRow.address_key, DeliveryRow.state))
        return {row.address_key: row.state for row in rows}


def test_each_gets_their_edition(context: Context, release: Release) -> None:
    """The office's own language for those who read none of them."""
    with context.database.reading() as transaction:
        audience = audiences.resolve(context, transaction, release, "all")
    assert [(one.name, one.language, one.is_fallback) for one in audience.recipients] == [
        ("Ana", "ar", False),
        ("Bea", "en", True),
        ("Cyrus", "en", False),
        ("Dana", "fr", False),
    ]
    assert audience.left_out == ()


@pytest.mark.parametrize(("languages", "chosen"), [(["fr", "en"], "en"), (["fr", "ar"], "fr")])
def test_the_fallback_is_the_office_language_or_the_first(context: Context, languages: list[str], chosen: str) -> None:
    """The office writes English here."""
    assert audiences.fallback(context, languages) == chosen


def test_the_ledger_and_the_query_decide_who_is_left(context: Context, release: Release) -> None:
    """Nobody who has it, or may have it, gets it again; nobody the query does not name gets it at all."""
    queue(context, release, "ana@x.example", State.ACCEPTED)
    queue(context, release, "bea@x.example", State.IN_DOUBT)
    queue(context, release, "cyrus@x.example", State.REFUSED)
    with context.database.reading() as transaction:
        audience = audiences.resolve(context, transaction, release, "region:northern-africa")
    assert [one.name for one in audience.recipients] == ["Cyrus"]
    assert [(one.name, one.reason, one.explanation) for one in audience.left_out] == [
        ("Ana", Reason.ALREADY_HAS_IT, "already has it, or it is on its way"),
        ("Bea", Reason.IN_DOUBT, "may already have it: an earlier message is in doubt"),
    ]


def test_an_opt_out_stops_what_is_queued_and_leaves_the_journalist_out(context: Context, release: Release) -> None:
    """Status, consent, suppression and ledger in one step, however the address is spelt; twice is as once."""
    for email in ("ana@x.example", "bea@x.example"):
        queue(context, release, email)
    once, ana = (people.opt_out(context, "ANA@x.example") for _ in range(2))
    assert ana is not None
    assert ana == once
    assert (ana.name, ana.status) == ("Ana", JournalistStatus.OPTED_OUT)
    assert states(context) == {"ana@x.example": State.SUPPRESSED, "bea@x.example": State.QUEUED}
    with context.database.reading() as transaction:
        audience = audiences.resolve(context, transaction, release, "all")
        key = office.suppression_key(context, transaction)
        assert suppressions.suppressed_among(transaction, key, ["ana@x.example"]) == {"ana@x.example"}
        kinds = transaction.execute(select(ConsentEventRow.kind).where(ConsentEventRow.journalist_id == ana.id))
        assert [row.kind for row in kinds] == [ConsentKind.IMPORTED, ConsentKind.OPTED_OUT]
    assert [(one.name, one.explanation) for one in audience.left_out if one.name == "Ana"] == [("Ana", "opted out")]


def test_a_suppression_holds_even_when_the_status_does_not_say_so(context: Context, release: Release) -> None:
    """The list of suppressions is asked every time."""
    with context.database.writing() as transaction:
        key = office.suppression_key(context, transaction)
        suppressions.add(transaction, key, ["Cyrus@x.example"], reason="complained", now=NOW)
        audience = audiences.resolve(context, transaction, release, "name:cyrus")
    assert [(one.name, one.reason) for one in audience.left_out] == [("Cyrus", Reason.SUPPRESSED)]


def test_an_unknown_address_is_suppressed_and_said_to_be_unknown(context: Context) -> None:
    """The person asked for no mail; that nobody had them on a list is no reason to forget it."""
    assert people.opt_out(context, "zoe@x.example") is None
    with context.database.reading() as transaction:
        assert suppressions.count(transaction) == 1


@pytest.mark.parametrize(
    "text", ["", "ana", "ana@x.example\r\nBcc: b@x.example", "\x00", "\ud800@x.example", "a" * 9999]
)
def test_what_is_no_address_is_refused_and_nothing_recorded(context: Context, text: str) -> None:
    """In one printable sentence."""
    with pytest.raises(UsageError, match="Nothing was recorded") as caught:
        people.opt_out(context, text)
    assert str(caught.value).isprintable()
    with context.database.reading() as transaction:
        assert suppressions.count(transaction) == 0


def test_a_query_that_is_not_understood_reaches_no_one(context: Context, release: Release) -> None:
    """It raises with the column; it never means everyone."""
    with context.database.reading() as transaction, pytest.raises(QueryError, match="column 1"):
        audiences.resolve(context, transaction, release, "")
    with pytest.raises(QueryError, match="column 1"):
        people.find_journalists(context, "contry:LY")


def test_pages_hold_as_many_as_are_asked_for(context: Context) -> None:
    """By name, one page after the other."""
    pages = [people.find_journalists(context, "all", limit=3, offset=start) for start in (0, 3, 6)]
    assert [[one.name for one in page] for page in pages] == [["Ana", "Bea", "Cyrus"], ["Dana"], []]
