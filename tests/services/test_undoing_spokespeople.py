"""A list of spokespeople taken back, and single edits: to the bit, but for whoever was touched since, who is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from an_office import AnOffice
from people_office import people_office
from table_dump import dump

from distrib.errors import NotAllowed, NotFound
from distrib.services import people
from distrib.services.context import Context
from distrib.services.people import availability, editing, privacy, roster_editing, undoing
from distrib.services.people.roster_editing import Written

FIRST = (
    b"name,title,office,phone,email,languages,topics,places\n"
    b"Ana Silva,Officer,Tunis,+216 71 555 018,ana@office.example,ar;fr,migration,LY;TN\n"
    b"Bea Ochoa,Officer,Tunis,+216 71 555 019,bea@office.example,es,health,MX\n"
)
SECOND = (
    "name,title,office,phone,email,languages,topics,places\n"
    "Ana Silva,Head,Geneva,+41 22 555 01 01,ana@office.example,ar,,\n"
    "Bea Ochoa,Head,,,bea@office.example,,,\n"
    "Dana Núñez,Officer,Lima,,dana@office.example,es,,PE\n"
).encode()


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """An office with two spokespeople."""
    with people_office(tmp_path) as made:
        people.import_spokespeople(made, FIRST, "first.csv")
        yield made


def second(context: Context) -> int:
    """The second list comes in; its number."""
    report = people.import_spokespeople(context, SECOND, "second.csv")
    assert (report.added, report.updated, report.import_id) == (1, 2, 2)
    return 2


def test_a_list_is_undone_to_the_bit(context: Context, tmp_path: Path) -> None:
    """People, numbers, lists, and offices that came with it."""
    before = dump(tmp_path / "distrib.sqlite")
    number = second(context)
    assert dump(tmp_path / "distrib.sqlite") != before
    undone = undoing.undo(context, number)
    assert (undone.removed, undone.restored, undone.left) == (1, 2, [])
    assert dump(tmp_path / "distrib.sqlite") == before
    assert [one.source for one in undoing.every(context) if one.undone_at] == ["second.csv"]


def test_a_list_is_undone_on_both_databases(office: AnOffice) -> None:
    """The roster is the same as before."""
    people.import_spokespeople(office.context, FIRST, "first.csv")
    before = people.roster(office.context)
    report = people.import_spokespeople(office.context, SECOND, "second.csv")
    assert report.import_id is not None
    assert undoing.undo(office.context, report.import_id).left == []
    assert people.roster(office.context) == before


def test_the_preview_says_what_changes_in_whom_and_changes_nothing(context: Context, tmp_path: Path) -> None:
    """By line."""
    before = dump(tmp_path / "distrib.sqlite", but=frozenset())
    report = people.import_spokespeople(context, SECOND, "second.csv", dry_run=True)
    assert dump(tmp_path / "distrib.sqlite", but=frozenset()) == before
    assert (report.added, report.updated, report.import_id) == (1, 2, None)
    assert [(one.line, one.reason) for one in report.changes] == [
        (2, "Ana Silva: title, office, phones, languages"),
        (3, "Bea Ochoa: title"),
    ]


def _edit(context: Context, who: str) -> None:
    roster_editing.edit(context, who, Written(title="Chief"))


def _duty(context: Context, who: str) -> None:
    availability.set_duty(context, who, "mon-fri 09:00-18:00", "Lisbon")


def _leave(context: Context, who: str) -> None:
    availability.add_leave(context, who, first="2026-12-20", last="2026-12-27")


def _end_of_leave(context: Context, who: str) -> None:
    person = availability.add_leave(context, who, first="2026-12-20", last="2026-12-27")
    availability.remove_leave(context, who, person.leave[0].id)


def _cover(context: Context, who: str) -> None:
    availability.add_leave(context, "Bea Ochoa", first="2026-12-20", last="2026-12-27", cover=who)


def _retire(context: Context, who: str) -> None:
    roster_editing.retire(context, who)


@pytest.mark.parametrize("who", ["Ana Silva", "Dana Núñez"])
@pytest.mark.parametrize("step", [_edit, _duty, _leave, _end_of_leave, _cover, _retire])
def test_whoever_was_touched_since_is_left_and_named(
    context: Context, step: Callable[[Context, str], None], who: str
) -> None:
    """Known before or come with the list; whoever covers for somebody is only not taken away."""
    number = second(context)
    step(context, who)
    undone = undoing.undo(context, number)
    left = [one.name for one in undone.left]
    touched = [who] if step is not _cover else ["Bea Ochoa", *([who] if who.startswith("Dana") else [])]
    assert sorted(left) == sorted(touched)
    assert undone.removed + undone.restored == 3 - len(touched)
    assert all(one.reason for one in undone.left)


def test_edits_of_a_spokesperson_are_undone_one_by_one(context: Context, tmp_path: Path) -> None:
    """The last first; what came with a list is taken back with the list."""
    states = [dump(tmp_path / "distrib.sqlite")]
    for written in (Written(title="Chief", office="Lima"), Written(phones=("+51 1 555 0101",), topics=())):
        roster_editing.edit(context, "Ana Silva", written)
        states.append(dump(tmp_path / "distrib.sqlite"))
    for before in states[-2::-1]:
        undoing.last_edit_of_spokesperson(context, "Ana Silva")
        assert dump(tmp_path / "distrib.sqlite") == before
    with pytest.raises(NotAllowed, match=r"came with import 1 \(first.csv\).*distrib people undo 1"):
        undoing.last_edit_of_spokesperson(context, "Ana Silva")
    assert [one.id for one in undoing.every(context)] == [1]
    assert undoing.undo(context, 1).left == []


def test_an_edit_is_not_undone_over_what_happened_since(context: Context) -> None:
    """Nor where nothing was edited."""
    roster_editing.edit(context, "Ana Silva", Written(title="Chief"))
    _duty(context, "Ana Silva")
    with pytest.raises(NotAllowed, match=r"Ana Silva was changed again since that edit: new duty hours \(2026-11-24"):
        undoing.last_edit_of_spokesperson(context, "Ana Silva")
    roster_editing.add(context, Written(name="Eve Adomako"))
    with pytest.raises(NotFound, match="No edit of Eve Adomako is kept"):
        undoing.last_edit_of_spokesperson(context, "Eve Adomako")


LIST = b"Name,Email,Outlet,Outlet type,Beats\nAna,ana@x.example,Post,newspaper,migration\n"


def test_edits_of_a_journalist_are_undone_one_by_one(tmp_path: Path) -> None:
    """Outlets that came with them included."""
    with people_office(tmp_path) as context:
        people.import_journalists(context, LIST, "list.csv")
        states = [dump(tmp_path / "distrib.sqlite")]
        for changes in ({"outlet": "Wire", "outlet kind": "agency"}, {"email": "a@y.example", "beats": "+health"}):
            editing.edit(context, "ana@x.example", changes)
            states.append(dump(tmp_path / "distrib.sqlite"))
        for before in states[-2::-1]:
            undoing.last_edit(context, "ana@x.example")
            assert dump(tmp_path / "distrib.sqlite") == before
        assert people.count_journalists(context, "wire OR health") == 0
        with pytest.raises(NotAllowed, match="came with import 1"):
            undoing.last_edit(context, "ana@x.example")


def test_neither_an_opt_out_nor_an_erasure_is_undone_with_an_edit(tmp_path: Path) -> None:
    """What was kept of an edit goes with the person."""
    with people_office(tmp_path) as context:
        people.import_journalists(context, LIST, "list.csv")
        editing.edit(context, "ana@x.example", {"role": "Editor"})
        people.opt_out(context, "ana@x.example")
        with pytest.raises(NotAllowed, match=r"changed again since that edit: an opt-out \(.*role: Editor → nothing"):
            undoing.last_edit(context, "ana@x.example")
        privacy.erase(context, "ana@x.example")
        with pytest.raises(NotFound):
            undoing.last_edit(context, "ana@x.example")
    assert b"ana@x.example" not in (tmp_path / "distrib.sqlite").read_bytes()
