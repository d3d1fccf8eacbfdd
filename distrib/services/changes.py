"""Whether somebody else has changed something, for screens that show what others do."""

from __future__ import annotations

from distrib.services.context import Context


def stamp(context: Context) -> str:
    """A text that is another one once anything has changed since it was read; cheap enough for every second.

    Raises:
        DatabaseUnusable: the database does not answer.
    """
    return context.database.change_stamp()
