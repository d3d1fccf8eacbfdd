"""The people of a press office: journalists who receive, spokespeople who answer. Values only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from distrib.core.people.agreements import Agreement


class JournalistStatus(StrEnum):
    """What a journalist's consent events add up to. Only SUBSCRIBED receives releases."""

    SUBSCRIBED = "subscribed"
    PENDING = "pending"
    OPTED_OUT = "opted_out"
    BOUNCED = "bounced"
    SUPPRESSED = "suppressed"
    ERASED = "erased"


class ConsentKind(StrEnum):
    """A step in somebody's consent; the events are only ever added to."""

    IMPORTED = "imported"
    SUBSCRIBED = "subscribed"
    CONFIRMED = "confirmed"
    OPTED_OUT = "opted_out"
    BOUNCED = "bounced"
    SUPPRESSED = "suppressed"
    MERGED = "merged"
    ERASED = "erased"


class OutletKind(StrEnum):
    """What sort of outlet somebody works for."""

    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    AGENCY = "agency"
    RADIO = "radio"
    TELEVISION = "television"
    ONLINE = "online"
    FREELANCE = "freelance"
    OTHER = "other"


_STRICTNESS = (
    JournalistStatus.SUBSCRIBED,
    JournalistStatus.PENDING,
    JournalistStatus.BOUNCED,
    JournalistStatus.OPTED_OUT,
    JournalistStatus.SUPPRESSED,
    JournalistStatus.ERASED,
)

FINAL = frozenset({JournalistStatus.OPTED_OUT, JournalistStatus.SUPPRESSED, JournalistStatus.ERASED})
"""What nobody but the person can take back."""


def stricter(one: JournalistStatus, other: JournalistStatus) -> JournalistStatus:
    """The one of two that allows less."""
    return max(one, other, key=_STRICTNESS.index)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper, agency, broadcaster or site, as somebody's list describes it; what it does not say is None."""

    name: str
    kind: OutletKind | None = None
    country: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class NewJournalist:
    """A journalist as read from a list, validated and not yet stored."""

    name: str
    email: str
    """Normalised by email-validator; `address_key` of it is what duplicates are found by."""
    outlet: str | None = None
    role: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    languages: tuple[str, ...] = ()
    """ISO 639-1, the preferred first."""
    beats: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Further addresses of the same person; mail goes to `email` alone."""
    zone: str | None = None
    """IANA zone."""
    outlet_kind: OutletKind | None = None
    outlet_country: str | None = None
    outlet_site: str | None = None
    status: JournalistStatus | None = None
    """What the list says of their consent; it can only make it stricter."""

    @property
    def emails(self) -> tuple[str, ...]:
        """Every address, the primary first."""
        return (self.email, *self.others)

    @property
    def works_for(self) -> Outlet | None:
        """The outlet with what is said of it."""
        if self.outlet is None:
            return None
        return Outlet(self.outlet, self.outlet_kind, self.outlet_country, self.outlet_site)

    def at(self, outlet: Outlet | None) -> NewJournalist:
        """The same person, working for this outlet or for none."""
        if outlet is None:
            return replace(self, outlet=None, outlet_kind=None, outlet_country=None, outlet_site=None)
        return replace(
            self,
            outlet=outlet.name,
            outlet_kind=outlet.kind,
            outlet_country=outlet.country,
            outlet_site=outlet.site,
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides whether, where and in which language a journalist is written to, and nothing else."""

    id: int
    name: str
    email: str
    status: JournalistStatus
    languages: tuple[str, ...] = ()
    """ISO 639-1, the preferred first."""
    others: tuple[str, ...] = ()
    """Further addresses of the same person, which no mail goes to."""

    @property
    def emails(self) -> tuple[str, ...]:
        """Every address, the primary first."""
        return (self.email, *self.others)


@dataclass(frozen=True, slots=True)
class Journalist(Reader):
    """A journalist on the list."""

    outlet: str | None = None
    role: str | None = None
    country: str | None = None
    beats: tuple[str, ...] = ()
    created_at: datetime | None = None
    tags: tuple[str, ...] = ()
    zone: str | None = None
    outlet_kind: OutletKind | None = None
    outlet_country: str | None = None
    outlet_site: str | None = None
    sent: frozenset[str] = frozenset()
    """References of the releases they have or may have; known only where it was asked for."""
    embargo: Agreement = Agreement.NONE
    """Whether they may have a text before its embargo lifts."""
    erased_at: datetime | None = None
    """When they were erased; nothing else is kept of them then but the record of their consent."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone of a spokesperson."""

    number: str
    """E.164 where it could be read, else as written."""
    use: str = "office"
    """office, mobile or duty."""
    is_public: bool = True
    """An internal number never leaves the house: not in mail, feed or export."""


@dataclass(frozen=True, slots=True)
class NewSpokesperson:
    """A spokesperson as read from a list, validated and not yet stored."""

    name: str
    title: str | None = None
    office: str | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 country codes, UN M49 region codes, or 001 for the world."""


@dataclass(frozen=True, slots=True)
class DutyHours:
    """A stretch of every week in which somebody answers, by the wall clock of a zone."""

    zone: str
    """IANA."""
    day: int
    """On which it begins: 0 is Monday."""
    start: int
    """Minutes after midnight, 0 to 1,439."""
    end: int
    """Minutes after midnight, 1 to 1,440; at or before `start` it is the next day's."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which somebody does not answer."""

    first: date
    last: date
    """The last day away."""
    zone: str
    """IANA: where these days begin and end."""
    cover: int | None = None
    """Id of the spokesperson who answers instead."""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Spokesperson(NewSpokesperson):
    """A spokesperson on the roster."""

    id: int = 0
    duty: tuple[DutyHours, ...] = ()
    """Empty: not known, which is neither on duty nor off."""
    leave: tuple[Leave, ...] = ()


def address_key(email: str) -> str:
    """The form by which two spellings of one mailbox are held to be the same: case is folded throughout.

    RFC 5321 §2.4 lets a host tell local parts apart by case; none in use does, and mailing one person twice
    is the worse mistake.
    """
    return email.strip().casefold()


def domain_of(key: str) -> str:
    """The domain of an address in the form of `address_key`: what is limited or held together."""
    return key.rpartition("@")[2]
