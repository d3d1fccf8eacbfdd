"""The task of every room: whether somebody else has changed something."""

from __future__ import annotations

from distrib.tui.desk import Desk


def stamp(desk: Desk) -> str:
    """Another text once anything has changed.

    Raises:
        DatabaseUnusable: the database does not answer.
    """
    from distrib.services import changes

    return changes.stamp(desk.context)
