"""Editing the roster of spokespeople by hand: adding, changing, retiring. Every step is in the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from distrib.core.folding import key
from distrib.core.people import NewSpokesperson, Phone, Spokesperson, address_key
from distrib.core.people.known import KnownPeople
from distrib.core.people.near_names import meant
from distrib.core.phrase import Joined, phrased
from distrib.core.query.terms import shown
from distrib.db import imports
from distrib.db import office as office_rows
from distrib.db import spokespeople as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.ingest.roster import cells as read
from distrib.services.context import Context
from distrib.services.people.editing import BY_HAND
from distrib.services.people.spokespeople import language_of, place_of
from distrib.services.people.spokespeople_writing import write_for_undoing

_W = TypeVar("_W")
_U = TypeVar("_U")

_FIELDS = tuple(one.name for one in fields(NewSpokesperson))
_PHONES = {
    "phones": ("office", True),
    "mobiles": ("mobile", True),
    "duty_phones": ("duty", True),
    "internal_phones": ("office", False),
}
"""Field of what was written → use of its numbers, and whether they may be given out."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote of a spokesperson. None leaves a field as it is; an empty list empties it."""

    name: str | None = None
    title: str | None = None
    office: str | None = None
    phones: Sequence[str] | None = None
    mobiles: Sequence[str] | None = None
    duty_phones: Sequence[str] | None = None
    internal_phones: Sequence[str] | None = None
    emails: Sequence[str] | None = None
    languages: Sequence[str] | None = None
    topics: Sequence[str] | None = None
    places: Sequence[str] | None = None
    confirmed: Sequence[str] = ()
    """Addresses that are right however odd they look."""


def written_of(person: Spokesperson) -> Written:
    """What somebody would have written of a person as they are kept; places and languages by code."""
    numbers = {kind: [one.number for one in person.phones if _kind_of(one) == kind] for kind in _PHONES}
    return Written(
        name=person.name,
        title=person.title or "",
        office=person.office or "",
        emails=person.emails,
        languages=person.languages,
        topics=person.topics,
        places=person.places,
        **numbers,
    )


def add(context: Context, written: Written, *, is_another: bool = False) -> Spokesperson:
    """Somebody new; `is_another` says that they are not the one on the roster who looks alike.

    Raises:
        UsageError: a field cannot be understood, or there is no name.
        NotAllowed: they seem to be on the roster already.
    """
    with context.database.writing() as transaction:
        people = rows.everybody(transaction)
        one = _laid_over(context, people, NewSpokesperson(name=""), written)
        known = None if is_another else KnownPeople(people).likely(one)
        if known is not None:
            raise NotAllowed(
                "{name} seems to be on the roster already, as {known} (number {number}). Nothing was changed. "
                "Change them with: distrib spokespeople edit {number}. Or, for somebody else of that name, add "
                "--another.",
                name=one.name,
                known=known.name,
                number=known.id,
            )
        (identity,) = rows.insert_spokespeople(transaction, [one], context.now())
        return recorded(context, transaction, identity, "spokesperson added")


def edit(context: Context, who: str, written: Written) -> Spokesperson:
    """Lay what was written over what is kept of somebody.

    Raises:
        UsageError: a field cannot be understood, or several people are meant.
        NotFound: nobody is.
    """
    with context.database.writing() as transaction:
        people = rows.everybody(transaction)
        person = person_of(people, who)
        kept = NewSpokesperson(**{name: getattr(person, name) for name in _FIELDS})
        changed = _laid_over(context, people, kept, written)
        if changed == kept:
            return person
        now = context.now()
        number = imports.start(transaction, source=BY_HAND, actor=context.actor, now=now, is_by_hand=True)
        write_for_undoing(context, transaction, number, [], [(person.id, (0, changed))])
        imports.finish(transaction, number, added=0, updated=1)
        names = [name for name in _FIELDS if getattr(changed, name) != getattr(kept, name)]
        return recorded(context, transaction, person.id, "spokesperson changed", {"fields": names})


def retire(context: Context, who: str) -> Spokesperson:
    """Somebody leaves the roster; releases that name them keep their text.

    Raises:
        UsageError, NotFound: nobody, or several people, are meant.
    """
    with context.database.writing() as transaction:
        person = person_of(rows.everybody(transaction), who)
        rows.retire(transaction, person.id, context.now())
        record(context, transaction, person.id, "spokesperson retired")
        return person


def person_of(people: Sequence[Spokesperson], who: str) -> Spokesperson:
    """Whom a number, an address or a name means.

    Raises:
        UsageError: several; each is named with the number.
        NotFound: nobody; names that are near are suggested.
    """
    wanted = who.strip()
    found = [one for one in people if str(one.id) == wanted or address_key(wanted) in map(address_key, one.emails)]
    found = found or [one for one in people if key(one.name) == key(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        named = "; ".join(f"{one.id} ({', '.join(filter(None, (one.name, one.title, one.office)))})" for one in found)
        raise UsageError(
            "`{who}` is more than one: {named}. Nothing was changed. Write the number.", who=shown(who), named=named
        )
    names = {key(one.name): one for one in people}
    begins = [name for name in names if any(word.startswith(key(wanted[:200])) for word in name.split())]
    close = dict.fromkeys([*begins, *meant(key(wanted[:200]), list(names))])
    near = Joined(tuple(f"{names[name].name} ({names[name].id})" for name in list(close)[:3]), phrased(" or "))
    everybody = phrased(" See everybody with: distrib spokespeople list")
    hint = phrased(" Did you mean {names}?", names=near) if near.parts else everybody
    raise NotFound("Nobody on the roster is `{who}`; nothing was changed.{hint}", who=shown(who), hint=hint)


def recorded(
    context: Context, transaction: Transaction, identity: int, action: str, detail: dict[str, Any] | None = None
) -> Spokesperson:
    """Note in the audit trail what was done, and return the person as they are kept now."""
    record(context, transaction, identity, action, detail)
    return next(one for one in rows.everybody(transaction) if one.id == identity)


def record(
    context: Context, transaction: Transaction, identity: int, action: str, detail: dict[str, Any] | None = None
) -> None:
    """Note in the audit trail what was done to whom."""
    subject = f"spokesperson {identity}"
    office_rows.record(
        transaction, actor=context.actor, action=action, subject=subject, detail=detail, now=context.now()
    )


def _laid_over(
    context: Context, people: Sequence[Spokesperson], kept: NewSpokesperson, written: Written
) -> NewSpokesperson:
    said: dict[str, Any] = {}
    for name in ("name", "title", "office"):
        if (text := getattr(written, name)) is not None:
            said[name] = _understood(read.line_of, text) or None
    if written.emails is not None:
        confirmed = [address_key(one) for one in written.confirmed]
        said["emails"] = _all(lambda text: read.addresses(text, confirmed), written.emails)
    if written.languages is not None:
        said["languages"] = _each(written.languages, language_of)
    if written.places is not None:
        said["places"] = _each(written.places, lambda text: place_of(people, text))
    if written.topics is not None:
        said["topics"] = _understood(read.values, tuple(written.topics))
    changed = replace(kept, **{**said, "phones": _phones(context, kept.phones, written)})
    if not changed.name:
        raise UsageError("There is no name. Nothing was changed. Write the name of the spokesperson.")
    return changed


def _phones(context: Context, kept: tuple[Phone, ...], written: Written) -> tuple[Phone, ...]:
    """What was written of a kind takes the place of what is kept of it; a number stands once, internal if ever."""
    found: list[Phone] = []
    for kind, (use, is_public) in _PHONES.items():
        numbers = getattr(written, kind)
        if numbers is None:
            found += [one for one in kept if _kind_of(one) == kind]
        else:
            found += [phone for number in numbers for phone in _numbers(context, number, use, is_public)]
    by_number = {one.number: one for one in sorted(found, key=lambda one: not one.is_public)}
    return tuple(by_number[number] for number in dict.fromkeys(one.number for one in found))


def _kind_of(phone: Phone) -> str:
    by_use = {"mobile": "mobiles", "duty": "duty_phones"}
    return by_use.get(phone.use, "phones" if phone.is_public else "internal_phones")


def _numbers(context: Context, written: str, use: str, is_public: bool) -> tuple[Phone, ...]:
    country = context.settings.office.country
    found = _understood(lambda text: read.phones(text, use=use, is_public=is_public, country=country), written)
    unclear = [one.number for one in found if one.is_public and not one.number.startswith("+")]
    if not found or unclear:
        raise UsageError(
            "`{written}` is no telephone number that others can dial. Nothing was changed. Write it with its "
            "country code, such as +216 71 555 018, or as an internal number.",
            written=shown(written),
        )
    return found


def _understood(understand: Callable[[_W], _U], written: _W) -> _U:
    try:
        return understand(written)
    except read.CellFault as fault:
        raise UsageError("Nothing was changed: {why}.", why=fault.said) from fault


def _all(understand: Callable[[str], tuple[str, ...]], written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for text in written for value in _understood(understand, text)))


def _each(written: Iterable[str], code_of: Callable[[str], str]) -> tuple[str, ...]:
    """Codes, each once; several may stand in one text, as in a list's cell."""
    parts = [part.strip() for text in written for part in text.split(";")]
    return tuple(dict.fromkeys(code_of(part) for part in parts if part))
