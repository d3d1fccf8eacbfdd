"""A dialog of labelled boxes. What cannot be used is said in it, and what was typed stays until it is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label, Static, TextArea

from distrib.errors import DistribError
from distrib.tui.background import Trouble, attempt
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.plain import line, lines
from distrib.tui.widgets.entry import Entry, PasteArea
from distrib.tui.wording import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field:
    """A box of a form."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    """Shown in the box while it is empty."""
    is_long: bool = False
    """Several lines."""


@dataclass(frozen=True, slots=True)
class Overruling(Generic[T]):
    """What is asked where a person may know better than a refusal."""

    title: str
    text: str
    yes: str
    keep: Callable[[Mapping[str, str]], T]
    """Instead of what was refused."""


class FormDialog(Dialog[T]):
    """Hands what was typed to `keep`, in a thread, and returns what that returns."""

    EXPLANATION = _(
        "Tab and Enter go on to the next box; Enter in the last one keeps. What cannot be kept is said below the "
        "boxes, and nothing that was typed is lost."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("keep_form", "keep", _("Keep"), show=False),
        # At once, and not after the box has seen it: what is typed behind it meanwhile would stay in the old box.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        keep: Callable[[Mapping[str, str]], T],
        *,
        explanation: str = "",
        keep_label: str | None = None,
        overrule: Callable[[DistribError], Overruling[T] | None] = lambda _fault: None,
    ) -> None:
        """`overrule` says what to ask after a refusal; None where it stands."""
        super().__init__()
        self._overrule = overrule
        self._title = title
        self._fields = fields
        self._keep = keep
        self._explanation = explanation
        self._keep_label = keep_label or _("Keep")
        self._first: Mapping[str, str] = {}
        """What stood in the boxes."""

    @property
    def heading(self) -> str:
        """As given."""
        return self._title

    def compose_content(self) -> ComposeResult:
        """Explanation, boxes, and a place for what is wrong."""
        if self._explanation:
            yield Static(Content(lines(self._explanation)), classes="form-words")
        with VerticalScroll(classes="form", can_focus=False):
            for place, field in enumerate(self._fields):
                with Horizontal(classes="form-row"):
                    yield Label(line(field.label), markup=False)
                    yield _box(field, f"field-{place}")
        yield Static("", id="form-fault", classes="fault", markup=False)

    def compose_buttons(self) -> ComposeResult:
        """Keep or not."""
        yield button(self._keep_label, "keep", key="keep_form", is_main=True)
        yield button(_("Cancel"), "cancel", key="cancel")

    def on_mount(self) -> None:
        """Typing begins in the first box."""
        self.query_one("#form-fault").display = False
        self._first = self.values
        self._boxes()[0].focus()

    def _boxes(self) -> list[Input | TextArea]:
        found = [self.query_one(f"#field-{place}") for place in range(len(self._fields))]
        return [box for box in found if isinstance(box, Input | TextArea)]

    @property
    def values(self) -> dict[str, str]:
        """What stands in each box."""
        boxes = zip(self._fields, self._boxes(), strict=True)
        return {field.key: box.value if isinstance(box, Input) else box.text for field, box in boxes}

    @property
    def typed(self) -> object:
        """Where a box holds something else than it did, what all of them hold."""
        return self.values if self.values != self._first else None

    @property
    def is_under_way(self) -> bool:
        """It closes as soon as it is kept."""
        return self.query_one("#keep", Button).disabled

    def explain_cursor(self) -> str:
        """The box, and its hint, which is not seen any more once something stands in it."""
        for field, box in zip(self._fields, self._boxes(), strict=True):
            if box.has_focus:
                words = _("{box}: {hint}").format(box=line(field.label), hint=line(field.hint))
                return words if field.hint else line(field.label)
        return ""

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter leads to the next box, and from the last to keeping."""
        boxes = self._boxes()
        place = boxes.index(event.input)
        if place + 1 < len(boxes):
            boxes[place + 1].focus()
        else:
            self.action_keep()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.dismiss(None)

    @work(group="deeds", exclusive=True)
    async def action_keep(self) -> None:
        """Try it; a refusal is said here and nothing that was typed is lost."""
        values = self.values
        answer = await self._tried(partial(self._keep, values))
        asked = self._overrule(answer.fault) if isinstance(answer, Trouble) and answer.fault else None
        if asked is not None:
            is_known_better = await self.app.push_screen_wait(ConfirmDialog(asked.title, asked.text, asked.yes))
            answer = await self._tried(partial(asked.keep, values)) if is_known_better else answer
        if isinstance(answer, Trouble):
            fault = self.query_one("#form-fault", Static)
            fault.update(Content(lines(answer.sentence)))
            fault.display = True
        else:
            self.dismiss(answer)

    async def _tried(self, keep: Callable[[], T]) -> T | Trouble:
        """Beside the loop, and not twice at once."""
        keep_button = self.query_one("#keep", Button)
        keep_button.disabled = True
        words = _("This takes a while and is still under way. It need not be asked for again.")
        answer = await attempt(keep, "deeds", lambda: self.notify(words, markup=False))
        keep_button.disabled = False
        return answer


def _box(field: Field, id: str) -> Input | TextArea:  # noqa: A002 - Textual's name
    if not field.is_long:
        return Entry(placeholder=field.hint, id=id, value=line(field.value))
    area = PasteArea(id=id)
    area.text = lines(field.value)
    return area
