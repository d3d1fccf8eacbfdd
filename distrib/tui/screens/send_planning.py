"""Looking at a release and planning its send anew, in threads, whenever a choice or the office changes."""

from __future__ import annotations

from textual.message import Message
from textual.timer import Timer
from textual.widgets import Checkbox, Input

from distrib.errors import DatabaseUnusable
from distrib.tui.background import Trouble, in_background
from distrib.tui.desk import Desk
from distrib.tui.preparation import Preparation
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.tasks import sending as tasks

PAUSE = 0.25
"""Seconds without a key before it is planned anew."""


class Looked(Message):
    """How the release stands."""

    def __init__(self, look: tasks.Look) -> None:
        super().__init__()
        self.look = look


class Planned(Message):
    """What would be sent to whom."""

    def __init__(self, planned: tasks.Planned) -> None:
        super().__init__()
        self.planned = planned


class SendPlanning(OfficeScreen):
    """Holds the preparation; `SendScreen` shows it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.prepared = Preparation()
        self._timer: Timer | None = None

    def show_all(self) -> None:
        """Lights, reason and panes."""
        raise NotImplementedError

    def show_lights(self) -> None:
        """Only bar and reason."""
        raise NotImplementedError

    def begin(self, reference: str) -> None:
        """Another release: nothing of the one before counts."""
        self.prepared = Preparation(reference)
        self.workers.cancel_group(self, "plan")
        for box in self.query(Input):
            box.value = ""
        for choice in self.query(Checkbox):
            choice.value = False
        self.show_all()
        self._look()

    def changed(self) -> None:
        """Somebody changed something: look again, and count again, while somebody sees it."""
        if self.is_current:
            self._look()

    def on_screen_resume(self) -> None:
        """It may be old."""
        self._look()

    def _look(self) -> None:
        reference = self.prepared.reference
        if reference:
            in_background(self, lambda: Looked(tasks.look(self.desk, reference)), group="look")

    def on_looked(self, message: Looked) -> None:
        """Show it, then count."""
        if message.look.release.reference == self.prepared.reference:
            self.prepared.look = message.look
            self.show_all()
            self._plan()

    @property
    def wish(self) -> tasks.Wish:
        """What is chosen and typed."""
        ticked = {one.id: one.value for one in self.query(Checkbox)}
        return tasks.Wish(
            reference=self.prepared.reference,
            query=None if self.prepared.fixed else self.query_one("#audience", Input).value.strip(),
            copies=ticked["copies"],
            only_theirs=ticked["only-theirs"],
            may_name_internal=ticked["internal"],
            at=self.query_one("#at", Input).value.strip() or None,
            grace=self.query_one("#grace", Input).value.strip(),
            is_urgent=ticked["urgent"],
        )

    def plan_soon(self) -> None:
        """What was planned does not count any more; plan anew when typing pauses."""
        prepared = self.prepared
        prepared.query = self.query_one("#audience", Input).value
        if not prepared.reference or (prepared.planned and prepared.planned.wish == self.wish):
            return
        self.workers.cancel_group(self, "plan")
        prepared.forget_plan()
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._plan)
        self.show_all()

    def _plan(self) -> None:
        wish = self.wish
        if self.prepared.look and wish.query != "":
            in_background(self, lambda: Planned(tasks.plan(self.desk, wish)), group="plan")

    def on_planned(self, message: Planned) -> None:
        """Show it, where nothing else was chosen meanwhile."""
        if message.planned.wish == self.wish:
            self.prepared.take(message.planned)
            self.show_all()

    def show_trouble(self, message: Trouble) -> None:
        """Why there is no plan stands where the plan would."""
        if message.group != "plan" or isinstance(message.fault, DatabaseUnusable):
            super().show_trouble(message)
        else:
            self.prepared.planned, self.prepared.trouble = None, message
            self.show_all()
