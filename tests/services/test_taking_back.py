"""A change by hand is taken back exactly, or refused where somebody was changed again since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from people_office import people_office
from table_dump import dump

from distrib.core.people import JournalistStatus
from distrib.errors import NotAllowed
from distrib.services import people
from distrib.services.context import Context
from distrib.services.people import availability, editing, roster_editing, taking_back, undoing
from distrib.services.people.roster_editing import Written

LIST = b"Name,Email,Outlet,Tags\nAna Silva,ana@news.example,News,circle\nBo Lind,bo@news.example,News,\n"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    with people_office(tmp_path) as context:
        people.import_journalists(context, LIST, "list.csv")
        yield context


def edited(context: Context, **changes: str) -> taking_back.Edited:
    """An edit of Ana Silva."""
    ana = "ana@news.example"
    return taking_back.edit_journalist(context, ana, lambda: editing.edit(context, ana, changes))[1]


def test_an_edit_of_a_journalist_leaves_no_trace_but_the_audit_trail(context: Context, tmp_path: Path) -> None:
    """Bit for bit, so that the import before it can still be undone."""
    before = dump(tmp_path / "distrib.sqlite")
    step = edited(context, role="Editor", tags="x; y", email="a.silva@news.example")
    taking_back.take_back_edit(context, step)
    assert dump(tmp_path / "distrib.sqlite") == before
    assert undoing.undo(context, 1).left == []


@pytest.mark.parametrize("deed", ["edit", "opt out", "taken back already"])
def test_whoever_was_changed_since_stays(context: Context, deed: str) -> None:
    """An opt-out above all."""
    step = edited(context, role="Editor")
    if deed == "edit":
        editing.edit(context, "ana@news.example", {"role": "Chief"})
    elif deed == "opt out":
        people.opt_out(context, "ana@news.example")
    else:
        taking_back.take_back_edit(context, step)
    with pytest.raises(NotAllowed, match="changed again since"):
        taking_back.take_back_edit(context, step)
    if deed == "opt out":
        (ana,) = people.find_journalists(context, "ana")
        assert ana.status is JournalistStatus.OPTED_OUT


def test_an_edit_beside_anothers_is_not_taken_back(context: Context) -> None:
    """Theirs would go with it."""

    def both() -> object:
        editing.edit(context, "ana@news.example", {"role": "Chief"})
        return editing.edit(context, "ana@news.example", {"role": "Editor"})

    step = taking_back.edit_journalist(context, "ana@news.example", both)[1]  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        taking_back.take_back_edit(context, step)


def test_an_address_that_is_somebody_elses_by_now_is_not_taken_from_them(context: Context) -> None:
    """The other person is named."""
    editing.edit(context, "ana@news.example", {"others": "silva@wire.example"})
    step = edited(context, others="")
    editing.edit(context, "bo@news.example", {"others": "silva@wire.example"})
    with pytest.raises(NotAllowed, match="belongs to Bo Lind now"):
        taking_back.take_back_edit(context, step)


def test_every_change_of_a_spokesperson_is_taken_back_in_turn(context: Context) -> None:
    """Fields, hours, leave, cover, retiring, and at last being there at all."""
    ines = roster_editing.add(context, Written(name="Ines Costa", office="Lisbon", phones=["+351 21 555 0101"]))
    roster_editing.add(context, Written(name="Rui Melo", office="Lisbon"))
    who = str(ines.id)
    deeds = [
        lambda: roster_editing.edit(context, who, Written(topics=["migration"], phones=[])),
        lambda: availability.set_duty(context, who, "mon-fri 09:00-18:00"),
        lambda: availability.add_leave(context, who, first="2026-12-01", last="2026-12-03"),
        lambda: availability.set_cover(context, who, "Rui Melo"),
        lambda: availability.remove_leave(context, who, 1),
        lambda: roster_editing.retire(context, who),
    ]
    before, steps = [], []
    for deed in deeds:
        before.append(_unnumbered(context))
        steps.append(taking_back.change_spokesperson(context, ines.id, deed))
    assert "Ines Costa" not in str(people.roster(context))
    while steps:
        taking_back.take_back(context, steps.pop())
        assert _unnumbered(context) == before.pop()
    taking_back.take_back(context, taking_back.Changed(None, ines))
    assert [one.name for one in people.roster(context)] == ["Rui Melo"]


def test_a_spokesperson_who_was_changed_since_stays(context: Context) -> None:
    """Nothing of the later change is lost."""
    ines = roster_editing.add(context, Written(name="Ines Costa"))
    step = taking_back.change_spokesperson(
        context, ines.id, lambda: roster_editing.edit(context, str(ines.id), Written(title="Spokesperson"))
    )
    roster_editing.edit(context, str(ines.id), Written(office="Lisbon"))
    with pytest.raises(NotAllowed, match="Ines Costa was changed again since"):
        taking_back.take_back(context, step)
    assert people.roster(context)[0].office == "Lisbon"


def _unnumbered(context: Context) -> str:
    return re.sub(r" id=\d+\)", ")", str(people.roster(context)))
