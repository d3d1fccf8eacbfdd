"""Tasks of the send room: what is known of a release, what would be sent to whom, and sending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from distrib.config import LONGEST_GRACE
from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.status import Standing
from distrib.core.phrase import phrase
from distrib.core.release import Release
from distrib.core.release.approval import Approval
from distrib.errors import NotAllowed, UsageError
from distrib.tui.desk import Desk
from distrib.tui.plain import moment
from distrib.tui.tasks.workers import ensure_worker
from distrib.tui.wording import _, said

if TYPE_CHECKING:
    from distrib.core.delivery.audience import Recipient
    from distrib.services.recipient_previews import Seen
    from distrib.services.sending import Plan


@dataclass(frozen=True, slots=True)
class Look:
    """A release as it stands, before anything is planned."""

    release: Release
    approval: Approval | None
    """The newest."""
    changes: tuple[str, ...]
    """Since that approval."""
    refusal: str | None
    """Why it may not be sent."""
    embargo: str
    """When it lifts or that it has, in words; empty where there is none."""
    held: frozenset[str]
    stale: frozenset[str]
    sent: tuple[Dispatch, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person has chosen so far."""

    reference: str
    query: str | None = None
    """None: the approved audience, or the holders."""
    copies: bool = False
    """Before the lift to those who keep embargoes."""
    only_theirs: bool = False
    may_name_internal: bool = False
    at: str | None = None
    grace: str = ""
    """Minutes; empty is the office's own."""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be sent, and when."""

    wish: Wish
    plan: Plan
    standing: Standing
    when: str
    """How many when where there is an embargo; else empty."""


def look(desk: Desk, reference: str) -> Look:
    """How a release stands now.

    Raises:
        NotFound: there is none.
    """
    from distrib.services import releases
    from distrib.services.delivery import dispatches
    from distrib.services.releases import approving, editions, embargo_lines

    release = releases.get(desk.context, reference)
    approval, changes = approving.last_approval(desk.context, release)
    refusal = None
    try:
        approving.sendable(desk.context, reference)
        embargo_lines.check_settled(release, desk.context.now(), done=phrase("sent"))
    except NotAllowed as fault:
        refusal = said(fault)
    return Look(
        release=release,
        approval=approval,
        changes=tuple(map(said, changes)),
        refusal=refusal,
        embargo=_embargo(desk, release),
        held=editions.held(desk.context, reference),
        stale=frozenset(editions.stale(release)),
        sent=dispatches.of_release(desk.context, reference),
    )


def _embargo(desk: Desk, release: Release) -> str:
    from distrib.services import embargo_waves

    if release.lifts_at is not None and release.lifts_at <= desk.context.now():
        return _("lifted since {moment}").format(moment=moment(release.lifts_at, desk.zone))
    return said(embargo_waves.lift_said(release))


def plan(desk: Desk, wish: Wish) -> Planned:
    """What would be sent to whom, and when.

    Raises:
        DistribError: as `sending.plan` and `scheduling.standing`.
    """
    from distrib.services import embargo_waves, scheduling, sending

    grace = timedelta(minutes=_minutes(wish.grace)) if wish.grace else None
    standing = scheduling.standing(desk.context, at=wish.at, grace=grace, is_urgent=wish.is_urgent)
    planned = sending.plan(
        desk.context,
        wish.reference,
        wish.query,
        embargoed_copies=wish.copies,
        begins=standing.not_before,
        may_name_internal=wish.may_name_internal,
        only_theirs=wish.only_theirs,
    )
    begins = scheduling.on_the_wall(desk.context, standing.not_before) if standing.not_before else embargo_waves.NOW
    return Planned(wish, planned, standing, said(embargo_waves.in_words(planned.release, planned.waves, begins)))


def _minutes(text: str) -> int:
    """A grace as it is typed.

    Raises:
        UsageError: it is no number, or too large.
    """
    if not (text.isascii() and text.isdecimal() and int(text[:9]) <= LONGEST_GRACE):
        raise UsageError("Late by: write minutes from 0 to {most}.", most=LONGEST_GRACE)
    return int(text)


def send(desk: Desk, planned: Planned) -> Dispatch:
    """Queue exactly what was confirmed, and see that a worker delivers it; the first of its dispatches.

    Raises:
        AudienceChanged, NotAllowed: as `sending.freeze_waves`; nothing was queued.
    """
    from distrib.services import sending

    dispatch = sending.freeze_waves(desk.context, planned.plan, planned.standing)[0]
    ensure_worker(desk)
    return dispatch


def has_changed(fault: Exception | None) -> bool:
    """Whether a send was stopped because it is not what was confirmed any more."""
    from distrib.services.sending import AudienceChanged

    return isinstance(fault, AudienceChanged)


def seen_by(desk: Desk, planned: Planned, recipient: Recipient) -> Seen:
    """The message as a recipient would get it."""
    from distrib.services import recipient_previews

    return recipient_previews.seen_by(desk.context, planned.plan, recipient)


def open_page(desk: Desk, planned: Planned, recipient: Recipient) -> tuple[Path, bool]:
    """Write a recipient's page and open it in the browser; whether there was one."""
    page = seen_by(desk, planned, recipient).page
    folder = desk.context.settings.home / "previews"
    folder.mkdir(mode=0o700, exist_ok=True)
    code = "".join(one for one in recipient.language if one.isalnum())[:20]
    path = folder / f"{planned.wish.reference}-{code}-{recipient.journalist_id or 0}.html"
    path.write_text(page, "utf-8")
    return path, desk.open_page(path.as_uri())


def send_test(desk: Desk, reference: str, address: str, language: str) -> str:
    """Send one edition to one address, marked TEST; the server's word for it.

    Raises:
        NotAllowed: the address is a journalist's or cannot be written.
        MailServerUnusable: it was not taken.
    """
    from distrib.services import trial

    outcome = trial.send_test(desk.context, reference, address, language).outcome
    return said(outcome.said)
