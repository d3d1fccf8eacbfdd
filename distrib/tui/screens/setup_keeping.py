"""What the set-up room does with settings: shows them, keeps what was changed, and tells what somebody else changed.

What is typed stays until it is kept, whatever the files say meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from distrib.core.send_steps import Light
from distrib.core.setup_pages import PAGES, Page
from distrib.tui.background import Trouble, attempt
from distrib.tui.desk import Desk, Outdated
from distrib.tui.keys import SHOWN
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.targets import GoTo
from distrib.tui.tasks import setup as tasks
from distrib.tui.widgets.binder import Binder
from distrib.tui.widgets.setup_page import SetupPage, in_words
from distrib.tui.widgets.step_bar import StepBar
from distrib.tui.wording import _

if TYPE_CHECKING:
    from distrib.services.context import Context
    from distrib.services.office.setup import Kept

DOCTOR = Page("doctor", "Doctor", "What was looked at, and what to do where something is wrong. Nothing is sent.", ())
_ALL = (*PAGES, DOCTOR)
SIGNS = {"good": "✓", "attention": "!", "bad": "✗"}


class SetupKeeping(OfficeScreen):
    """The pages and the settings behind them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.office: Context = desk.context
        """As it is set up by now."""
        self.failed: set[str] = set()

        self.deeds_of = {"server": _("Check"), "signing": _("Make a key"), "doctor": _("Look again")}
        pages = {one.key: SetupPage(one, self.deeds_of.get(one.key, "")) for one in _ALL}
        self.bar = StepBar(id="pages")
        self.pages = Binder(self.bar, pages, id="panes")

    @work(group="looking", exclusive=True)
    async def look_anew(self) -> None:
        """Show what somebody else changed, unless something is being typed: keeping tells of it then."""
        answer = await attempt(lambda: tasks.as_it_is(self.office), "deeds")
        if isinstance(answer, Trouble) or self._is_typed or not self._differs(answer):
            return
        self.office = answer
        self.post_message(Outdated())
        self.fill_all()
        self.pages.page.say([("", _("The settings were changed elsewhere; they are shown as they are now."))])

    def _differs(self, other: Context) -> bool:
        """In something that a page asks."""
        asked = [one.key for one in PAGES if one.questions]
        return any(tasks.answers(other, one) != tasks.answers(self.office, one) for one in asked)

    @property
    def _is_typed(self) -> bool:
        """Whether a box says something else than the settings it was filled from."""
        return any(one.is_typed for one in self.query(SetupPage))

    def fill_all(self) -> None:
        """Every page, as the settings are."""
        for one in self.query(SetupPage):
            self._fill(one)
        self.show_lights()

    def _fill(self, one: SetupPage, *, leave_typed: bool = False) -> None:
        if one.page.questions:
            hint = _("one is kept; empty leaves it") if tasks.has_password(self.office) else ""
            one.fill(tasks.answers(self.office, one.page.key), hint, leave_typed=leave_typed)

    def show_lights(self) -> None:
        """Which pages are set up."""
        known = tasks.pages_set_up(self.office, tuple(one.key for one in PAGES))
        lights = {one.key: Light.GREEN if known.get(one.key) else Light.AMBER for one in _ALL}
        lights[DOCTOR.key] = Light.OPEN
        lights |= dict.fromkeys(self.failed, Light.RED)
        self.bar.set_lights(lights, {one.key: _(one.title) for one in _ALL})

    @work(group="deeds", exclusive=True)
    async def action_keep(self) -> None:
        """Keep the page and go on; what cannot be is said on it."""
        page = self.pages.page
        if page.page.questions:
            answer = await attempt(lambda: tasks.keep(self.office, page.page.key, page.given), "deeds")
            if not self.is_well(page, answer):
                return
            assert not isinstance(answer, Trouble)  # noqa: S101 - just checked
            self.office = answer.context
            self.post_message(Outdated())
            self._fill(page, leave_typed=not answer.is_kept)
            self._tell_kept(page, answer)
            if not answer.is_kept:
                return
        self.action_step(1)

    def action_step(self, by: int) -> None:
        """Another page; beyond the ends the desk."""
        if not self.pages.step(by):
            self.post_message(GoTo("desk"))

    def _tell_kept(self, page: SetupPage, kept: Kept) -> None:
        """What somebody else changed meanwhile is said; where they changed the same, what is typed can be kept anew."""
        others = ", ".join(f"{_(one.label)} ({in_words(one, value)})" for one, value in kept.others)
        if not kept.is_kept:
            self.failed.add(page.page.key)
            sentence = _(
                "Somebody else changed this meanwhile: {settings}. Nothing was written. {key[keep_page]} puts what "
                "you typed in its place; {key[skip_page]} leaves theirs."
            )
            page.say([(SIGNS["bad"], sentence.format(settings=others, key=SHOWN))])
            self.show_lights()
            return
        page.say([("", _("Kept."))])
        if others:
            self.say(_("Kept. Somebody else changed this meanwhile, and it stays: {settings}.").format(settings=others))

    def is_well(self, page: SetupPage, answer: object) -> bool:
        """Say on the page why something could not be done."""
        self.failed.discard(page.page.key)
        if isinstance(answer, Trouble):
            self.failed.add(page.page.key)
            page.say([(SIGNS["bad"], answer.sentence)])
        self.show_lights()
        return not isinstance(answer, Trouble)
