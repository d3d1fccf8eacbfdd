"""What was sent, the newest first. Reads itself beside the loop, and the whole of it only where it is out of date."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from textual.message import Message

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.ledger import PENDING
from distrib.core.target import Target
from distrib.tui.background import Trouble, in_background
from distrib.tui.delivery_words import outcome
from distrib.tui.keys import SHOWN
from distrib.tui.plain import day_and_time, day_width, moment, moment_width
from distrib.tui.trail_words import QUERIES, stored
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.wording import _, figure

Known = tuple[tuple[int, str], ...]
"""Id and status of the newest: where they are others, the list is out of date."""

WITH_YEAR, WITH_AUTHOR = 90, 104
"""Columns that the list has before it shows them: `holders of 2026-001` and what became of it come first."""


class DispatchList(PagedList[Dispatch]):
    """`newest`, `recent` and `read` are called in threads; `newest` with an id that must be among the answers."""

    class Listed(Message):
        """The list is here, and what was aimed at in it, where that is in it."""

        def __init__(self, count: int, target: Target | None) -> None:
            super().__init__()
            self.count = count
            self.target = target

    class Newest(Message, bubble=False):
        """The dispatches, and which there were just before they were read."""

        def __init__(self, known: Known, dispatches: tuple[Dispatch, ...]) -> None:
            super().__init__()
            self.known = known
            self.dispatches = dispatches

    class Renewed(Message, bubble=False):
        """Some of them, as they are now."""

        def __init__(self, dispatches: tuple[Dispatch, ...]) -> None:
            super().__init__()
            self.dispatches = dispatches

    class Recent(Message, bubble=False):
        """Which dispatches there are, and how they stand."""

        def __init__(self, known: Known) -> None:
            super().__init__()
            self.known = known

    def __init__(
        self,
        newest: Callable[[int | None], tuple[Dispatch, ...]],
        recent: Callable[[], Known],
        read: Callable[[int], Dispatch],
        zone: ZoneInfo,
        *,
        id: str,  # noqa: A002 - Textual's name
    ) -> None:
        columns: list[Column[Dispatch]] = [
            Column(_("Release"), lambda one: one.release_reference, 9),
            Column(_("Sent"), lambda one: day_and_time(one.created_at, zone), day_width(), until_width=WITH_YEAR),
            Column(_("Sent"), lambda one: moment(one.created_at, zone), moment_width(), from_width=WITH_YEAR),
            Column(_("By"), lambda one: one.created_by, 10, from_width=WITH_AUTHOR),
            Column(_("To"), lambda one: stored(one.query, QUERIES), share=5),
            Column(_("People"), lambda one: figure(one.tally.audience), 7),
            Column(_("Outcome"), lambda one: outcome(self._latest(one)), share=7),
        ]
        empty = _(
            "Nothing has been sent yet. Choose an approved release in {key[releases]} and press {key[send_release]}."
        )
        super().__init__(columns, empty=empty.format(key=SHOWN), id=id, identity=lambda one: one.id)
        self._newest = newest
        self._recent = recent
        self._read_one = read
        self._known: Known | None = None
        self._target: Target | None = None
        self._listed: tuple[Dispatch, ...] = ()
        self._renewed: dict[int, Dispatch] = {}
        """Those that were read after the list was."""
        self._elsewhere: int | None = None
        """Deliveries still to do but those of the one that is looked at; None where that is not known."""
        self._is_renewing = False

    @property
    def selected(self) -> Dispatch | None:
        """The one under the cursor, as it was read last."""
        return self._latest(self.current) if self.current else None

    def _latest(self, one: Dispatch) -> Dispatch:
        """The list was read once; what was looked at since is newer."""
        return self._renewed.get(one.id, one)

    def renew(self, one: Dispatch, pending: int) -> None:
        """It was looked at. `pending` deliveries are to do in all: where those of others changed, others are read."""
        self._renewed[one.id] = one
        self.refresh()
        elsewhere = pending - one.tally.count(*PENDING)
        if elsewhere != self._elsewhere and not self._is_renewing:
            self._elsewhere = elsewhere
            self._read_others(one.id)

    def _read_others(self, looked_at: int) -> None:
        latest = [self._latest(one) for one in self._listed if one.id != looked_at]
        ids = [one.id for one in latest if one.tally.count(*PENDING)]
        if ids:
            self._is_renewing = True
            in_background(self, lambda: self.Renewed(tuple(map(self._read_one, ids))), group="renewed", only_last=False)

    def on_dispatch_list_renewed(self, message: Renewed) -> None:
        """Draw them as they are now."""
        self._is_renewing = False
        self._renewed |= {one.id: one for one in message.dispatches}
        self.refresh()

    def on_trouble(self, _: Trouble) -> None:
        """They are read again with the next look. Textual calls the base class's too."""
        self._is_renewing, self._elsewhere = False, None

    def aim(self, target: Target) -> None:
        """Put the cursor on this dispatch, and read it if it is not in the list."""
        self._target = target
        if self.is_mounted:
            self.read_again()

    def read_again(self) -> None:
        """The whole list."""
        wanted = int(self._target.key) if self._target and self._target.key.isdecimal() else None
        in_background(self, lambda: self.Newest(self._recent(), self._newest(wanted)), group="dispatches")

    def read_changes(self) -> None:
        """The whole list only where it is out of date."""
        in_background(self, lambda: self.Recent(self._recent()), group="recent")

    def on_dispatch_list_recent(self, message: Recent) -> None:
        """It is out of date where others stand there now, or stand otherwise."""
        if self._known is not None and self._known != message.known:
            self.read_again()

    def on_dispatch_list_newest(self, message: Newest) -> None:
        """The cursor stays with its dispatch; what was aimed at comes first, else the newest."""
        self._known, self._listed = message.known, message.dispatches
        self._renewed, self._elsewhere = {}, None
        target, self._target = self._target, None
        ids = [str(one.id) for one in message.dispatches]
        aimed_at = ids.index(target.key) if target and target.key in ids else None
        self.show(source_of(message.dispatches), at=aimed_at)
        self.post_message(self.Listed(len(ids), target if target and target.key in ids else None))
