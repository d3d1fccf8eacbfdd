"""`distrib release audience, submit, return, approve, history`: the way of a release to its approval, and its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.output import json_line, moment, open_office, remark, say, table
from distrib.cli.query_words import QueryCommand

if TYPE_CHECKING:
    from distrib.app import Office
    from distrib.core.release import Release


@click.command("audience", cls=QueryCommand)
@click.argument("reference")
@click.argument("query", required=False)
@click.option("--anybody", is_flag=True, help="Take it away: whoever sends the release chooses.")
def audience(reference: str, query: str | None, anybody: bool) -> None:
    """Show for whom a release is, or say it with QUERY. Approval binds it, and it is sent to nobody else."""
    from distrib.services import releases
    from distrib.services.releases import reviewing

    if query is not None and anybody:
        raise click.UsageError("Give a query or --anybody, not both.")
    with open_office() as office:
        before = releases.get(office.context, reference)
        is_set = query is not None or anybody
        release = reviewing.set_audience(office.context, reference, query) if is_set else before
    everybody = f"those who hold {release.about}" if release.about else "nobody said: whoever sends it chooses"
    say(release.audience or everybody)
    if release.version != before.version:
        remark(f"That is version {release.version}. Read it and approve it: distrib release approve {reference}")


@click.command("submit")
@click.argument("reference")
def submit(reference: str) -> None:
    """Put a draft before those who approve."""
    from distrib.services.releases import reviewing

    with open_office() as office:
        release = reviewing.submit(office.context, reference)
    remark(f"{reference} is in review: version {release.version}, text {release.version_hash[:12]}.")


@click.command("return")
@click.argument("reference")
@click.option("--because", required=True, metavar="TEXT", help="What the authors should change.")
def send_back(reference: str, because: str) -> None:
    """Give a release that is in review back to its authors."""
    from distrib.services.releases import reviewing

    with open_office() as office:
        reviewing.send_back(office.context, reference, because)
    remark(f"{reference} is a draft again. Its authors read why in: distrib release history {reference}")


@click.command("approve")
@click.argument("reference")
@click.option("--seen", metavar="HASH", help="Only if it is still this text: the beginning of its hash as shown.")
def approve(reference: str, seen: str | None) -> None:
    """Approve exactly what is kept now: every edition, its contacts and files, the embargo and the audience."""
    from distrib.services import releases
    from distrib.services.releases import approving

    with open_office() as office:
        before = releases.get(office.context, reference)
        _say_changes(office, before)
        is_seen = seen is None or (len(seen) >= 8 and before.version_hash.startswith(seen.lower()))
        expected = before.version_hash if is_seen else seen
        release = approving.approve(office.context, reference, seen=expected)
        approval, _ = approving.last_approval(office.context, release)
    remark(f"{reference} is approved: version {release.version}, text {release.version_hash[:12]}.")
    if approval is not None:
        remark(f"Approved by {approval.by}, under the policy {approval.policy.value}.")


@click.command("history")
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each event, with whole hashes.")
def history(reference: str, as_json: bool) -> None:
    """Show everything that was done to a release: when, by whom, and to which text."""
    from distrib.services.releases import reviewing

    with open_office() as office:
        events = reviewing.history(office.context, reference)
    if as_json:
        for one in events:
            json_line({"at": one.at, "by": one.actor, "what": one.action, "hash": one.content_hash, **one.detail})
        return
    rows = [(moment(one.at), one.actor, one.action, (one.content_hash or "")[:12], one.in_words) for one in events]
    table(("when", "who", "what", "text", ""), rows)


def approval_lines(office: Office, release: Release) -> list[str]:
    """How a release stands with its approval, in lines."""
    from distrib.services.releases import approving

    approval, changed = approving.last_approval(office.context, release)
    lines = [f"Text:      {release.version_hash}"]
    if release.audience:
        lines.append(f"Audience:  {release.audience}")
    if release.embargo:
        lines.append(f"Embargo:   {release.embargo.canonical}")
    lines.append(f"Approved:  {approval.in_words if approval else 'by nobody'}")
    if approval and release.approved_hash != release.version_hash:
        lines.append(
            f"Not approved as it stands. Changed since: {'; '.join(map(str, changed)) or 'nothing that is sent'}"
        )
    return lines


def _say_changes(office: Office, release: Release) -> None:
    from distrib.services.releases import approving

    approval, changed = approving.last_approval(office.context, release)
    if approval is not None and changed:
        remark(f"Changed since the approval of version {approval.version}: {'; '.join(map(str, changed))}.")
