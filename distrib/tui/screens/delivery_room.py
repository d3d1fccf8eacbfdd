"""The room of deliveries: which dispatch a deed is about, and which deeds are open to it."""

from __future__ import annotations

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.status import TRANSITIONS, Deed, seen
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.widgets.dispatch_list import DispatchList

DEEDS = {"pause": Deed.PAUSE, "resume": Deed.RESUME, "stop": Deed.STOP}
"""By the names of their actions."""

_LOOKS = frozenset({"reasons", "message", "export", "figures"})
"""Open wherever there is a dispatch."""

_ABOUT_ONE = _LOOKS | DEEDS.keys() | {"settle", "start_worker"}


class DeliveryRoom(OfficeScreen):
    """Deeds build on it; the screen fills it."""

    dispatches: DispatchList

    @property
    def selected(self) -> Dispatch | None:
        """The dispatch a deed is about."""
        return self.dispatches.selected

    def is_open(self, action: str) -> bool:
        """Whether this may be done with the dispatch, as it was read last."""
        return action not in _ABOUT_ONE or action in self._open_deeds()

    def look_again(self) -> None:
        """Something was changed."""
        raise NotImplementedError

    def _open_deeds(self) -> set[str]:
        one = self.selected
        if one is None:
            return set()
        status = seen(one.standing, self.desk.context.now()).status
        possible = {
            name for name, deed in DEEDS.items() if (status, deed) in TRANSITIONS and not one.comes_too_late(deed)
        }
        if one.tally.in_doubt:
            possible.add("settle")
        if not one.has_ended:
            possible.add("start_worker")
        return possible | _LOOKS
