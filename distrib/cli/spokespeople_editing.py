"""`distrib spokespeople add`, `edit`, `retire`: the roster by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from distrib.cli.asking import make_sure
from distrib.cli.output import open_office, remark, say

if TYPE_CHECKING:
    from distrib.services.people.roster_editing import Written

_F = TypeVar("_F", bound=Callable[..., Any])

_LISTS = {
    "--phone": ("phones", "An office number that may be given out."),
    "--mobile": ("mobiles", "A mobile number; write (internal) behind one that is not to be given out."),
    "--duty-phone": ("duty_phones", "The number for the duty hours."),
    "--internal-phone": ("internal_phones", "A number that never leaves the house."),
    "--email": ("emails", "An e-mail address."),
    "--language": ("languages", "A language, by code or name; the best first."),
    "--topic": ("topics", "A topic; none means any."),
    "--place": ("places", "A country, region or `world`, by code or name."),
}


def _fields(command: _F) -> _F:
    for option, (name, text) in reversed(_LISTS.items()):
        command = click.option(option, name, multiple=True, help=f"{text} Can be given several times.")(command)
    told = "Take this address, however odd it looks."
    command = click.option("--confirm", "confirmed", metavar="ADDRESS", multiple=True, help=told)(command)
    command = click.option("--office", help="Where they sit.")(command)
    return click.option("--title", help="What they are.")(command)


@click.command("add")
@click.argument("name")
@_fields
@click.option("--another", is_flag=True, help="Somebody else of that name is on the roster already.")
def add(name: str, another: bool, **given: Any) -> None:
    """Add a spokesperson and print their number."""
    from distrib.services.people import roster_editing

    with open_office() as office:
        person = roster_editing.add(office.context, _written(name, given), is_another=another)
    say(str(person.id))
    if not person.places:
        remark(f"{person.name} speaks for no place yet and answers for none. Say which: --place LY")


@click.command("edit")
@click.argument("who")
@click.option("--name", help="Another spelling of the name.")
@_fields
@click.option(
    "--clear",
    type=click.Choice(["title", "office", *(option.removeprefix("--") for option in _LISTS)]),
    multiple=True,
    help="Empty this field.",
)
def edit(who: str, name: str | None, clear: tuple[str, ...], **given: Any) -> None:
    """Change a spokesperson: by number, address or name. What is given takes the place of what is kept of its kind."""
    from distrib.services.people import roster_editing

    emptied: dict[str, Any] = {one: "" for one in clear if f"--{one}" not in _LISTS}
    emptied |= {_LISTS[f"--{one}"][0]: () for one in clear if f"--{one}" in _LISTS}
    both = [one for one in emptied if given.get(one)]
    if both:
        raise click.UsageError("A field cannot be cleared and given at once.")
    with open_office() as office:
        person = roster_editing.edit(office.context, who, _written(name, given, emptied))
    remark(f"{person.name} is kept as changed. See: distrib spokespeople show {person.id}")


@click.command("undo")
@click.argument("who")
def undo(who: str) -> None:
    """Take back the last edit of a spokesperson; the one before it can be taken back next."""
    from distrib.services.people import undoing

    with open_office() as office:
        person = undoing.last_edit_of_spokesperson(office.context, who)
    remark(f"{person.name} is as before the edit.")


@click.command("retire")
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask.")
def retire(who: str, yes: bool) -> None:
    """Take somebody off the roster. Releases that name them keep their text."""
    from distrib.services import people
    from distrib.services.people import roster_editing

    with open_office() as office:
        everybody = people.roster(office.context)
        person = roster_editing.person_of(everybody, who)
        if not yes:
            make_sure(f"Take {person.name} ({person.id}) off the roster?")
        roster_editing.retire(office.context, str(person.id))
    covered = [one.name for one in everybody if any(leave.cover == person.id for leave in one.leave)]
    remark(f"{person.name} is off the roster.")
    if covered:
        remark(f"They covered for {', '.join(covered)}: name somebody else (distrib spokespeople leave).")


def _written(name: str | None, given: dict[str, Any], emptied: dict[str, Any] | None = None) -> Written:
    from distrib.services.people.roster_editing import Written

    said = {field: value for field, value in given.items() if value not in (None, ())}
    return Written(**({"name": name} | said | (emptied or {})))


commands = (add, edit, undo, retire)
