"""The outlets of a list or an edit: brought in, and noted so that they can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from distrib.core.people import Outlet
from distrib.db import images, imports, outlets
from distrib.db.engine import Transaction


def keep_outlets(transaction: Transaction, number: int, new: Sequence[Outlet]) -> Mapping[str, int]:
    """Keep what is said of outlets, and note what that changed under the number of the import; folded name → id."""
    kept = outlets.keep(transaction, new)
    done = [imports.Change(identity, 0, None) for identity in kept.added]
    done += [imports.Change(identity, 0, images.outlet(before)) for identity, before in kept.changed.items()]
    imports.record(transaction, number, imports.OUTLET, done)
    return kept.ids
