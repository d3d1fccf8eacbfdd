"""A pane to read a text in: wraps, scrolls, and shows data as data."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from distrib.tui.plain import line, lines

LABEL = 9
"""Columns of the labels, so that they stand alike from one dialog to the next."""


class Reading(VerticalScroll, can_focus=True):
    """Scrolls by keys and wheel when the text is longer than the pane."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.text = ""

    def compose(self) -> ComposeResult:
        """One widget holds the text."""
        yield Static("", markup=False)

    def show(self, text: str) -> None:
        """Show a text from its beginning; where it is the same as before, whoever reads it keeps the place."""
        before, self.text = self.text, lines(text)
        self.query_one(Static).update(Content(self.text))
        if self.text != before:
            self.scroll_home(animate=False)

    def show_facts(self, facts: Iterable[tuple[str, str]], *, keep_place: bool = False) -> None:
        """Show labelled lines; a fact without a label stands alone. What is the same as before keeps its place."""
        rows = [(label, lines(value)) for label, value in facts]
        before, self.text = self.text, "\n".join(f"{label} {value}".strip() for label, value in rows)
        self.query_one(Static).update(facts_text(rows))
        if not keep_place and self.text != before:
            self.scroll_home(animate=False)


def facts_text(facts: Iterable[tuple[str, str]]) -> Group:
    """Labels in one column, values beside them, each as text; a fact without a label takes the whole width."""
    parts: list[Table | Text] = []
    for is_labelled, some in groupby(facts, key=lambda fact: bool(fact[0])):
        if not is_labelled:
            parts += [Text(value) for _, value in some]
            continue
        table = Table.grid(padding=(0, 1))
        table.add_column(min_width=LABEL, no_wrap=True)
        table.add_column(overflow="fold")  # a hash is one word, and of no use cut short
        for label, value in some:
            table.add_row(Text(line(label), style="bold"), Text(value))
        parts.append(table)
    return Group(*parts)
