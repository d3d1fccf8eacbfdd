"""Saved audiences: queries with names, kept live, and never one that contains itself or breaks another."""

from __future__ import annotations

from collections.abc import Mapping

from distrib.core.folding import key
from distrib.core.people import Journalist
from distrib.core.plain_text import one_line
from distrib.core.query import Query, QueryError, parse, without_erased
from distrib.core.query.fields import AUDIENCE
from distrib.core.query.saved_audience import SavedAudience
from distrib.core.query.terms import shown
from distrib.db import office as office_rows
from distrib.db import people as people_rows
from distrib.db import saved_audiences as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.services.context import Context

MAX_NAME = 60
"""Characters of a name."""


def understood(connection: Transaction, text: str) -> Query:
    """A query with the saved audiences it names, as they are now.

    Raises:
        QueryError: it cannot be understood.
    """
    return parse(text, rows.queries(connection) if AUDIENCE in text.casefold() else None)


def listed(connection: Transaction, text: str) -> Query:
    """The same for a list of people: whoever was erased is in it only where the query asks for them.

    Raises:
        QueryError: it cannot be understood.
    """
    return _living(connection, understood(connection, text))


def _living(connection: Transaction, query: Query) -> Query:
    return without_erased(query) if people_rows.has_erased(connection) else query


def save(context: Context, name: str, query: str) -> int:
    """Keep a query under a name and return how many it finds now; a name that is known gets the new query.

    Raises:
        UsageError: no name, or a query that cannot be understood or would contain itself.
        NotAllowed: another saved audience could not be understood any more.
    """
    name = one_line(name)
    if not key(name) or len(name) > MAX_NAME:
        raise UsageError(
            "`{name}` cannot be the name of an audience; nothing was saved. Choose a name with letters, of at "
            "most {most} characters.",
            name=shown(name),
            most=MAX_NAME,
        )
    with context.database.writing() as transaction:
        before = rows.queries(transaction)
        after = before | {key(name): query}
        understood = parse(query, after, within=name)
        _check_others(before, after, name)
        rows.save(transaction, SavedAudience(name, query, context.actor, context.now()))
        _record(context, transaction, "audience saved", name)
        return people_rows.count(transaction, _living(transaction, understood))


def every(context: Context) -> tuple[SavedAudience, ...]:
    """All saved audiences, by name."""
    with context.database.reading() as transaction:
        return rows.every(transaction)


def show(context: Context, name: str) -> tuple[SavedAudience, tuple[Journalist, ...]]:
    """An audience and whom it finds now.

    Raises:
        NotFound: there is none of that name.
    """
    with context.database.reading() as transaction:
        found = {key(one.name): one for one in rows.every(transaction)}.get(key(name))
        if found is None:
            raise _not_found(name)
        return found, tuple(people_rows.find_all(transaction, listed(transaction, found.query)))


def remove(context: Context, name: str) -> None:
    """Forget an audience. What was sent to it stays in the log.

    Raises:
        NotFound: there is none of that name.
        NotAllowed: another saved audience uses it.
    """
    with context.database.writing() as transaction:
        before = rows.queries(transaction)
        if not rows.remove(transaction, name):
            raise _not_found(name)
        _check_others(before, rows.queries(transaction), name)
        _record(context, transaction, "audience deleted", name)


def _check_others(before: Mapping[str, str], after: Mapping[str, str], name: str) -> None:
    """Each audience that could be understood before can be afterwards."""
    broken = [one for one in after if one != key(name) and _is_sound(one, before) and not _is_sound(one, after)]
    if broken:
        names = ", ".join(f"`{shown(one)}`" for one in broken)
        raise NotAllowed(
            "The audience `{name}` is used by {names}, which could not be understood any more. Nothing was "
            "changed. Change those first.",
            name=shown(name),
            names=names,
        )


def _is_sound(name: str, saved: Mapping[str, str]) -> bool:
    try:
        parse(saved[name], saved, within=name)
    except QueryError:
        return False
    return True


def _not_found(name: str) -> NotFound:
    return NotFound("There is no saved audience `{name}`. See them with `distrib audience list`.", name=shown(name))


def _record(context: Context, transaction: Transaction, action: str, name: str) -> None:
    office_rows.record(
        transaction, actor=context.actor, action=action, subject=f"audience {one_line(name)}", now=context.now()
    )
