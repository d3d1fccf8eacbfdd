"""The send room: text, languages, people, preview and confirmation of one send, back and forth without losing anything.

Whatever is typed is planned anew in a thread; what is confirmed is exactly the plan that was on the screen.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Checkbox, Input, Static

from distrib.core.send_steps import Light, Step
from distrib.core.target import Kind, Target
from distrib.tui.desk import Desk
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line
from distrib.tui.screens.send_deeds import SendDeeds
from distrib.tui.send_words import (
    LABELS,
    confirm_facts,
    drift_facts,
    language_rows,
    text_facts,
)
from distrib.tui.targets import GoTo
from distrib.tui.tasks.journalists import complete
from distrib.tui.widgets.binder import Binder
from distrib.tui.widgets.confirm_pane import ConfirmPane
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.send_panes import (
    LanguagesPane,
    PeoplePane,
    PreviewPane,
    SendPane,
    TestPane,
    TextPane,
)
from distrib.tui.widgets.step_bar import StepBar
from distrib.tui.wording import _

HELP = _(
    """\
A send is prepared in steps. {key[step_on]} goes on, Esc goes back,
{key[step_text]} to {key[step_confirm]} lead to a step; what is typed stays. The sign before a
step says how it stands: ✓ well, ! it can be sent and there is something to know, ✗ it cannot be sent like this, ·
not known yet. The line below says why.

Text       is it approved, is it under embargo, what changed since
Languages  how many get which edition; which is stale or held
People     who gets it, who is left out and why; the numbers follow as you type
Preview    the message as the recipient under the cursor would get it; {key[open_page]} opens it in the browser
Test       one message, marked TEST, to an address of your own; it is counted nowhere
Confirm    everything at a glance, when it begins, and the button; many recipients want their number typed

After the button there are some seconds in which Esc takes it back; nothing is queued before. How many seconds, and
above how many recipients the number is typed, stands in config.toml: [sending] undo_seconds and type_number_above."""
)

STEPS = tuple(Step)


class SendScreen(SendDeeds):
    """Leads through the steps."""

    ROOM = "send"
    EXPLANATION = HELP
    AUTO_FOCUS = ""
    """The keys are with no step before one is entered."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("step_on", "step(1)", _("Go on")),
        *(bind(f"step_{step}", f"enter({place})", LABELS[step], show=False) for place, step in enumerate(STEPS)),
        bind("open_page", "open_page", _("Browser")),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        panes: dict[str, SendPane] = {
            Step.TEXT: TextPane(id="step-text"),
            Step.LANGUAGES: LanguagesPane(id="step-languages"),
            Step.PEOPLE: PeoplePane(partial(complete, desk), id="step-people"),
            Step.PREVIEW: PreviewPane(id="step-preview"),
            Step.TEST: TestPane(id="step-test"),
            Step.CONFIRM: ConfirmPane(id="step-confirm"),
        }
        self.bar = StepBar(id="steps")
        self.steps = Binder(self.bar, panes, Static("", id="reason", classes="note", markup=False), id="panes")

    def compose_room(self) -> ComposeResult:
        """What is sent, and the steps."""
        yield Static("", id="send-title", markup=False)
        yield self.steps

    def on_mount(self) -> None:
        """Nothing is to be sent until a release is named."""
        self.begin(self.prepared.reference)

    def aim(self, target: Target) -> None:
        """Prepare this release; what was prepared for it before stays."""
        if target.kind is not Kind.RELEASE:
            return
        if not self.is_mounted:
            self.prepared.reference = target.key
        elif self.prepared.reference != target.key:
            self.begin(target.key)
            self.action_enter(0)
        else:
            self.changed()

    @property
    def step(self) -> Step:
        """The one that is shown."""
        return Step(self.steps.key)

    def show_lights(self) -> None:
        """Bar, title and reason; the lists keep their places."""
        prepared = self.prepared
        self.bar.set_lights({one: prepared.light(one) for one in STEPS}, {one: _(LABELS[one]) for one in STEPS})
        none = _("No release is chosen. Go to the releases ({key[releases]}), and press {key[send_release]} on one.")
        title = none.format(key=SHOWN)
        if prepared.look:
            release = prepared.look.release
            title = f"{release.reference}  {release.source.headline}"
        self.query_one("#send-title", Static).update(line(title))
        reason = self.query_one("#reason", Static)
        reason.update(line(prepared.reason(self.step)))
        reason.set_class(prepared.light(self.step) is Light.RED, "fault")

    def show_all(self) -> None:
        """Everything."""
        self.show_lights()
        prepared, look, planned = self.prepared, self.prepared.look, self.prepared.planned
        audience = planned.plan.audience if planned else None
        changes = list(drift_facts(prepared.drift))
        nobody = _("Nobody is left out.") if audience else _("Nobody is counted yet.")
        self.query_one(TextPane).show(text_facts(look, planned, self.desk) if look else ())
        self.query_one(TestPane).offer([one.language for one in look.release.editions] if look else [])
        self.query_one(LanguagesPane).show(language_rows(look, planned) if look else [])
        people = self.query_one(PeoplePane)
        people.fix(prepared.fixed)
        people.show(audience.left_out if audience else (), nobody, changes, prepared.trouble)
        self.query_one("#copies").display = bool(look and look.embargo and not look.release.about)
        self.query_one(PreviewPane).show(audience.recipients if audience else ())
        words = [*changes, *confirm_facts(planned, self.desk)] if planned else [("", prepared.reason(Step.CONFIRM))]
        self.query_one(ConfirmPane).show(
            words,
            prepared.count,
            number_above=self.desk.context.settings.sending.type_number_above,
            is_free=prepared.light(Step.CONFIRM) is not Light.RED,
        )

    @on(Binder.Turned)
    def _turned(self) -> None:
        self.steps.page.enter()
        if self.step is Step.PREVIEW:
            self.look_at_message()
        self.show_lights()

    def action_step(self, by: int) -> None:
        """The next step or the one before; from the last on to its button, from the first back to the releases."""
        if self.steps.step(by):
            return
        if by > 0:
            self.query_one(ConfirmPane).go_to_button()
        else:
            reference = self.prepared.reference
            self.post_message(GoTo("releases", Target(Kind.RELEASE, reference) if reference else None))

    def action_enter(self, place: int) -> None:
        """A step by its number."""
        self.steps.turn(STEPS[place])

    def action_back(self) -> None:
        """Esc: a step back; what was prepared stays here."""
        self.action_step(-1)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Enter goes on."""
        self.action_step(1)

    @on(Input.Changed, "#audience, #at, #grace")
    @on(Checkbox.Changed)
    def _chosen(self) -> None:
        self.plan_soon()

    @on(PagedList.Highlighted, "#recipients")
    def _other_recipient(self) -> None:
        if self.step is Step.PREVIEW:
            self.look_at_message()
