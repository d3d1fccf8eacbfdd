"""Where very many objects are made that live: Python's search for cycles looks at them less often meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

YOUNG = 20_000
"""Objects made before the collector looks at them. A message makes about a hundred, a recipient three, nearly all
without cycles."""

_lock = Lock()
_inside: list[tuple[int, int, int]] = []
"""What the thresholds were before whoever came first, once for each who is inside."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Until the last thread that is inside has left; the collector is as it was then."""
    with _lock:
        _inside.append(_inside[0] if _inside else gc.get_threshold())
        gc.set_threshold(YOUNG, *_inside[0][1:])
    try:
        yield
    finally:
        with _lock:
            usual = _inside.pop()
            if not _inside:
                gc.set_threshold(*usual)
