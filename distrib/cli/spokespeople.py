"""`distrib spokespeople`: who speaks for a place, a topic and a language, and how to reach them."""

from __future__ import annotations

import click

from distrib.cli.output import json_line, open_office, remark, say


@click.group("spokespeople")
def command() -> None:
    """Find who speaks for a place, topic and language."""


@command.command("find")
@click.option("--place", help="A country or region: code or name, in English, French, Spanish or Arabic.")
@click.option("--topic", help="What it is about.")
@click.option("--language", metavar="xx", help="Language of the interview.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def find(place: str | None, topic: str | None, language: str | None, as_json: bool) -> None:
    """Find spokespeople, the best answer first, each with the reason. Shows internal numbers too."""
    from distrib.services import people

    with open_office() as office:
        answers = people.find_spokespeople(office.context, place=place, topic=topic, language=language)
    for answer in answers:
        person = answer.spokesperson
        if as_json:
            json_line(
                {
                    "name": person.name,
                    "title": person.title,
                    "office": person.office,
                    "phones": [
                        {"number": phone.number, "use": phone.use, "public": phone.is_public} for phone in person.phones
                    ],
                    "emails": list(person.emails),
                    "languages": list(person.languages),
                    "topics": list(person.topics),
                    "places": list(person.places),
                    "why": answer.explanation,
                }
            )
            continue
        say(", ".join(part for part in (person.name, person.title, person.office) if part))
        for phone in person.phones:
            say(f"    {phone.number}  ({phone.use}{'' if phone.is_public else ', internal: not to be given out'})")
        for email in person.emails:
            say(f"    {email}")
        say(f"    {answer.explanation}")
    if not answers:
        remark("Nobody on the roster answers that. Leave out the topic or the language, or widen the place.")
