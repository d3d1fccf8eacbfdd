"""Lists, edits, merges, undoing and erasing, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from an_office import AnOffice
from sqlalchemy import select

from distrib.core.people import JournalistStatus
from distrib.db.schema import AuditEventRow, DeliveryRow
from distrib.services import explaining, people
from distrib.services.people import editing, merging, privacy, saved_audiences, undoing

LIST = (
    b"Name,Email,Other emails,Outlet,Outlet type,Languages,Beats,Tags\n"
    b"Ana Silva,ana@x.example,second@x.example,Post,agency,ar;fr,migration,circle\n"
    b"Bea,bea@x.example,,Post,,en,,\n"
)
CHANGED = b"Email,Role,Beats,Outlet,Outlet type\nana@x.example,Editor,health,Post,radio\nnew@x.example,,,Wire,\n"


def state(office: AnOffice) -> list[object]:
    """Everybody on the list, with all that is kept of them."""
    return list(people.find_journalists(office.context, "all"))


def test_a_list_is_undone_wholly(office: AnOffice) -> None:
    """People, lists, outlets and the index of words are as before."""
    people.import_journalists(office.context, LIST, "list.csv")
    before = state(office)
    report = people.import_journalists(office.context, CHANGED, "changed.csv")
    assert (report.added, report.updated) == (1, 1)
    assert people.count_journalists(office.context, "type:radio beat:health editor") == 1
    assert report.import_id is not None
    undone = undoing.undo(office.context, report.import_id)
    assert (undone.removed, undone.restored, undone.left) == (1, 1, [])
    assert state(office) == before
    assert people.count_journalists(office.context, "editor OR wire") == 0


def test_people_are_merged_edited_explained_and_erased(office: AnOffice) -> None:
    """The ledger keeps its rows, and nobody is found by what was erased."""
    people.import_journalists(office.context, LIST, "list.csv")
    editing.edit(office.context, "bea@x.example", {"tags": "+quay", "role": "Chief"})
    editing.note(office.context, "bea@x.example", "Knows Ana.")
    one = merging.merge(office.context, "ana@x.example", "bea@x.example")
    assert (one.tags, one.role, len(one.emails)) == (("circle", "quay"), "Chief", 3)
    saved_audiences.save(office.context, "Circle", "tag:circle email:ana@x.example")
    office.dispatch("audience:circle")
    told = explaining.explain(office.context, office.reference, "audience:circle", "bea@x.example")
    assert "already has it" in " ".join(told.sentences)
    assert len(privacy.dossier(office.context, "second@x.example")["deliveries"]) == 1
    done = privacy.erase(office.context, "bea@x.example")
    assert (done.was_listed, done.deliveries, done.is_reclaimed) == (True, 1, True)
    assert people.count_journalists(office.context, "ana OR bea OR tag:circle OR email:second") == 0
    assert people.count_by_status(office.context)[JournalistStatus.ERASED] == 1
    with office.database.reading() as transaction:
        ((email, name, key),) = transaction.execute(
            select(DeliveryRow.email, DeliveryRow.name, DeliveryRow.address_key)
        )
        assert (email, name) == ("", "")
        assert key.startswith("erased:")
        details = transaction.scalars(select(AuditEventRow.detail)).all()
        assert "ana@" not in repr(details)
