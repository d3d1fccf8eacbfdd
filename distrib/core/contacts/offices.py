"""The country of an office, by its city, else by its telephones: so that a city with an office can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from distrib.core.folding import key
from distrib.core.people import Spokesperson
from distrib.core.places import is_country
from distrib.core.places.cities import find_zone, zone_country


def find_office(people: Sequence[Spokesperson], text: str) -> tuple[str, str] | None:
    """Name and country of the office that a text names; None when there is none, or no telling where it lies.

    A city is understood in five languages where it gives a time zone its name.
    """
    wanted, zone = key(text), find_zone(text)
    for name in sorted({one.office for one in people if one.office}):
        its_zone = find_zone(name)
        if key(name) == wanted or (zone is not None and its_zone == zone):
            country = zone_country(its_zone) if its_zone else None
            country = country or _country_of_phones(one for one in people if one.office == name)
            return (name, country) if country else None
    return None


def _country_of_phones(people: Iterable[Spokesperson]) -> str | None:
    """The one country that every telephone of the office that is no mobile belongs to."""
    import phonenumbers

    found: set[str | None] = set()
    for person in people:
        for phone in person.phones:
            if phone.use == "office" and phone.number.startswith("+"):
                try:
                    found.add(phonenumbers.region_code_for_number(phonenumbers.parse(phone.number)))
                except phonenumbers.NumberParseException:
                    continue
    country = found.pop() if len(found) == 1 else None
    return country if country and is_country(country) else None
