"""The send room: text, languages, people, preview and confirmation of one send, back and forth without losing anything.

Whatever is typed is planned anew in a thread; what is confirmed is exactly the plan that was on the screen.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Button, Checkbox, ContentSwitcher, Input, Static

from distrib.core.query import QueryError
from distrib.core.send_steps import Light, Step
from distrib.core.target import Kind, Target
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line
from distrib.tui.screens.send_deeds import SendDeeds
from distrib.tui.send_words import (
    LABELS,
    confirm_facts,
    count_of,
    drift_facts,
    language_rows,
    text_facts,
)
from distrib.tui.targets import GoTo
from distrib.tui.tasks.journalists import complete
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.query_box import QueryBox
from distrib.tui.widgets.send_panes import ConfirmPane, LanguagesPane, PeoplePane, PreviewPane, TestPane, TextPane
from distrib.tui.widgets.step_bar import StepBar
from distrib.tui.widgets.under_box import UnderBox
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
_FIRST = {
    Step.TEXT: "#text-facts",
    Step.LANGUAGES: "#editions",
    Step.PEOPLE: "#audience",
    Step.PREVIEW: "#recipients",
    Step.TEST: "#test-address",
    Step.CONFIRM: "#at",
}
"""What has the focus when a step is entered."""


class SendScreen(SendDeeds):
    """Bar of steps, reason, and the pane of the step."""

    ROOM = "send"
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("step_on", "step(1)", _("Go on")),
        *(bind(f"step_{step}", f"enter({place})", LABELS[step], show=False) for place, step in enumerate(STEPS)),
        bind("open_page", "open_page", _("Browser")),
    ]

    def compose_room(self) -> ComposeResult:
        """The panes stay, whichever is shown."""
        yield Static("", id="send-title", markup=False)
        yield StepBar(id="steps")
        yield Static("", id="reason", classes="note", markup=False)
        with ContentSwitcher(initial=f"step-{Step.TEXT}", id="panes"):
            yield TextPane(id=f"step-{Step.TEXT}")
            yield LanguagesPane(id=f"step-{Step.LANGUAGES}")
            yield PeoplePane(lambda text, cursor: complete(self.desk, text, cursor), id=f"step-{Step.PEOPLE}")
            yield PreviewPane(id=f"step-{Step.PREVIEW}")
            yield TestPane(id=f"step-{Step.TEST}")
            yield ConfirmPane(id=f"step-{Step.CONFIRM}")

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
        return Step(self.query_one("#steps", StepBar).taken or Step.TEXT)

    def show_lights(self) -> None:
        """Bar, title and reason; the lists keep their places."""
        prepared, bar = self.prepared, self.query_one("#steps", StepBar)
        bar.set_lights({one: prepared.light(one) for one in STEPS}, LABELS)
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
        people.show(audience.left_out if audience else (), nobody, changes)
        self.query_one("#copies").display = bool(look and look.embargo and not look.release.about)
        self.query_one(PreviewPane).show(audience.recipients if audience else ())
        words = [*changes, *confirm_facts(planned, self.desk)] if planned else [("", prepared.reason(Step.CONFIRM))]
        self.query_one(ConfirmPane).show(words)
        self._say_under_box()
        self._show_button()

    @on(QueryBox.Proposed)
    def _say_under_box(self) -> None:
        """Proposals, or what is wrong and where; how many get it stands above the box."""
        box, under, trouble = self.query_one(QueryBox), self.query_one(UnderBox), self.prepared.trouble
        if box.proposals and box.has_focus:
            under.offer(box.proposals, box.chosen)
        elif trouble and isinstance(trouble.fault, QueryError):
            under.point(trouble.sentence, trouble.fault.column, round(box.scroll_x))
        else:
            under.say("")

    @on(Input.Changed, "#number")
    def _show_button(self) -> None:
        """The number to type, where there is one, and whether the way is free."""
        pane, button, count = self.query_one(ConfirmPane), self.query_one("#send", Button), self.prepared.count
        pane.ask_number(count, self.desk.context.settings.sending.type_number_above)
        is_red = self.prepared.light(Step.CONFIRM) is Light.RED
        button.disabled = is_red or not count or not pane.has_number(count)
        label = _("Send to {people}").format(people=count_of(count)) if count else _("Send")
        button.label = Content(label)

    @on(Choices.Taken, "#steps")
    def _entered(self) -> None:
        step = self.step
        self.query_one("#panes", ContentSwitcher).current = f"step-{step}"
        first = self.query_one(_FIRST[step])
        if step is Step.PEOPLE and not first.display:
            first = self.query_one("#left-out")
        first.focus()
        if step is Step.PREVIEW:
            self.look_at_message()
        self.show_lights()

    def action_step(self, by: int) -> None:
        """The next step or the one before; from the last on to its button, from the first back to the releases."""
        place = STEPS.index(self.step) + by
        if place < 0:
            self.leave()
        elif place < len(STEPS):
            self.action_enter(place)
        else:
            self.go_to_button()

    def action_enter(self, place: int) -> None:
        """A step by its number."""
        self.query_one("#steps", StepBar).taken = STEPS[place]
        self._entered()

    def action_back(self) -> None:
        """Esc: a step back."""
        self.action_step(-1)

    def leave(self) -> None:
        """To the releases; what was prepared stays here."""
        reference = self.prepared.reference
        self.post_message(GoTo("releases", Target(Kind.RELEASE, reference) if reference else None))

    def go_to_button(self) -> None:
        """To the button, or to what is still to be typed before it."""
        button, number = self.query_one("#send", Button), self.query_one("#number", Input)
        if not button.disabled:
            button.focus()
        elif self.query_one("#number-row").display:
            number.focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter goes on, and never sends by itself."""
        if event.input.id == "test-address":
            self.query_one("#send-test", Button).focus()
        elif event.input.id in ("at", "grace", "number"):
            self.go_to_button()
        else:
            self.action_step(1)

    @on(Input.Changed, "#audience, #at, #grace")
    @on(Checkbox.Changed)
    def _chosen(self) -> None:
        self.plan_soon()

    @on(PagedList.Highlighted, "#recipients")
    def _other_recipient(self) -> None:
        if self.step is Step.PREVIEW:
            self.look_at_message()

    @on(PagedList.Chosen, "#recipients")
    def _read(self) -> None:
        self.query_one("#message").focus()

    @on(Button.Pressed, "#send-test")
    def _test(self) -> None:
        self.action_send_test()

    @on(Button.Pressed, "#send")
    def _pressed(self) -> None:
        self.action_send()
