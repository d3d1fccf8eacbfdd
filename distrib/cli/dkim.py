"""`distrib dkim`: keys that sign the office's mail, and the DNS records they need. Private keys are never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.output import open_office, remark, say

if TYPE_CHECKING:
    from distrib.core.message.dkim import PublicKey


@click.group("dkim")
def command() -> None:
    """Sign mail, so that mailboxes know it is the office's (DKIM)."""


@command.command("new")
@click.option("--selector", metavar="NAME", help="Name of the key in DNS. Default: algorithm, year and month.")
@click.option(
    "--algorithm",
    type=click.Choice(["rsa", "ed25519"]),
    default="rsa",
    show_default=True,
    help="Every mailbox verifies rsa; ed25519 is faster, for beside it.",
)
def new(selector: str | None, algorithm: str) -> None:
    """Make a key and print the record to paste into DNS. Mail is signed with it from then on."""
    from distrib.core.message.dkim import Algorithm
    from distrib.services.office import dkim

    chosen = next(one for one in Algorithm if one.key_type == algorithm)
    with open_office() as office:
        key = dkim.new(office.context, algorithm=chosen, selector=selector)
        remark(f"The key lies in {dkim.folder(office.context)}; back it up like a password.")
    remark(f"Put this record into the DNS of {key.domain} before the next send; a form wants the quoted parts alone.")
    _print(key)
    remark("A worker that is running signs with it once it is started anew.")


@command.command("show")
def show() -> None:
    """Print the DNS records of all keys."""
    from distrib.services.office import dkim

    with open_office() as office:
        keys = dkim.published(office.context)
    for key in keys:
        _print(key)
    if not keys:
        remark("There is no key, and mail is not signed here. Make one with: distrib dkim new")


def _print(key: PublicKey) -> None:
    """One TXT record as a zone file has it (RFC 1035 §5.1)."""
    say(f"{key.name}. IN TXT (")
    for string in key.strings:
        say(f'    "{string}"')
    say(")")
