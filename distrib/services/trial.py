"""One message to the office itself, marked TEST: to see a release in a real mailbox. The ledger never hears of it.

It goes to nobody on the list, so that no test can be taken for a release or carry one past its approval.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from distrib.core.delivery.outcome import Outcome, Verdict
from distrib.core.message import Personal, envelope_sender
from distrib.core.message.dkim import seal
from distrib.core.people import address_key
from distrib.core.plain_text import one_line
from distrib.core.release import Release
from distrib.core.smtp.commands import Envelope
from distrib.core.smtp.target import SmtpTarget
from distrib.core.smtp.transparency import Transparent
from distrib.db import office as audit
from distrib.db import people as people_rows
from distrib.errors import MailServerUnusable, NotAllowed
from distrib.services import office
from distrib.services.context import Context
from distrib.services.office import dkim
from distrib.services.releases import found
from distrib.services.releases.message_files import files_of
from distrib.services.releases.previews import edition_of

MARK = "test-"
"""Begins the token of every test; no delivery's token has a hyphen."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a test."""

    release: Release
    language: str
    message_id: str
    outcome: Outcome


def send_test(context: Context, reference: str, address: str, language: str | None = None) -> Sent:
    """Send one edition to one address, marked TEST in subject and text; approved or not.

    Raises:
        NotFound: no such release or edition.
        NotAllowed: the address belongs to a journalist or cannot be written, or the edition cannot be composed.
        MailServerUnusable: no mail server or sender is set up, or it did not take the message.
    """
    from distrib.mail.render import prepare

    sender, server = office.sender(context), office.mail_server(context)
    token = MARK + context.new_token()
    with context.database.writing() as transaction:
        if address_key(address) in people_rows.by_addresses(transaction, [address_key(address)]):
            raise NotAllowed(
                "{address} is on the press list, and a test goes to the office only. Nothing was sent. Name an "
                "address of your own.",
                address=one_line(address),
            )
        release = found(transaction, reference)
        edition = edition_of(release, language)
        files = files_of(context, transaction, edition, sender)
        skeleton = prepare(edition, sender, reference=reference, files=files, is_test=True)
        message_id = f"<{token}@{dkim.domain_of(sender.address)}>"
        personal = Personal("", address, message_id, token, context.now())
        message = seal(skeleton, dkim.for_sender(dkim.signers(context), sender.address)).message(personal)
        envelope = Envelope(envelope_sender(sender.return_address, token), address)
        audit.record(
            transaction,
            actor=context.actor,
            action="test sent",
            subject=f"release {reference}",
            content_hash=edition.content_hash,
            detail={"to": one_line(address), "language": edition.language, "message": message_id},
            now=context.now(),
        )
    outcome = asyncio.run(_deliver(server, envelope, message))
    if outcome.verdict is not Verdict.ACCEPTED:
        raise MailServerUnusable(
            "The test to {address} was not taken: {text}. Nobody else was written to. See what is wrong with: "
            "distrib doctor",
            address=one_line(address),
            text=outcome.said,
        )
    return Sent(release, edition.language, message_id, outcome)


async def _deliver(server: SmtpTarget, envelope: Envelope, message: Transparent) -> Outcome:
    """By a connection of its own, which says no more than this one message."""
    from distrib.mail.smtp import SmtpConnection, tls_context

    connection = SmtpConnection(server, tls_context(server))
    try:
        return await connection.open() or await connection.begin(envelope, message) or await connection.finish()
    finally:
        await connection.quit()
