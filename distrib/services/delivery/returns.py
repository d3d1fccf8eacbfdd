"""Returned messages as evidence: each is noted with the delivery whose token it names, and settles what it can settle.

A report without a token of ours, or with one that was never given, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from distrib.core.delivery.bounce import ADDRESS_IS_GONE, Evidence, Kind, Report, follows
from distrib.core.delivery.ledger import State, move
from distrib.core.imap_target import ImapTarget, parse_imap_url
from distrib.core.people import ConsentKind, JournalistStatus, address_key
from distrib.core.plain_text import one_line
from distrib.db import people
from distrib.db import returns as rows
from distrib.db.engine import Transaction
from distrib.errors import MailServerUnusable
from distrib.ingest.returns.mailboxes import Returned
from distrib.ingest.returns.reports import MOST_OCTETS, digest, read_report
from distrib.services.context import Context

LONGEST_SOURCE = 300
"""Characters kept of where a message was read."""


class Fate(StrEnum):
    """What became of a returned message."""

    MOVED = "moved"
    """It settled a doubt, or told of a bounce."""
    NOTED = "noted"
    KNOWN = "known"
    """Read before."""
    FOREIGN = "foreign"
    """It names a delivery that was never made here."""
    NAMELESS = "nameless"
    """It names no delivery at all."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A returned message and what became of it."""

    source: str
    fate: Fate
    report: Report
    email: str | None = None
    dispatch_id: int | None = None
    before: State | None = None
    after: State | None = None
    """Where the delivery stands now."""


def take_in(context: Context, messages: Iterable[Returned]) -> Iterator[Taken]:
    """Note messages one by one, each on disk when it is yielded, and settle what they settle.

    Raises:
        UnreadableText: from `messages`; what was yielded before counts.
    """
    for message in messages:
        report = read_report(message.data)
        source = one_line(message.source)[:LONGEST_SOURCE]
        yield _take_in(context, report, source, digest(message.data))


def fetch(context: Context, *, days: int, everything: bool = False) -> Iterator[Returned]:
    """Messages of the mailbox of [returns], as `take_in` wants them; nothing there is deleted or marked as seen.

    Raises:
        MailServerUnusable: no mailbox is set up, a demo office names one off this machine, or it cannot be read.
    """
    from distrib.mail import imap

    target = mailbox(context)
    since = (context.now() - timedelta(days=days)).date()
    for source, data in imap.messages(target, since=since, most_octets=MOST_OCTETS, everything=everything):
        yield Returned(source, data)


def mailbox(context: Context) -> ImapTarget:
    """The mailbox that returned messages come to.

    Raises:
        MailServerUnusable: none is set up, or a demo office names one off this machine.
    """
    settings = context.settings
    if settings.returns.url is None:
        raise MailServerUnusable(
            "No mailbox is set up, so nothing was read. Put the one of the return address into config.toml as "
            '[returns] url = "imaps://user@host", and its password into secrets.toml as returns_password.'
        )
    target = parse_imap_url(
        settings.returns.url,
        password=settings.returns_password,
        token_command=settings.returns_token_command,
        ca_file=settings.returns.ca_file,
    )
    if settings.is_demo and not target.is_loopback:
        raise MailServerUnusable("This is a demo office: it reads mail on this machine only. Nothing was read.")
    return target


def weigh(context: Context) -> int:
    """Settle what came into doubt after its report had been read; returns how many."""
    with context.database.reading() as transaction:
        found = rows.doubts_with_evidence(transaction)
        evidence = rows.evidence(transaction, [one.id for one in found])
    settled = 0
    for delivery in found:
        with context.database.writing() as transaction:
            people.lock(transaction, [address_key(delivery.email)])
            after = _follow(context, transaction, delivery, evidence[delivery.id])
            settled += after is not None
    return settled


def _take_in(context: Context, report: Report, source: str, mark: str) -> Taken:
    if not report.tokens:
        return Taken(source, Fate.NAMELESS, report)
    with context.database.reading() as transaction:
        delivery = rows.named(transaction, report.tokens)
        is_known = rows.is_known(transaction, mark)
    if delivery is None:
        return Taken(source, Fate.FOREIGN, report)
    if is_known:
        return _taken(Fate.KNOWN, source, report, delivery, None)
    return _note(context, delivery.email, report, source, mark)


def _note(context: Context, email: str, report: Report, source: str, mark: str) -> Taken:
    """Once its row is locked nobody else can note the same message, or move the delivery."""
    with context.database.writing() as transaction:
        people.lock(transaction, [address_key(email)])
        delivery = rows.named(transaction, report.tokens, lock=True)
        assert delivery is not None  # noqa: S101 - found before, and no delivery is ever removed
        if rows.is_known(transaction, mark):
            return _taken(Fate.KNOWN, source, report, delivery, None)
        now, report = context.database.now(transaction), report.about(delivery.email)
        rows.note(transaction, delivery, report, source=source, digest=mark, now=now)
        after = _follow(context, transaction, delivery, [report])
    return _taken(Fate.NOTED if after is None else Fate.MOVED, source, report, delivery, after)


def _follow(
    context: Context, transaction: Transaction, delivery: rows.Named, said: Iterable[Report | Evidence]
) -> State | None:
    """Move the delivery by the first report that moves it; the state it is in then, or None."""
    for one in said:
        event = follows(delivery.state, one.kind, is_repeat=delivery.is_repeat)
        if event is not None:
            now = context.database.now(transaction)
            if not rows.follow(transaction, delivery, event, one, now):
                return None
            if one.kind is Kind.FAILED and one.status in ADDRESS_IS_GONE:
                _mark_bounced(transaction, delivery, one, now)
            return move(delivery.state, event)
    return None


def _mark_bounced(transaction: Transaction, delivery: rows.Named, said: Report | Evidence, now: datetime) -> None:
    """Nothing more goes to an address that is gone. A stricter status stays, and so does whoever has a new address."""
    person = delivery.journalist_id
    if person is None or not people.is_mailed_at(transaction, person, delivery.email):
        return
    kind, source = ConsentKind.BOUNCED, f"delivery {delivery.id}"
    people.add_consent(transaction, [person], kind, source=source, evidence=said.text, now=now)
    people.set_status(transaction, [person], JournalistStatus.BOUNCED, now)


def _taken(fate: Fate, source: str, report: Report, delivery: rows.Named, after: State | None) -> Taken:
    return Taken(source, fate, report, delivery.email, delivery.dispatch_id, delivery.state, after or delivery.state)
