"""How what a list says is laid over what is kept, and how two people become one. Must never touch consent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from distrib.core.folding import key
from distrib.core.people import Journalist, NewJournalist, Outlet, address_key
from distrib.core.phrase import Said, phrase, phrased

_COMPARED = tuple(one.name for one in fields(NewJournalist) if one.name != "status")
_TITLES = {
    "name": phrase("name"),
    "email": phrase("address"),
    "outlet": phrase("outlet"),
    "outlet_kind": phrase("outlet type"),
    "outlet_country": phrase("outlet country"),
    "outlet_site": phrase("outlet site"),
    "role": phrase("role"),
    "country": phrase("country"),
    "zone": phrase("zone"),
    "languages": phrase("languages"),
    "beats": phrase("beats"),
    "tags": phrase("tags"),
    "others": phrase("other addresses"),
}


def as_listed(one: Journalist) -> NewJournalist:
    """What a list that held exactly what is kept would say."""
    return NewJournalist(**{name: getattr(one, name) for name in _COMPARED})


def laid_over(kept: NewJournalist, said: NewJournalist) -> NewJournalist:
    """What is kept, brought up to date. What the list leaves empty stays; addresses and tags are added to."""
    newest = replace(
        kept,
        name=said.name or kept.name,
        role=said.role or kept.role,
        country=said.country or kept.country,
        zone=said.zone or kept.zone,
        languages=said.languages or kept.languages,
        beats=said.beats or kept.beats,
        tags=together(kept.tags, said.tags),
        others=_others(kept, said.emails),
    )
    return newest.at(_outlet(kept.works_for, said.works_for))


def merged(first: NewJournalist, second: NewJournalist) -> NewJournalist:
    """One person of two: the first, with what only the second has."""
    one = replace(
        first,
        name=first.name or second.name,
        role=first.role or second.role,
        country=first.country or second.country,
        zone=first.zone or second.zone,
        languages=together(first.languages, second.languages),
        beats=together(first.beats, second.beats),
        tags=together(first.tags, second.tags),
        others=_others(first, second.emails),
    )
    return one.at(_outlet(second.works_for, first.works_for))


def differences(kept: NewJournalist, new: NewJournalist) -> tuple[Said, ...]:
    """What changes, field by field, in words."""
    changed = [name for name in _COMPARED if getattr(kept, name) != getattr(new, name)]
    return tuple(
        phrased(
            "{field}: {before} → {after}",
            field=phrased(_TITLES.get(name, name)),
            before=_said(kept, name),
            after=_said(new, name),
        )
        for name in changed
    )


def together(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    """The values of both, each once however it is spelt, in order."""
    found: dict[str, str] = {}
    for value in (*first, *second):
        found.setdefault(key(value), value)
    return tuple(found.values())


def _others(kept: NewJournalist, more: Iterable[str]) -> tuple[str, ...]:
    found = {address_key(email): email for email in kept.emails}
    for email in more:
        found.setdefault(address_key(email), email)
    return tuple(found.values())[1:]


def _outlet(kept: Outlet | None, said: Outlet | None) -> Outlet | None:
    """An outlet keeps the spelling it was first stored with, and what is known of it."""
    if said is None or kept is None:
        return said or kept
    if key(kept.name) != key(said.name):
        return said
    return Outlet(kept.name, said.kind or kept.kind, said.country or kept.country, said.site or kept.site)


def _said(one: NewJournalist, name: str) -> str | Said:
    value = getattr(one, name)
    return (", ".join(value) if isinstance(value, tuple) else value) or phrased("nothing")
