"""The desk: what needs a person now, as matters with an urgency, a sentence and a place to go. One function a kind.

A sentence is English with {fields}, so that a face can translate it and write instants in its own zone. Nothing is read
here: `services.desk` brings the facts, and another kind of matter is another small function here and there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.outcome import heard
from distrib.core.delivery.progress import Progress, Why, span
from distrib.core.phrase import Named, Plural, Said, figure, phrase
from distrib.core.places import place_name
from distrib.core.release import Release, ReleaseState
from distrib.core.release.workflow import Step, follow
from distrib.core.target import Kind, Target

SOON = timedelta(days=1)
"""What begins later is no matter for today."""

Field = str | Said | Named | int | float | datetime | timedelta | None


class Urgency(IntEnum):
    """The smaller the sooner."""

    DECIDE = 0
    """Nothing goes on, or nobody knows, until a person decides."""
    LATE = 1
    """It should have gone out."""
    SOON = 2
    """It happens by itself, soon, and can still be kept from it."""
    REVIEW = 3
    """Somebody is waited for."""
    WATCH = 4
    """Under way."""
    KNOW = 5
    """Good to know."""


LABELS = {
    Urgency.DECIDE: phrase("decide"),
    Urgency.LATE: phrase("late"),
    Urgency.SOON: phrase("soon"),
    Urgency.REVIEW: phrase("waits"),
    Urgency.WATCH: phrase("goes on"),
    Urgency.KNOW: phrase("to know"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing on the desk."""

    urgency: Urgency
    sentence: str
    """English, with the names of `fields` in braces."""
    command: str
    """The command that leads on."""
    fields: Mapping[str, Field] = field(default_factory=dict)
    target: Target | None = None
    at: datetime | None = None
    """By which matters of one urgency are ordered, the earliest first."""
    several: str = ""
    """The sentence where `number` is not one, where it is another."""
    number: int = 1
    """Of how many people it speaks."""


def in_order(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """The most urgent first; what has no time comes after what has one."""
    return tuple(sorted(matters, key=lambda one: (one.urgency, one.at is None, one.at and one.at.timestamp())))


def in_words(matter: Matter, moment: Callable[[datetime], str]) -> Said:
    """The sentence; `moment` writes an instant as that face does."""
    shown: dict[str, str | Said | Named] = {}
    for name, value in matter.fields.items():
        if isinstance(value, datetime):
            shown[name] = moment(value)
        elif isinstance(value, timedelta):
            shown[name] = span(value)
        else:
            shown[name] = figure(value) if isinstance(value, int | float) else value or ""
    return Said(matter.sentence, tuple(shown.items()), matter.several, matter.number)


def in_doubt(dispatch_id: int, release: str, number: int, since: datetime) -> Matter:
    """Recipients of whom nobody knows whether they have it."""
    sentence = phrase(
        "{number} in doubt: they may have {release} or not, since {since}. Nobody is mailed twice by itself"
    )
    fields: dict[str, Field] = {"number": number, "release": release, "since": since}
    target = Target(Kind.DISPATCH, str(dispatch_id), "doubt")
    return Matter(Urgency.DECIDE, sentence, f"distrib settle {dispatch_id}", fields, target, since)


def of_dispatch(dispatch: Dispatch, seen: Progress, now: datetime) -> Matter | None:
    """How a dispatch that is not done stands; None where that needs nobody today."""
    begins = dispatch.standing.not_before
    if seen.why is Why.SCHEDULED and begins is not None:
        return _scheduled(dispatch, begins, now)
    if seen.why not in _STANDS:
        return None
    urgency, words, command = _STANDS[seen.why]
    if seen.why is Why.SENDING and seen.per_minute is None:
        words = Plural(phrase("{release} goes out: {done} of {total}"))
    fields: dict[str, Field] = {
        "release": dispatch.release_reference,
        "pending": seen.total - seen.done,
        "done": seen.done,
        "total": seen.total,
        "rate": seen.per_minute,
        "left": seen.left,
        "until": seen.until,
        "because": heard(seen.because),
        "latest": dispatch.standing.start_by,
    }
    target = Target(Kind.DISPATCH, str(dispatch.id))
    at, pending = begins or dispatch.created_at, seen.total - seen.done
    return Matter(
        urgency, words.one, command.format(id=dispatch.id), fields, target, at, several=words.several, number=pending
    )


_SHOW = "distrib dispatch show {id}"
_STANDS: dict[Why, tuple[Urgency, Plural, str]] = {
    Why.HELD: (
        Urgency.DECIDE,
        Plural(
            phrase("{release} is held: no worker began it by {latest}, and {pending} got nothing. Begin it or stop it")
        ),
        "distrib dispatch resume {id}",
    ),
    Why.NO_WORKER: (
        Urgency.LATE,
        Plural(
            "{release} is late: {pending} waits and no worker runs",
            "{release} is late: {pending} wait and no worker runs",
        ),
        "distrib worker",
    ),
    Why.RESTING: (
        Urgency.LATE,
        Plural(
            "{release} is late: the mail server does not serve us ({because}); {pending} waits. "
            "It is tried again {until}",
            "{release} is late: the mail server does not serve us ({because}); {pending} wait. "
            "It is tried again {until}",
        ),
        "distrib doctor",
    ),
    Why.PAUSED: (
        Urgency.REVIEW,
        Plural(
            "{release} is paused: {pending} waits until it is resumed",
            "{release} is paused: {pending} wait until it is resumed",
        ),
        _SHOW,
    ),
    Why.DOMAIN_HELD: (
        Urgency.REVIEW,
        Plural(
            "{release}: {pending} waits for the domain to be released",
            "{release}: {pending} wait for their domain to be released",
        ),
        _SHOW,
    ),
    Why.SENDING: (
        Urgency.WATCH,
        Plural(phrase("{release} goes out: {done} of {total}, {rate} a minute, {left} left")),
        _SHOW,
    ),
    Why.RETRY: (
        Urgency.WATCH,
        Plural(
            "{release}: {pending} is tried again, {until}", "{release}: {pending} are tried again, the next {until}"
        ),
        _SHOW,
    ),
}


def _scheduled(dispatch: Dispatch, begins: datetime, now: datetime) -> Matter | None:
    fields: dict[str, Field] = {
        "release": dispatch.release_reference,
        "people": dispatch.tally.audience,
        "begins": begins,
        "latest": dispatch.standing.start_by,
    }
    target, command = Target(Kind.DISPATCH, str(dispatch.id)), _SHOW.format(id=dispatch.id)
    if begins <= now:
        sentence = phrase(
            "{release} is late: it was to begin {begins} and no worker has begun it. It is held from {latest} on"
        )
        return Matter(Urgency.LATE, sentence, "distrib worker", fields, target, begins)
    if begins - now > SOON:
        return None
    words = Plural(
        "{release} goes to {people} person at {begins}; a worker has to run then",
        "{release} goes to {people} people at {begins}; a worker has to run then",
    )
    people = dispatch.tally.audience
    return Matter(Urgency.SOON, words.one, command, fields, target, begins, several=words.several, number=people)


def approval(release: Release) -> Matter | None:
    """A text that nobody has approved as it stands."""
    if release.state not in (ReleaseState.DRAFT, ReleaseState.IN_REVIEW):
        return None
    sentence = phrase("{release} waits for approval: {headline}")
    if release.approved_hash is not None:
        sentence = phrase("{release} was changed after its approval and waits for another: {headline}")
    fields = {"release": release.reference, "headline": release.source.headline}
    command = f"distrib release show {release.reference}"
    target = Target(Kind.RELEASE, release.reference)
    return Matter(Urgency.REVIEW, sentence, command, fields, target, release.updated_at)


def embargo(release: Release, now: datetime) -> Matter | None:
    """An embargo that lifts within the day; None for any other release."""
    lifts = release.lifts_at
    if lifts is None or not now < lifts <= now + SOON:
        return None
    sentence = phrase("The embargo of {release} lifts at {lifts}, in {left}: {headline}")
    fields: dict[str, Field] = {
        "release": release.reference,
        "lifts": lifts,
        "left": lifts - now,
        "headline": release.source.headline,
    }
    command = f"distrib release show {release.reference}"
    return Matter(Urgency.SOON, sentence, command, fields, Target(Kind.RELEASE, release.reference), lifts)


def stale(release: Release) -> Matter | None:
    """Editions whose source has moved on since they were translated; None where there are none."""
    languages = [one.language for one in release.editions if one.is_stale(release.source)]
    if not languages or follow(release.state, Step.EDIT) is None:  # nobody can mend it any more
        return None
    sentence = phrase("{release}: the source changed since it was translated into {languages}")
    fields: dict[str, Field] = {"release": release.reference, "languages": ", ".join(languages)}
    command = f"distrib release show {release.reference}"
    target = Target(Kind.RELEASE, release.reference)
    return Matter(Urgency.REVIEW, sentence, command, fields, target, release.updated_at)


def held_domain(domain: str, since: datetime, by: str) -> Matter:
    """A domain that gets nothing."""
    fields: dict[str, Field] = {"domain": domain, "since": since, "by": by}
    sentence = phrase("Nothing is sent to {domain} since {since}: {by} holds it")
    command = f"distrib dispatch release {domain}"
    return Matter(Urgency.REVIEW, sentence, command, fields, Target(Kind.DISPATCH, "", "holds"), since)


def came_back(dispatch_id: int, release: str, number: int, last: datetime) -> Matter:
    """Messages that bounced since yesterday."""
    sentence = phrase("{number} of {release} came back since yesterday, the last {last}")
    target = Target(Kind.DISPATCH, str(dispatch_id), "not")
    fields: dict[str, Field] = {"number": number, "release": release, "last": last}
    return Matter(Urgency.KNOW, sentence, f"distrib dispatch reasons {dispatch_id}", fields, target, last)


def on_duty(regions: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Matter]:
    """Who answers just now, by region; `regions` is code of region (UN M49) → names of people."""
    for region, people in regions:
        sentence = phrase("{region}: on duty now {names}") if people else phrase("{region}: nobody is on duty now")
        fields: dict[str, Field] = {"region": Named(region, place_name), "names": "; ".join(people)}
        name = place_name(region)
        target = Target(Kind.SPOKESPERSON, "", name)
        yield Matter(Urgency.KNOW, sentence, f"distrib spokespeople find --place '{name}'", fields, target)
