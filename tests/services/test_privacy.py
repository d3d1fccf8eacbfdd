"""What is held on one person is told whole, and erased from the file itself; what proves a dispatch stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from an_office import REFUSED_AT_DOT, AnOffice, an_office
from sqlalchemy import delete, select, update

from distrib.core.ledger import State
from distrib.core.people import JournalistStatus
from distrib.db import migrate
from distrib.db.schema import AttemptRow, ConsentEventRow, DeliveryRow, JournalistAddressRow
from distrib.errors import UsageError
from distrib.services import dispatches, editing, people, privacy, saved_audiences, undoing

SECRET = "zaphod.quill@news.example"
OTHER = "zaphod@home.example"
LIST = f"Name,Email,Other emails,Outlet,Beats\nZaphod Quill,{SECRET},{OTHER},Orbit,migration\n".encode()
"""A name that stands nowhere else."""
TRACES = (b"zaphod", b"quill", b"ZAPHOD", b"Zaphod", b"Quill")


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
        reply = f"550 5.1.1 <{SECRET}>: unknown"
        with made.database.writing() as transaction:
            transaction.execute(update(DeliveryRow).values(reply=reply))
            transaction.execute(update(AttemptRow).values(reply=reply))
        people.opt_out(context, "reporter1@news.example")
        yield made


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
    assert [one["source"] for one in held["imports"]] == ["list.csv", "newer.csv"]
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
    assert (shell.name, shell.email) == ("", "")


def test_nobody_brings_an_erased_person_back(office: AnOffice) -> None:
    """By any of their addresses; an undo finds nothing to restore."""
    privacy.erase(office.context, SECRET)
    assert undoing.undo(office.context, 2).restored == 0
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
