"""What is to be done with each row of a list: new, changed, the same, or a duplicate. Decides only; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from distrib.core.people import Journalist, JournalistStatus, NewJournalist, address_key, stricter
from distrib.core.people.roster_merge import as_listed, differences, laid_over
from distrib.core.phrase import Joined, Said, phrased
from distrib.core.query.terms import shown
from distrib.db import imports, suppressions
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db.engine import Transaction
from distrib.services.people.namesakes import NearNames


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class Decided(NamedTuple):
    """A row and its fate."""

    line: int
    fate: Fate
    one: NewJournalist | None = None
    """As they are to be stored."""
    kept: Journalist | None = None
    """As they are kept now."""
    status: JournalistStatus | None = None
    """In which they come in, or stay."""
    said: Said | str = ""
    """Why it was left out, or what changes."""
    is_mailed_still: bool = False
    """The list says that they want less mail than they get, and a list changes nobody's status."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What is known beside the rows of a chunk."""

    known: dict[str, Journalist]
    """Address key → whose it is."""
    met: dict[int, int]
    """Journalist → the line of this list that named them first."""
    suppressed: frozenset[str]
    seen: dict[str, int] = field(default_factory=dict)
    """Address key → line, of this chunk."""


class Matching:
    """Matches rows with who is known, chunk after chunk of one import."""

    def __init__(self, transaction: Transaction, import_id: int, *, near_as_new: bool) -> None:
        """`near_as_new`: somebody nearly known is somebody new all the same."""
        self._transaction = transaction
        self._import_id = import_id
        self._near = None if near_as_new else NearNames(transaction)
        founded = office_rows.organisation(transaction)
        self._key = founded[1] if founded else None

    def decide(self, chunk: Sequence[tuple[int, NewJournalist]]) -> list[Decided]:
        """The fate of each row, in order."""
        emails = [email for _, one in chunk for email in one.emails]
        known = rows.by_addresses(self._transaction, {address_key(email) for email in emails})
        met = imports.touched(self._transaction, self._import_id, {one.id for one in known.values()})
        suppressed = suppressions.suppressed_among(self._transaction, self._key, emails) if self._key else frozenset()
        if self._near:
            self._near.prepare({one.outlet for _, one in chunk if one.outlet and address_key(one.email) not in known})
        state = _Chunk(known, met, frozenset(suppressed))
        return [self._fate(line, one, state) for line, one in chunk]

    def _fate(self, line: int, one: NewJournalist, chunk: _Chunk) -> Decided:
        keys = [address_key(email) for email in one.emails]
        owners = {owner.id: owner for owner in (chunk.known.get(key) for key in keys) if owner}
        first = next((chunk.seen[key] for key in keys if key in chunk.seen), None)
        first = first or next((chunk.met[identity] for identity in owners if identity in chunk.met), None)
        if first is not None:
            return Decided(line, Fate.DUPLICATE, said=phrased("the same address stands on line {line}", line=first))
        if len(owners) > 1:
            names = Joined(tuple(shown(owner.email) for owner in owners.values()), phrased(" and "))
            return Decided(
                line, Fate.REJECTED, said=phrased("its addresses belong to {names}; merge them first", names=names)
            )
        if owners:
            decided = _known(line, one, *owners.values())
        else:
            decided = self._new(line, one, is_suppressed=not chunk.suppressed.isdisjoint(keys))
        if decided.fate in (Fate.NEW, Fate.CHANGED, Fate.SAME):
            chunk.seen.update(dict.fromkeys(keys, line))
            chunk.met.update(dict.fromkeys(owners, line))
        return decided

    def _new(self, line: int, one: NewJournalist, *, is_suppressed: bool) -> Decided:
        if one.status is JournalistStatus.ERASED:
            return Decided(line, Fate.REJECTED, said=phrased("the list says that this person was erased"))
        if self._near and one.outlet:
            like = self._near.like(one.name, one.outlet)
            if like is not None:
                return Decided(line, Fate.DUPLICATE, said=_looks_like(one, like))
            self._near.add(one.name, one.outlet, one.email)
        said = one.status or JournalistStatus.SUBSCRIBED
        status = stricter(said, JournalistStatus.SUPPRESSED) if is_suppressed else said
        return Decided(line, Fate.NEW, one, status=status)


def _known(line: int, one: NewJournalist, kept: Journalist) -> Decided:
    stored = as_listed(kept)
    new = laid_over(stored, one)
    is_mailed_still = one.status is not None and stricter(one.status, kept.status) is not kept.status
    if kept.status is JournalistStatus.ERASED or new == stored:
        return Decided(line, Fate.SAME, kept=kept, status=kept.status, is_mailed_still=is_mailed_still)
    changes = Joined(differences(stored, new), phrased("; "))
    reason = phrased("{name}: {fields}", name=shown(kept.name) or kept.email, fields=changes)
    return Decided(line, Fate.CHANGED, new, kept, kept.status, reason, is_mailed_still)


def _looks_like(one: NewJournalist, email: str) -> Said:
    return phrased(
        "{name} at {outlet} looks like {email}, who is known; add the address to them, or take people who look like "
        "somebody known as new (--near-as-new)",
        name=shown(one.name),
        outlet=shown(one.outlet or ""),
        email=shown(email),
    )
