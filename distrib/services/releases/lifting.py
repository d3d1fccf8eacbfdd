"""Lifting an embargo early: a notice to exactly those who hold the text, and everybody else gets it at once."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.status import Standing, brought_forward
from distrib.core.delivery.waves import Wave
from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.db import embargoes as rows
from distrib.db import holders as holder_rows
from distrib.db import office as audit
from distrib.db import releases as release_rows
from distrib.db import steering
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services import addressing, office
from distrib.services.context import Context
from distrib.services.office import dkim
from distrib.services.releases import approving, families, found, notices, recorded
from distrib.services.sending import Plan, freeze_within


@dataclass(frozen=True, slots=True)
class Lifted:
    """What lifting an embargo came to."""

    notice: Dispatch | None
    """To those who hold the text; None where nobody does."""
    freed: int
    """Recipients who waited, or whose copy was still to go, and who get it now."""


def lift(context: Context, reference: str) -> Lifted:
    """Lift the embargo of a release now. Its notice is made and approved, and then one transaction does the rest.

    Where approving the notice is refused, nothing is lifted; done again once it is approved it goes on from there.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it is under no embargo any more, was never queued, or the notice may not be approved by this person.
        MailServerUnusable, SettingsError: nothing could be sent.
    """
    notice = _notice(context, reference)
    if notice is not None and notice.state is not ReleaseState.APPROVED:
        notice = approving.approve(context, notice.reference)
    sender, server = office.sender(context), str(office.mail_server(context))
    dkim.signers(context)
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        families.above(transaction, release, lock=True)
        steering.lock_ledger(transaction)
        _check(context, release)
        if notice is None and rows.has_copies(transaction, release.id):
            raise NotAllowed(
                "Copies of {reference} were queued at this moment, and whoever gets one has to be told. Nothing was "
                "changed. Lift it again.",
                reference=reference,
            )
        dispatch = None
        if notice is not None:
            notice = found(transaction, notice.reference, lock=True)
            approving.check_approved(transaction, notice)  # nobody discarded or changed it since
            audience = notices.audience(transaction, notice)
            query = addressing.query_of(transaction, notice, None)
            plan = Plan(notice, query, sender, server, audience, (), waves=(Wave(audience, None),))
            if audience.recipients:
                (dispatch,) = freeze_within(context, transaction, plan, Standing(is_urgent=True))
        return Lifted(dispatch, _free(context, transaction, release))


def holders_of(context: Context, reference: str) -> tuple[int, int]:
    """How many hold a release, and how many wait for its lift: what is asked about before it is lifted.

    Raises:
        NotFound, NotAllowed: as `lift`.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        _check(context, release)
        return len(holder_rows.holders(transaction, [reference])), rows.still_to_go(transaction, release.id)


def _check(context: Context, release: Release) -> None:
    lifts_at, reference = release.lifts_at, release.reference
    if lifts_at is None:
        raise NotAllowed("{reference} is under no embargo. Nothing was changed.", reference=reference)
    if lifts_at <= context.now():
        over = f"{lifts_at:%Y-%m-%d %H:%M} GMT"
        raise NotAllowed(
            "The embargo of {reference} is over since {over}. Nothing was changed.", reference=reference, over=over
        )
    if release.state is ReleaseState.CORRECTED:
        raise NotAllowed(
            "{reference} is corrected by a later release and goes to nobody any more. Nothing was changed. Lift the "
            "embargo of the later one; the list of releases has it.",
            reference=reference,
        )
    if release.state is not ReleaseState.ISSUED:
        raise NotAllowed(
            "Nothing of {reference} was sent or queued, so there is no embargo to lift. Nothing was changed. "
            "Take it away with: distrib release embargo {reference} --none",
            reference=reference,
        )


def _notice(context: Context, reference: str) -> Release | None:
    """The notice of a release of which copies went out, or may have: the one there is, or a new one."""
    from distrib.mail.lift_notice import lift_notice

    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        _check(context, release)
        if not rows.has_copies(transaction, release.id):
            return None
        made = release_rows.speaking_of(transaction, reference, ReleaseKind.LIFT)
        kept = [one for one in made if one.state is not ReleaseState.DISCARDED]
        if kept:
            return kept[-1]
        now = context.now()
        own = release_rows.next_reference(transaction, now.year)
        identity = release_rows.insert_release(transaction, own, now, kind=ReleaseKind.LIFT, about=reference)
        editions = [lift_notice(edition, reference) for edition in release.editions]
        release_rows.insert_version(transaction, identity, 1, editions, actor=context.actor, now=now)
        return recorded(context, transaction, own, "notice of a lift made")


def _free(context: Context, transaction: Transaction, release: Release) -> int:
    assert release.embargo is not None  # noqa: S101 - checked in this transaction
    now, until = context.database.now(transaction), release.embargo.until
    freed = rows.lift(transaction, release.id, until, now)
    for dispatch in rows.waiting_for(transaction, release.id, until):
        standing = steering.standing(transaction, dispatch)
        assert standing is not None  # noqa: S101 - it was found in this transaction
        steering.set_standing(transaction, dispatch, brought_forward(standing, now), now)
    audit.record(
        transaction,
        actor=context.actor,
        action="embargo lifted early",
        subject=f"release {release.reference}",
        content_hash=release.version_hash,
        detail={"freed": freed, "was until": until.isoformat()},
        now=now,
    )
    return freed
