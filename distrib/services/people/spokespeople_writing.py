"""Writing spokespeople so that it can be undone: with an image of each as they were before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from distrib.core.people import NewSpokesperson
from distrib.db import imports
from distrib.db import spokespeople as rows
from distrib.db import spokespeople_images as images
from distrib.db.engine import Transaction
from distrib.db.imports import Change
from distrib.services.context import Context

Line: TypeAlias = tuple[int, NewSpokesperson]
"""A spokesperson and the line of the list; 0 for an edit by hand."""


def write_for_undoing(
    context: Context,
    transaction: Transaction,
    number: int,
    new: Sequence[Line],
    changed: Sequence[tuple[int, Line]],
) -> None:
    """Add who is new and change who is known, under the number of an import."""
    now, known = context.now(), images.offices(transaction)
    before = images.take(transaction, [identity for identity, _ in changed])
    ids = rows.insert_spokespeople(transaction, [one for _, one in new], now)
    rows.update_spokespeople(transaction, [(identity, one) for identity, (_, one) in changed], now)
    done = [Change(identity, line, None) for identity, (line, _) in zip(ids, new, strict=True)]
    done += [Change(identity, line, before[identity]) for identity, (line, _) in changed]
    imports.record(transaction, number, imports.SPOKESPERSON, done)
    offices = [identity for name, identity in images.offices(transaction).items() if name not in known]
    imports.record(transaction, number, imports.OFFICE, [Change(identity, 0, None) for identity in offices])
