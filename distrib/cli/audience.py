"""`distrib audience`: save queries under names, and see whom they find."""

from __future__ import annotations

import click

from distrib.cli.journalists import journalist_values
from distrib.cli.output import AS_JSON, json_line, moment, open_office, remark, say, table
from distrib.cli.query_words import QueryCommand


@click.group("audience")
def command() -> None:
    """Save queries under names; see whom they find and why."""


@command.command("save", cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
def save(name: str, query: tuple[str, ...]) -> None:
    """Keep a query under a name. It is asked anew whenever it is used, as `audience:NAME` in any search."""
    from distrib.services.people import saved_audiences

    with open_office() as office:
        count = saved_audiences.save(office.context, name, " ".join(query))
    say(f"Saved. It finds {count} now.")


@command.command("list")
@AS_JSON
def every(as_json: bool) -> None:
    """The saved audiences."""
    from distrib.services.people import saved_audiences

    with open_office() as office:
        found = saved_audiences.every(office.context)
    if as_json:
        for one in found:
            json_line({"name": one.name, "query": one.query, "by": one.saved_by, "at": one.saved_at})
        return
    rows = [(one.name, one.query, one.saved_by, moment(one.saved_at)) for one in found]
    table(("name", "query", "by", "at"), rows)


@command.command("show")
@click.argument("name")
@AS_JSON
def show(name: str, as_json: bool) -> None:
    """An audience and whom it finds now."""
    from distrib.services.people import saved_audiences

    with open_office() as office:
        found, people = saved_audiences.show(office.context, name)
    if as_json:
        for one in people:
            json_line(journalist_values(one))
        return
    remark(f"{found.name}: {found.query}")
    table(("name", "email", "outlet", "status"), [(one.name, one.email, one.outlet, one.status) for one in people])
    remark(f"{len(people)} found")


@command.command("explain")
@click.argument("reference")
@click.option("--to", "query", required=True, help="Who would get it, as in `send --to`.")
@click.option("--email", required=True, help="Whose place in it is to be explained.")
@click.option("--only-theirs", is_flag=True, help="As in `send`.")
def explain(reference: str, query: str, email: str, only_theirs: bool) -> None:
    """Why somebody would get a release, or would not."""
    from distrib.services import explaining

    with open_office() as office:
        found = explaining.explain(office.context, reference, query, email, only_theirs=only_theirs)
    say("In." if found.is_in else "Out.")
    for sentence in found.sentences:
        say(sentence)


@command.command("delete")
@click.argument("name")
def delete(name: str) -> None:
    """Forget an audience; what was sent to it stays in the log."""
    from distrib.services.people import saved_audiences

    with open_office() as office:
        saved_audiences.remove(office.context, name)
    say("Deleted.")
