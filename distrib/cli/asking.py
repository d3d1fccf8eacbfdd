"""What a command makes sure of before it acts: that options do not contradict each other, and a person's yes."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from distrib.core.plain_text import one_line


def only_one(options: Mapping[str, bool]) -> str | None:
    """The one that was given of options that exclude each other; None: none was.

    Raises:
        click.UsageError: several were; the last one would win unseen.
    """
    given = [name for name, is_given in options.items() if is_given]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} contradict each other: choose one.")
    return given[0] if given else None


def make_sure(question: str) -> None:
    """Return once a person, or a line on standard input, has said yes.

    Raises:
        click.UsageError: nobody is there to be asked.
        click.Abort: they said no.
    """
    try:
        is_sure = click.confirm(one_line(question), err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise click.UsageError("Nobody can be asked here. Add --yes to do it without a question.") from None
    if not is_sure:
        raise click.Abort
