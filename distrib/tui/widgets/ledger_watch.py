"""Watches one dispatch in the ledger: looks again, beside the loop, while something is to be done; tells its room."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message
from textual.widget import Widget

from distrib.core.delivery.dispatch import LeftOutRecord
from distrib.core.delivery.figures import Figures
from distrib.tui.background import in_background
from distrib.tui.tasks.deliveries import Look

BEAT = 0.7
"""Seconds between two looks at the ledger while something is to be done."""

FIGURES_EVERY = 4
"""Beats between two readings of the figures, which count every recipient."""


LookAt = Callable[[int, tuple[LeftOutRecord, ...] | None, Figures | None], Look]
"""The id, and what is known of it already: who was left out for good, the figures until they are due again."""


class LedgerWatch(Widget):
    """Is not seen. `look` is called in a thread."""

    DEFAULT_CSS = "LedgerWatch { display: none; }"

    class Seen(Message):
        """The dispatch that is wanted, as the ledger has it."""

        def __init__(self, look: Look) -> None:
            super().__init__()
            self.look = look

    class Looked(Message, bubble=False):
        """A look came back."""

        def __init__(self, look: Look) -> None:
            super().__init__()
            self.look = look

    def __init__(self, look: LookAt) -> None:
        super().__init__()
        self._look = look
        self._wanted: int | None = None
        self._last: Look | None = None
        self._beats = 0
        self._is_looking = False
        self._is_asked_again = False
        """What is being read may be older than what it was asked for."""

    def on_mount(self) -> None:
        """Look again by itself."""
        self.set_interval(BEAT, self._tick)

    def _tick(self) -> None:
        if self.screen.is_current and self._last and self._last.standing.pending and not self._is_looking:
            self.look()

    def turn_to(self, dispatch_id: int | None) -> None:
        """Watch this one; None where there is none."""
        self._wanted = dispatch_id
        self.look()

    def look(self, *, counts_anew: bool = False) -> None:
        """Once more, after the answer that is still awaited; with `counts_anew` the next look reads the figures too."""
        if counts_anew:
            self._beats = 0
        wanted = self._wanted
        self._is_asked_again = self._is_looking
        if wanted is None or self._is_looking:
            return
        self._is_looking, is_due = True, self._beats % FIGURES_EVERY == 0
        self._beats += 1
        known = self._last if self._last and self._last.dispatch.id == wanted else None
        left_out = known.left_out if known else None
        figures = known.figures if known and not is_due else None
        in_background(self, lambda: self.Looked(self._look(wanted, left_out, figures)), group="look", only_last=False)

    def on_ledger_watch_looked(self, message: Looked) -> None:
        """Tell it, unless another one is wanted meanwhile."""
        self._is_looking, self._last = False, message.look
        if message.look.dispatch.id == self._wanted:
            self.post_message(self.Seen(message.look))
        if self._is_asked_again or message.look.dispatch.id != self._wanted:
            self.look()

    def rest(self) -> None:
        """There is trouble: looking ends until somebody asks again, so that one trouble is said once."""
        self._is_looking, self._is_asked_again, self._last = False, False, None
