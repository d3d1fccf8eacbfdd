"""The demo's office: what somebody meets who looks around for the first time."""

from __future__ import annotations

from pathlib import Path

from tui_office import NOW, tui_office

from distrib.core.contacts.leave import leave_at
from distrib.services import demo
from distrib.services.people import spokespeople


def test_its_spokespeople_keep_hours_and_one_of_them_is_away(tmp_path: Path) -> None:
    """By the clock of their offices; a cover answers for who is on leave."""
    with tui_office(tmp_path) as office:
        people = {one.name: one for one in spokespeople.everybody(office.context)}
    assert {name for name, one in people.items() if one.duty} == set(demo.DUTY)
    assert people["Joaquín Ledesma"].duty[0].zone == "America/Mexico_City"
    assert set(people) - set(demo.DUTY) == {"Alice Thornbury"}
    leave = leave_at(people[demo.AWAY], NOW)
    assert leave is not None
    assert leave.cover == people[demo.COVER].id
