"""A spokesperson as a card: the number to call first, in digits that can be read from across the desk."""

from __future__ import annotations

import re

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Digits, Static

from distrib.core.contacts import Answer
from distrib.core.duty_text import duty_text
from distrib.core.languages import language_name
from distrib.core.people import Leave, Phone
from distrib.core.places import place_name
from distrib.tui.plain import joined, line, telephone

_LARGE = re.compile(r"[+0-9][0-9 ()-]{2,19}")
"""What fits beside a list in large digits, and has a large form for each character."""


class Card(VerticalScroll, can_focus=True):
    """Shows one answer at a time."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.text = ""

    def compose(self) -> ComposeResult:
        """Who, the first number, everything else."""
        yield Static("", id="card-who", markup=False)
        yield Digits("", id="card-number")
        yield Static("", id="card-ways", markup=False)

    def show(self, answer: Answer | None) -> None:
        """Show somebody, or nobody."""
        who, ways = (_who(answer), _ways(answer)) if answer else (Text(), Text())
        first = telephone(answer.spokesperson.phones[0].number) if answer and answer.spokesperson.phones else ""
        large = self.query_one(Digits)
        large.display = bool(_LARGE.fullmatch(first))
        large.update(first if large.display else "")
        self.query_one("#card-who", Static).update(who)
        self.query_one("#card-ways", Static).update(ways)
        self.text = f"{who.plain}\n{ways.plain}"
        self.scroll_home(animate=False)


def _who(answer: Answer) -> Text:
    person = answer.spokesperson
    text = Text(line(person.name), style="bold")
    text.append(f"\n{joined(person.title, person.office)}", style="not bold")
    text.append(f"\n{line(answer.explanation)}", style="not bold italic" if answer.is_available else "bold reverse")
    return text


def _ways(answer: Answer) -> Text:
    person = answer.spokesperson
    text = Text()
    for phone in person.phones:
        text.append(f"{telephone(phone.number):<20}", style="bold")
        text.append(f" {_use(phone)}\n", style="" if phone.is_public else "bold reverse")
    for email in person.emails:
        text.append(f"{line(email)}\n")
    if not person.phones and not person.emails:
        text.append("No number and no address is kept.\n")
    for label, names in (
        ("Languages", map(language_name, person.languages)),
        ("Topics", person.topics),
        ("Places", map(place_name, person.places)),
        ("Duty", (duty_text(person.duty), ", ".join(dict.fromkeys(one.zone for one in person.duty)))),
        ("Leave", (_leave(leave, answer) for leave in person.leave)),
    ):
        if listed := joined(*names):
            text.append(f"{label} ", style="bold")
            text.append(f"{listed}\n")
    text.rstrip()
    return text


def _leave(leave: Leave, answer: Answer) -> str:
    runs = leave == answer.leave and answer.other is not None
    cover = answer.other.name if runs and answer.other else "somebody" if leave.cover is not None else "nobody"
    return f"{leave.first} to {leave.last} ({cover} covers)"


def _use(phone: Phone) -> str:
    return line(phone.use) if phone.is_public else f"{line(phone.use)}: INTERNAL, not to be given out"
