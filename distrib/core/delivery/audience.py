"""Who of those a query names receives a release, and everyone left out with the reason.

Each candidate ends in exactly one of both lists. Must never add anybody a query did not name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from distrib.core.delivery.ledger import HAS_IT_OR_MAY, State
from distrib.core.people import JournalistStatus, Reader, address_key
from distrib.core.phrase import phrase


class Reason(StrEnum):
    """Why someone named by the query is not a recipient."""

    OPTED_OUT = "opted_out"
    PENDING = "pending"
    BOUNCED = "bounced"
    SUPPRESSED = "suppressed"
    ERASED = "erased"
    DUPLICATE_ADDRESS = "duplicate_address"
    NO_EDITION = "no_edition"
    ALREADY_HAS_IT = "already_has_it"
    IN_DOUBT = "in_doubt"
    EDITION_HELD = "edition_held"
    NO_EMBARGO_AGREEMENT = "no_embargo_agreement"


EXPLANATIONS = {
    Reason.OPTED_OUT: phrase("opted out"),
    Reason.PENDING: phrase("has not confirmed the subscription yet"),
    Reason.BOUNCED: phrase("the address bounces"),
    Reason.SUPPRESSED: phrase("the address must never be mailed again"),
    Reason.ERASED: phrase("erased at the person's request"),
    Reason.DUPLICATE_ADDRESS: phrase("the address stands on the list twice"),
    Reason.NO_EDITION: phrase("no edition is in a language of theirs, and no other is to take its place"),
    Reason.ALREADY_HAS_IT: phrase("already has it, or it is on its way"),
    Reason.NO_EMBARGO_AGREEMENT: phrase("has not accepted embargoes, or broke one: gets no copy before the lift"),
    Reason.IN_DOUBT: phrase("may already have it: an earlier message is in doubt"),
    Reason.EDITION_HELD: phrase("the edition they get is held"),
}

BY_STATUS = {
    JournalistStatus.OPTED_OUT: Reason.OPTED_OUT,
    JournalistStatus.PENDING: Reason.PENDING,
    JournalistStatus.BOUNCED: Reason.BOUNCED,
    JournalistStatus.SUPPRESSED: Reason.SUPPRESSED,
    JournalistStatus.ERASED: Reason.ERASED,
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """Who has a release, will get it or may have it: where what they were sent stands."""

    by_address: Mapping[str, State] = field(default_factory=dict)
    """By address key."""
    by_person: Mapping[int, State] = field(default_factory=dict)
    """By the number of the journalist, whatever address they had then."""

    def of(self, person: int, keys: Iterable[str]) -> State | None:
        """Where it stands for somebody with these address keys; None where they were sent nothing."""
        at_an_address = next(filter(None, map(self.by_address.get, keys)), None)
        return at_an_address or self.by_person.get(person)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A journalist the query names, with what else decides."""

    journalist: Reader
    is_suppressed: bool = False
    """The address stands on the suppression list."""
    has_it: State | None = None
    """Where an earlier delivery of this release to them stands, at whatever address."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone who receives the release, and the edition they get."""

    journalist_id: int | None
    """None where a notice goes to somebody who is on the list no more."""
    name: str
    email: str
    language: str
    """Of the edition."""
    is_fallback: bool = False
    """None of their languages has an edition."""
    answers: tuple[str, ...] = ()
    """Message-IDs under which it is threaded, the oldest first."""
    zone: str | None = None
    """Theirs, where it is a copy under embargo."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Someone the query names who does not receive the release."""

    journalist_id: int | None
    name: str
    email: str
    reason: Reason

    @property
    def explanation(self) -> str:
        """The reason in plain words."""
        return EXPLANATIONS[self.reason]


@dataclass(frozen=True, slots=True)
class Audience:
    """Everyone the query names, divided in two; the order is that of the candidates."""

    recipients: tuple[Recipient, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def by_language(self) -> dict[str, int]:
        """Language of an edition → how many receive it, the most read first."""
        return dict(Counter(one.language for one in self.recipients).most_common())

    @property
    def by_reason(self) -> dict[Reason, int]:
        """Reason → how many are left out for it."""
        return dict(Counter(one.reason for one in self.left_out).most_common())

    @property
    def fallbacks(self) -> int:
        """How many receive a language that is none of theirs."""
        return sum(one.is_fallback for one in self.recipients)


def resolve(
    candidates: Iterable[Candidate],
    editions: Sequence[str],
    *,
    fallback: str,
    only_theirs: bool = False,
    held: frozenset[str] = frozenset(),
) -> Audience:
    """Divide the candidates. `editions` are the languages there are; `fallback` is one of them.

    With `only_theirs` nobody gets an edition in a language that they do not read. Whose edition is `held` waits for it,
    and gets no other in its place.

    Raises:
        ValueError: there is no edition in the fallback language.
    """
    if fallback not in editions:
        raise ValueError(f"no edition in the fallback language {fallback!r}")
    available = frozenset(editions)
    taken: set[str] = set()
    recipients: list[Recipient] = []
    left_out: list[LeftOut] = []
    for candidate in candidates:
        one = candidate.journalist
        key = address_key(one.email)
        language, is_fallback = edition_for(one.languages, available, fallback)
        reason = reason_against(candidate)
        if reason is None and key in taken:
            reason = Reason.DUPLICATE_ADDRESS
        if reason is None and is_fallback and only_theirs:
            reason = Reason.NO_EDITION
        if reason is None and language in held:
            reason = Reason.EDITION_HELD
        if reason is not None:
            left_out.append(LeftOut(one.id, one.name, one.email, reason))
            continue
        taken.add(key)
        recipients.append(Recipient(one.id, one.name, one.email, language, is_fallback))
    return Audience(tuple(recipients), tuple(left_out))


def reason_against(candidate: Candidate) -> Reason | None:
    """The first reason not to write to somebody, whoever else is written to.

    What the person asked for comes before what the ledger knows.
    """
    journalist = candidate.journalist
    if journalist.status in BY_STATUS:
        return BY_STATUS[journalist.status]
    if candidate.is_suppressed:
        return Reason.SUPPRESSED
    if candidate.has_it is State.IN_DOUBT:
        return Reason.IN_DOUBT
    return Reason.ALREADY_HAS_IT if candidate.has_it in HAS_IT_OR_MAY else None


def edition_for(languages: Sequence[str], available: frozenset[str], fallback: str) -> tuple[str, bool]:
    """The language of the edition somebody gets, and whether it is none of theirs.

    Who lists no language gets the fallback as if it were theirs: nobody knows better.
    """
    for language in languages:
        if language in available:
            return language, False
    return fallback, bool(languages)
