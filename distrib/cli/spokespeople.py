"""`distrib spokespeople`: who speaks for a place, a topic and a language, and how to reach them."""

from __future__ import annotations

import click

from distrib.cli import spokespeople_availability, spokespeople_editing
from distrib.cli.output import AS_JSON, json_line, open_office, remark, say, table
from distrib.cli.person_card import as_object, say_person, say_ways

SHOWN = 10
"""Answers that are printed for a person; who answers is among the first."""


@click.group("spokespeople")
def command() -> None:
    """Find who speaks for a place, topic and language; keep their numbers, duty hours and leave."""


@command.command("find")
@click.option("--place", help="A country, region, or city with an office: code or name, in English, French, Spanish …")
@click.option("--topic", help="What it is about.")
@click.option("--language", metavar="xx", help="Language of the interview.")
@click.option("--at", metavar="WHEN", help="At 2026-11-28T22:00 (the office's clock), or with an offset, +01:00.")
@click.option("--all", "all_of_them", is_flag=True, help=f"Show more than the first {SHOWN}.")
@AS_JSON
def find(
    *,
    place: str | None,
    topic: str | None,
    language: str | None,
    at: str | None,
    all_of_them: bool,
    as_json: bool,
) -> None:
    """Find spokespeople, the best answer first, each with the reason. Shows internal numbers too."""
    from distrib.services import people

    with open_office() as office:
        answers = people.find_spokespeople(office.context, place=place, topic=topic, language=language, at=at)
    for answer in answers if all_of_them or as_json else answers[:SHOWN]:
        person = answer.spokesperson
        if as_json:
            json_line({**as_object(person), "available": answer.is_available, "why": answer.explanation})
            continue
        say(", ".join(part for part in (person.name, person.title, person.office) if part))
        say_ways(person)
        say(f"    {answer.explanation}")
    if not answers:
        remark("Nobody on the roster answers that. Leave out the topic or the language, or widen the place.")
    elif len(answers) > SHOWN and not (all_of_them or as_json):
        remark(f"{len(answers) - SHOWN} more answer less well. Show them with --all.")


@command.command("list")
@AS_JSON
def list_all(as_json: bool) -> None:
    """Show everybody on the roster, by name."""
    from distrib.services import people

    with open_office() as office:
        everybody = people.roster(office.context)
    if as_json:
        for one in everybody:
            json_line(as_object(one))
        return
    table(
        ("number", "name", "title", "office", "languages", "topics", "speaks for"),
        [
            (
                one.id,
                one.name,
                one.title,
                one.office,
                " ".join(one.languages),
                ", ".join(one.topics),
                " ".join(one.places),
            )
            for one in everybody
        ],
    )


@command.command("show")
@click.argument("who")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(who: str, as_json: bool) -> None:
    """Show everything kept of somebody: by number, address or name. Shows internal numbers too."""
    from distrib.services import people
    from distrib.services.people.roster_editing import person_of

    with open_office() as office:
        everybody = people.roster(office.context)
        now = office.context.now()
    person = person_of(everybody, who)
    if as_json:
        json_line(as_object(person))
    else:
        say_person(person, {one.id: one.name for one in everybody}, now)


@command.command("export")
@click.option("--format", "kind", type=click.Choice(["vcard", "csv"]), default="vcard", show_default=True)
@click.option("--internal", "with_internal", is_flag=True, help="With the numbers that are not to be given out.")
def export(kind: str, with_internal: bool) -> None:
    """Print the roster as visiting cards (vCard 4.0) or a table for spreadsheets, without internal numbers."""
    from distrib.services.people.roster_export import export_spokespeople

    with open_office() as office:
        text = export_spokespeople(office.context, kind, with_internal=with_internal)
    click.echo(text, nl=False)
    if with_internal:
        remark("This holds numbers that are not to be given out.")


for _one in (*spokespeople_editing.commands, *spokespeople_availability.commands):
    command.add_command(_one)
