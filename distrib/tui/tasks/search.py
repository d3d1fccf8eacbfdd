"""The task of the search over everything."""

from __future__ import annotations

from distrib.core.search import Answer
from distrib.tui.desk import Desk


def find(desk: Desk, text: str) -> Answer:
    """What fits."""
    from distrib.services import search

    return search.find(desk.context, text)
