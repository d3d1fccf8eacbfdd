"""Whom a release names for questions, and whom the roster proposes, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType

from distrib.tui.keys import bind
from distrib.tui.names import language_name
from distrib.tui.plain import joined, line, telephone
from distrib.tui.tasks.release_parts import ContactLine
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.release_part import ListPart
from distrib.tui.wording import _, said


class ContactsPart(ListPart[ContactLine]):
    """For each language who stands in it, then who is proposed."""

    LABEL = _("Contacts")
    EMPTY = _("Nobody is named, and the roster has nobody to propose. {key[name_contacts]} names somebody.")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("take_contacts", "screen.take_contacts", _("Take proposals")),
        bind("name_contacts", "screen.name_contacts", _("Name others")),
    ]

    @property
    def proposed(self) -> str:
        """Who is proposed, a line each."""
        lines = [one for one in self.answer if one.is_proposed]
        return "\n".join(f"{one.language}  {joined(one.contact.name, one.contact.role)}" for one in lines)

    def columns(self) -> Sequence[Column[ContactLine]]:
        """The reason beside the name."""
        return [
            Column("", lambda one: one.language, 4),
            Column("", lambda one: _("proposed") if one.is_proposed else _("named"), 9, tone=_tone),
            Column(_("Who"), lambda one: one.contact.name, 24),
            Column(_("Why"), lambda one: said(one.answer.said) if one.answer else _("stands in the text")),
        ]

    def facts(self, row: ContactLine) -> Iterator[tuple[str, str]]:
        """As readers would see them."""
        one = row.contact
        yield _("Language"), language_name(row.language)
        yield _("Who"), joined(one.name, one.role, one.office)
        for number in one.phones:
            yield _("Telephone"), telephone(number)
        for email in one.emails:
            yield _("Mail"), line(email)
        if row.answer:
            yield _("Why"), line(said(row.answer.said))


def _tone(one: ContactLine) -> str:
    return "doubt" if one.is_proposed else "good"
