"""What the screens are given: the open office, its zone, and the two ways out to other processes.

Services take seconds when a disk is slow, so whatever uses the context runs in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.message import Message

from distrib.core.phrase import Said

if TYPE_CHECKING:
    from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class Desk:
    """An office with somebody sitting at it."""

    context: Context
    zone: ZoneInfo
    """Times are shown in it."""
    start_worker: Callable[[], None]
    """Starts a worker as a process of its own."""
    open_page: Callable[[str], bool]
    """Shows a file: address in a browser; False where there is none."""
    office_name: str
    is_new: bool = False
    """Nobody has set it up yet."""
    notice: Said | None = None
    """What has to be read before anything is done."""


class Outdated(Message):
    """The office was set up otherwise: whoever leaves the room finds every room made anew."""
