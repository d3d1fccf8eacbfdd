"""`distrib spokespeople duty` and `leave`: when somebody answers, and who covers."""

from __future__ import annotations

import click

from distrib.cli.asking import Number
from distrib.cli.output import open_office, remark, say
from distrib.cli.person_card import say_duty, say_leave


@click.command("duty")
@click.argument("who")
@click.argument("hours", required=False)
@click.option("--zone", help="Whose clock: Africa/Tunis, or Tunis. Else that of their office, or of yours.")
@click.option("--none", "is_none", is_flag=True, help="Keep no hours.")
def duty(who: str, hours: str | None, zone: str | None, is_none: bool) -> None:
    """Show or set duty hours, such as "mon-fri 09:00-18:00; sat 22:00-06:00"."""
    from distrib.services import people
    from distrib.services.people import availability
    from distrib.services.people.roster_editing import person_of

    if is_none and hours:
        raise click.UsageError("Hours and --none exclude one another.")
    with open_office() as office:
        if hours or is_none:
            person = availability.set_duty(office.context, who, hours or "", zone)
        else:
            person = person_of(people.roster(office.context), who)
        now = office.context.now()
    say(person.name)
    say_duty(person, now)


@click.command("leave")
@click.argument("who")
@click.option("--from", "first", metavar="DAY", help="First day away, such as 2026-12-20.")
@click.option("--to", "last", metavar="DAY", help="Last day away.")
@click.option("--cover", metavar="WHO", help="Who answers instead; without days in the leave that runs, or the next.")
@click.option("--zone", help="Whose days these are. Else as their duty hours, their office, or yours.")
@click.option("--remove", metavar="NUMBER", type=Number(), help="This leave is not taken.")
def leave(
    *, who: str, first: str | None, last: str | None, cover: str | None, zone: str | None, remove: int | None
) -> None:
    """Show, add or remove somebody's leave."""
    from distrib.services import people
    from distrib.services.people import availability
    from distrib.services.people.roster_editing import person_of

    if (first is None) != (last is None) or (first is not None and remove is not None):
        raise click.UsageError("Add a leave with --from and --to together, or remove one with --remove.")
    if remove is not None and cover is not None:
        raise click.UsageError("--cover and --remove exclude one another.")
    with open_office() as office:
        if first is not None and last is not None:
            availability.add_leave(office.context, who, first=first, last=last, cover=cover, zone=zone)
        elif cover is not None:
            availability.set_cover(office.context, who, cover)
        elif remove is not None:
            availability.remove_leave(office.context, who, remove)
        everybody = people.roster(office.context)
    person = person_of(everybody, who)
    say(person.name)
    say_leave(person, {one.id: one.name for one in everybody})
    if not person.leave:
        say("    No leave is kept.")
    for day in availability.days_uncovered(everybody, person):
        remark(f"On {day} nobody answers for {person.name}: whoever covers is away too.")
    if first is not None and cover is None:
        remark(f"Nobody covers. A release that names {person.name} cannot be sent in these days.")


commands = (duty, leave)
