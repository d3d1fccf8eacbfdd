"""The roster of spokespeople for other programs. Internal numbers stay in the house unless they are asked for by name.

What `import_spokespeople` reads comes back as it was; duty hours and leave are no part of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from distrib.core.people import Phone, Spokesperson
from distrib.core.people.vcard_text import as_cards
from distrib.core.spreadsheet import defuse
from distrib.db import office as office_rows
from distrib.db import spokespeople as rows
from distrib.services.context import Context

_COLUMNS = ("Name", "Title", "Office", "Phone", "Mobile", "Duty phone", "Email", "Languages", "Topics", "Places")
_USES = ("office", "mobile", "duty")


def export_spokespeople(context: Context, kind: str, *, with_internal: bool = False) -> str:
    """The whole roster as `vcard` or `csv`; the audit trail notes who took internal numbers out."""
    with context.database.reading() as transaction:
        people = rows.everybody(transaction)
    if with_internal:
        with context.database.writing() as transaction:
            office_rows.record(
                transaction,
                actor=context.actor,
                action="spokespeople exported with internal numbers",
                subject="spokespeople",
                detail={"people": len(people)},
                now=context.now(),
            )
    if kind == "csv":
        return _as_csv(people, with_internal)
    return as_cards(people, context.settings.office.name, with_internal=with_internal)


def _as_csv(people: Sequence[Spokesperson], with_internal: bool) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in people:
        shown = [phone for phone in one.phones if phone.is_public or with_internal]
        phones = [_listed(_written(phone) for phone in shown if _use(phone) == use) for use in _USES]
        lists = [_listed(values) for values in (one.emails, one.languages, one.topics, one.places)]
        writer.writerow(map(defuse, [one.name, one.title or "", one.office or "", *phones, *lists]))
    return text.getvalue()


def _use(phone: Phone) -> str:
    return phone.use if phone.use in _USES else "office"


def _written(phone: Phone) -> str:
    return phone.number if phone.is_public else f"{phone.number} (internal)"


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)
