"""Why somebody is in an audience, or why not, in sentences. Must never send or change anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from distrib.core.delivery.audience import Audience, Recipient
from distrib.core.languages import language_name
from distrib.core.people import Journalist, address_key
from distrib.core.query import Query, audiences_in, holds, matches
from distrib.core.query.terms import shown
from distrib.core.query.text import unmet
from distrib.db import dispatches, writing
from distrib.db import people as rows
from distrib.db.engine import Transaction
from distrib.services import audiences, people
from distrib.services.context import Context
from distrib.services.people.saved_audiences import understood
from distrib.services.releases import found


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether somebody gets a release, and why."""

    is_in: bool
    sentences: tuple[str, ...]


def explain(context: Context, reference: str, query: str, email: str, *, only_theirs: bool = False) -> Explanation:
    """Why the person with this address would get the release, or would not.

    Raises:
        NotFound, QueryError: no such release, or a query that cannot be understood.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        asked = understood(transaction, query)
        one = _person(transaction, email)
        if one is None:
            return Explanation(False, (f"Nobody on the list has the address {shown(email)}.",))
        (candidate,) = people.as_candidates(transaction, [one], dispatches.who_has_it(transaction, release.id))
        held = writing.held(transaction, release.id)
        divided = audiences.divide(context, release, [candidate], only_theirs=only_theirs, held=held)
    return Explanation(matches(asked, one) and bool(divided.recipients), tuple(_sentences(asked, one, divided)))


def _person(transaction: Transaction, email: str) -> Journalist | None:
    key = address_key(email)
    one = rows.by_addresses(transaction, [key]).get(key) if email.isprintable() else None
    return replace(one, sent=dispatches.sent_to(transaction, one.id)) if one else None


def _sentences(asked: Query, one: Journalist, divided: Audience) -> Iterator[str]:
    who = shown(one.name or one.email)
    is_named = matches(asked, one)
    if is_named:
        yield f"{who} is found by the query{_through(asked, one)}."
    else:
        yield f"{who} is not found by the query: {'; '.join(unmet(asked.expression, one))} is not true of them."
    if divided.left_out:
        (left,) = divided.left_out
        yield f"{'Left out' if is_named else 'They would be left out anyway'}: {left.explanation}."
    for recipient in divided.recipients if is_named else ():
        yield _gets(recipient)


def _through(asked: Query, one: Journalist) -> str:
    """Through which saved audiences; whoever is in several counts once."""
    named = (audience for audience in audiences_in(asked.expression) if holds(audience, one))
    names = list(dict.fromkeys(f"`{shown(audience.name)}`" for audience in named))
    if not names:
        return ""
    if len(names) == 1:
        return f", in the audience {names[0]}"
    return f", in the audiences {', '.join(names[:-1])} and {names[-1]}, and counts once"


def _gets(recipient: Recipient) -> str:
    edition = f"the {language_name(recipient.language)} edition at {recipient.email}"
    if recipient.is_fallback:
        return f"They get {edition}: none is in a language they read."
    return f"They get {edition}."
