"""The waves of a send: who gets it before the lift, when each begins, and how its copies look. Freezes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from distrib.core.delivery.audience import Audience
from distrib.core.delivery.status import Standing, Status
from distrib.core.delivery.waves import Wave, waves
from distrib.core.phrase import ENGLISH, InLanguages, Joined, Said, figure, phrased
from distrib.core.places.cities import find_zone
from distrib.core.release import Release
from distrib.db import agreements
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services.context import Context

NOW = phrased("now")


def divide(
    transaction: Transaction, release: Release, audience: Audience, begins: datetime, *, copies: bool
) -> tuple[Wave, ...]:
    """The audience of a release by when it begins, with the agreements as they are in this transaction."""
    accepted = agreements.accepted(transaction) if copies else {}
    agreed = {journalist: find_zone(zone) if zone else None for journalist, zone in accepted.items()}
    return waves(audience, agreed, lifts_at=release.lifts_at, begins=begins, copies=copies)


def check_begin(context: Context, release: Release, begins: datetime | None, *, copies: bool) -> None:
    """Whether a send may be scheduled for that moment.

    Raises:
        NotAllowed: that is before the lift, and nobody is to get it then.
    """
    lifts_at = release.lifts_at
    if begins is not None and lifts_at is not None and context.now() < lifts_at and begins < lifts_at and not copies:
        raise NotAllowed(
            "{reference} is under embargo until {lift}, later than you want it to begin. Nothing was sent. "
            "Leave --at out and it begins at the lift; or add --embargoed-copies for those who have accepted "
            "embargoes.",
            reference=release.reference,
            lift=lift_said(release),
        )


def standing_of(context: Context, wave: Wave, standing: Standing) -> Standing:
    """When a wave begins: with the send, or scheduled for the lift, with the same grace."""
    if not wave.waits or wave.lifts_at is None:
        return standing
    grace = timedelta(minutes=context.settings.office.late_start_minutes)
    if standing.not_before is not None and standing.start_by is not None:
        grace = standing.start_by - standing.not_before
    return Standing(Status.SCHEDULED, standing.is_urgent, wave.lifts_at, wave.lifts_at + grace)


def as_sent(release: Release, wave: Wave, *zones: str) -> Release:
    """The release as a wave gets it: before the lift with its embargo in words, also by the zones; then without."""
    from distrib.mail.embargo_line import with_embargo

    if release.embargo is None:
        return release
    embargo = release.embargo if wave.lifts_at is None else None
    editions = tuple(with_embargo(edition, embargo, *zones) for edition in release.editions)
    return replace(release, editions=editions, embargo=embargo)


def in_words(release: Release, divided: Sequence[Wave], begins: str | Said = NOW) -> Joined | str:
    """How many when: "37 now under embargo, 412 at 06:00 Tripoli time, …"; empty where nothing is under embargo."""
    counts = []
    for wave in divided:
        count = figure(len(wave.audience.recipients))
        if wave.waits:
            counts.append(phrased("{count} at {lift}", count=count, lift=lift_said(release)))
        elif release.embargo is not None and wave.lifts_at is None:
            counts.append(phrased("{count} {begins} under embargo", count=count, begins=begins))
    return Joined(tuple(counts)) if counts else ""


def lift_said(release: Release) -> InLanguages | str:
    """When the embargo of a release lifts; empty where there is none."""
    from distrib.mail.embargo_line import moment_in_words
    from distrib.mail.phrases import available

    if release.embargo is None:
        return ""
    languages = dict.fromkeys((ENGLISH.language, *available()))
    return InLanguages(tuple((one, moment_in_words(release.embargo, one)) for one in languages))
