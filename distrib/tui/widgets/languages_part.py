"""The languages of a release: which is the source, which fell behind it, and which is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType

from distrib.tui.keys import SHOWN, bind
from distrib.tui.names import language_name
from distrib.tui.plain import joined, line
from distrib.tui.tasks.release_parts import EditionLine
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.release_part import ListPart, Part
from distrib.tui.wording import _


class LanguagesPart(ListPart[EditionLine]):
    """An edition a line; Enter goes to its text."""

    LABEL = _("Languages")
    EMPTY = _("No edition.")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("hold_edition", "screen.hold_edition", _("Hold or let go")),
        bind("translated", "screen.translated", _("Translated")),
        bind("boilerplate", "screen.boilerplate", _("Boilerplate"), show=False),
    ]

    def columns(self) -> Sequence[Column[EditionLine]]:
        """How it stands is said in words."""
        return [
            Column("", lambda one: one.edition.language, 4),
            Column(_("Language"), lambda one: language_name(one.edition.language), 14),
            Column(_("Stands"), stands, 22, tone=_tone),
            Column(_("Headline"), lambda one: one.edition.headline),
        ]

    def lead(self, row: EditionLine) -> Part.Led:
        """To its text."""
        return self.Led("text", row.edition.language)

    def facts(self, row: EditionLine) -> Iterator[tuple[str, str]]:
        """What that means, and what can be done."""
        yield _("Headline"), line(row.edition.headline)
        if row.is_stale:
            yield (
                _("Behind"),
                _(
                    "The source has changed since this was translated. "
                    "Mend the text (Enter) or press {key[translated]}."
                ).format(key=SHOWN),
            )
        if row.is_held:
            yield (
                _("Held"),
                _("Whoever reads it is left out of every send until {key[hold_edition]} lets it go.").format(key=SHOWN),
            )
        if not row.edition.boilerplate:
            yield (
                _("About"),
                _("Says nothing of the office; {key[boilerplate]} puts the boilerplate in.").format(key=SHOWN),
            )
        yield "", ""
        yield (
            "",
            _(
                "Another language: {key[new_release]} from a file or page, {key[paste_release]} from the clipboard."
            ).format(key=SHOWN),
        )


def stands(one: EditionLine) -> str:
    """Source, behind, held."""
    words = (
        _("source") if one.is_source else None,
        _("behind the source") if one.is_stale else None,
        _("held") if one.is_held else None,
    )
    return joined(*words) or _("up to date")


def _tone(one: EditionLine) -> str:
    return "doubt" if one.is_stale or one.is_held else "good"
