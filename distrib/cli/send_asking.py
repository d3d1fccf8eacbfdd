"""The last word before a send on a terminal: a question, or the number typed for many, and time to take it back."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

import click

from distrib.cli.asking import is_somebody_there, says_yes
from distrib.cli.output import number_of, remark

if TYPE_CHECKING:
    from distrib.config import SendingSettings


def ask(recipients: int, when: str, limits: SendingSettings) -> None:
    """Return once a person has said yes and has not taken it back.

    Raises:
        click.UsageError: nobody is there to be asked.
        click.Abort: they said no, or took it back.
    """
    if not is_somebody_there():
        raise click.UsageError("Nobody can be asked here. Add --yes to send without a question.")
    question = f"Send to {number_of(recipients, 'recipient', 'recipients')} {when}?"
    if recipients > limits.type_number_above:
        _ask_for_the_number(recipients, question)
    elif not says_yes(question):
        raise click.Abort
    _leave_time(limits.undo_seconds)


def _ask_for_the_number(recipients: int, question: str) -> None:
    typed = click.prompt(f"{question} If so, type their number", default="", show_default=False, err=True)
    if typed.strip().replace(",", "") != str(recipients):
        remark(f"That is not {recipients}. Nothing was queued or sent. Run the command again to be asked again.")
        raise click.Abort


def _leave_time(seconds: int) -> None:
    if not seconds:
        return
    remark(f"It is queued in {number_of(seconds, 'second', 'seconds')}. Until then Ctrl+C takes it back.")
    try:
        sleep(seconds)
    except KeyboardInterrupt:
        remark("Taken back. Nothing was queued or sent.")
        raise click.Abort from None
