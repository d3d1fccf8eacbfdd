"""`distrib release embargo` and `release lift`: until when a release is under embargo, and the end of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.asking import make_sure
from distrib.cli.output import number_of, open_office, remark, say

if TYPE_CHECKING:
    from distrib.app import Office
    from distrib.core.release import Release


@click.command("embargo")
@click.argument("reference")
@click.argument("when", required=False)
@click.option("--zone", metavar="CITY", help="By whose clock, such as Africa/Tripoli or Geneva; else the office's.")
@click.option("--none", "is_none", is_flag=True, help="It is under no embargo; a line in the text is taken out.")
def embargo(reference: str, when: str | None, zone: str | None, is_none: bool) -> None:
    """Say until when a release is under embargo, such as 2026-12-01T06:00; without a time, show it.

    A changed embargo is a changed release: it has to be approved again.
    """
    from distrib.services import releases
    from distrib.services.releases import embargoes

    if is_none and (when or zone):
        raise click.UsageError("--none stands alone.")
    if zone and not when:
        raise click.UsageError("--zone goes with a time.")
    with open_office() as office:
        if is_none:
            release = embargoes.clear_embargo(office.context, reference)
        elif when:
            release = embargoes.set_embargo(office.context, reference, when, zone)
        else:
            release = releases.get(office.context, reference)
        say(embargo_words(office, release) or f"{reference} is under no embargo.")


@click.command("lift")
@click.argument("reference")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--queue", "only_queue", is_flag=True, help="Stop after queueing; a worker delivers.")
def lift(reference: str, yes: bool, only_queue: bool) -> int:
    """End an embargo now: those who hold the text get a notice, and everybody else gets the text.

    Exit status 3: somebody was refused, is in doubt, or waits for another try.
    """
    from distrib.cli.send import deliver
    from distrib.services.delivery import dispatches
    from distrib.services.releases import lifting

    with open_office() as office:
        holding, waiting = lifting.holders_of(office.context, reference)
        question = (
            f"Lift it now? {number_of(holding, 'holds the text and gets', 'hold the text and get')} a notice, "
            f"{number_of(waiting, 'gets', 'get')} the text at once."
        )
        if not yes:
            make_sure(question)
        done = lifting.lift(office.context, reference)
        remark(f"The embargo of {reference} is lifted. {number_of(done.freed, 'gets', 'get')} the text now.")
        if done.notice is not None:
            count = done.notice.tally.audience
            remark(
                f"Notice {done.notice.release_reference} goes to {number_of(count, 'who holds', 'who hold')} it: "
                f"dispatch {done.notice.id}"
            )
        if only_queue:
            remark("Deliver with: distrib worker")
            return 0
        freed = [one for one in dispatches.of_release(office.context, reference) if not one.has_ended]
        return deliver(office, *filter(None, [done.notice]), *freed)


def embargo_words(office: Office, release: Release) -> str:
    """The embargo by every clock that matters, or what has to be said first; empty where there is none."""
    from distrib.services.releases import embargo_lines, embargoes

    doubt = embargo_lines.doubt_about(release, office.context.now())
    if doubt is not None or release.embargo is None:
        return str(doubt or "")
    words = embargoes.in_words(office.context, release.embargo)
    if release.lifted_at is not None:
        return f"Lifted early, at {release.lifted_at:%Y-%m-%d %H:%M} GMT. It was: {words}"
    return words
