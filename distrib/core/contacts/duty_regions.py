"""Spokespeople on duty, by the region they speak for. It reads no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from distrib.core.contacts.duty import is_on_duty
from distrib.core.contacts.leave import stand_in
from distrib.core.people import Spokesperson
from distrib.core.places import is_country, place_name, widen


def duty_by_region(people: Sequence[Spokesperson], at: datetime) -> Iterator[tuple[str, tuple[Spokesperson, ...]]]:
    """Code of region (UN M49) → who is on duty at the instant, for each region that keeps duty hours; by its name.

    Whoever is on leave is not on duty, whatever their hours say; whoever covers is there in their place, by hours of
    their own.
    """
    by_id = {one.id: one for one in people}
    known: dict[str, dict[int, Spokesperson]] = defaultdict(dict)
    for person in people:
        if not person.duty:
            continue
        one = stand_in(person, by_id, at)
        answers = {one.id: one} if one is not None and is_on_duty(one.duty, at) else {}
        for region in sorted({_region(place) for place in person.places}):
            known[region] |= answers
    for region, some in sorted(known.items(), key=lambda one: place_name(one[0])):
        yield region, tuple(sorted(some.values(), key=lambda one: one.name))


def _region(place: str) -> str:
    """The region a country lies in; a region is its own."""
    steps = widen(place)
    return steps[1] if is_country(place) and len(steps) > 1 else place
