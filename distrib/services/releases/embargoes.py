"""Embargoes of releases: setting one, taking it away, showing it by several clocks, and what lifts soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from distrib.core.phrase import phrased
from distrib.core.places.cities import suggest_zone
from distrib.core.query.terms import shown
from distrib.core.release import Edition, Release
from distrib.core.release.embargo import Doubt, Embargo
from distrib.core.when import NoMoment, moment_of
from distrib.db import embargoes as rows
from distrib.errors import UsageError
from distrib.services.context import Context
from distrib.services.releases import change, found


def set_embargo(context: Context, reference: str, when: str, zone: str | None = None) -> Release:
    """Put a release under embargo. `when` is ISO 8601, by the clock of `zone`, which is a zone or its city.

    The office's own is meant without one. It is a new version, which has to be approved.

    Raises:
        NotFound: there is no such release.
        UsageError: it names no moment, two, one that is past or far away, or no zone.
        NotAllowed: the release was sent; what is out under embargo can only be lifted.
    """
    from distrib.ingest.release.embargo_reading import check_distance

    name = _zone(zone) if zone is not None else context.settings.office.zone
    try:
        until = moment_of(when, ZoneInfo(name), name)
    except NoMoment as fault:
        raise UsageError(
            "`{when}` {why} The embargo of {reference} is what it was.",
            when=shown(when),
            why=fault.said,
            reference=reference,
        ) from fault
    doubt = check_distance(until, context.now())
    if isinstance(doubt, Doubt):
        raise UsageError(
            "`{when}` was not taken. {why} The embargo of {reference} is what it was.",
            when=shown(when),
            why=doubt.said,
            reference=reference,
        )
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        changed = replace(release, embargo=Embargo(until, name))
        return change(context, transaction, release, changed, "embargo set")


def clear_embargo(context: Context, reference: str) -> Release:
    """A release is under no embargo, whatever line its text brought; the line goes. A new version, to be approved.

    Raises:
        NotFound: there is no such release.
        NotAllowed: the release was sent.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        editions = tuple(replace(edition, embargo=None) for edition in release.editions)
        changed = replace(release, embargo=None, editions=editions)
        return change(context, transaction, release, changed, "embargo taken away")


def in_words(context: Context, embargo: Embargo, *zones: str, language: str = "en") -> str:
    """By its own clock, the office's, Greenwich's, and those of `zones`, such as the reader's."""
    from distrib.mail.embargo_line import worded

    return worded(embargo, language, context.settings.office.zone, *zones)


def as_shown(context: Context, release: Release, edition: Edition) -> Edition:
    """An edition as a copy under embargo shows it; as it is where there is none, or where it is not settled."""
    from distrib.mail.embargo_line import with_embargo

    lifts_at, now = release.lifts_at, context.now()
    if release.embargo is None or lifts_at is None:
        return edition
    return with_embargo(edition, release.embargo if now < lifts_at else None)


def as_read_now(context: Context, release: Release) -> Release:
    """A release as who gets it now reads it; under no embargo any more once that has lifted."""
    editions = tuple(as_shown(context, release, one) for one in release.editions)
    has_lifted = release.lifts_at is not None and release.lifts_at <= context.now()
    return replace(release, editions=editions, embargo=None if has_lifted else release.embargo)


def lifting_soon(context: Context, within: timedelta) -> tuple[Release, ...]:
    """Every release whose embargo lifts within a time from now, the soonest first."""
    now = context.now()
    with context.database.reading() as transaction:
        return tuple(found(transaction, one) for one in rows.lifting_between(transaction, now, now + within))


def _zone(text: str) -> str:
    from distrib.ingest.release.embargo_zones import city_zone

    zone = city_zone(text.strip())
    if zone is None:
        close = ", ".join(suggest_zone(text))
        example = phrased(". Write a city, or a zone such as Africa/Tripoli.")
        hint = phrased("; did you mean {names}?", names=close) if close else example
        raise UsageError("Nobody here knows the zone `{text}`{hint} Nothing was changed.", text=shown(text), hint=hint)
    return zone
