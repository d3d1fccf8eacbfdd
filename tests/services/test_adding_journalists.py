"""One journalist by hand: checked like a row of a list, with a consent record, and undone like an import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_office import people_office
from table_dump import dump

from distrib.core.people import JournalistStatus
from distrib.errors import DistribError, LooksKnown, NotAllowed, UsageError
from distrib.services import people
from distrib.services.context import Context
from distrib.services.people import adding, privacy, undoing

ANA = {"name": "Ana Silva", "email": "ana@news.example", "outlet": "News, daily", "languages": "pt; en", "beats": "a;b"}


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    with people_office(tmp_path) as context:
        yield context


def test_everything_written_is_kept_with_source_and_basis(context: Context) -> None:
    """Commas and quotes are part of a value."""
    one, number = adding.add(context, ANA | {"role": 'The "boss"'}, basis="press list")
    assert (one.outlet, one.role, one.languages, one.beats) == ("News, daily", 'The "boss"', ("pt", "en"), ("a", "b"))
    (step,) = privacy.dossier(context, "ana@news.example")["consent"]
    assert (step["source"], step["basis"]) == ("added by ana", "press list")
    assert number == 1


def test_adding_is_undone_to_the_bit(context: Context, tmp_path: Path) -> None:
    """As any import."""
    before = dump(tmp_path / "distrib.sqlite")
    _, number = adding.add(context, ANA)
    undoing.undo(context, number)
    assert dump(tmp_path / "distrib.sqlite") == before


@pytest.mark.parametrize(
    ("fields", "kind", "words"),
    [
        ({"name": "X"}, UsageError, "no address"),
        ({"email": "not an address"}, UsageError, "Nobody was added"),
        ({"email": "x@news.example", "country": "Atlantis"}, UsageError, "no country `Atlantis`"),
        ({"email": "x@news.example", "shoe": "42"}, UsageError, "no field `shoe`"),
        ({"email": "ANA@news.example"}, NotAllowed, "on the list already, as Ana Silva"),
        ({"email": "x@news.example", "others": "ana@news.example"}, NotAllowed, "as Ana Silva"),
        ({"email": "x@n.example", "name": "Silva Ana", "outlet": "News, daily"}, LooksKnown, "looks like ana@news"),
        ({"email": "x@n.example", "status": "erased"}, NotAllowed, "erased"),
    ],
)
def test_what_cannot_be_kept_is_said_and_changes_nothing(
    context: Context, tmp_path: Path, fields: dict[str, str], kind: type[DistribError], words: str
) -> None:
    """Known people are never changed by adding."""
    adding.add(context, ANA)
    before = dump(tmp_path / "distrib.sqlite")
    with pytest.raises(kind, match=words):
        adding.add(context, fields)
    assert dump(tmp_path / "distrib.sqlite") == before
    assert len(undoing.every(context)) == 1


def test_somebody_else_of_that_name_can_be_said_to_be_one(context: Context) -> None:
    """Two people of one name work at large outlets."""
    adding.add(context, ANA)
    adding.add(context, ANA | {"email": "other@news.example"}, is_another=True)
    assert people.count_journalists(context, "all") == 2


def test_an_address_that_was_opted_out_comes_in_suppressed(context: Context) -> None:
    """Deleting and adding revives nobody."""
    _, number = adding.add(context, ANA)
    people.opt_out(context, "ana@news.example")
    privacy.erase(context, "ana@news.example")
    one, _ = adding.add(context, ANA)
    assert one.status is JournalistStatus.SUPPRESSED
    assert number == 1
