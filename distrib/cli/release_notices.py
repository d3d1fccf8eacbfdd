"""`distrib release correct | refile | hold | kill | advise`: notices to those who hold a release."""

from __future__ import annotations

import click

from distrib.cli.output import open_office, remark, say
from distrib.core.release import ReleaseKind


@click.command("correct")
@click.argument("reference")
def correct(reference: str) -> None:
    """Begin a correction of a release that was sent, and print its reference."""
    _begin(reference, ReleaseKind.CORRECTION)


@click.command("refile")
@click.argument("reference")
def refile(reference: str) -> None:
    """Begin sending the whole text again with small errors mended, and print its reference."""
    _begin(reference, ReleaseKind.REFILE)


@click.command("hold")
@click.argument("reference")
@click.option("--because", "reason", required=True, metavar="TEXT", help="Why, as its readers will see it.")
def hold(reference: str, reason: str) -> None:
    """Ask those who have a release not to use it for now; what is unsent of it is paused at once."""
    _tell(reference, ReleaseKind.HOLD, reason)


@click.command("kill")
@click.argument("reference")
@click.option("--because", "reason", required=True, metavar="TEXT", help="Why, as its readers will see it.")
def kill(reference: str, reason: str) -> None:
    """Withdraw a release: what is unsent of it is stopped at once and for good."""
    _tell(reference, ReleaseKind.KILL, reason)


@click.command("advise")
@click.argument("reference")
@click.option("--because", "reason", required=True, metavar="TEXT", help="What editors should know.")
def advise(reference: str, reason: str) -> None:
    """Tell those who have a release something that is not for publication."""
    _tell(reference, ReleaseKind.ADVISORY, reason)


def _begin(reference: str, kind: ReleaseKind) -> None:
    from distrib.services.releases import notices

    with open_office() as office:
        made = notices.correct(office.context, reference, kind)
    say(made.reference)
    remark(f"Mend its text (distrib release edit {made.reference}), approve it, and send it: {_next(made.reference)}")
    remark(f"It goes to exactly those who hold {reference}, and says what changed and where.")


def _tell(reference: str, kind: ReleaseKind, reason: str) -> None:
    from distrib.services.releases import notices

    with open_office() as office:
        made = notices.tell(office.context, reference, kind, reason)
    say(made.reference)
    done = {
        ReleaseKind.KILL: f"Whatever of {reference} was unsent is stopped, and it cannot be sent any more. ",
        ReleaseKind.HOLD: f"Whatever of {reference} was unsent is paused. ",
    }
    remark(f"{done.get(kind, '')}Those who hold it are told by: {_next(made.reference)}")


def _next(reference: str) -> str:
    return f"distrib release approve {reference}, distrib send {reference}"


COMMANDS = (correct, refile, hold, kill, advise)
