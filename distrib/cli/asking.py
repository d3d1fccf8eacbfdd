"""What a command makes sure of before it acts: that options do not contradict each other, and a person's yes."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from distrib.cli.output import remark
from distrib.core.plain_text import one_line

MOST = 2**31 - 1
"""No number in the database is larger."""


class Number(click.ParamType[int]):
    """A whole number between two, and a sentence for whatever else is written."""

    name = "number"

    def __init__(self, least: int = 1, most: int = MOST) -> None:
        """Both can be written themselves."""
        self.least, self.most = least, most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; Raises click.BadParameter."""
        try:
            number = int(str(value))
        except ValueError:
            number = None
        if number is None or not self.least <= number <= self.most:
            shown = one_line(str(value))[:40]
            self.fail(f"`{shown}` is no number from {self.least} to {self.most}.", param, ctx)
        return number


def is_somebody_there() -> bool:
    """Whether a person can be asked; standard input may be closed."""
    return sys.stdin is not None and sys.stdin.isatty()


_NOBODY = "Nobody can be asked here. Add --yes to do it without a question."


def only_one(options: Mapping[str, bool]) -> str | None:
    """The one that was given of options that exclude each other; None: none was.

    Raises:
        click.UsageError: several were; the last one would win unseen.
    """
    given = [name for name, is_given in options.items() if is_given]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} contradict each other: choose one.")
    return given[0] if given else None


def says_yes(question: str, *, default: bool = False) -> bool:
    """Whether a person says yes; Enter alone is the default, and whatever else is typed is asked again.

    Raises:
        click.Abort: they left, or standard input came to its end.
    """
    words = f"{one_line(question)} [{'Y/n' if default else 'y/N'}]"
    while True:
        answer = click.prompt(words, default="", show_default=False, err=True).strip().casefold()
        if answer in ("y", "yes", "n", "no", ""):
            return default if not answer else answer.startswith("y")
        remark(f"Answer y for yes or n for no; Enter alone means {'yes' if default else 'no'}.")


def make_sure(question: str) -> None:
    """Return once a person, or a line on standard input, has said yes.

    Raises:
        click.UsageError: nobody is there to be asked.
        click.Abort: they said no.
    """
    if sys.stdin is None:
        raise click.UsageError(_NOBODY)
    try:
        is_sure = says_yes(question)
    except click.Abort:
        if is_somebody_there():
            raise
        raise click.UsageError(_NOBODY) from None
    if not is_sure:
        raise click.Abort
