"""What was sent of a release: each dispatch, with who got it. Enter goes to the deliveries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.target import Kind, Target
from distrib.tui.delivery_words import outcome
from distrib.tui.plain import moment_width
from distrib.tui.targets import GoTo
from distrib.tui.trail_words import QUERIES, stored
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.release_part import ListPart
from distrib.tui.wording import _, figure


class DeliveryPart(ListPart[Dispatch]):
    """A dispatch a line, the newest first."""

    LABEL = _("Delivery")
    EMPTY = _("It was not sent yet. {key[send_release]} sends it, once it is approved.")

    def __init__(self, read: Callable[[], Any], clock: Callable[[datetime], str], *, id: str) -> None:  # noqa: A002
        super().__init__(read, id=id)
        self._clock = clock

    def columns(self) -> Sequence[Column[Dispatch]]:
        """When, by whom, to whom, and how it went."""
        return [
            Column(_("Sent"), lambda one: self._clock(one.created_at), moment_width()),
            Column(_("By"), lambda one: one.created_by, 10, from_width=90),
            Column(_("To"), lambda one: stored(one.query, QUERIES)),
            Column(_("People"), lambda one: figure(one.tally.audience), 7),
            Column(_("Outcome"), outcome, share=2),
        ]

    def lead(self, row: Dispatch) -> GoTo:
        """To its people."""
        return GoTo("deliveries", Target(Kind.DISPATCH, str(row.id)))

    def facts(self, row: Dispatch) -> Iterator[tuple[str, str]]:
        """The one under the cursor."""
        yield _("To"), stored(row.query, QUERIES)
        yield _("Outcome"), outcome(row)
        yield _("Enter"), _("goes to its deliveries: who got it, and who did not")
