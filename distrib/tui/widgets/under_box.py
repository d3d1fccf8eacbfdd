"""The lines below a search box: how many were found, what is wrong and where, or what the word may become."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from distrib.core.query.completion import Proposal
from distrib.tui.plain import line
from distrib.tui.wording import _

POINTER = "└ "


class UnderBox(Static):
    """One thing at a time; a mistake stands until the query is understood."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__("", id=id, classes="note", markup=False)
        self.text = ""

    def say(self, sentence: str) -> None:
        """How many, or whatever else there is to say."""
        self._show(Content(line(sentence)), is_fault=False)

    def point(self, sentence: str, column: int, shift: int) -> None:
        """What is wrong, below the column of the box where it is; `shift` is how far the box is scrolled."""
        sentence = line(sentence)
        place = max(column - 1 - shift, 0)
        room = self.content_region.width - cell_len(POINTER)
        if place + cell_len(sentence) <= room:
            self._show(Content(" " * place + POINTER + sentence), is_fault=True)
        else:
            self._show(Content(" " * min(place, room) + "▲\n" + sentence), is_fault=True)

    def offer(self, proposals: Sequence[Proposal], chosen: int) -> None:
        """What the word may become, as many as a line holds; Tab takes the marked one."""
        words = [f" {line(f'{one.text} {one.meaning}'.strip())} " for one in proposals]
        room = self.content_region.width - cell_len(_("Tab: "))
        first = 0 if cell_len("".join(words[: chosen + 1])) <= room else chosen
        parts = [Content(_("Tab: "))]
        for place, text in enumerate(words[first:], first):
            room -= cell_len(text)
            if room >= 0 or place == chosen:
                parts.append(Content.styled(text, "reverse" if place == chosen else ""))
        self._show(Content("").join(parts), is_fault=False)

    def _show(self, content: Content, *, is_fault: bool) -> None:
        """A line that takes the place of a line moves nothing, so that nothing else is drawn anew while one types."""
        is_as_high = self._is_one_line(self.text) and self._is_one_line(content.plain)
        self.text = content.plain
        self.set_class(is_fault, "fault")
        self.update(content, layout=not is_as_high)

    def _is_one_line(self, text: str) -> bool:
        return 0 < cell_len(text) <= self.content_region.width and "\n" not in text
