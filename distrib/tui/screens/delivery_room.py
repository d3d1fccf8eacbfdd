"""The room of deliveries: which dispatch a deed is about, and which deeds are open to it."""

from __future__ import annotations

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.status import TRANSITIONS, Deed, seen
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.widgets.dispatch_list import DispatchList

DEEDS = {"pause": Deed.PAUSE, "resume": Deed.RESUME, "stop": Deed.STOP}
"""By the names of their actions."""


class DeliveryRoom(OfficeScreen):
    """Deeds build on it; the screen fills it."""

    dispatches: DispatchList
    _offered: frozenset[str] = frozenset()
    """What the last line offers."""

    @property
    def selected(self) -> Dispatch | None:
        """The dispatch a deed is about."""
        return self.dispatches.selected

    def is_open(self, action: str) -> bool:
        """Whether this may be done with the dispatch, as it was read last."""
        return action not in {*DEEDS, "settle"} or action in self._open_deeds()

    def offer_deeds(self) -> None:
        """Have the last line follow the dispatch."""
        open_deeds = self._open_deeds()
        if open_deeds != self._offered:
            self._offered = open_deeds
            self.refresh_bindings()

    def look_again(self) -> None:
        """Something was changed."""
        raise NotImplementedError

    def _open_deeds(self) -> frozenset[str]:
        one = self.selected
        if one is None:
            return frozenset()
        status = seen(one.standing, self.desk.context.now()).status
        possible = {name for name, deed in DEEDS.items() if (status, deed) in TRANSITIONS}
        ended = {"pause", "stop"} if not one.tally.pending else set()
        return frozenset(possible - ended | ({"settle"} if one.tally.in_doubt else set()))
