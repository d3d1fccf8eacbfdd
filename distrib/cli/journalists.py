"""`distrib journalists`: find them, change what is kept, merge, export, and what the law asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.asking import make_sure, only_one
from distrib.cli.output import AS_JSON, json_document, json_line, moment, number_of, open_office, remark, say, table
from distrib.cli.query_words import QueryCommand
from distrib.core.people.agreements import Agreement

if TYPE_CHECKING:
    from distrib.core.people import Journalist


@click.group("journalists")
def command() -> None:
    """Find and change journalists; opt-outs, duplicates, exports, privacy."""


@command.command("find", cls=QueryCommand)
@click.argument("query", nargs=-1, required=True)
@AS_JSON
def find(query: tuple[str, ...], as_json: bool) -> None:
    """Find journalists by words and field:value, such as country:LY language:fr beat:migration; `all` is everyone.

    Whoever was erased is listed only where the query asks for them: status:erased.
    """
    from distrib.services.people.listing import PeopleList

    with open_office() as office:
        people = PeopleList(office.context, " ".join(query))
        rows: list[Journalist] = []
        while page := people.page(len(rows), 1_000):
            rows += page
    if as_json:
        for one in rows:
            json_line(journalist_values(one))
        return
    table(
        ("name", "email", "outlet", "country", "languages", "beats", "status"),
        [
            (_name(one), one.email, one.outlet, one.country, " ".join(one.languages), ", ".join(one.beats), one.status)
            for one in rows
        ],
    )
    remark(f"{len(rows)} found")


@command.command("opt-out")
@click.argument("email")
def opt_out(email: str) -> None:
    """Record that an address wants no more mail. What is queued for it is not sent."""
    from distrib.services import people

    with open_office() as office:
        one = people.opt_out(office.context, email)
    say(f"{email} gets no more mail.")
    if one is None:
        remark(
            "Nobody on the list has this address, so only the address was suppressed: if a list brings it in later, it "
            "comes in suppressed. Where this person is on the list with another address, opt that one out too."
        )


@command.command("edit")
@click.argument("email")
@click.argument("changes", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--confirm", metavar="ADDRESS", multiple=True, help="Take this address, however odd it looks.")
def edit(email: str, changes: tuple[str, ...], confirm: tuple[str, ...]) -> None:
    """Change what is kept of somebody: role=Editor tags=+circle beats=-sports country= (which clears it)."""
    from distrib.services.people import editing

    pairs = dict(_pair(one) for one in changes)
    with open_office() as office:
        one = editing.edit(office.context, email, pairs, confirmed=confirm)
    say(f"{one.name or one.email} is changed.")


@command.command("add")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@click.option("--confirm", metavar="ADDRESS", multiple=True, help="Take this address, however odd it looks.")
@click.option("--another", is_flag=True, help="Somebody else than the one of nearly this name at the same outlet.")
@click.option("--basis", metavar="TEXT", help="The lawful basis, kept with their consent.")
def add(values: tuple[str, ...], confirm: tuple[str, ...], another: bool, basis: str | None) -> None:
    """Add one journalist: name="Ana Silva" email=ana@news.example outlet="News" country=PT languages="pt; en"."""
    from distrib.services.people import adding

    fields = dict(_pair(one) for one in values)
    with open_office() as office:
        one, number = adding.add(office.context, fields, confirmed=confirm, is_another=another, basis=basis)
    say(f"{one.name or one.email} is on the list: {one.status.value.replace('_', ' ')}.")
    remark(f"This was import {number}; take it back with: distrib people undo {number}")


@command.command("undo")
@click.argument("email")
def undo(email: str) -> None:
    """Take back the last edit of somebody; the one before it can be taken back next."""
    from distrib.services.people import undoing

    with open_office() as office:
        one = undoing.last_edit(office.context, email)
    say(f"{one.name or one.email} is as before the edit.")


@command.command("note")
@click.argument("email")
@click.argument("text")
def note(email: str, text: str) -> None:
    """Add a note to somebody's history."""
    from distrib.services.people import editing

    with open_office() as office:
        editing.note(office.context, email, text)
    say("Noted.")


@command.command("merge")
@click.argument("email")
@click.argument("other")
def merge(email: str, other: str) -> None:
    """Make the entry of OTHER part of the entry of EMAIL; the stricter consent of both holds."""
    from distrib.services.people import merging

    with open_office() as office:
        one = merging.merge(office.context, email, other)
    say(f"{one.name or one.email} is one entry now: {', '.join(one.emails)}; {one.status}.")


@command.command("near", cls=QueryCommand)
@click.argument("query", nargs=-1)
@AS_JSON
def near(query: tuple[str, ...], as_json: bool) -> None:
    """Pairs who are probably the same person: nearly the same name at the same outlet."""
    from distrib.services.people import merging

    with open_office() as office:
        found = list(merging.near_duplicates(office.context, " ".join(query) or "all"))
    if as_json:
        for one, other in found:
            json_line({"one": journalist_values(one), "other": journalist_values(other)})
        return
    rows = [(one.outlet, one.name, one.email, other.name, other.email) for one, other in found]
    table(("outlet", "name", "email", "looks like", "email"), rows)
    remark(f"{number_of(len(found), 'pair', 'pairs')}; merge one with: distrib journalists merge EMAIL OTHER")


@command.command("export", cls=QueryCommand)
@click.argument("file")
@click.argument("query", nargs=-1)
def export(file: str, query: tuple[str, ...]) -> None:
    """Write whom a query finds into FILE (.csv or .xlsx; `-` prints CSV); an import reads it back."""
    from distrib.cli import spreadsheets
    from distrib.services.people import exporting

    with open_office() as office:
        rows = exporting.journalists(office.context, " ".join(query) or "all")
    spreadsheets.write(file, exporting.COLUMNS, rows)
    remark(f"{len(rows)} written")


@command.command("dossier")
@click.argument("email")
def dossier(email: str) -> None:
    """Everything held on one person, as JSON."""
    from distrib.services.people import privacy

    with open_office() as office:
        found = privacy.dossier(office.context, email)
    json_document(found)


@command.command("erase")
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(email: str, yes: bool) -> None:
    """Take somebody out of every table for good. A keyed hash of the address stays, so that nobody brings them back."""
    from distrib.services.people import privacy

    if not yes:
        make_sure(f"Erase {email} for good? This cannot be undone.")
    with open_office() as office:
        done = privacy.erase(office.context, email)
    say("Erased." if done.was_listed else "Nobody on the list has this address; it was erased everywhere else.")
    remark(
        f"{number_of(done.deliveries, 'delivery keeps its', 'deliveries keep their')} state and proof, "
        "without name and address."
    )
    if not done.is_reclaimed:
        remark("The database is in use, so the freed space is not overwritten yet. Run this again when it is not.")
    for copy in done.copies:
        remark(f"An older copy of the database may still hold this person: {copy}")
    remark("Backups made before may still hold this person.")


@command.command("embargo")
@click.argument("email")
@click.option("--accept", is_flag=True, help="They keep embargoes: copies may go to them early.")
@click.option("--withdraw", is_flag=True, help="They take that back, or you do.")
@click.option("--sanction", is_flag=True, help="They broke one: nothing early any more.")
@click.option("--evidence", metavar="TEXT", default="", help="Where it can be looked up: a mail and its date.")
@AS_JSON
def embargo(*, email: str, accept: bool, withdraw: bool, sanction: bool, evidence: str, as_json: bool) -> None:
    """Record whether somebody keeps embargoes; without an option, show what is recorded."""
    from distrib.core.people.agreements import AgreementEvent
    from distrib.services.people import agreements

    chosen = only_one({"--accept": accept, "--withdraw": withdraw, "--sanction": sanction})
    with open_office() as office:
        if chosen is None:
            one, events = agreements.history(office.context, email)
            if as_json:
                for row in events:
                    json_line({"at": row.at, "what": row.kind.value, "by": row.by, "evidence": row.evidence})
                return
            rows = [(moment(row.at), row.kind, row.by, row.evidence) for row in events]
            table(("at", "what", "by", "evidence"), rows)
        else:
            one, kept = agreements.set_agreement(office.context, email, AgreementEvent(_EVENTS[chosen]), evidence)
            if kept:
                remark(f"{kept} copies under embargo that were not out yet wait for the lift.")
    say(f"{one.name or one.email}: {_STANDS[one.embargo]}")


def journalist_values(one: Journalist) -> dict[str, object]:
    """A journalist of a list, for programs."""
    return {
        "name": one.name,
        "email": one.email,
        "status": one.status.value,
        "outlet": one.outlet,
        "role": one.role,
        "country": one.country,
        "languages": list(one.languages),
        "beats": list(one.beats),
        "tags": list(one.tags),
    }


def _name(one: Journalist) -> str:
    return f"erased at {moment(one.erased_at)}" if one.erased_at else one.name


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or not field.strip():
        raise click.UsageError(f"{text} cannot be read. Write a field and its value, such as role=Editor.")
    return _FIELDS.get(field.strip().casefold(), field.strip().casefold()), value.strip()


_EVENTS = {"--accept": "accepted", "--withdraw": "withdrawn", "--sanction": "sanctioned"}

_STANDS = {
    Agreement.ACCEPTED: "has accepted embargoes and may have a text early.",
    Agreement.SANCTIONED: "was sanctioned and has nothing before the lift.",
    Agreement.NONE: "has not accepted embargoes and has nothing before the lift.",
}

_FIELDS = {
    "type": "outlet kind",
    "outlet type": "outlet kind",
    "site": "outlet site",
    "language": "languages",
    "beat": "beats",
    "tag": "tags",
    "other emails": "others",
}
"""What people call the fields."""
