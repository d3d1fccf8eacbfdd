"""How far a dispatch is, how fast it goes, when it will be done, and why it is not going on when it is not.

From counts and instants alone; it never reads a clock, and never promises: what is left is only worked out of the pace
of the last minute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.ledger import Tally
from distrib.core.delivery.outcome import heard
from distrib.core.delivery.status import Status
from distrib.core.phrase import Plural, Said, figure, phrase, phrased

WINDOW = timedelta(minutes=1)
"""How far back the pace is measured: long enough to be steady, short enough to be of now."""

SHORTEST = timedelta(seconds=1)
"""A pace over less would be a guess."""


class Why(StrEnum):
    """Why a dispatch is where it is."""

    SENDING = "sending"
    DONE = "done"
    STOPPED = "stopped"
    SCHEDULED = "scheduled"
    HELD = "held"
    """Nobody began it in time: a person decides."""
    PAUSED = "paused"
    DOMAIN_HELD = "domain_held"
    """All that is left waits for a domain to be released."""
    NO_WORKER = "no_worker"
    RESTING = "resting"
    """The mail server does not serve, so every worker rests."""
    RETRY = "retry"
    """All that is left was deferred, and its time has not come."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What ended lately."""

    ended: int = 0
    """Recipients of whom nothing is left to do, since `since`."""
    since: datetime | None = None
    """The first of these; None when there are none."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works."""

    workers: int = 0
    rests_until: datetime | None = None
    """When the first of them tries again; None unless all of them rest."""
    rests_because: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a dispatch is."""

    done: int
    """Recipients of whom nothing is left to do, however it ended."""
    total: int
    why: Why
    per_minute: float | None = None
    """None when nothing moves."""
    left: timedelta | None = None
    """At this pace; None when nobody can say."""
    until: datetime | None = None
    """When it goes on by itself, where that is known."""
    because: str | None = None
    """What the mail server said, where that is why."""


def progress(dispatch: Dispatch, pace: Pace, crew: Crew, now: datetime) -> Progress:
    """How far it is, from what the ledger counts and who works."""
    tally = dispatch.tally
    why, until = _why(dispatch, crew, now)
    done = tally.audience - tally.pending
    if why is Why.RESTING:
        return Progress(done, tally.audience, why, until=until, because=crew.rests_because)
    if why is not Why.SENDING:
        return Progress(done, tally.audience, why, until=until)
    per_minute = rate(pace, now)
    return Progress(done, tally.audience, why, per_minute, time_left(_may_go(dispatch), per_minute))


def rate(pace: Pace, now: datetime) -> float | None:
    """Recipients a minute; None when nothing ended lately."""
    if pace.since is None or not pace.ended:
        return None
    return pace.ended * timedelta(minutes=1) / max(now - pace.since, SHORTEST)


def time_left(pending: int, per_minute: float | None) -> timedelta | None:
    """How long so many take at that rate."""
    return timedelta(minutes=pending / per_minute) if per_minute else None


def _why(dispatch: Dispatch, crew: Crew, now: datetime) -> tuple[Why, datetime | None]:
    """The first reason that holds, and when it ends by itself."""
    status, due = dispatch.standing.status, dispatch.next_due
    reasons = (
        (status is Status.STOPPED, Why.STOPPED, None),
        (dispatch.has_ended, Why.DONE, None),
        (status is Status.SCHEDULED, Why.SCHEDULED, dispatch.standing.not_before),
        (status is Status.HELD, Why.HELD, None),
        (status is Status.PAUSED, Why.PAUSED, None),
        (not _may_go(dispatch), Why.DOMAIN_HELD, None),
        (not crew.workers, Why.NO_WORKER, None),
        (crew.rests_until is not None and crew.rests_until > now, Why.RESTING, crew.rests_until),
        (due is not None and due > now, Why.RETRY, due),
    )
    return next(((why, until) for holds, why, until in reasons if holds), (Why.SENDING, None))


def _may_go(dispatch: Dispatch) -> int:
    return dispatch.tally.pending - dispatch.waiting


_WORDS = {
    Why.SENDING: Plural(phrase("Sending")),
    Why.DONE: Plural(phrase("Done")),
    Why.STOPPED: Plural(phrase("Stopped for good")),
    Why.SCHEDULED: Plural(phrase("Begins {until}; a worker has to run then")),
    Why.HELD: Plural(phrase("Held: no worker began it in time, and nothing is sent until a person decides")),
    Why.PAUSED: Plural("Paused: {pending} waits until it is resumed", "Paused: {pending} wait until it is resumed"),
    Why.DOMAIN_HELD: Plural(
        "{pending} waits for the domain to be released", "{pending} wait for their domain to be released"
    ),
    Why.NO_WORKER: Plural("{pending} waits and no worker runs", "{pending} wait and no worker runs"),
    Why.RESTING: Plural(phrase("The mail server does not serve us ({because}); it is tried again {until}")),
    Why.RETRY: Plural("{pending} is tried again, {until}", "{pending} are tried again, the next {until}"),
}


def in_words(seen: Progress, moment: Callable[[datetime], str]) -> Said:
    """Progress in one sentence, the same on every face; `moment` writes an instant as that face does."""
    words, pending = _WORDS[seen.why], seen.total - seen.done
    if seen.per_minute is not None:
        words = Plural(phrase("Sending: {rate} a minute"))
    if seen.left is not None:
        words = Plural(phrase("Sending: {rate} a minute, {left} left"))
    values = {
        "pending": figure(pending),
        "until": moment(seen.until) if seen.until else "",
        "because": heard(seen.because),
        "rate": figure(seen.per_minute or 0),
        "left": span(seen.left) if seen.left else "",
    }
    return Said(words.one, tuple(values.items()), words.several, pending)


def span(length: timedelta) -> Said:
    """A length of time as people say it."""
    seconds = round(length.total_seconds())
    minutes = round(seconds / 60)
    if seconds < 90:
        sentence = phrase("about {seconds} s")
    elif minutes < 90:
        sentence = phrase("about {minutes} min")
    elif minutes < 48 * 60:
        sentence = phrase("about {hours} h {rest} min")
    else:
        sentence = phrase("about {days} days")
    return phrased(
        sentence,
        seconds=max(seconds, 1),
        minutes=minutes,
        hours=minutes // 60,
        rest=minutes % 60,
        days=minutes // 1440,
    )


def counted(tally: Tally) -> str:
    """How far, in numbers that add up to the first."""
    done = tally.audience - tally.pending
    stopped = done - tally.accepted - tally.refused - tally.in_doubt
    parts = f"{tally.accepted:,} accepted, {tally.refused:,} refused, {tally.in_doubt:,} in doubt"
    return f"{done:,} of {tally.audience:,}: {parts}" + (f", {stopped:,} stopped" if stopped else "")
