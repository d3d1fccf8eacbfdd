"""A worker's memory while it sends: what lives as long as the program is not looked through again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 20_000
"""Objects made before the collector looks at them. A message makes about a hundred, nearly all without cycles."""


@contextmanager
def sparing_collections() -> Iterator[None]:
    """The collector leaves alone what is there already, and looks at what is new less often. One at a time."""
    usual = gc.get_threshold()
    is_frozen = gc.get_freeze_count() > 0
    if not is_frozen:
        gc.freeze()  # with what little is garbage by now: to look for it takes longer than the rest of the start
    gc.set_threshold(YOUNG, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        if not is_frozen:
            gc.unfreeze()
