"""Taking a person out of every table. What proves a dispatch stays: tokens, hashes, states, instants and counts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection, Text, cast, delete, exists, false, func, insert, or_, select, update

from distrib.core.delivery.ledger import PENDING, State
from distrib.core.people import JournalistStatus, NewJournalist, address_key
from distrib.core.query import journalist_text
from distrib.db import words
from distrib.db.schema import (
    AgreementEventRow,
    AttemptRow,
    AuditEventRow,
    ConsentEventRow,
    DeliveryRow,
    DispatchRow,
    EditionContactRow,
    ImportRow,
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistNoteRow,
    JournalistRow,
    JournalistTagRow,
    LeftOutRow,
    PaceRow,
    ReleaseVersionRow,
    ReturnEventRow,
    RouteRow,
    SavedAudienceRow,
    WorkerRow,
    stands,
)

ERASED = "erased"
"""Stands where an address stood in a text that others wrote; a search for it finds nobody."""

_MAY_GO = PENDING | {State.IN_DOUBT}

_PARTS: tuple[Any, ...] = (
    JournalistAddressRow,
    JournalistLanguageRow,
    JournalistBeatRow,
    JournalistTagRow,
    JournalistNoteRow,
    AgreementEventRow,
)
_TEXTS: tuple[Any, ...] = (
    DispatchRow.query,
    ReleaseVersionRow.audience,
    ReleaseVersionRow.comment,
    SavedAudienceRow.query,
    SavedAudienceRow.name,
    SavedAudienceRow.name_key,
    ImportRow.source,
    ConsentEventRow.source,
    ConsentEventRow.evidence,
    JournalistNoteRow.body,
    AgreementEventRow.evidence,
    AuditEventRow.subject,
    AuditEventRow.detail,
    DeliveryRow.reply,
    AttemptRow.reply,
    AttemptRow.fault,
    ReturnEventRow.diagnostic,
    ReturnEventRow.reporter,
    ReturnEventRow.source,
    PaceRow.reply,
    RouteRow.reply,
    WorkerRow.rests_because,
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


def is_being_sent_to(connection: Connection, identity: int | None, emails: Collection[str]) -> bool:
    """Whether a message to the person is past its final dot and not answered yet."""
    return bool(connection.scalar(select(exists().where(_theirs(identity, emails), stands(State.COMMITTING)))))


def erase_from_ledger(
    connection: Connection, identity: int | None, emails: Collection[str], hash_of: Callable[[str], str]
) -> tuple[int, tuple[str, ...]]:
    """Take name, address and what servers said from every delivery; `hash_of` makes the keyed hash of an address.

    Returns how many deliveries there were, and what stands for the address where something may still be sent: a person
    can say so of what is in doubt, and the claim has to find somebody to suppress.
    """
    columns = (DeliveryRow.id, DeliveryRow.email, DeliveryRow.state)
    is_kept = ~DeliveryRow.address_key.startswith(f"{ERASED}:", autoescape=True)
    found = connection.execute(select(*columns).where(_theirs(identity, emails), is_kept)).all()
    open_still: list[str] = []
    for identity_of, email, state in found:
        instead = f"{ERASED}:{hash_of(email)}"
        values: dict[str, Any] = {"email": "", "name": "", "address_key": instead, "domain": None, "reply": None}
        if state in _MAY_GO:
            open_still.append(instead)
            values["email"] = instead
        connection.execute(update(DeliveryRow).where(DeliveryRow.id == identity_of).values(values))
        attempts = update(AttemptRow).where(AttemptRow.delivery_id == identity_of)
        connection.execute(attempts.values(reply=None, fault=None))
        reports = update(ReturnEventRow).where(ReturnEventRow.delivery_id == identity_of)
        connection.execute(reports.values(diagnostic=None, reporter=None))
    keys = [address_key(email) for email in emails]
    left = or_(_is(LeftOutRow.journalist_id, identity), func.lower(LeftOutRow.email).in_(keys))
    connection.execute(update(LeftOutRow).where(left).values(name="", email=""))
    return len(found), tuple(open_still)


def _theirs(identity: int | None, emails: Collection[str]) -> Any:
    keys = [address_key(email) for email in emails]
    return or_(_is(DeliveryRow.journalist_id, identity), DeliveryRow.address_key.in_(keys))


def erase_from_contacts(connection: Connection, emails: Collection[str]) -> None:
    """Take the addresses from the press contacts of every edition. Its text is another one then, and not approved.

    The stored hash of the text that was sent stays.
    """
    keys = {address_key(email) for email in emails}
    texts = func.lower(cast(EditionContactRow.emails, Text))
    has_one = or_(*(texts.contains(json.dumps(key)[1:-1], autoescape=True) for key in keys))
    for identity, listed in connection.execute(select(EditionContactRow.id, EditionContactRow.emails).where(has_one)):
        kept = [email for email in listed if address_key(email) not in keys]
        connection.execute(update(EditionContactRow).where(EditionContactRow.id == identity).values(emails=kept))


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
            (number,) = table.__table__.primary_key
            has_it = or_(*(func.lower(cast(column, Text)).contains(one.lower(), autoescape=True) for one in written))
            for row in connection.execute(select(number, column).where(has_it)).all():
                value = row[1]
                if isinstance(value, str):
                    cleaned: Any = pattern.sub(ERASED, value)
                else:
                    cleaned = json.loads(pattern.sub(ERASED, json.dumps(value, ensure_ascii=False)))
                connection.execute(update(table).where(number == row[0]).values({column.key: cleaned}))
