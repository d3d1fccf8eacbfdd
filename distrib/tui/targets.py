"""The rooms of the office, which of them shows a thing, and the wish to go there."""

from __future__ import annotations

from textual.message import Message

from distrib.core.target import Kind, Target
from distrib.tui.keys import SHOWN
from distrib.tui.wording import _

ROOMS = {
    "desk": _("Desk"),
    "releases": _("Releases"),
    "spokespeople": _("Spokespeople"),
    "journalists": _("Journalists"),
    "deliveries": _("Deliveries"),
}

OTHER_ROOMS = {"send": _("Send"), "setup": _("Set-up")}
"""Not in the bar: a send begins at its release, and setting up is done once."""

_ROOM_OF = {
    Kind.RELEASE: "releases",
    Kind.SPOKESPERSON: "spokespeople",
    Kind.JOURNALIST: "journalists",
    Kind.DISPATCH: "deliveries",
}


def rooms_with_keys() -> list[tuple[str, str]]:
    """Rooms of the bar and their labels, with the key that leads there."""
    return [(room, f"{SHOWN[room]} {_(label)}") for room, label in ROOMS.items()]


def room_of(target: Target | None) -> tuple[str, str] | None:
    """Name and label of the room; None where there is nothing to go to."""
    if target is None:
        return None
    room = _ROOM_OF[target.kind]
    return room, _(ROOMS[room])


class GoTo(Message):
    """Somebody wants another room, or one thing in it."""

    def __init__(self, room: str, target: Target | None = None) -> None:
        super().__init__()
        self.room = room
        self.target = target
