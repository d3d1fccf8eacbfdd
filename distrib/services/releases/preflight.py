"""Looking a release over before its first message leaves: words, page, files, and every recipient's own message.

Everything that differs from recipient to recipient is spliced for each of them, at the speed of a send; what is the
same for all is looked at once. It sends nothing and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from distrib.core.delivery.audience import Audience, Recipient
from distrib.core.delivery.dispatch import Sender
from distrib.core.look import hard_to_read
from distrib.core.message import (
    Personal,
    Skeleton,
    Slot,
    filled,
    values_for,
    values_of_person,
    values_of_thread,
)
from distrib.core.message.dkim import is_aligned
from distrib.core.phrase import Joined, Said, numbered, phrased
from distrib.core.plain_text import one_line
from distrib.core.preflight import Finding, Part, Place, Severity, stops
from distrib.core.preflight.text import look_over
from distrib.core.release import Edition, Release
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services import addressing
from distrib.services.before_sending import check_roster
from distrib.services.context import Context
from distrib.services.delivery import message_sizes
from distrib.services.office import dkim
from distrib.services.releases import editions, embargoes, found
from distrib.services.releases.message_files import files_of
from distrib.services.releases.preflight_edition import date_findings, embargo_findings, page_findings, picture_findings
from distrib.services.releases.previews import sender_or_trial

MOST_NAMED = 20
"""Recipients named one by one; behind the same fault there are often all of them."""

_ROOM = 4096
"""Octets of personal pieces and signatures, amply."""

_TOKEN = "t" * 20
"""As long as a delivery's own."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found."""

    findings: tuple[Finding, ...]
    rendered: int
    """Recipients whose message was made."""


_Variant = tuple[str, bool]
"""Language of an edition, and whether its reader reads another one."""


@dataclass(frozen=True, slots=True)
class _Looking:
    """One look over a release."""

    context: Context
    transaction: Transaction
    release: Release
    sender: Sender
    skeletons: dict[_Variant, Skeleton] = field(default_factory=dict)
    """Of what could be composed."""


def check(context: Context, reference: str, query: str | None = None) -> Report:
    """Look a release over as it is kept now, approved or not; with a query every recipient's message too.

    Raises:
        NotFound, QueryError: there is no such release, or the query cannot be understood.
        SettingsError: a key that is to sign, or the logo, cannot be used.
    """
    sender = sender_or_trial(context)
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        audience = _audience(context, transaction, release, query)
        findings = [
            *_unsure(transaction, release),
            *_on_leave(context, transaction, release),
            *examine(context, transaction, embargoes.as_read_now(context, release), sender, audience),
        ]
    return Report(tuple(findings), len(audience.recipients) if audience else 0)


def _audience(context: Context, transaction: Transaction, release: Release, query: str | None) -> Audience | None:
    asked = query or release.audience
    if release.about is None and asked is None:
        return None
    return addressing.audience(context, transaction, release, asked or "")


def examine(
    context: Context, transaction: Transaction, release: Release, sender: Sender, audience: Audience | None
) -> tuple[Finding, ...]:
    """All findings but those of the roster; without an audience every edition is looked at, and nobody's message."""
    needed = None if audience is None else {one.language for one in audience.recipients}
    wanted = [one for one in release.editions if needed is None or one.language in needed]
    recipients = audience.recipients if audience else ()
    looking = _Looking(context, transaction, release, sender)
    findings = [*_sender(context, sender)]
    for edition in wanted:
        variants = {one.is_fallback for one in recipients if one.language == edition.language} or {False}
        findings += _edition(looking, edition, variants)
    return (*findings, *_sizes(looking), *_recipients(looking, recipients))


def refuse(findings: Iterable[Finding]) -> None:
    """Keep a send back where something stops it.

    Raises:
        NotAllowed: with every sentence.
    """
    found_so = stops(findings)
    if found_so:
        lines = [in_its_place(one) for one in found_so[:MOST_NAMED]]
        if len(found_so) > MOST_NAMED:
            lines.append(phrased("and {number} more", number=len(found_so) - MOST_NAMED))
        raise NotAllowed(
            "Nothing was sent, because this has to be put right first:\n  {findings}",
            findings=Joined(tuple(lines), "\n  "),
        )


def in_its_place(finding: Finding) -> Said:
    """A finding, and where it was found."""
    return phrased("{place}: {what}", place=finding.place.said, what=finding.said)


def _unsure(transaction: Transaction, release: Release) -> Iterator[Finding]:
    for language, said in editions.unsure(transaction, release):
        yield Finding(Severity.WARNING, Place(Part.MESSAGE, language), said)


def _on_leave(context: Context, transaction: Transaction, release: Release) -> Iterator[Finding]:
    place = Place(Part.CONTACTS)
    try:
        for warning in check_roster(transaction, release, context.now()):
            yield Finding(Severity.WARNING, place, warning)
    except NotAllowed as fault:
        yield Finding(Severity.STOP, place, fault.said)


def _sender(context: Context, sender: Sender) -> Iterator[Finding]:
    signers = dkim.signers(context)
    domain = dkim.domain_of(sender.address)
    if signers and not any(is_aligned(domain, one.domain) for one in signers):
        named = ", ".join(dict.fromkeys(one.domain for one in signers))
        yield Finding(
            Severity.STOP,
            Place(Part.SENDER),
            phrased(
                "The sender writes from {domain}, and the mail is signed (DKIM) for {named}; mailboxes take that "
                "for forged. Make a key for {domain} (distrib dkim new), or correct [sender] address.",
                domain=domain,
                named=named,
            ),
        )
    for sentence in hard_to_read(sender.look):
        yield Finding(Severity.WARNING, Place(Part.SENDER), sentence)


def _edition(looking: _Looking, edition: Edition, variants: Iterable[bool]) -> Iterator[Finding]:
    """What is found in an edition; its skeletons are put with the others."""
    from distrib.mail.render import make_both, prepare_with_parts

    context, sender, reference = looking.context, looking.sender, looking.release.reference
    yield from look_over(edition, context.now().date())
    yield from date_findings(edition)
    if not edition.contacts:
        said = phrased("The {language} edition names nobody whom its readers can ask.", language=edition.language)
        yield Finding(Severity.WARNING, Place(Part.CONTACTS, edition.language), said)
    yield from picture_findings(edition)
    files = files_of(context, looking.transaction, edition, sender)
    place = Place(Part.MESSAGE, edition.language)
    parts = None
    try:
        for is_fallback in variants:
            skeleton, composed = prepare_with_parts(
                edition,
                sender,
                reference=reference,
                files=files,
                is_fallback=is_fallback,
                is_answer=looking.release.about is not None,
            )
            looking.skeletons[edition.language, is_fallback] = skeleton
            parts = parts if is_fallback else composed
        parts = parts or make_both(edition, sender, reference=reference, files=files)
    except NotAllowed as fault:
        yield Finding(Severity.STOP, place, fault.said)
        return
    for warning in skeleton.warnings:
        yield Finding(Severity.WARNING, place, warning)
    yield from page_findings(edition, parts.html)
    yield from embargo_findings(looking.release, edition, (parts.text, parts.html))


def _sizes(looking: _Looking) -> Iterator[Finding]:
    limit = message_sizes.limit(looking.context, looking.transaction)
    for (language, _), skeleton in looking.skeletons.items():
        size = sum(len(piece) for piece in skeleton.pieces if not isinstance(piece, Slot)) + _ROOM
        if size > limit:
            yield Finding(
                Severity.STOP,
                Place(Part.FILES, language),
                phrased(
                    "The mail has {size:.1f} MB with its files, and your mail server or [smtp] "
                    "largest_message_mb allows {limit:.1f} MB. Take a file off (distrib release detach), or "
                    "link to it.",
                    size=size / 1e6,
                    limit=limit / 1e6,
                ),
            )


def _recipients(looking: _Looking, recipients: Sequence[Recipient]) -> Iterator[Finding]:
    """Make each recipient's message, as far as it is not the same for all."""
    from distrib.mail.rereading import reads_alike

    own = {variant: _with_own_places(looking, skeleton) for variant, skeleton in looking.skeletons.items()}
    faults = 0
    for one in recipients:
        skeleton = own.get((one.language, one.is_fallback))
        if skeleton is None:
            continue
        try:
            values = values_of_person(skeleton.greeting, one.name, one.email) | values_of_thread(one.answers)
            filled(skeleton, values)
        except NotAllowed as fault:
            severity, sentence = Severity.WARNING, phrased("{why} Everybody else gets theirs.", why=fault.said)
        else:
            if reads_alike(values[Slot.RECIPIENT], one.name, one.email):
                continue
            severity = Severity.STOP
            sentence = phrased("The name reads differently in the finished message. Look for unusual characters in it.")
        faults += 1
        if faults <= MOST_NAMED:
            yield Finding(severity, Place(Part.RECIPIENT, detail=one_line(one.email)), sentence)
    if faults > MOST_NAMED:
        more = numbered(
            "And {number} more recipient like these.", "And {number} more recipients like these.", faults - MOST_NAMED
        )
        yield Finding(Severity.WARNING, Place(Part.RECIPIENT), more)


def _with_own_places(looking: _Looking, skeleton: Skeleton) -> Skeleton:
    """The skeleton up to its last personal place: files behind it are the same for everybody, and large.

    What a delivery brings, its date and token, has one form for all, and is filled in once.
    """
    from distrib.mail.quoted import joined

    message_id = f"<{_TOKEN}@{dkim.domain_of(looking.sender.address)}>"
    anybody = Personal("", "reader@example.org", message_id, _TOKEN, looking.context.now())
    of_delivery = values_for(skeleton.greeting, anybody)
    for slot in values_of_person(skeleton.greeting, anybody.name, anybody.email):
        del of_delivery[slot]
    last = max(place for place, piece in enumerate(skeleton.pieces) if isinstance(piece, Slot))
    pieces = [of_delivery.get(piece, piece) if isinstance(piece, Slot) else piece for piece in skeleton.pieces]
    return replace(skeleton, pieces=joined([*pieces[: last + 1], b"\r\n"]))
