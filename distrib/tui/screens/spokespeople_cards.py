"""Numbers and cards to take along: copied by OSC 52, or written to a file. No card holds an internal number."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from distrib.core.people import Spokesperson
from distrib.tui.card_words import card_text, internal_count
from distrib.tui.dialogs.form import Field, FormDialog
from distrib.tui.keys import bind
from distrib.tui.plain import joined, line, telephone
from distrib.tui.screens.people_screen import PeopleScreen, file_name
from distrib.tui.tasks import spokespeople as tasks
from distrib.tui.widgets.card import Card
from distrib.tui.wording import _, counted


class SpokespeopleCards(PeopleScreen):
    """What is done with the card that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("copy_number", "copy_number", _("Copy number")),
        bind("copy_card", "copy_card", _("Copy card")),
        bind("save_card", "save_card", _("Save card"), show=False),
        bind("copy_email", "copy_address", _("Copy address"), show=False),
        *(bind(f"number_{number}", f"number({number - 1})", _("Number"), show=False) for number in range(1, 10)),
    ]

    @property
    def selected(self) -> Spokesperson | None:
        """Whom a deed is about."""
        raise NotImplementedError

    def action_copy_number(self) -> None:
        """The number that is shown large."""
        self.action_number(self.query_one(Card).number)

    def action_number(self, place: int) -> None:
        """Show one of the numbers large, and copy it; whoever copies an internal one is told that it is."""
        if self.selected and (phone := self.query_one(Card).enlarge(place)):
            warning = "" if phone.is_public else _(" It is INTERNAL: not to be given out.")
            self.copy(line(phone.number), _("Copied {number}.").format(number=telephone(phone.number)) + warning)

    def action_copy_address(self) -> None:
        """The first address of the card."""
        if self.selected and self.selected.emails:
            address = line(self.selected.emails[0])
            self.copy(address, _("Copied {address}").format(address=address))

    def action_copy_card(self) -> None:
        """The whole card but internal numbers."""
        if person := self.selected:
            hidden = internal_count(person)
            left_out = counted(
                "{number} internal number is left out.", "{number} internal numbers are left out.", hidden
            )
            copied = _("Copied the card of {name}.").format(name=line(person.name))
            self.copy(card_text(person), joined(copied, left_out if hidden else None, by=" "))

    @work(group="deeds")
    async def action_save_card(self) -> None:
        """Into a file, for where the terminal does not let anything be copied."""
        if person := self.selected:
            fields = [Field("file", _("File"), file_name(person.name, "txt"), _("ends in .vcf for a visiting card"))]
            text = card_text(person)
            form = FormDialog(
                _("Save the card of {name}").format(name=line(person.name)),
                fields,
                lambda values: tasks.save_card(self.desk, person, text, values["file"]),
                explanation=_("Text, or a visiting card when its name ends in .vcf. Internal numbers stay here."),
            )
            if where := await self.app.push_screen_wait(form):
                self.say(_("The card is in {path}").format(path=line(where)))
