"""Saved audiences: live, never one that contains itself, never one that breaks another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_office import people_office

from distrib.core.query import QueryError
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.services import people
from distrib.services.context import Context
from distrib.services.people import saved_audiences

LIST = b"Name,Email,Country\nAna,ana@x.example,TN\nBea,bea@x.example,LY\nDana,dana@x.example,FR\n"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """An office with three journalists."""
    with people_office(tmp_path) as made:
        people.import_journalists(made, LIST, "list.csv")
        yield made


def names(context: Context, query: str) -> list[str]:
    """Whom a query finds."""
    return [one.name for one in people.find_journalists(context, query)]


def test_an_audience_is_asked_anew_each_time(context: Context) -> None:
    """Who comes onto the list is in it, and a change of one shows in those that use it."""
    assert saved_audiences.save(context, "Maghreb", "region:northern-africa") == 2
    assert saved_audiences.save(context, "Wide", "audience:MAGHREB OR country:FR") == 3
    people.import_journalists(context, b"Name,Email,Country\nEli,eli@x.example,DZ\n", "more.csv")
    assert names(context, "audience:maghreb") == ["Ana", "Bea", "Eli"]
    assert names(context, "audience:wide -audience:maghreb") == ["Dana"]
    saved_audiences.save(context, "MAGHREB", "country:LY")
    assert names(context, "audience:wide") == ["Bea", "Dana"]
    assert [(one.name, one.query, one.saved_by) for one in saved_audiences.every(context)] == [
        ("MAGHREB", "country:LY", "ana"),
        ("Wide", "audience:MAGHREB OR country:FR", "ana"),
    ]


def test_an_audience_never_contains_itself(context: Context) -> None:
    """Directly or through others; the column is named and nothing is saved."""
    with pytest.raises(QueryError, match="column 21: the saved audience `a` would contain itself"):
        saved_audiences.save(context, "A", "country:LY audience:a")
    saved_audiences.save(context, "A", "country:LY")
    saved_audiences.save(context, "B", "audience:A")
    with pytest.raises(QueryError, match="would contain itself"):
        saved_audiences.save(context, "A", "audience:B")
    assert names(context, "audience:B") == ["Bea"]


def test_an_audience_that_others_use_stays(context: Context) -> None:
    """Until they do not use it any more."""
    saved_audiences.save(context, "A", "country:LY")
    saved_audiences.save(context, "B", "audience:A")
    with pytest.raises(NotAllowed, match="`A` is used by `b`"):
        saved_audiences.remove(context, "A")
    assert names(context, "audience:B") == ["Bea"]
    saved_audiences.remove(context, "b")
    saved_audiences.remove(context, "a")
    assert saved_audiences.every(context) == ()


def test_a_change_that_breaks_another_is_refused(context: Context) -> None:
    """Here by more words than one search may have."""
    saved_audiences.save(context, "A", "country:LY")
    saved_audiences.save(context, "B", "audience:A " + "x " * 60)
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        saved_audiences.save(context, "A", "y " * 60)


def test_what_cannot_be_is_said(context: Context) -> None:
    """No name, an unknown name, an unknown audience."""
    for name in ("", "\x1b", "x" * 61):
        with pytest.raises(UsageError, match="nothing was saved"):
            saved_audiences.save(context, name, "all")
    for call in (saved_audiences.show, saved_audiences.remove):
        with pytest.raises(NotFound, match="no saved audience `nobody`"):
            call(context, "nobody")
    saved_audiences.save(context, "Maghreb", "all")
    with pytest.raises(QueryError, match="did you mean `maghreb`"):
        people.count_journalists(context, "audience:magreb")
    found, there = saved_audiences.show(context, "maghreb")
    assert (found.query, len(there)) == ("all", 3)
