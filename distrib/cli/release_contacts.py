"""`distrib release contacts`: who a release names, who the roster proposes, and whom a person chooses instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.asking import is_somebody_there, says_yes
from distrib.cli.output import open_office, remark, say

if TYPE_CHECKING:
    from distrib.app import Office
    from distrib.core.release import Contact, Edition


@click.command("contacts")
@click.argument("reference")
@click.option("--language", metavar="xx", help="Only this edition.")
@click.option("--propose", is_flag=True, help="Put the roster's proposal into the release.")
@click.option("--set", "names", metavar="WHO", multiple=True, help="Name these people of the roster, in this order.")
@click.option("--place", help="What the release is about; else as its headline says.")
@click.option("--topic", help="The same.")
def contacts(
    *, reference: str, language: str | None, propose: bool, names: tuple[str, ...], place: str | None, topic: str | None
) -> None:
    """Show, propose or set the press contacts of each edition. A change has to be approved again."""
    from distrib.services.releases import contact_blocks

    if propose and names:
        raise click.UsageError("--propose and --set exclude one another.")
    with open_office() as office:
        asked = {"language": language, "place": place, "topic": topic}
        if names:
            contact_blocks.set_contacts(office.context, reference, names, language=language)
        elif propose:
            contact_blocks.take_proposals(office.context, reference, **asked)
        found = contact_blocks.proposals(office.context, reference, **asked)
    for one in found:
        say(f"{one.language}:")
        for contact in one.named:
            say(f"    names     {contact_words(contact)}")
        if not one.named:
            say("    names     nobody: readers will not know whom to ask")
        for answer in one.answers if not (propose or names) else ():
            say(f"    proposed  {answer.spokesperson.name}: {answer.explanation}")
    if propose or names:
        remark(f"Read it and approve it: distrib release approve {reference}")
    else:
        remark("Take what is proposed with --propose, or name somebody with --set.")


def offer_contacts(office: Office, reference: str, edition: Edition, *, is_wanted: bool) -> None:
    """Contacts that the roster does not know: added when wanted, asked about where somebody is there to answer."""
    from distrib.services.releases import contact_blocks

    new = contact_blocks.unknown_contacts(office.context, edition.contacts)
    if not new:
        return
    found = f"{len(new)} new {'contact' if len(new) == 1 else 'contacts'} found"
    remark(f"{found}: {', '.join(one.name for one in new)}")
    if is_wanted or (is_somebody_there() and _says_yes(f"{found}: add?")):
        contact_blocks.add_contacts(office.context, reference, edition.contacts)
        remark("Added to the spokespeople. Say what they speak for with: distrib spokespeople edit NAME --place …")
    else:
        remark("Not added. With --add-contacts they are, or by: distrib spokespeople add NAME")


def _says_yes(question: str) -> bool:
    """No is the default, also for whoever just leaves: the release is kept already."""
    try:
        return says_yes(question)
    except click.Abort:
        return False


def contact_words(contact: Contact) -> str:
    """A contact on a line."""
    parts = (contact.name, contact.role, contact.office, *contact.phones, *contact.emails)
    return ", ".join(part for part in parts if part)
