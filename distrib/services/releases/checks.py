"""What stands between a release and its readers: everything to be mended or known first, each with its place.

It changes nothing and sends nothing; `sending.plan` refuses by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from distrib.core.phrase import Said, phrased
from distrib.core.preflight import Part, Severity
from distrib.core.release import Release
from distrib.core.release.workflow import Step, follow
from distrib.db.engine import Transaction
from distrib.errors import DistribError, NotAllowed
from distrib.services import office
from distrib.services.before_sending import check_roster
from distrib.services.context import Context
from distrib.services.people import saved_audiences
from distrib.services.releases import approving, editions, embargo_lines, embargoes, found, notices, preflight


class Weight(IntEnum):
    """What a finding means for a send."""

    STOPS = 0
    WARNS = 1
    FINE = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    weight: Weight
    said: Said
    part: str
    """Where it is mended: text, languages, contacts, audience, embargo, approval, set-up; history where nothing is."""
    language: str | None = None
    """Of the edition it is about."""

    @property
    def sentence(self) -> str:
        """What was found, in English."""
        return str(self.said)


Check = Callable[[Context, Transaction, Release], Iterable[Finding]]


def findings(context: Context, reference: str) -> tuple[Finding, ...]:
    """Everything that was looked at, the gravest first.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        every = [one for check in CHECKS for one in check(context, transaction, release)]
    return tuple(sorted(every, key=lambda one: one.weight))


def _embargo(context: Context, _transaction: Transaction, release: Release) -> Iterator[Finding]:
    doubt = embargo_lines.doubt_about(release, context.now())
    if doubt is not None:
        yield Finding(Weight.STOPS, doubt, "embargo")


def _approval(_context: Context, transaction: Transaction, release: Release) -> Iterator[Finding]:
    part = "approval" if follow(release.state, Step.APPROVE) else "history"
    try:
        approving.check_approved(transaction, release)
    except NotAllowed as fault:
        yield Finding(Weight.STOPS, fault.said, part)
    else:
        yield Finding(Weight.FINE, phrased("This text is approved."), part)


def _contacts(context: Context, transaction: Transaction, release: Release) -> Iterator[Finding]:
    try:
        told = check_roster(transaction, release, context.now())
    except NotAllowed as fault:
        yield Finding(Weight.STOPS, fault.said, "contacts")
    else:
        yield from (Finding(Weight.WARNS, one, "contacts") for one in told)


def _languages(_context: Context, transaction: Transaction, release: Release) -> Iterator[Finding]:
    for language, said in editions.unsure(transaction, release):
        yield Finding(Weight.WARNS, said, "languages", language)


def _audience(_context: Context, transaction: Transaction, release: Release) -> Iterator[Finding]:
    try:
        if release.about is not None:
            notices.audience(transaction, release)
        elif release.audience is None:
            yield Finding(Weight.FINE, phrased("No audience is approved: whoever sends it chooses one."), "audience")
        else:
            saved_audiences.understood(transaction, release.audience)
    except DistribError as fault:
        yield Finding(Weight.STOPS, fault.said, "audience")


def _message(context: Context, transaction: Transaction, release: Release) -> Iterator[Finding]:
    """Every edition as a mail, once; nobody's own message, which a send looks at."""
    try:
        sender = office.sender(context)
        office.mail_server(context)
    except DistribError as fault:
        yield Finding(Weight.STOPS, fault.said, "set-up")
        return
    for one in preflight.examine(context, transaction, embargoes.as_read_now(context, release), sender, None):
        weight = Weight.STOPS if one.severity is Severity.STOP else Weight.WARNS
        yield Finding(weight, one.said, _MENDED_IN.get(one.place.part, "text"), one.place.language)


_MENDED_IN = {
    Part.EMBARGO: "embargo",
    Part.CONTACTS: "contacts",
    Part.SENDER: "set-up",
    Part.MESSAGE: "set-up",
    Part.RECIPIENT: "audience",
}
"""Everything else is mended in the text."""

CHECKS: tuple[Check, ...] = (_embargo, _approval, _languages, _contacts, _audience, _message)
"""Another check is another function here."""
