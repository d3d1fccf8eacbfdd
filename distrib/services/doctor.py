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
from distrib.core.outcome import Fault, Outcome, Stage, heard
from distrib.core.phrase import Said, figure, phrase, phrased
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
    said: Said

    @property
    def text(self) -> str:
        """What was found, in English."""
        return str(self.said)


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
        yield Finding(
            Health.BAD, phrased("The folder {home} may not be written to. Change its permissions.", home=home)
        )
        return
    free = shutil.disk_usage(home).free
    if free < LEAST_FREE:
        yield Finding(
            Health.ATTENTION,
            phrased(
                "Only {free} MB are free on the disk of {home}. Make room.", free=figure(free // 1_000_000), home=home
            ),
        )
    elif os.name == "posix" and home.stat().st_mode & 0o077:
        yield Finding(
            Health.ATTENTION, phrased("Others on this machine can read {home}. Run: chmod 700 {home}", home=home)
        )
    else:
        yield Finding(Health.GOOD, phrased("The folder is {home}.", home=home))


def _database(context: Context) -> Iterator[Finding]:
    database = context.database
    fault = migrate.integrity(database)
    if fault is not None:
        yield Finding(Health.BAD, phrased("The database is damaged ({why}). Restore the newest backup.", why=fault))
    else:
        kind = "SQLite" if database.is_sqlite else "PostgreSQL"
        yield Finding(
            Health.GOOD,
            phrased(
                "The {kind} database is sound and at revision {revision}.",
                kind=kind,
                revision=migrate.revision(database),
            ),
        )


def _approval(context: Context) -> Iterator[Finding]:
    """A policy that only this machine's settings know is one that another machine's do not."""
    if not context.database.is_sqlite and not roles.is_enforced(context):
        yield Finding(
            Health.ATTENTION,
            phrased(
                "The settings want four eyes for an approval, and the database does not enforce it: a program "
                "with other settings could approve its user's own text. As the database's owner run: "
                "distrib db roles --create"
            ),
        )


def _sender(context: Context) -> Iterator[Finding]:
    if not (context.settings.sender.address or context.settings.routes):
        return  # that there is no mail server is said next, and once is enough
    try:
        sender = office.sender(context)
    except DistribError as fault:
        yield Finding(Health.BAD, fault.said)
        return
    if context.settings.sender.address is None:
        yield Finding(
            Health.ATTENTION,
            phrased(
                "No sender is set up; mail is sent as {address}. Set [sender] address in config.toml.",
                address=sender.address,
            ),
        )
    else:
        yield Finding(
            Health.GOOD, phrased("Mail is sent as {name} <{address}>.", name=sender.name, address=sender.address)
        )
    if sender.postal_address is None:
        yield Finding(
            Health.ATTENTION,
            phrased(
                "No postal address is set up; many countries' laws on mail to lists want one. "
                "Set [office] postal_address."
            ),
        )


def _look(context: Context) -> Iterator[Finding]:
    try:
        chosen = look.of(context)
    except DistribError as fault:
        yield Finding(Health.BAD, fault.said)
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
        yield Finding(Health.BAD, fault.said)
        return
    for key in keys:
        what = phrased(
            "Mail is signed (DKIM, {kind} {bits} bits) by {domain}",
            kind=key.algorithm.key_type,
            bits=key.bits,
            domain=key.domain,
        )
        if not is_aligned(domain, key.domain):
            advice = phrased(
                "mailboxes do not count that for the sender's domain {domain}. Make a key for it: distrib dkim new",
                domain=domain,
            )
            yield Finding(Health.ATTENTION, phrased("{what}; {advice}", what=what, advice=advice))
        elif key.is_short:
            yield Finding(
                Health.ATTENTION, phrased("{what}; that is short. Make one of 2048 bits: distrib dkim new", what=what)
            )
        else:
            yield Finding(
                Health.GOOD,
                phrased(
                    "{what}. Check that DNS has the TXT record {name}: distrib dkim show", what=what, name=key.name
                ),
            )
    if not keys:
        advice = phrased(
            "unless your mail server signs it, mailboxes may take it for spam. Make a key: distrib dkim new"
        )
        yield Finding(Health.ATTENTION, phrased("Mail is not signed here (DKIM); {advice}", advice=advice))
    elif not any(key.algorithm is Algorithm.RSA for key in keys):
        advice = phrased("many mailboxes verify RSA only. Make such a key beside it: distrib dkim new --algorithm rsa")
        yield Finding(Health.ATTENTION, phrased("Mail is signed with Ed25519 alone; {advice}", advice=advice))


def _mail_server(context: Context) -> Iterator[Finding]:
    try:
        targets = office.mail_servers(context)
    except DistribError as fault:
        yield Finding(Health.BAD, fault.said)
        return
    for name, target in targets.items():
        yield from _answers(context, name, target, _named(name, target, len(targets)))
    for one in routes.failing(context):
        when = phrased("it is asked again now")
        if one.rests_until:
            when = phrased("it is asked again at {until:%H:%M:%S} UTC", until=one.rests_until)
        yield Finding(
            Health.ATTENTION,
            phrased(
                "Workers could not use the route {name} ({reply}); {when}.",
                name=one.name,
                reply=heard(one.reply),
                when=when,
            ),
        )


def _named(route: str, target: SmtpTarget, routes: int) -> Said | str:
    return str(target) if routes == 1 else phrased("Route {name}, {target},", name=route, target=target)


def answers(target: SmtpTarget) -> Iterator[Finding]:
    """Whether a mail server that is not set up yet lets us in, and the largest message that it takes."""
    yield from _in_words(target, str(target), *asyncio.run(_greet(target)))


def _answers(context: Context, route: str, target: SmtpTarget, name: Said | str) -> Iterator[Finding]:
    failed, size = asyncio.run(_greet(target))
    if failed is None:
        message_sizes.keep(context, route, size)
    yield from _in_words(target, name, failed, size)


def _in_words(target: SmtpTarget, name: Said | str, failed: Outcome | None, size: int | None) -> Iterator[Finding]:
    if failed is not None:
        stage = Stage.TLS if failed.fault is Fault.TLS else failed.stage
        advice = phrased(_ADVICE[stage]) if stage in _ADVICE else ""
        said = phrased("{name}: {failure}. {advice}", name=name, failure=failed.said, advice=advice)
        yield Finding(Health.BAD, said if advice else phrased("{name}: {failure}.", name=name, failure=failed.said))
        return
    is_bare = target.protection is Protection.NONE
    protection = phrased("without encryption") if is_bare else phrased("over TLS with a valid certificate")
    login = phrased(", logged in as {user}", user=target.user) if target.user else ""
    limit = phrased("; it takes messages up to {size} kB", size=figure(size // 1000)) if size else ""
    yield Finding(
        Health.GOOD,
        phrased(
            "{name} answers {protection}{login}{limit}.", name=name, protection=protection, login=login, limit=limit
        ),
    )
    if target.protection is Protection.NONE and not target.is_loopback:
        yield Finding(
            Health.ATTENTION, phrased("Mail goes to the server unencrypted. Prefer smtp+starttls:// or smtps://.")
        )


def _work(context: Context) -> Iterator[Finding]:
    pending, due = delivering.pending(context)
    at_work = workers.living(context)
    if pending and not at_work:
        when = phrased(", the first since or at {due:%Y-%m-%d %H:%M} UTC", due=due) if due else ""
        yield Finding(
            Health.ATTENTION,
            phrased(
                "{pending} deliveries wait{when}, and no worker runs here. Run: distrib worker --once",
                pending=figure(pending),
                when=when,
            ),
        )
    else:
        yield Finding(
            Health.GOOD,
            phrased(
                "{pending} deliveries wait; {at_work} workers run on this machine.",
                pending=figure(pending),
                at_work=at_work,
            ),
        )


def _waiting(context: Context) -> Iterator[Finding]:
    """What a person keeps back, or must decide."""
    for one in hands.in_need(context):
        waits = phrased(
            "{pending} deliveries wait. Run: distrib dispatch resume {dispatch}, or stop {dispatch}",
            pending=figure(one.tally.pending),
            dispatch=one.id,
        )
        if one.standing.status is Status.HELD:
            latest = f"{one.standing.start_by:%Y-%m-%d %H:%M} UTC"
            yield Finding(
                Health.ATTENTION,
                phrased(
                    "Dispatch {dispatch} is held: no worker began it by {latest}. {waits}",
                    dispatch=one.id,
                    latest=latest,
                    waits=waits,
                ),
            )
        else:
            yield Finding(
                Health.ATTENTION, phrased("Dispatch {dispatch} is paused. {waits}", dispatch=one.id, waits=waits)
            )
    for held in hands.held_domains(context):
        said = phrased(
            "Nothing is sent to {domain} since {since:%Y-%m-%d %H:%M} UTC. Run: distrib dispatch release {domain}",
            domain=held.domain,
            since=held.since,
        )
        yield Finding(Health.ATTENTION, said)
    for slow in pacing.slow_domains(context):
        when = phrased("gets a little at a time")
        if slow.closed_until:
            when = phrased("gets nothing before {until:%H:%M} UTC", until=slow.closed_until)
        said = phrased(
            "{domain} is busy and {when} ({reply}). Its recipients wait; nothing is to be done.",
            domain=slow.domain,
            when=when,
            reply=heard(slow.reply),
        )
        yield Finding(Health.ATTENTION, said)


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
    Stage.CONNECT: phrase("Check the host, the port and the network."),
    Stage.GREETING: phrase("Check that the port is that of a mail server."),
    Stage.HELLO: phrase("Check that the port is that of a mail server."),
    Stage.TLS: phrase("Check the host name, or try smtps:// on port 465; for a private authority set [smtp] ca_file."),
    Stage.LOGIN: phrase("Check the user name and the password; for a token, run smtp_oauth2_token_command by hand."),
}
