"""An address that is not what it seems is refused for spokespeople too, and taken by the very word that is advised."""

from __future__ import annotations

from pathlib import Path

import pytest
from people_office import people_office

from distrib.errors import UsageError
from distrib.services import people
from distrib.services.people import roster_editing
from distrib.services.people.roster_editing import Written

HIDDEN = "c\u202eyrus@office.example"
PLAIN = "cyrus@office.example"


def test_a_list_is_refused_until_the_address_is_confirmed(tmp_path: Path) -> None:
    """The reason names it as it is, without what is hidden."""
    data = f"name,email\nCyrus Adomako,{HIDDEN}\n".encode()
    with people_office(tmp_path) as context:
        report = people.import_spokespeople(context, data, "list.csv")
        assert [one.line for one in report.rejected] == [2]
        assert f"--confirm {PLAIN}" in report.rejected[0].reason
        assert people.import_spokespeople(context, data, "list.csv", confirmed=[PLAIN]).added == 1
        assert people.roster(context)[0].emails == (PLAIN,)


def test_so_is_an_edit(tmp_path: Path) -> None:
    """Adding alike."""
    with people_office(tmp_path) as context:
        with pytest.raises(UsageError, match="--confirm"):
            roster_editing.add(context, Written(name="Cyrus", emails=(HIDDEN,)))
        roster_editing.add(context, Written(name="Cyrus", emails=(HIDDEN,), confirmed=(PLAIN.upper(),)))
        assert people.roster(context)[0].emails == (PLAIN,)
