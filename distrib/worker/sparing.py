"""A worker's memory while it sends: what lives as long as the program is not looked through again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from distrib.services.sparing import fewer_collections


@contextmanager
def sparing_collections() -> Iterator[None]:
    """The collector leaves alone what is there already, and looks at what is new less often. One at a time."""
    is_frozen = gc.get_freeze_count() > 0
    if not is_frozen:
        gc.collect()
        gc.freeze()
    try:
        with fewer_collections():
            yield
    finally:
        if not is_frozen:
            gc.unfreeze()
