"""People who are probably the same: nearly the same name at the same outlet. Must never decide that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from distrib.core.folding import key
from distrib.core.people import Journalist
from distrib.core.people.near_names import nearest, sorted_words
from distrib.db import people as rows
from distrib.db.engine import Transaction

MOST = 300_000
"""Names held at a time; beyond that they are read again."""


@dataclass(slots=True)
class _Desk:
    """The people of one outlet."""

    names: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)


class NearNames:
    """Names by outlet, read as they are needed."""

    def __init__(self, transaction: Transaction) -> None:
        """Read through this transaction."""
        self._transaction = transaction
        self._desks: dict[str, _Desk] = {}
        self._held = 0

    def prepare(self, outlets: Iterable[str]) -> None:
        """Have the people of these outlets at hand."""
        if self._held > MOST:
            self._desks.clear()
            self._held = 0
        missing = {key(one) for one in outlets} - self._desks.keys()
        self._desks |= {one: _Desk() for one in missing}
        for outlet, name, email in rows.names_at(self._transaction, missing):
            self.add(name, outlet, email)

    def like(self, name: str, outlet: str) -> str | None:
        """The address of somebody at the outlet with nearly this name."""
        desk = self._desks.get(key(outlet))
        at = nearest(sorted_words(name), desk.names) if desk and name else None
        return desk.emails[at] if desk and at is not None else None

    def add(self, name: str, outlet: str, email: str) -> None:
        """Somebody who came in."""
        desk = self._desks.setdefault(key(outlet), _Desk())
        desk.names.append(sorted_words(name))
        desk.emails.append(email)
        self._held += 1


def pairs(people: Iterable[Journalist]) -> Iterator[tuple[Journalist, Journalist]]:
    """Each with the one before them who is probably the same; people without name or outlet are like nobody."""
    desks: dict[str, tuple[list[str], list[Journalist]]] = {}
    for one in people:
        if not one.name or not one.outlet:
            continue
        names, desk = desks.setdefault(key(one.outlet), ([], []))
        at = nearest(sorted_words(one.name), names)
        if at is not None:
            yield desk[at], one
        names.append(sorted_words(one.name))
        desk.append(one)
