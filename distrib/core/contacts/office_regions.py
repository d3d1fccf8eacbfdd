"""The offices of a roster by the region they lie in, and by whose clock somebody lives. Must never read a clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from distrib.core.contacts.offices import find_office
from distrib.core.people import Spokesperson
from distrib.core.places import COUNTRY_REGION, place_name
from distrib.core.places.cities import find_zone, sole_zone


@dataclass(frozen=True, slots=True)
class OfficePeople:
    """An office with everybody in it, by name."""

    name: str
    """Empty for those of whom no office is known."""
    people: tuple[Spokesperson, ...]


@dataclass(frozen=True, slots=True)
class OfficeRegion:
    """A region with its offices, by name."""

    name: str
    """Empty where there is no telling where the offices lie."""
    offices: tuple[OfficePeople, ...]


def by_region(people: Sequence[Spokesperson], name_of: Callable[[str], str] = place_name) -> tuple[OfficeRegion, ...]:
    """Everybody once: region (UN M49), office, name; what is not known comes last. `name_of` names a region by its code
    in the reader's language.
    """
    offices: dict[str, list[Spokesperson]] = defaultdict(list)
    for one in people:
        offices[one.office or ""].append(one)
    regions: dict[str, list[OfficePeople]] = defaultdict(list)
    for name, members in offices.items():
        ordered = tuple(sorted(members, key=lambda one: (one.name.casefold(), one.id)))
        regions[_region_of(name, members, name_of)].append(OfficePeople(name, ordered))
    return tuple(
        OfficeRegion(region, tuple(sorted(found, key=lambda one: (not one.name, one.name.casefold()))))
        for region, found in sorted(regions.items(), key=lambda pair: (not pair[0], pair[0]))
    )


def local_zone(person: Spokesperson) -> str | None:
    """The IANA zone by whose clock somebody lives: of their duty hours, of their leave, of their office's city, or of
    the country of its telephones, where that has only one.
    """
    known = [one.zone for one in person.duty] + [one.zone for one in person.leave]
    if known or not person.office:
        return known[0] if known else None
    zone = find_zone(person.office)
    found = None if zone else find_office([person], person.office)
    return zone or (sole_zone(found[1]) if found else None)


def _region_of(office: str, members: Sequence[Spokesperson], name_of: Callable[[str], str]) -> str:
    found = find_office(members, office) if office else None
    region = COUNTRY_REGION.get(found[1]) if found else None
    return name_of(region) if region else ""
