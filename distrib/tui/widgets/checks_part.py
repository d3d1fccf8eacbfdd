"""What has to be mended or known before a release goes out, the gravest first; Enter leads to the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from distrib.tui.plain import line
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.release_part import ListPart, Part
from distrib.tui.wording import _, said

if TYPE_CHECKING:
    from distrib.services.releases.checks import Finding

_WORDS = {0: _("stops it"), 1: _("mind"), 2: _("fine")}
_TONES = {0: "bad", 1: "doubt", 2: "good"}

_PLACES = {
    "text": _("the text"),
    "languages": _("the languages"),
    "contacts": _("the contacts"),
    "audience": _("the audience"),
    "embargo": _("the embargo"),
    "approval": _("the approval"),
    "history": _("the history"),
}


class ChecksPart(ListPart["Finding"]):
    """A finding a line."""

    LABEL = _("Checks")
    EMPTY = _("Nothing was found.")

    def columns(self) -> Sequence[Column[Finding]]:
        """How grave it is, in words."""
        return [
            Column("", lambda one: _(_WORDS[one.weight]), 9, tone=lambda one: _TONES[one.weight]),
            Column("", lambda one: one.language, 3),
            Column(_("What"), lambda one: said(one.said)),
        ]

    def lead(self, row: Finding) -> Part.Led:
        """To where it is mended."""
        return self.Led(row.part, row.language)

    def facts(self, row: Finding) -> Iterator[tuple[str, str]]:
        """The whole sentence, and where it is mended."""
        yield "", line(said(row.said))
        if row.part in _PLACES:
            yield "", ""
            yield _("Enter"), _("goes to {place}").format(place=_(_PLACES[row.part]))
