"""What is wrong with a set-up: the folder, the database, the sender, the mail server, and work left lying."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from distrib.core.dispatch_status import Status
from distrib.core.dkim import Algorithm, is_aligned
from distrib.core.look import hard_to_read
from distrib.core.outcome import Fault, Outcome, Stage
from distrib.core.smtp_target import Protection, SmtpTarget
from distrib.db import migrate
from distrib.errors import DistribError, MailServerUnusable
from distrib.services import delivering, dkim, hands, look, message_sizes, office, pacing, roles, routes, workers
from distrib.services.context import Context

LEAST_FREE = 100_000_000
"""Bytes that should be free: a ledger that cannot be written stops every send."""


class Health(StrEnum):
    """How a finding is to be taken."""

    GOOD = "good"
    ATTENTION = "attention"
    """It works, and could go wrong."""
    BAD = "bad"
    """Nothing can be sent like this."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    health: Health
    text: str


def examine(context: Context) -> Iterator[Finding]:
    """Look at everything, in the order in which a person would put it right."""
    yield from _folder(context)
    yield from _database(context)
    yield from _approval(context)
    yield from _sender(context)
    yield from _look(context)
    yield from _signing(context)
    yield from _mail_server(context)
    yield from _work(context)
    yield from _waiting(context)


def _folder(context: Context) -> Iterator[Finding]:
    home = context.settings.home
    if not os.access(home, os.W_OK):
        yield Finding(Health.BAD, f"The folder {home} may not be written to. Change its permissions.")
        return
    free = shutil.disk_usage(home).free
    if free < LEAST_FREE:
        yield Finding(Health.ATTENTION, f"Only {free // 1_000_000} MB are free on the disk of {home}. Make room.")
    elif os.name == "posix" and home.stat().st_mode & 0o077:
        yield Finding(Health.ATTENTION, f"Others on this machine can read {home}. Run: chmod 700 {home}")
    else:
        yield Finding(Health.GOOD, f"The folder is {home}.")


def _database(context: Context) -> Iterator[Finding]:
    database = context.database
    fault = migrate.integrity(database)
    if fault is not None:
        yield Finding(Health.BAD, f"The database is damaged ({fault}). Restore the newest backup.")
    else:
        kind = "SQLite" if database.is_sqlite else "PostgreSQL"
        yield Finding(Health.GOOD, f"The {kind} database is sound and at revision {migrate.revision(database)}.")


def _approval(context: Context) -> Iterator[Finding]:
    """A policy that only this machine's settings know is one that another machine's do not."""
    if not context.database.is_sqlite and not roles.is_enforced(context):
        yield Finding(
            Health.ATTENTION,
            "The settings want four eyes for an approval, and the database does not enforce it: a program with other "
            "settings could approve its user's own text. As the database's owner run: distrib db roles --create",
        )


def _sender(context: Context) -> Iterator[Finding]:
    if not (context.settings.sender.address or context.settings.routes):
        return  # that there is no mail server is said next, and once is enough
    try:
        sender = office.sender(context)
    except DistribError as fault:
        yield Finding(Health.BAD, str(fault))
        return
    if context.settings.sender.address is None:
        yield Finding(
            Health.ATTENTION,
            f"No sender is set up; mail is sent as {sender.address}. Set [sender] address in config.toml.",
        )
    else:
        yield Finding(Health.GOOD, f"Mail is sent as {sender.name} <{sender.address}>.")
    if sender.postal_address is None:
        yield Finding(
            Health.ATTENTION,
            "No postal address is set up; many countries' laws on mail to lists want one. Set [office] postal_address.",
        )


def _look(context: Context) -> Iterator[Finding]:
    try:
        chosen = look.of(context)
    except DistribError as fault:
        yield Finding(Health.BAD, str(fault))
        return
    yield from (Finding(Health.ATTENTION, sentence) for sentence in hard_to_read(chosen))


def _signing(context: Context) -> Iterator[Finding]:
    """The keys that sign, without a look at DNS: what is there is for the person to see."""
    try:
        keys = dkim.signing_keys(context)
        domain = dkim.domain_of(office.sender(context).address)
    except MailServerUnusable:
        return  # said of the sender already
    except DistribError as fault:
        yield Finding(Health.BAD, str(fault))
        return
    for key in keys:
        what = f"Mail is signed (DKIM, {key.algorithm.key_type} {key.bits} bits) by {key.domain}"
        if not is_aligned(domain, key.domain):
            advice = (
                f"mailboxes do not count that for the sender's domain {domain}. Make a key for it: distrib dkim new"
            )
            yield Finding(Health.ATTENTION, f"{what}; {advice}")
        elif key.is_short:
            yield Finding(Health.ATTENTION, f"{what}; that is short. Make one of 2048 bits: distrib dkim new")
        else:
            yield Finding(Health.GOOD, f"{what}. Check that DNS has the TXT record {key.name}: distrib dkim show")
    if not keys:
        advice = "unless your mail server signs it, mailboxes may take it for spam. Make a key: distrib dkim new"
        yield Finding(Health.ATTENTION, f"Mail is not signed here (DKIM); {advice}")
    elif not any(key.algorithm is Algorithm.RSA for key in keys):
        advice = "many mailboxes verify RSA only. Make such a key beside it: distrib dkim new --algorithm rsa"
        yield Finding(Health.ATTENTION, f"Mail is signed with Ed25519 alone; {advice}")


def _mail_server(context: Context) -> Iterator[Finding]:
    try:
        targets = office.mail_servers(context)
    except DistribError as fault:
        yield Finding(Health.BAD, str(fault))
        return
    for name, target in targets.items():
        yield from _answers(context, name, target, f"{target}" if len(targets) == 1 else f"Route {name}, {target},")
    for one in routes.failing(context):
        when = f"it is asked again at {one.rests_until:%H:%M:%S} UTC" if one.rests_until else "it is asked again now"
        yield Finding(Health.ATTENTION, f"Workers could not use the route {one.name} ({one.reply}); {when}.")


def answers(target: SmtpTarget) -> Iterator[Finding]:
    """Whether a mail server that is not set up yet lets us in, and the largest message that it takes."""
    yield from _in_words(target, str(target), *asyncio.run(_greet(target)))


def _answers(context: Context, route: str, target: SmtpTarget, name: str) -> Iterator[Finding]:
    failed, size = asyncio.run(_greet(target))
    if failed is None:
        message_sizes.keep(context, route, size)
    yield from _in_words(target, name, failed, size)


def _in_words(target: SmtpTarget, name: str, failed: Outcome | None, size: int | None) -> Iterator[Finding]:
    if failed is not None:
        stage = Stage.TLS if failed.fault is Fault.TLS else failed.stage
        yield Finding(Health.BAD, f"{name}: {failed.text}. {_ADVICE.get(stage, '')}".rstrip())
        return
    protection = "without encryption" if target.protection is Protection.NONE else "over TLS with a valid certificate"
    login = f", logged in as {target.user}" if target.user else ""
    limit = f"; it takes messages up to {size // 1000} kB" if size else ""
    yield Finding(Health.GOOD, f"{name} answers {protection}{login}{limit}.")
    if target.protection is Protection.NONE and not target.is_loopback:
        yield Finding(Health.ATTENTION, "Mail goes to the server unencrypted. Prefer smtp+starttls:// or smtps://.")


def _work(context: Context) -> Iterator[Finding]:
    pending, due = delivering.pending(context)
    at_work = workers.living(context)
    if pending and not at_work:
        when = f", the first since or at {due:%Y-%m-%d %H:%M} UTC" if due else ""
        yield Finding(
            Health.ATTENTION, f"{pending} deliveries wait{when}, and no worker runs here. Run: distrib worker --once"
        )
    else:
        yield Finding(Health.GOOD, f"{pending} deliveries wait; {at_work} workers run on this machine.")


def _waiting(context: Context) -> Iterator[Finding]:
    """What a person keeps back, or must decide."""
    for one in hands.in_need(context):
        waits = f"{one.tally.pending} deliveries wait. Run: distrib dispatch resume {one.id}, or stop {one.id}"
        if one.standing.status is Status.HELD:
            latest = f"{one.standing.start_by:%Y-%m-%d %H:%M} UTC"
            yield Finding(Health.ATTENTION, f"Dispatch {one.id} is held: no worker began it by {latest}. {waits}")
        else:
            yield Finding(Health.ATTENTION, f"Dispatch {one.id} is paused. {waits}")
    for held in hands.held_domains(context):
        text = f"Nothing is sent to {held.domain} since {held.since:%Y-%m-%d %H:%M} UTC."
        yield Finding(Health.ATTENTION, f"{text} Run: distrib dispatch release {held.domain}")
    for slow in pacing.slow_domains(context):
        when = f"gets nothing before {slow.closed_until:%H:%M} UTC" if slow.closed_until else "gets a little at a time"
        text = f"{slow.domain} is busy and {when} ({slow.reply}). Its recipients wait; nothing is to be done."
        yield Finding(Health.ATTENTION, text)


async def _greet(target: SmtpTarget) -> tuple[Outcome | None, int | None]:
    """Connect, begin TLS, log in and leave: what failed, and the server's SIZE."""
    from distrib.mail.smtp import SmtpConnection, tls_context

    connection = SmtpConnection(target, tls_context(target))
    try:
        failed = await connection.open()
        return failed, connection.size_limit
    finally:
        await connection.quit()


_ADVICE = {
    Stage.CONNECT: "Check the host, the port and the network.",
    Stage.GREETING: "Check that the port is that of a mail server.",
    Stage.HELLO: "Check that the port is that of a mail server.",
    Stage.TLS: "Check the host name, or try smtps:// on port 465; for a private authority set [smtp] ca_file.",
    Stage.LOGIN: "Check the user name and the password; for a token, run smtp_oauth2_token_command by hand.",
}
