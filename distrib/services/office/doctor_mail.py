"""Whether mail can go out: the sender, its look, the keys that sign, and the mail server. It sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from distrib.core.delivery.outcome import Fault, Outcome, heard
from distrib.core.health import Finding, Health
from distrib.core.look import hard_to_read
from distrib.core.message.dkim import Algorithm, PublicKey, is_aligned
from distrib.core.phrase import Said, figure, phrase, phrased
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import Protection, SmtpTarget
from distrib.errors import DistribError, MailServerUnusable
from distrib.services import office
from distrib.services.context import Context
from distrib.services.delivery import message_sizes, routes
from distrib.services.office import dkim, look


def examine(context: Context) -> Iterator[Finding]:
    """Look at everything that mail needs, in the order in which a person would put it right."""
    for look_at in (_sender, _look, _signing, _mail_servers):
        try:
            yield from look_at(context)
        except DistribError as fault:
            yield Finding(Health.BAD, fault.said)


def _sender(context: Context) -> Iterator[Finding]:
    if not (context.settings.sender.address or context.settings.routes):
        return  # that there is no mail server is said next, and once is enough
    sender = office.sender(context)
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
    yield from (Finding(Health.ATTENTION, sentence) for sentence in hard_to_read(look.of(context)))


def _signing(context: Context) -> Iterator[Finding]:
    """The keys that sign, without a look at DNS: what is there is for the person to see."""
    try:
        keys = dkim.signing_keys(context)
        domain = dkim.domain_of(office.sender(context).address)
    except MailServerUnusable:
        return  # said of the sender already
    yield from (_of_key(key, domain) for key in keys)
    if not keys:
        advice = phrased(
            "unless your mail server signs it, mailboxes may take it for spam. Make a key: distrib dkim new"
        )
        yield Finding(Health.ATTENTION, phrased("Mail is not signed here (DKIM); {advice}", advice=advice))
    elif not any(key.algorithm is Algorithm.RSA for key in keys):
        advice = phrased("many mailboxes verify RSA only. Make such a key beside it: distrib dkim new --algorithm rsa")
        yield Finding(Health.ATTENTION, phrased("Mail is signed with Ed25519 alone; {advice}", advice=advice))


def _of_key(key: PublicKey, domain: str) -> Finding:
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
        return Finding(Health.ATTENTION, phrased("{what}; {advice}", what=what, advice=advice))
    if key.is_short:
        return Finding(
            Health.ATTENTION, phrased("{what}; that is short. Make one of 2048 bits: distrib dkim new", what=what)
        )
    return Finding(
        Health.GOOD,
        phrased("{what}. Check that DNS has the TXT record {name}: distrib dkim show", what=what, name=key.name),
    )


def _mail_servers(context: Context) -> Iterator[Finding]:
    targets = office.mail_servers(context)
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
    return str(target) if routes == 1 else phrased("Route {name} ({target})", name=route, target=target)


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
