"""The office itself: founding it, and who it writes as."""

from __future__ import annotations

import secrets

from distrib.config import TRIAL_ADDRESS
from distrib.core.delivery.dispatch import Sender
from distrib.core.smtp.target import SmtpTarget, parse_smtp_url
from distrib.db import blobs
from distrib.db import office as rows
from distrib.db.engine import Transaction
from distrib.errors import MailServerUnusable
from distrib.services.context import Context
from distrib.services.office import look


def organisation_id(context: Context, connection: Transaction) -> int:
    """The organisation's id; it is founded on first use."""
    return _founded(context, connection)[0]


def suppression_key(context: Context, connection: Transaction) -> bytes:
    """The key of the suppression hashes, made on first use."""
    return _founded(context, connection)[1]


def _founded(context: Context, connection: Transaction) -> tuple[int, bytes]:
    found = rows.organisation(connection)
    if found:
        return found
    key = secrets.token_bytes(32)
    return rows.found_organisation(connection, context.settings.office.name, key, context.now()), key


def kept_sender(context: Context, connection: Transaction, one: Sender) -> int:
    """The row of exactly this sender and its look, made when it is the first time that it writes; its id."""
    if one.look.logo is not None:
        blobs.keep(connection, look.files(context)[one.look.logo.sha256])
    return rows.sender_id(connection, organisation_id(context, connection), one, context.now())


def mail_server(context: Context) -> SmtpTarget:
    """The configured mail server, the preferred one where there are several.

    Raises:
        MailServerUnusable: none is configured, or a demo office names one off this machine.
    """
    return next(iter(mail_servers(context).values()))


def mail_servers(context: Context) -> dict[str, SmtpTarget]:
    """By name of the route, the preferred one first.

    Raises:
        MailServerUnusable: none is configured, or a demo office names one off this machine.
    """
    settings = context.settings
    if not settings.routes:
        raise MailServerUnusable(
            "No mail server is set up, so nothing can be sent. Put its address into config.toml as "
            '[smtp] url = "smtp+starttls://user@host:587", or into the variable DISTRIB_SMTP.'
        )
    targets = {
        one.name: parse_smtp_url(
            one.url,
            password=one.password,
            token_command=one.token_command,
            ca_file=one.ca_file,
            timeouts=settings.smtp.timeouts,
        )
        for one in settings.routes
    }
    if settings.is_demo and not all(target.is_loopback for target in targets.values()):
        raise MailServerUnusable("This is a demo office: it sends to this machine only. Nothing was sent.")
    return targets


def sender(context: Context) -> Sender:
    """Who the office writes as: the configured address, else the mail login when it is an address.

    Raises:
        MailServerUnusable: none is configured and the mail server is a real one.
        SettingsError: its logo cannot be read.
    """
    settings = context.settings
    address = settings.sender.address
    if address is None:
        target = mail_server(context)
        address = target.user if target.user and "@" in target.user else None
        if address is None and not target.is_loopback:
            raise MailServerUnusable(
                "No sender is set up, so nothing can be sent. Put the office's address into config.toml as "
                '[sender] address = "press@your-organisation.org".'
            )
        address = address or TRIAL_ADDRESS
    return Sender(
        organisation=settings.office.name,
        name=settings.sender.name or settings.office.name,
        address=address,
        reply_to=settings.sender.reply_to,
        return_address=settings.sender.return_address or address,
        opt_out_address=settings.sender.opt_out_address or address,
        postal_address=settings.office.postal_address,
        look=look.of(context),
    )
