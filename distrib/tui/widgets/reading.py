"""A pane to read a text in: wraps, scrolls, and shows data as data."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from distrib.tui.plain import line, lines


class Reading(VerticalScroll, can_focus=True):
    """Scrolls by keys and wheel when the text is longer than the pane."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.text = ""

    def compose(self) -> ComposeResult:
        """One widget holds the text."""
        yield Static("", markup=False)

    def show(self, text: str) -> None:
        """Show a text from its beginning."""
        self.text = lines(text)
        self.query_one(Static).update(Content(self.text))
        self.scroll_home(animate=False)

    def show_facts(self, facts: Iterable[tuple[str, str]], *, keep_place: bool = False) -> None:
        """Show labelled lines; a fact without a label stands alone."""
        rows = [(label, lines(value)) for label, value in facts]
        self.text = "\n".join(f"{label} {value}".strip() for label, value in rows)
        self.query_one(Static).update(facts_text(rows))
        if not keep_place:
            self.scroll_home(animate=False)


def facts_text(facts: Iterable[tuple[str, str]]) -> Text:
    """Labels in one column, values beside them."""
    text = Text()
    for place, (label, value) in enumerate(facts):
        text.append("\n" if place else "")
        if label:
            text.append(f"{line(label):<9} ", style="bold")
        text.append(value)
    return text
