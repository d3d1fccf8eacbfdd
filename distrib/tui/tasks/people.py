"""Tasks of the rooms of spokespeople and journalists: who they are and how to find them."""

from __future__ import annotations

from distrib.core.contacts import Answer
from distrib.core.people import Journalist
from distrib.tui.desk import Desk


def spokespeople(desk: Desk, place: str, topic: str, language: str) -> tuple[Answer, ...]:
    """Who speaks for it, the best answer first.

    Raises:
        UsageError: there is no such place or language.
    """
    from distrib.services import people

    return people.find_spokespeople(desk.context, place=place, topic=topic, language=language)


def count_journalists(desk: Desk, query: str) -> int:
    """How many a query names."""
    from distrib.services import people

    return people.count_journalists(desk.context, query)


def some_journalists(desk: Desk, query: str, offset: int, limit: int) -> tuple[Journalist, ...]:
    """A page of them, by name."""
    from distrib.services import people

    return people.find_journalists(desk.context, query, limit=limit, offset=offset)
