"""Counts and reasons in the words that every command uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from distrib.cli.output import moment, number_of
from distrib.core.delivery.audience import Recipient
from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.drift import Drift
from distrib.core.delivery.ledger import State, Tally
from distrib.core.delivery.status import Status

if TYPE_CHECKING:
    from distrib.services.delivery.pacing import SlowDomain
    from distrib.services.delivery.routes import FailedRoute

MOST_NAMES = 20
"""Names shown for one reason; the log has all of them."""


class LeftOutLike(Protocol):
    """Someone left out, before or after freezing."""

    @property
    def name(self) -> str:
        """As on the list."""
        ...

    @property
    def email(self) -> str:
        """The address."""
        ...

    @property
    def explanation(self) -> str:
        """The reason in plain words."""
        ...


def counts(tally: Tally) -> str:
    """The ledger in one line; the parts add up to the audience."""
    other = tally.audience - tally.accepted - tally.refused - tally.in_doubt - tally.pending
    parts = [
        f"{tally.accepted} accepted by the mail server",
        f"{tally.refused} refused",
        f"{tally.in_doubt} in doubt",
        f"{tally.pending} still to do",
    ]
    if tally.count(State.DEFERRED):
        parts[-1] += f" ({tally.count(State.DEFERRED)} to be tried again)"
    if other:
        parts.append(f"{other} stopped")
    return f"{number_of(tally.audience, 'recipient', 'recipients')}: " + ", ".join(parts)


def standing(dispatch: Dispatch) -> str:
    """How a dispatch stands, with what that means."""
    stands = dispatch.standing
    begins, latest = moment(stands.not_before), moment(stands.start_by)
    how = {
        Status.SCHEDULED: f"scheduled: it begins at {begins}, or is held when no worker has begun it by {latest}",
        Status.RUNNING: "done" if dispatch.has_ended else "running",
        Status.PAUSED: f"paused: it goes on with `distrib dispatch resume {dispatch.id}`",
        Status.HELD: f"held: no worker began it between {begins} and {latest}, so nothing was sent; begin it with "
        f"`distrib dispatch resume {dispatch.id}` or end it with `distrib dispatch stop {dispatch.id}`",
        Status.STOPPED: "stopped for good",
    }[stands.status]
    return f"{how} (urgent)" if stands.is_urgent else how


def slow_words(slow: SlowDomain) -> str:
    """How a domain that does not take everything stands, with its own last words."""
    said = f" It said: {slow.reply}" if slow.reply else ""
    if slow.closed_until is not None:
        return f"{slow.domain}, which is busy and gets nothing before {moment(slow.closed_until)}.{said}"
    return f"{slow.domain}, which was busy and gets a little at a time.{said}"


def route_words(failed: FailedRoute) -> str:
    """How a route that failed stands, with the reason."""
    when = f"is asked again at {moment(failed.rests_until)}" if failed.rests_until else "is asked again now"
    return f"{failed.name} did not serve us ({failed.reply}) and {when}."


def drift_lines(changed: Drift, most: int = MOST_NAMES) -> Iterator[str]:
    """Who came, who went and why, and who gets something else."""
    yield from _some("now in it", [_who(one) for one in changed.came], most)
    yield from _some("not in it any more", [f"{_who(one)}: {why}" for one, why in changed.went], most)
    others = [f"{_who(now)}: {now.language} instead of {one.language}" for one, now in changed.changed]
    yield from _some("get something else", others, most)


def _some(what: str, lines: list[str], most: int) -> Iterator[str]:
    if lines:
        yield f"    {what}: {len(lines)}"
        yield from (f"        {line}" for line in lines[:most])
        if len(lines) > most:
            yield f"        and {len(lines) - most} more"


def _who(one: Recipient) -> str:
    return f"{one.name} <{one.email}>" if one.name else one.email


def left_out_lines(left_out: Iterable[LeftOutLike], most: int = MOST_NAMES) -> Iterator[str]:
    """Who was left out, by reason."""
    by_reason: dict[str, list[LeftOutLike]] = defaultdict(list)
    for one in left_out:
        by_reason[one.explanation].append(one)
    for explanation, people in by_reason.items():
        yield f"Left out, {explanation}: {len(people)}"
        for one in people[:most]:
            if one.email:  # the erased have none
                yield f"    {one.name} <{one.email}>" if one.name else f"    {one.email}"
        if len(people) > most:
            yield f"    and {len(people) - most} more"
