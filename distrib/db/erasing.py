"""Taking a person out of every table. What proves a dispatch stays: tokens, hashes, states, instants and counts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection, Text, cast, delete, false, func, insert, or_, select, update

from distrib.core.people import JournalistStatus, NewJournalist, address_key
from distrib.core.query import journalist_text
from distrib.db import words
from distrib.db.schema import (
    AttemptRow,
    AuditEventRow,
    ConsentEventRow,
    DeliveryRow,
    DispatchRow,
    ImportRow,
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistNoteRow,
    JournalistRow,
    JournalistTagRow,
    LeftOutRow,
    SavedAudienceRow,
)

ERASED = "erased"
"""Stands where an address stood in a text that others wrote; a search for it finds nobody."""

_PARTS: tuple[Any, ...] = (
    JournalistAddressRow,
    JournalistLanguageRow,
    JournalistBeatRow,
    JournalistTagRow,
    JournalistNoteRow,
)
_TEXTS: tuple[Any, ...] = (
    DispatchRow.query,
    SavedAudienceRow.query,
    SavedAudienceRow.name,
    SavedAudienceRow.name_key,
    ImportRow.source,
    ConsentEventRow.source,
    ConsentEventRow.evidence,
    JournalistNoteRow.body,
    AuditEventRow.subject,
    AuditEventRow.detail,
    DeliveryRow.reply,
    AttemptRow.reply,
    AttemptRow.fault,
)
"""Texts in which an address may stand that is not their own matter: somebody searched for it, a server repeated it."""


def erase_person(connection: Connection, identity: int) -> None:
    """Leave of a journalist their number, their status, and when they consented to what."""
    for table in _PARTS:
        connection.execute(delete(table).where(table.journalist_id == identity))
    nobody = NewJournalist("", "")
    values = {"name": "", "role": None, "outlet_id": None, "country": None, "zone": None, "sort_key": ""}
    values |= {"search_text": journalist_text(nobody), "status": JournalistStatus.ERASED}
    changed = update(JournalistRow).where(JournalistRow.id == identity)
    with words.reindexed(connection, [identity]):
        connection.execute(changed.values(**values, revision=JournalistRow.revision + 1))
    address = {"journalist_id": identity, "email": "", "address_key": f"{ERASED}:{identity}", "is_primary": True}
    connection.execute(insert(JournalistAddressRow).values(address))
    events = update(ConsentEventRow).where(ConsentEventRow.journalist_id == identity)
    connection.execute(events.values(source=ERASED, evidence=None))


def erase_from_ledger(
    connection: Connection, identity: int | None, emails: Collection[str], hash_of: Callable[[str], str]
) -> int:
    """Take name and address from every delivery and every leaving out; `hash_of` makes the keyed hash of an address.

    Returns how many deliveries there were.
    """
    keys = [address_key(email) for email in emails]
    whose = or_(_is(DeliveryRow.journalist_id, identity), DeliveryRow.address_key.in_(keys))
    found = connection.execute(select(DeliveryRow.id, DeliveryRow.email).where(whose, DeliveryRow.email != "")).all()
    for identity_of, email in found:
        values = {"email": "", "name": "", "address_key": f"{ERASED}:{hash_of(email)}", "reply": None}
        connection.execute(update(DeliveryRow).where(DeliveryRow.id == identity_of).values(values))
        attempts = update(AttemptRow).where(AttemptRow.delivery_id == identity_of)
        connection.execute(attempts.values(reply=None, fault=None))
    left = or_(_is(LeftOutRow.journalist_id, identity), func.lower(LeftOutRow.email).in_(keys))
    connection.execute(update(LeftOutRow).where(left).values(name="", email=""))
    return len(found)


def _is(column: Any, identity: int | None) -> Any:
    """Whose rows; nobody's where the person is not on the list, for then a row without a number is somebody else's."""
    return false() if identity is None else column == identity


def erase_from_texts(connection: Connection, emails: Collection[str]) -> None:
    """Put a word without meaning where one of the addresses stands in a text."""
    for email in {*emails, *map(address_key, emails)}:
        pattern = re.compile(re.escape(email), re.IGNORECASE)
        written = {email, json.dumps(email)[1:-1]}
        for column in _TEXTS:
            table = column.class_
            has_it = or_(*(func.lower(cast(column, Text)).contains(one.lower(), autoescape=True) for one in written))
            for row in connection.execute(select(table.id, column).where(has_it)).all():
                value = row[1]
                if isinstance(value, str):
                    cleaned: Any = pattern.sub(ERASED, value)
                else:
                    cleaned = json.loads(pattern.sub(ERASED, json.dumps(value, ensure_ascii=False)))
                connection.execute(update(table).where(table.id == row[0]).values({column.key: cleaned}))
