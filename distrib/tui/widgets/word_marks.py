"""A pane that shows what differs word by word: [-gone-] and {+new+}, coloured where there are colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from distrib.core.release.edition_changes import FieldChange
from distrib.core.release.word_changes import Fate, Passage, word_changes
from distrib.tui.plain import lines
from distrib.tui.wording import _

KEPT_AROUND = 200
"""Characters of what did not change that are shown on either side of a change."""

_MARKS = {Fate.GONE: ("[-{}-]", "$text-error"), Fate.NEW: ("{{+{}+}}", "$text-success")}


def explanation() -> str:
    """What the marks say."""
    return _("What is gone stands in {gone}, what is new in {new}.").format(gone="[- -]", new="{+ +}")


class WordMarks(VerticalScroll, can_focus=True):
    """Words say it, colours only underline them."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.text = ""

    def compose(self) -> ComposeResult:
        """One widget holds the text."""
        yield Static("", markup=False)

    def show(self, heading: str, changes: Sequence[FieldChange]) -> None:
        """A heading, then each field with its changes."""
        parts = [Content.styled(lines(heading), "bold")]
        for change in changes:
            parts.append(Content.styled(f"\n\n{_(change.field)}\n", "bold"))
            parts += map(_marked, _shortened(word_changes(change.before, change.after)))
        content = Content("").join(parts)
        self.text = content.plain
        self.query_one(Static).update(content)
        self.scroll_home(animate=False)


def _marked(passage: Passage) -> Content:
    if passage.fate not in _MARKS:
        return Content(lines(passage.text))
    mark, style = _MARKS[passage.fate]
    return Content.styled(mark.format(lines(passage.text)), style)


def _shortened(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Without what did not change far from any change."""
    for place, one in enumerate(passages):
        text = one.text
        if one.fate is Fate.KEPT and len(text) > 2 * KEPT_AROUND:
            head = "" if place == 0 else text[:KEPT_AROUND].rpartition(" ")[0]
            tail = "" if place == len(passages) - 1 else text[-KEPT_AROUND:].partition(" ")[2]
            text = f"{head} … {tail}"
        yield Passage(one.fate, text)
