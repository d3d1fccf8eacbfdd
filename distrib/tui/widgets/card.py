"""A spokesperson as a card: the number to call first, in digits that can be read from across the desk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Digits, Static

from distrib.core.contacts import Answer
from distrib.core.contacts.duty_text import duty_text
from distrib.core.people import Leave, Phone, Spokesperson
from distrib.tui.names import day_names, language_name, place_name
from distrib.tui.plain import joined, line, telephone
from distrib.tui.wording import _, said

_LARGE = re.compile(r"[+0-9][0-9 ()-]{2,19}")
"""What fits beside a list in large digits, and has a large form for each character."""


class Card(VerticalScroll, can_focus=True):
    """Shows one answer at a time."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.text = ""
        self.answer: Answer | None = None
        self.number = 0
        """The place of the number that is shown large."""

    def compose(self) -> ComposeResult:
        """Who, the first number, everything else."""
        yield Static("", id="card-who", markup=False)
        yield Digits("", id="card-number")
        yield Static("", id="card-ways", markup=False)

    def show(self, answer: Answer | None) -> None:
        """Show somebody, or nobody; whoever is shown already keeps the place and the number that was enlarged."""
        before = self.answer.spokesperson.id if self.answer else None
        self.answer = answer
        if answer is None or answer.spokesperson.id != before:
            self.number = first_number(answer.spokesperson) if answer else 0
            self.scroll_home(animate=False)
        who, ways = (_who(answer), _ways(answer)) if answer else (Text(), Text())
        self._fill(who, ways)
        self.enlarge(self.number)

    def enlarge(self, place: int) -> Phone | None:
        """Show one of the numbers large, counted from 0, and return it; None when there is no such number."""
        phones = self.answer.spokesperson.phones if self.answer else ()
        phone = phones[place] if 0 <= place < len(phones) else None
        if phone:
            self.number = place
        large = self.query_one(Digits)
        shown = telephone(phone.number) if phone else ""
        large.display = bool(_LARGE.fullmatch(shown))
        large.update(shown if large.display else "")
        return phone

    def show_group(self, title: str, answers: Sequence[Answer]) -> None:
        """Show several people with the first number of each."""
        self.answer = None
        people = Text()
        for one in answers:
            phones = one.spokesperson.phones
            number = telephone(phones[first_number(one.spokesperson)].number) if phones else _("no number")
            people.append(f"{number:<20}", style="bold")
            people.append(f" {line(one.spokesperson.name)}\n")
        people.rstrip()
        self._fill(Text(line(title), style="bold"), people)
        self.enlarge(0)
        self.scroll_home(animate=False)

    def _fill(self, who: Text, ways: Text) -> None:
        self.query_one("#card-who", Static).update(who)
        self.query_one("#card-ways", Static).update(ways)
        self.text = f"{who.plain}\n{ways.plain}"


def first_number(person: Spokesperson) -> int:
    """The place of the number to call first: one that may be given out, where there is one."""
    return next((place for place, phone in enumerate(person.phones) if phone.is_public), 0)


def _who(answer: Answer) -> Text:
    person = answer.spokesperson
    text = Text(line(person.name), style="bold")
    text.append(f"\n{joined(person.title, person.office)}", style="not bold")
    text.append(f"\n{line(said(answer.said))}", style="not bold italic" if answer.is_available else "bold reverse")
    return text


def _ways(answer: Answer) -> Text:
    person = answer.spokesperson
    text = Text()
    for place, phone in enumerate(person.phones, 1):
        text.append(f"{place} " if place < 10 else "  ", style="dim")
        text.append(f"{telephone(phone.number):<20}", style="bold")
        text.append(f" {_use(phone)}\n", style="" if phone.is_public else "bold reverse")
    for email in person.emails:
        text.append(f"{line(email)}\n")
    if not person.phones and not person.emails:
        text.append(_("No number and no address is kept.") + "\n")
    for label, names in (
        (_("Languages"), map(language_name, person.languages)),
        (_("Topics"), person.topics),
        (_("Places"), map(place_name, person.places)),
        (_("Duty"), (duty_text(person.duty, day_names()), ", ".join(dict.fromkeys(one.zone for one in person.duty)))),
        (_("Leave"), (_leave(leave, answer) for leave in person.leave)),
    ):
        if listed := joined(*names):
            text.append(f"{label} ", style="bold")
            text.append(f"{listed}\n")
    text.rstrip()
    return text


def _leave(leave: Leave, answer: Answer) -> str:
    return _("{first} to {last} ({cover} covers)").format(
        first=leave.first, last=leave.last, cover=line(_covering(leave, answer))
    )


def _covering(leave: Leave, answer: Answer) -> str:
    """Of a leave that runs whoever answers in the end, of another one whoever is to cover."""
    if leave == answer.leave and answer.other is not None:
        return answer.other.name
    if leave.cover is None:
        return _("nobody")
    return dict(answer.covers).get(leave.cover) or _("somebody no longer on the roster")


_USES = {"office": _("office"), "mobile": _("mobile"), "duty": _("duty")}


def _use(phone: Phone) -> str:
    use = _(_USES[phone.use]) if phone.use in _USES else line(phone.use)
    return use if phone.is_public else _("{use}: INTERNAL, not to be given out").format(use=use)
