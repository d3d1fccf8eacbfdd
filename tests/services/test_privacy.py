"""What is held on one person is told whole, and erased from the file itself; what proves a dispatch stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from an_office import LOST, NOW, REFUSED_AT_DOT, AnOffice, add_release, an_office, edition
from sqlalchemy import delete, insert, select, update

from distrib.core.delivery.bounce import Kind, Report
from distrib.core.delivery.ledger import State
from distrib.core.people import JournalistStatus
from distrib.core.release import Contact
from distrib.db import migrate, returns
from distrib.db.engine import Transaction
from distrib.db.schema import (
    AttemptRow,
    ConsentEventRow,
    DeliveryRow,
    JournalistAddressRow,
    PaceRow,
    ReturnEventRow,
    RouteRow,
    WorkerRow,
)
from distrib.errors import NotAllowed, UsageError
from distrib.services import people, releases
from distrib.services.delivery import dispatches, settling
from distrib.services.people import editing, exporting, privacy, saved_audiences, undoing
from distrib.services.people.listing import PeopleList

SECRET = "zaphod.quill@magrathea.example"
OTHER = "zaphod@magrathea-home.example"
LIST = f"Name,Email,Other emails,Outlet,Beats\nZaphod Quill,{SECRET},{OTHER},Orbit,migration\n".encode()
"""A name that stands nowhere else."""
TRACES = (b"zaphod", b"quill", b"ZAPHOD", b"Zaphod", b"Quill", b"magrathea", b"MAGRATHEA")
CONTACT = Contact("The desk", None, "Geneva", emails=(SECRET.title(), "desk@office.example"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """An office that has dealt with one person in every way."""
    with an_office(tmp_path) as made:
        context = made.context
        people.import_journalists(context, LIST, "list.csv")
        people.import_journalists(context, LIST.replace(b"migration", b"health"), "newer.csv")
        editing.edit(context, SECRET, {"role": "Editor"})
        editing.note(context, SECRET, f"Prefers {OTHER}.")
        editing.note(context, "reporter0@news.example", f"Sits beside {SECRET}.")
        saved_audiences.save(context, "One", f"email:{SECRET}")
        made.dispatch(f"all OR email:{SECRET}")
        for job in made.claim():
            made.commit(job)
            made.record(job, REFUSED_AT_DOT)
        with made.database.writing() as transaction:
            add_release(transaction, [edition(contacts=(CONTACT,))])
            _let_servers_name(transaction, f"550 5.1.1 <{SECRET}>: unknown")
        people.opt_out(context, "reporter1@news.example")
        yield made


def _let_servers_name(transaction: Transaction, reply: str) -> None:
    """In every column that keeps what a server said, of this person's mail and of others'."""
    for row in (DeliveryRow, AttemptRow):
        transaction.execute(update(row).values(reply=reply))
    for delivery in transaction.scalars(select(DeliveryRow.id)).all():
        values = {"delivery_id": delivery, "kind": Kind.FAILED, "source": "mailbox", "received_at": NOW}
        said = {"diagnostic": reply, "reporter": f"mx.{SECRET.rpartition('@')[2]}" if delivery == 4 else "mx.x.example"}
        transaction.execute(insert(ReturnEventRow).values(**values, **said, digest=f"digest {delivery}"))
    pace = {"domain": "news.example", "strikes": 1, "closures": 0, "reply": reply, "changed_at": NOW}
    transaction.execute(insert(PaceRow).values(pace))
    transaction.execute(insert(RouteRow).values(name="main", failures=1, reply=reply))
    worker = {"id": "w", "host": "h", "pid": 1, "lock_file": "l", "started_at": NOW, "rests_because": reply}
    transaction.execute(insert(WorkerRow).values(worker))


def traces_in(path: Path) -> list[bytes]:
    """What of the person stands in a file."""
    data = path.read_bytes()
    return [one for one in TRACES if one in data or one.decode().encode("utf-16-le") in data]


def test_a_dossier_holds_everything(office: AnOffice) -> None:
    """From every table, as JSON, whichever of their addresses is named; nobody else is in it."""
    held = privacy.dossier(office.context, OTHER.upper())
    text = json.dumps(held, default=str)
    assert held["journalist"]["name"] == "Zaphod Quill"
    assert (held["journalist"]["outlet"], held["journalist"]["others"]) == ("Orbit", (OTHER,))
    assert [one["kind"] for one in held["consent"]] == ["imported"]
    assert [one["body"] for one in held["notes"]] == [f"Prefers {OTHER}."]
    assert [(one["release"], one["state"]) for one in held["deliveries"]] == [(office.reference, State.REFUSED)]
    assert len(held["deliveries"][0]["attempts"]) == 1
    assert [one["reporter"] for one in held["deliveries"][0]["reports"]] == ["mx.magrathea.example"]
    assert [one["source"] for one in held["imports"]] == ["list.csv", "newer.csv", "by hand"]
    assert [one["action"] for one in held["audit"]] == ["journalist edited"]
    assert "reporter0@" not in text


def test_somebody_unknown_has_an_empty_dossier(office: AnOffice) -> None:
    """Which is an answer too; what is no address is refused."""
    held = privacy.dossier(office.context, "nobody@x.example")
    assert held["journalist"] is None
    assert not any(held[part] for part in ("consent", "notes", "deliveries", "imports", "suppressions"))
    with pytest.raises(UsageError, match="Nothing was done"):
        privacy.dossier(office.context, "nobody")


def test_erasing_leaves_nothing_in_the_file_nor_in_a_backup(office: AnOffice, tmp_path: Path) -> None:
    """Every byte of the database is looked at, before and after."""
    file = office.database.sqlite_file
    assert file is not None
    assert [one for path in tmp_path.glob("distrib.sqlite*") for one in traces_in(path)] != []
    done = privacy.erase(office.context, SECRET)
    assert (done.was_listed, done.deliveries, done.is_reclaimed, done.copies) == (True, 1, True, ())
    migrate.backup(office.database, tmp_path / "backup.sqlite")
    for path in (*tmp_path.glob("distrib.sqlite*"), tmp_path / "backup.sqlite"):
        assert traces_in(path) == [], path.name
    assert people.count_journalists(office.context, "zaphod OR orbit OR email:quill") == 0
    assert privacy.dossier(office.context, SECRET)["deliveries"] == []


def test_lists_are_for_the_living(office: AnOffice) -> None:
    """Whoever was erased is in one only where it asks for them."""
    privacy.erase(office.context, SECRET)
    living, erased = PeopleList(office.context, "all"), PeopleList(office.context, "status:erased OR country:XK")
    assert [one.email for one in living.page(0, 10)] == [f"reporter{number}@news.example" for number in range(3)]
    assert living.count() == people.count_journalists(office.context, "all") == len(office.journalists)
    assert [(one.email, one.erased_at) for one in erased.page(0, 10)] == [("", office.context.now())]
    assert [row[1] for row in exporting.journalists(office.context, "-country:XK")] == [
        f"reporter{number}@news.example" for number in range(3)
    ]
    assert [row[-1] for row in exporting.journalists(office.context, "status:erased")] == ["erased"]
    assert saved_audiences.save(office.context, "everyone", "all") == len(office.journalists)


def test_counts_and_proofs_stay(office: AnOffice) -> None:
    """The ledger adds up as before, and each row keeps token, state, code and hash."""
    with office.database.reading() as transaction:
        row = DeliveryRow
        columns = (row.id, row.token, row.message_id, row.state, row.code, row.sha256, row.attempts)
        before = transaction.execute(select(*columns).order_by(row.id)).all()
    tally = dispatches.of_release(office.context, office.reference)[0].tally
    privacy.erase(office.context, OTHER)
    with office.database.reading() as transaction:
        assert transaction.execute(select(*columns).order_by(row.id)).all() == before
    assert dispatches.of_release(office.context, office.reference)[0].tally == tally
    assert people.count_by_status(office.context)[JournalistStatus.ERASED] == 1
    with office.database.reading() as transaction:
        events = select(ConsentEventRow.kind, ConsentEventRow.source, ConsentEventRow.evidence)
        kept = transaction.execute(events.where(ConsentEventRow.journalist_id == 4)).all()
    assert [tuple(one) for one in kept] == [("imported", "erased", None), ("erased", "recorded by ana", None)]
    (shell,) = people.find_journalists(office.context, "status:erased")
    assert (shell.name, shell.email, shell.erased_at) == ("", "", office.context.now())


def test_nobody_brings_an_erased_person_back(office: AnOffice) -> None:
    """By any of their addresses; an undo finds nothing to restore."""
    privacy.erase(office.context, SECRET)
    with pytest.raises(NotAllowed, match="nothing to undo of import 2"):
        undoing.undo(office.context, 2)
    for email in (SECRET, OTHER):
        people.import_journalists(office.context, f"Email\n{email}\n".encode(), "later.csv")
        (one,) = people.find_journalists(office.context, f"email:{email}")
        assert one.status is JournalistStatus.SUPPRESSED
    assert privacy.erase(office.context, SECRET).was_listed


def test_an_address_that_is_only_in_the_log_is_erased_there(office: AnOffice) -> None:
    """Also when nobody on the list has it; rows of others who are on no list are not touched."""
    with office.database.writing() as transaction:
        transaction.execute(update(DeliveryRow).values(journalist_id=None))
        transaction.execute(delete(JournalistAddressRow).where(JournalistAddressRow.address_key == OTHER))
        changed = update(JournalistAddressRow).where(JournalistAddressRow.address_key == SECRET)
        transaction.execute(changed.values(email="z@x.example", address_key="z@x.example"))
    assert len(privacy.dossier(office.context, SECRET)["deliveries"]) == 1
    done = privacy.erase(office.context, SECRET)
    assert (done.was_listed, done.deliveries) == (False, 1)
    with office.database.reading() as transaction:
        emails = transaction.scalars(select(DeliveryRow.email).order_by(DeliveryRow.id)).all()
    assert emails == ["reporter0@news.example", "reporter1@news.example", "reporter2@news.example", ""]
    assert privacy.dossier(office.context, "y@x.example")["deliveries"] == []


def test_a_contact_with_the_address_loses_it_and_the_text_has_to_be_approved_again(office: AnOffice) -> None:
    """The other address of the contact stays; a release that never named the person is as it was."""
    privacy.erase(office.context, SECRET)
    changed, kept = (releases.get(office.context, reference) for reference in ("2026-002", office.reference))
    assert changed.source.contacts[0].emails == ("desk@office.example",)
    assert changed.approved_hash != changed.version_hash
    assert kept.approved_hash == kept.version_hash


def test_nothing_is_erased_while_a_message_is_handed_over(tmp_path: Path) -> None:
    """Its end would be written beside an address that is gone; afterwards it can be."""
    with an_office(tmp_path, people=1) as office:
        office.dispatch()
        (job,) = office.claim()
        assert office.commit(job)
        with pytest.raises(NotAllowed, match="Nothing was erased"):
            privacy.erase(office.context, "reporter0@news.example")
        assert office.record(job, REFUSED_AT_DOT)
        assert privacy.erase(office.context, "reporter0@news.example").deliveries == 1


def test_an_erased_doubt_that_is_settled_as_not_sent_is_suppressed_and_not_sent(tmp_path: Path) -> None:
    """Whoever has it sent again sees only a hash; the claim stops it."""
    with an_office(tmp_path, people=1) as office:
        dispatch = office.dispatch()
        (job,) = office.claim()
        assert office.commit(job)
        office.record(job, LOST)
        privacy.erase(office.context, "reporter0@news.example")
        assert office.states() == [State.IN_DOUBT]
        settling.settle(office.context, dispatch.id, settling.Word.AGAIN)
        assert office.claim() == ()
        assert office.states() == [State.SUPPRESSED]
        assert dispatch.tally.audience == 1


def test_what_a_server_says_later_of_an_erased_person_is_not_kept(office: AnOffice) -> None:
    """The report is noted by its digest and counts, without its words."""
    privacy.erase(office.context, SECRET)
    with office.database.writing() as transaction:
        token = transaction.scalars(select(DeliveryRow.token).where(DeliveryRow.id == 4)).one()
        delivery = returns.named(transaction, [token])
        assert delivery is not None
        report = Report(Kind.FAILED, (token,), diagnostic=f"<{SECRET}> is gone", reporter="mx.magrathea.example")
        returns.note(transaction, delivery, report, source="mailbox", digest="late", now=NOW)
    with office.database.reading() as transaction:
        noted = select(ReturnEventRow.diagnostic, ReturnEventRow.reporter).where(ReturnEventRow.digest == "late")
        assert transaction.execute(noted).one() == (None, None)


SPELLINGS = ("ada@xn--bcher-kva.example", "ada@bu\u0308cher.example", "Ada@B\u00dcCHER.example")


@pytest.mark.parametrize("written", SPELLINGS)
def test_whoever_is_erased_is_known_however_their_domain_is_written(office: AnOffice, written: str) -> None:
    """A request names the domain in ASCII, or with marks that are letters of their own, and the list does not."""
    people.import_journalists(office.context, "Name,Email\nAda,ada@b\u00fccher.example\n".encode(), "more.csv")
    assert privacy.dossier(office.context, written)["journalist"]["name"] == "Ada"
    assert privacy.erase(office.context, written).was_listed
    assert people.find_journalists(office.context, "ada") == ()
