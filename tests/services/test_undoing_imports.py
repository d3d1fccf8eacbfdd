"""An import taken back: everybody as they were to the bit, but for those who were touched since, who are named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_office import people_office
from sqlalchemy import select
from table_dump import dump

from distrib.core.people import JournalistStatus
from distrib.core.people.agreements import AgreementEvent
from distrib.db.schema import ImportChangeRow
from distrib.errors import NotAllowed, NotFound
from distrib.services import people
from distrib.services.context import Context
from distrib.services.people import agreements, editing, merging, undoing

FIRST = (
    "Name,Email,Other emails,Outlet,Outlet type,Role,Country,Languages,Beats,Tags\n"
    "Ana Sílva,ana@x.example,ana@home.example,Radio Tunis,radio,Editor,TN,ar;fr,migration,circle\n"
    "Bea,bea@x.example,,Post,newspaper,,LY,en,,\n"
    "Cyrus,cyrus@x.example,,Post,,,LY,en,,\n"
).encode()
SECOND = (
    b"Name,Email,Outlet,Outlet type,Role,Country,Languages,Beats,Tags\n"
    b"Ana Costa,ana@x.example,Radio Tunis,agency,Chief,,pt,health,quay\n"
    b"Bea,bea@x.example,Post,,Editor,,,,\n"
    b"Cyrus,cyrus@x.example,Post,,Reporter,,,,\n"
    b"Dana,dana@x.example,New Wire,agency,,FR,fr,sports,\n"
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """An office with three journalists."""
    with people_office(tmp_path) as made:
        people.import_journalists(made, FIRST, "first.csv")
        yield made


def second(context: Context) -> int:
    """The second list comes in; its number."""
    report = people.import_journalists(context, SECOND, "second.csv")
    assert (report.added, report.updated, report.import_id) == (1, 3, 2)
    return 2


def test_an_import_is_undone_to_the_bit(context: Context, tmp_path: Path) -> None:
    """Rows, lists, addresses, outlets and what is found by words."""
    before = dump(tmp_path / "distrib.sqlite")
    number = second(context)
    assert dump(tmp_path / "distrib.sqlite") != before
    undone = undoing.undo(context, number)
    assert (undone.removed, undone.restored, undone.left) == (1, 3, [])
    assert dump(tmp_path / "distrib.sqlite") == before
    assert [one.name for one in people.find_journalists(context, "silva OR costa OR dana OR wire")] == ["Ana Sílva"]


def test_who_was_edited_since_is_left_and_named_and_the_rest_is_restored(context: Context, tmp_path: Path) -> None:
    """Bit for bit; undone again there is nothing more to do for the rest."""
    before = dump(tmp_path / "distrib.sqlite")
    number = second(context)
    editing.edit(context, "bea@x.example", {"role": "Chief"})
    undone = undoing.undo(context, number)
    assert (undone.removed, undone.restored) == (1, 2)
    assert [(one.name, one.email, one.line, one.reason) for one in undone.left] == [
        ("Bea", "bea@x.example", 3, "edited since")
    ]
    after = dump(tmp_path / "distrib.sqlite")
    for table, rows in before.items():
        kept, now = ([row for row in some if "bea" not in repr(row).lower()] for some in (rows, after[table]))
        assert now == kept, table
    (bea,) = people.find_journalists(context, "name:bea")
    assert bea.role == "Chief"
    again = undoing.undo(context, number)
    assert (again.removed, again.restored, len(again.left)) == (0, 0, 1)


@pytest.mark.parametrize("step", ["opt out", "note", "import"])
def test_whatever_happened_to_somebody_since_keeps_them(context: Context, step: str) -> None:
    """An opt-out is not undone, a note is not lost, a later list stands."""
    number = second(context)
    if step == "opt out":
        people.opt_out(context, "dana@x.example")
    elif step == "note":
        editing.note(context, "dana@x.example", "Met in Geneva.")
    else:
        people.import_journalists(context, b"Email,Role\ndana@x.example,Editor\n", "third.csv")
    undone = undoing.undo(context, number)
    assert [one.email for one in undone.left] == ["dana@x.example"]
    (dana,) = people.find_journalists(context, "name:dana")
    assert (dana.status is JournalistStatus.OPTED_OUT) == (step == "opt out")


def test_imports_are_undone_one_after_the_other(context: Context, tmp_path: Path) -> None:
    """The later one first; then the earlier one is free, and the office is empty."""
    second(context)
    assert [one.email for one in undoing.undo(context, 1).left] == ["cyrus@x.example", "bea@x.example", "ana@x.example"]
    assert undoing.undo(context, 2).left == []
    assert undoing.undo(context, 1).left == []
    assert people.count_journalists(context, "all") == 0
    assert dump(tmp_path / "distrib.sqlite")["outlets"] == []
    with context.database.reading() as connection:
        assert connection.execute(select(ImportChangeRow.id)).all() == []
    assert [(one.id, one.source, one.undone_at is not None) for one in undoing.every(context)] == [
        (2, "second.csv", True),
        (1, "first.csv", True),
    ]


def test_an_import_with_nothing_to_undo_says_so(context: Context) -> None:
    """It was undone, and when; or it changed nobody."""
    undoing.undo(context, second(context))
    with pytest.raises(NotAllowed, match=r"Import 2 \(second.csv\) was undone already, at 2026-11-24 09:00 \(UTC\)"):
        undoing.undo(context, 2)
    assert people.import_journalists(context, FIRST, "again.csv").import_id == 3
    with pytest.raises(NotAllowed, match=r"nothing to undo of import 3 \(again.csv\): it changed nobody"):
        undoing.undo(context, 3)


@pytest.mark.parametrize("step", ["note", "opt out", "merge", "agreement"])
def test_what_happened_since_an_edit_is_said(context: Context, step: str) -> None:
    """With who did it, and the fields as they were."""
    editing.edit(context, "ana@x.example", {"role": "Chief", "tags": "+quay"})
    if step == "note":
        editing.note(context, "ana@x.example", "Met in Geneva.")
    elif step == "opt out":
        people.opt_out(context, "ana@x.example")
    elif step == "merge":
        merging.merge(context, "ana@x.example", "bea@x.example")
    else:
        agreements.set_agreement(context, "ana@x.example", AgreementEvent.ACCEPTED, "mail of 3 November 2026")
    what = {
        "note": "a note",
        "opt out": "an opt-out",
        "merge": "a merge with another entry",
        "agreement": "an embargo agreement",
    }
    with pytest.raises(NotAllowed) as caught:
        undoing.last_edit(context, "ana@x.example")
    said = str(caught.value)
    assert f"changed again since that edit: {what[step]} (2026-11-24 09:00 (UTC), by ana). " in said
    assert "role: Chief → Editor" in said
    assert "tags: circle, quay → circle" in said


def test_an_unknown_import_is_said(context: Context) -> None:
    """With where to look."""
    with pytest.raises(NotFound, match="There is no import 7"):
        undoing.undo(context, 7)


def test_a_suppression_outlives_the_import_that_brought_it(context: Context) -> None:
    """A list says that somebody opted out; taking the list back does not take that back."""
    data = b"Name,Email,Status\nEli,eli@x.example,unsubscribed\n"
    report = people.import_journalists(context, data, "third.csv")
    assert report.import_id is not None
    undoing.undo(context, report.import_id)
    people.import_journalists(context, b"Name,Email\nEli,eli@x.example\n", "fourth.csv")
    (eli,) = people.find_journalists(context, "name:eli")
    assert eli.status is JournalistStatus.SUPPRESSED


def test_an_address_that_somebody_else_has_by_now_is_not_taken_back(context: Context, tmp_path: Path) -> None:
    """An edit dropped it and a list brought it in as another's: the undo says so, and changes nothing."""
    editing.edit(context, "ana@x.example", {"others": "-ana@home.example"})
    people.import_journalists(context, b"Name,Email\nHome Desk,ana@home.example\n", "home.csv")
    before = dump(tmp_path / "x.sqlite")
    with pytest.raises(NotAllowed, match="was parted from an address that somebody else has by now"):
        undoing.last_edit(context, "ana@x.example")
    assert dump(tmp_path / "x.sqlite") == before
    assert undoing.undo(context, 3).removed == 1
    assert undoing.last_edit(context, "ana@x.example").emails == ("ana@x.example", "ana@home.example")
