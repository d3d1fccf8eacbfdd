"""Time zones as people write them in lists."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

_NAME = re.compile(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+){0,2}", re.ASCII)


@lru_cache(maxsize=1_000)
def find_zone(text: str) -> str | None:
    """The IANA name of a zone, whose spaces may be spaces; None when there is none of that name."""
    name = text.strip().replace(" ", "_")
    if not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return None
