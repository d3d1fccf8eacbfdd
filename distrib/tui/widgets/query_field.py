"""A search box, and below it what it proposes, else the mistake and where that is, else what there is to say."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from distrib.core.query import QueryError
from distrib.tui.background import Trouble
from distrib.tui.widgets.query_box import Complete, QueryBox
from distrib.tui.widgets.under_box import UnderBox


class QueryField(Vertical):
    """A mistake stands until something else is said."""

    DEFAULT_CSS = "QueryField { height: auto; }"

    def __init__(self, complete: Complete, *, placeholder: str, box: str, under: str, value: str = "") -> None:
        """`box` and `under` are the ids of the two."""
        super().__init__()
        self.box = QueryBox(complete, placeholder=placeholder, id=box, value=value)
        self._under = UnderBox(id=under)
        self._sentence = ""
        self._fault: QueryError | None = None

    def compose(self) -> ComposeResult:
        """One below the other."""
        yield self.box
        yield self._under

    def say(self, sentence: str) -> None:
        """How many, or whatever else there is to say."""
        self._sentence, self._fault = sentence, None
        self._show()

    def fail(self, trouble: Trouble) -> bool:
        """Point at a mistake in the query; False where the trouble is another."""
        if not isinstance(trouble.fault, QueryError):
            return False
        self._sentence, self._fault = trouble.sentence, trouble.fault
        self._show()
        return True

    @on(QueryBox.Proposed)
    def _show(self) -> None:
        if self.box.proposals and self.box.has_focus:
            self._under.offer(self.box.proposals, self.box.chosen)
        elif self._fault:
            self._under.point(self._sentence, self._fault.column, round(self.box.scroll_x))
        else:
            self._under.say(self._sentence)
