"""Sending: planning what goes to whom, and freezing it into the ledger (D1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from distrib.core.delivery.audience import Audience
from distrib.core.delivery.dispatch import Dispatch, LeftOutRecord, Sender
from distrib.core.delivery.status import AT_ONCE, Standing
from distrib.core.delivery.waves import Wave
from distrib.core.phrase import Said, phrase, phrased
from distrib.core.release import Release, ReleaseState
from distrib.core.release.workflow import Step, follow
from distrib.db import agreements, steering
from distrib.db import dispatches as rows
from distrib.db import editions as edition_rows
from distrib.db import office as office_rows
from distrib.db import releases as release_rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services import addressing, embargo_waves, office
from distrib.services.before_sending import check_roster
from distrib.services.context import Context
from distrib.services.delivery.dispatches import found_dispatch
from distrib.services.releases import editions, families, found, notices, preflight
from distrib.services.releases.approving import approved_version, check_approved
from distrib.services.releases.embargo_lines import check_settled


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be sent to whom; `freeze` carries out exactly this or nothing."""

    release: Release
    query: str
    sender: Sender
    server: str
    """The mail server, without its login."""
    audience: Audience
    warnings: tuple[Said, ...]
    may_name_internal: bool = False
    """A number that is kept as internal may stand in the text."""
    only_theirs: bool = False
    """Nobody gets an edition in a language that they do not read."""
    embargoed_copies: bool = False
    """Those who keep embargoes get theirs before the lift."""
    waves: tuple[Wave, ...] = ()
    """The whole audience by when it begins, those before the lift first."""

    @property
    def substance(self) -> tuple[object, ...]:
        """Equal to that of another plan which would send the same text to the same people, before a lift or after."""
        waves = ((wave.lifts_at is None, _whom(wave.audience)) for wave in self.waves)
        return (self.release.version_hash, self.sender, self.query, *waves)


def _whom(audience: Audience) -> tuple[tuple[int | None, str, str], ...]:
    """In the order of the list, which a plan made again has too."""
    return tuple((one.journalist_id, one.email, one.language) for one in audience.recipients)


class AudienceChanged(NotAllowed):
    """Text, people or earlier deliveries are not those that a person confirmed; nothing was queued."""


def plan(
    context: Context,
    reference: str,
    query: str | None = None,
    *,
    embargoed_copies: bool = False,
    begins: datetime | None = None,
    may_name_internal: bool = False,
    only_theirs: bool = False,
) -> Plan:
    """Resolve the audience and check everything that can be checked before a person confirms.

    `begins` is when it would go out; None is now. While it is under embargo everybody waits for the lift, but for those
    who have accepted embargoes where `embargoed_copies` are wanted. Without a query it goes to the audience that was
    approved. A notice about an earlier release goes to those who hold it, at once, and takes no query.

    Raises:
        NotFound, QueryError: no such release, or a query that cannot be read.
        UsageError: no query, and the approval names none; or a query for a notice.
        NotAllowed: not approved, or for others, its embargo is not settled, a contact is on leave, or preflight
            finds what stops it.
        MailServerUnusable: no mail server or sender is set up.
        SettingsError: a key that is to sign cannot be used.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        check_settled(release, context.now(), done=phrase("sent"))
        check_approved(transaction, release)
        embargo_waves.check_begin(context, release, begins, copies=embargoed_copies or release.about is not None)
        at = begins or context.now()
        query = addressing.query_of(transaction, release, query)
        audience = addressing.audience(context, transaction, release, query, only_theirs=only_theirs)
        waves = addressing.waves(transaction, release, audience, at, copies=embargoed_copies)
        warnings = _check_roster(transaction, release, waves, at, may_name_internal=may_name_internal)
        warnings += families.held(transaction, release)
        sender, server = office.sender(context), office.mail_server(context)
        findings = [
            finding
            for wave in waves
            for finding in preflight.examine(
                context, transaction, embargo_waves.as_sent(release, wave), sender, wave.audience
            )
        ]
    preflight.refuse(findings)
    warnings += _stale(release, audience) + tuple(map(preflight.in_its_place, findings))
    return Plan(
        *(release, query, sender, str(server), audience, tuple(dict.fromkeys(warnings)), may_name_internal),
        *(only_theirs, embargoed_copies, waves),
    )


def freeze(context: Context, planned: Plan, standing: Standing = AT_ONCE) -> Dispatch:
    """Make the dispatch with one queued delivery per recipient (D1); of a send in two waves the first of both.

    Raises:
        AudienceChanged, NotAllowed: as `freeze_waves`.
    """
    return freeze_waves(context, planned, standing)[0]


def freeze_waves(context: Context, planned: Plan, standing: Standing = AT_ONCE) -> tuple[Dispatch, ...]:
    """Make a dispatch of each wave with one queued delivery per recipient (D1), all in one transaction.

    `standing` says when the first begins and whether it is urgent; what waits for a lift is scheduled for it.

    Raises:
        AudienceChanged: text, people or earlier deliveries are not those of the plan any more; nothing was queued.
        NotAllowed: nobody is left to send it to, or a contact is on leave; nothing was queued.
    """
    reference = planned.release.reference
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        families.above(transaction, release, lock=True)
        if planned.embargoed_copies:
            agreements.keep(transaction)
        check_approved(transaction, release)
        begins = standing.not_before or context.now()
        audience = addressing.audience(context, transaction, release, planned.query, only_theirs=planned.only_theirs)
        waves = addressing.waves(transaction, release, audience, begins, copies=planned.embargoed_copies)
        _check_roster(transaction, release, waves, begins, may_name_internal=planned.may_name_internal)
        now_planned = replace(planned, release=release, audience=audience, waves=waves)
        if now_planned.substance != planned.substance:
            raise AudienceChanged(
                "The text of {reference} or the people it goes to changed since you looked. Nothing was sent. "
                "Look at the new numbers and confirm again.",
                reference=reference,
            )
        if not audience.recipients:
            raise NotAllowed(
                "Nobody is left to send {reference} to: {count} found, all left out. Nothing was sent. See the "
                "reasons, or choose another audience.",
                reference=reference,
                count=len(audience.left_out),
            )
        notices.mark_corrected(context, transaction, release)
        return freeze_within(context, transaction, now_planned, addressing.in_its_turn(release, standing))


def freeze_within(
    context: Context, transaction: Transaction, planned: Plan, standing: Standing = AT_ONCE
) -> tuple[Dispatch, ...]:
    """Freeze a plan whose audience and waves were made in this very transaction."""
    frozen: list[Dispatch] = []
    for wave in planned.waves:
        stands = embargo_waves.standing_of(context, wave, standing)
        follows = frozen[0].id if frozen else None
        frozen.append(_freeze(context, transaction, planned, wave, stands, follows=follows))
    return tuple(frozen)


def _freeze(
    context: Context, transaction: Transaction, planned: Plan, wave: Wave, standing: Standing, *, follows: int | None
) -> Dispatch:
    release, audience, now = planned.release, wave.audience, context.now()
    version = release_rows.version_id(transaction, release.id, approved_version(transaction, release))
    dispatch_id = rows.insert_dispatch(
        transaction,
        release_id=release.id,
        version_id=version,
        version_hash=release.version_hash,
        sender_id=office.kept_sender(context, transaction, planned.sender),
        query=planned.query,
        audience_size=len(audience.recipients),
        actor=context.actor,
        now=now,
        standing=standing,
        follows=follows,
    )
    editions = edition_rows.edition_ids(transaction, version)
    rows.insert_audience(
        *(transaction, dispatch_id, audience.recipients, _naming(context, planned.sender)),
        editions=editions,
        now=now,
        standing=standing,
        lifts_at=wave.lifts_at,
    )
    if steering.held_domains(transaction):  # read once the rows are in: a hold made meanwhile waits for them
        steering.assign_turns(transaction, dispatch_id, standing, now)
    rows.insert_left_out(transaction, dispatch_id, _left_out(audience))
    release_rows.set_state(transaction, release.id, _issued(release), now, release.approved_hash)
    office_rows.record(
        transaction,
        actor=context.actor,
        action="dispatch queued",
        subject=f"release {release.reference}",
        content_hash=release.version_hash,
        detail={
            "dispatch": dispatch_id,
            "query": planned.query,
            "recipients": len(audience.recipients),
            "urgent": standing.is_urgent,
            "not before": standing.not_before.isoformat() if standing.not_before else None,
            "embargo until": wave.lifts_at.isoformat() if wave.lifts_at else None,
        },
        now=now,
    )
    return found_dispatch(transaction, dispatch_id)


def _left_out(audience: Audience) -> list[tuple[int | None, LeftOutRecord]]:
    return [
        (one.journalist_id, LeftOutRecord(one.name, one.email, one.reason.value, one.explanation))
        for one in audience.left_out
    ]


def _issued(release: Release) -> ReleaseState:
    state = follow(release.state, Step.ISSUE)
    if state is None:
        raise ValueError(f"{release.reference} is {release.state} and cannot be issued")
    return state


def _naming(context: Context, sender: Sender) -> Callable[[], tuple[str, str]]:
    """Gives each delivery its token and the Message-ID made of it (RFC 5322 §3.6.4)."""
    domain = sender.address.rpartition("@")[2]

    def named() -> tuple[str, str]:
        token = context.new_token()
        return token, f"<{token}@{domain}>"

    return named


def _check_roster(
    transaction: Transaction, release: Release, waves: tuple[Wave, ...], begins: datetime, *, may_name_internal: bool
) -> tuple[Said, ...]:
    """At each moment at which a wave begins: who is there now may be on leave at the lift."""
    moments = dict.fromkeys(wave.lifts_at if wave.waits and wave.lifts_at else begins for wave in waves)
    found_now = (check_roster(transaction, release, at, may_name_internal=may_name_internal) for at in moments)
    return tuple(warning for warnings in found_now for warning in warnings)


def _stale(release: Release, audience: Audience) -> tuple[Said, ...]:
    needed = audience.by_language
    return tuple(
        phrased(
            "{language}: translated from a text that has changed since; see what changed with distrib release compare",
            language=language,
        )
        for language in editions.stale(release)
        if language in needed
    )
