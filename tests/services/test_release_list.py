"""The list of releases: all that words name, page by page, looked up once for as long as nothing changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pytest
from an_office import AnOffice, add_release, an_office, edition
from sqlalchemy import Connection

from distrib.core.release import ReleaseState
from distrib.core.search import Wanted
from distrib.db import search
from distrib.services.releases import discarding
from distrib.services.releases.listing import ReleaseList

FERRIES = 501


@pytest.fixture
def office(tmp_path: Path, url: str) -> Iterator[AnOffice]:
    """An office of either database with one release."""
    with an_office(tmp_path, people=1, url=url) as opened:
        yield opened


def several(office: AnOffice, count: int, headline: str) -> list[str]:
    """Releases with this headline; their references, the newest first."""
    with office.database.writing() as transaction:
        made = [add_release(transaction, [edition(headline=headline)], is_approved=False) for _ in range(count)]
    return made[::-1]


def test_a_list_of_words_is_whole(office: AnOffice) -> None:
    """However many they name; the states beside them are told apart before they are counted."""
    made = several(office, FERRIES, "Rain Stops the Ferry")
    discarding.discard(office.context, made[-1])
    found = ReleaseList(office.context, "ferry rain")
    assert found.count() == FERRIES - 1
    pages = [found.page(at, 50) for at in range(0, FERRIES, 50)]
    assert [one.release.reference for page in pages for one in page] == made[:-1]
    assert [one.release.reference for one in ReleaseList(office.context, "ferry discarded").page(0, 5)] == made[-1:]


def test_words_are_looked_up_once_until_something_changes(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the count and every page."""
    looked_up: list[Wanted] = []
    whole = search.release_ids

    def counted(connection: Connection, wanted: Wanted, states: Collection[ReleaseState]) -> Sequence[int]:
        looked_up.append(wanted)
        return whole(connection, wanted, states)

    monkeypatch.setattr(search, "release_ids", counted)
    several(office, 3, "Rain Stops the Ferry")
    found = ReleaseList(office.context, "ferry")
    assert (found.count(), len(found.page(0, 2)), len(found.page(2, 2))) == (3, 2, 1)
    assert len(looked_up) == 1
    several(office, 1, "The Ferry Sails Again")
    assert (found.count(), len(found.page(0, 9))) == (4, 4)
    assert len(looked_up) == 2


def test_where_nothing_is_found_there_are_no_pages(office: AnOffice) -> None:
    """Nor past the end of what is found."""
    assert ReleaseList(office.context, "submarine").count() == 0
    assert ReleaseList(office.context, "submarine").page(0, 50) == ()
    assert ReleaseList(office.context, "2026-001").page(5, 50) == ()
