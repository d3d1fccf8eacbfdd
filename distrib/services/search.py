"""One search across releases, people and deliveries, as somebody types it. It answers from indexes."""

from __future__ import annotations

from collections.abc import Iterator

from distrib.core.delivery.dispatch import Delivery
from distrib.core.folding import search_words
from distrib.core.people import Journalist, Spokesperson, statuses
from distrib.core.phrase import Joined, phrased
from distrib.core.places import place_name
from distrib.core.release import Release
from distrib.core.release import states as release_states
from distrib.core.search import Answer, Hit, Wanted, What, understand
from distrib.core.target import Kind, Target
from distrib.db import search as rows
from distrib.db import spokespeople
from distrib.services.context import Context

MOST = 30
"""Of each kind."""

MOST_PEOPLE = 500
"""Of one outlet, whose deliveries are looked at: of more than these nobody reads a list."""


def find(context: Context, text: str, most: int = MOST) -> Answer:
    """Everything that fits, at most so many of a kind, deliveries first where a version or a language is asked for.

    Raises:
        DatabaseUnusable: it cannot be read.
    """
    wanted = understand(text)
    if wanted.is_empty:
        return Answer()
    most_people = max(MOST_PEOPLE, most)
    with context.database.reading() as transaction:
        people = rows.journalists(transaction, wanted, most_people + 1)
        ids = [one.id for one in people[:most_people]]
        sent = rows.deliveries(transaction, wanted, ids, most + 1)
        releases = rows.found_releases(transaction, wanted, most + 1)
        speakers = spokespeople.everybody(transaction) if wanted.words or wanted.address else ()
    named = tuple(_named(speakers, wanted))
    lengths = {
        What.RELEASE: len(releases),
        What.SPOKESPERSON: len(named),
        What.JOURNALIST: len(people),
        What.DELIVERY: len(sent) if len(people) <= most_people else most + 1,
    }
    deliveries = [_delivery(one) for one in sent[:most]]
    others = [*map(_release, releases[:most]), *map(_speaker, named[:most]), *map(_journalist, people[:most])]
    hits = [*deliveries, *others] if wanted.asks_for_deliveries else [*others, *deliveries]
    return Answer(tuple(hits), tuple(what for what, length in lengths.items() if length > most), most)


def _named(people: tuple[Spokesperson, ...], wanted: Wanted) -> Iterator[Spokesperson]:
    """Spokespeople are few enough to look at each."""
    for one in people:
        if wanted.address and wanted.address.casefold() not in map(str.casefold, one.emails):
            continue
        text = " ".join(
            filter(None, (one.name, one.title, one.office, *one.topics, *one.emails, *map(place_name, one.places)))
        )
        known = search_words(text)
        if all(any(word.startswith(part) for word in known) for part in wanted.words):
            yield one


def _release(one: Release) -> Hit:
    languages = " ".join(edition.language for edition in one.editions)
    version, state = phrased("version {number}", number=one.version), phrased(release_states.IN_WORDS[one.state])
    detail = (one.reference, version, state, languages)
    return Hit(What.RELEASE, one.source.headline, Joined(detail), Target(Kind.RELEASE, one.reference))


def _speaker(one: Spokesperson) -> Hit:
    number = next((phone.number for phone in one.phones if phone.is_public), None)
    detail = Joined(tuple(filter(None, (one.title, one.office, number))))
    return Hit(What.SPOKESPERSON, one.name, detail, Target(Kind.SPOKESPERSON, str(one.id)))


def _journalist(one: Journalist) -> Hit:
    known = filter(None, (one.outlet, one.role, one.email))
    detail = Joined((*known, phrased(statuses.IN_WORDS[one.status])))
    return Hit(What.JOURNALIST, one.name, detail, Target(Kind.JOURNALIST, one.email))


def _delivery(one: Delivery) -> Hit:
    detail = Joined(tuple(filter(None, (one.outlet, one.email))))
    target = Target(Kind.DISPATCH, str(one.dispatch_id), f"delivery {one.email} {one.id}")
    return Hit(What.DELIVERY, one.name, detail, target, one)
