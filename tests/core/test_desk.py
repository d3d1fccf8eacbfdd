"""The matters of the desk: how urgent each is, in which words, and what it leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from distrib.core import desk
from distrib.core.contacts.duty_regions import duty_by_region
from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.ledger import State, Tally
from distrib.core.delivery.progress import Crew, Pace, progress
from distrib.core.delivery.status import Standing, Status
from distrib.core.desk import Urgency, in_order, in_words, on_duty
from distrib.core.people import DutyHours, Leave, Spokesperson
from distrib.core.phrase import Tongue, filled
from distrib.core.places import place_name
from distrib.core.release import Edition, Release, ReleaseState
from distrib.core.release.embargo import Embargo
from distrib.core.target import Kind, Target

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def dispatch(standing: Standing, waiting: int = 0, next_due: datetime | None = NOW) -> Dispatch:
    tally = Tally(10, {State.QUEUED: 6, State.ACCEPTED: 4})
    return Dispatch(
        7, "2026-001", 1, "all", "x@office.example", "ana", NOW, tally, NOW, next_due, standing, waiting=waiting
    )


def said(one: Dispatch, crew: Crew, pace: Pace = Pace()) -> tuple[Urgency, str] | None:  # noqa: B008 - frozen
    matter = desk.of_dispatch(one, progress(one, pace, crew, NOW), NOW)
    return (matter.urgency, str(in_words(matter, lambda at: f"{at:%H:%M}"))) if matter else None


def scheduled(begins: datetime) -> Standing:
    return Standing(Status.SCHEDULED, False, begins, begins + HOUR)


@pytest.mark.parametrize(
    ("one", "crew", "urgency", "words"),
    [
        (dispatch(Standing(Status.HELD, False, NOW - HOUR, NOW)), Crew(1), Urgency.DECIDE, "held: no worker began it"),
        (dispatch(Standing()), Crew(0), Urgency.LATE, "2026-001 is late: 6 wait and no worker runs"),
        (dispatch(Standing()), Crew(1, NOW + HOUR, "busy"), Urgency.LATE, "(busy); 6 wait. It is tried again 10:00"),
        (dispatch(scheduled(NOW - HOUR)), Crew(1), Urgency.LATE, "was to begin 08:00 and no worker has begun it"),
        (dispatch(scheduled(NOW + HOUR)), Crew(1), Urgency.SOON, "2026-001 goes to 10 people at 10:00"),
        (dispatch(Standing(Status.PAUSED)), Crew(1), Urgency.REVIEW, "paused: 6 wait"),
        (dispatch(Standing(), waiting=6), Crew(1), Urgency.REVIEW, "6 wait for their domain"),
        (dispatch(Standing()), Crew(1), Urgency.WATCH, "2026-001 goes out: 4 of 10"),
        (dispatch(Standing(), next_due=NOW + HOUR), Crew(1), Urgency.WATCH, "tried again, the next 10:00"),
    ],
)
def test_each_state_of_a_dispatch_has_its_urgency_and_words(
    one: Dispatch, crew: Crew, urgency: Urgency, words: str
) -> None:
    """What nobody does by itself comes first."""
    found = said(one, crew)
    assert found is not None
    assert found[0] is urgency
    assert words in found[1]


def test_one_person_is_not_spoken_of_as_several() -> None:
    """In each sentence that counts."""
    one = replace(dispatch(Standing()), tally=Tally(1, {State.QUEUED: 1}), next_due=NOW)
    for standing, crew, words in (
        (Standing(), Crew(0), "2026-001 is late: 1 waits and no worker runs"),
        (Standing(), Crew(1, NOW + HOUR, "busy"), "(busy); 1 waits. It is tried again"),
        (Standing(Status.PAUSED), Crew(1), "2026-001 is paused: 1 waits until it is resumed"),
        (scheduled(NOW + HOUR), Crew(1), "2026-001 goes to 1 person at 10:00"),
    ):
        found = said(replace(one, standing=standing), crew)
        assert found is not None
        assert words in found[1]


def test_what_begins_after_tomorrow_is_no_matter_of_today() -> None:
    """It is listed among the deliveries."""
    assert said(dispatch(scheduled(NOW + timedelta(days=2))), Crew(1)) is None


def test_a_send_says_its_pace_and_the_time_left() -> None:
    """As soon as there is one."""
    found = said(dispatch(Standing()), Crew(1), Pace(30, NOW - timedelta(seconds=30)))
    assert found == (Urgency.WATCH, "2026-001 goes out: 4 of 10, 60 a minute, about 6 s left")


def test_the_most_urgent_and_then_the_earliest_comes_first() -> None:
    """What has no time comes last among its equals."""
    early, late = desk.in_doubt(1, "a", 1, NOW - HOUR), desk.in_doubt(2, "b", 1, NOW)
    back, (duty,) = desk.came_back(3, "c", 2, NOW), desk.on_duty([("Northern Africa", ("Ana",))])
    assert in_order([duty, back, late, early]) == (early, late, back, duty)
    assert early.target == Target(Kind.DISPATCH, "1", "doubt")


@pytest.mark.parametrize(
    ("state", "approved", "words"),
    [
        (ReleaseState.DRAFT, None, "2026-001 waits for approval: Rain"),
        (ReleaseState.DRAFT, "x", "was changed after its approval and waits for another"),
        (ReleaseState.IN_REVIEW, None, "waits for approval"),
        (ReleaseState.APPROVED, "x", None),
        (ReleaseState.KILLED, "x", None),
    ],
)
def test_a_text_waits_until_it_is_approved(state: ReleaseState, approved: str | None, words: str | None) -> None:
    """Changed again it waits again."""
    found = desk.approval(Release(1, "2026-001", state, 1, (Edition("en", "Rain", "It rains."),), NOW, NOW, approved))
    assert (found and words in str(in_words(found, str))) if words else found is None


def test_an_embargo_that_lifts_within_the_day_is_counted_down() -> None:
    """Before that, and afterwards, it is no matter."""
    one = Release(1, "2026-001", ReleaseState.APPROVED, 1, (Edition("en", "Rain", "It rains."),), NOW, NOW, "x")

    def words(lifts: datetime) -> str | None:
        found = desk.embargo(replace(one, embargo=Embargo(lifts, "UTC")), NOW)
        return str(in_words(found, lambda at: f"{at:%H:%M}")) if found else None

    assert words(NOW + HOUR) == "The embargo of 2026-001 lifts at 10:00, in about 60 min: Rain"
    assert (words(NOW), words(NOW + timedelta(hours=25)), desk.embargo(one, NOW)) == (None, None, None)


def test_a_translation_whose_source_moved_on_waits() -> None:
    """Until somebody translates it anew."""
    source = Edition("en", "Rain", "It rains.")
    old = Edition("fr", "Pluie", "Il pleut.", translation_of="another")
    new = Edition("es", "Lluvia", "Llueve.", translation_of=source.content_hash)
    editions = (source, old, new)
    found = desk.stale(Release(1, "2026-001", ReleaseState.DRAFT, 1, editions, NOW, NOW))
    assert found is not None
    assert str(in_words(found, str)) == "2026-001: the source changed since it was translated into fr"
    assert desk.stale(Release(1, "2026-001", ReleaseState.ISSUED, 1, editions, NOW, NOW)) is None


def test_a_sentence_is_filled_after_it_was_translated() -> None:
    """So that a catalogue may move its fields."""
    said = in_words(desk.held_domain("slow.example", NOW, "ana"), lambda _: "neun")
    assert filled(said, Tongue("xx", lambda _: "{by}: {domain} {since}")) == "ana: slow.example neun"


def test_duty_is_told_by_region_and_nobody_on_leave_is_named() -> None:
    """Whoever keeps no hours is neither on duty nor off."""
    always = tuple(DutyHours("UTC", day, 0, 1440) for day in range(7))
    away = (Leave(NOW.date(), NOW.date(), "UTC"),)
    people = [
        Spokesperson("Zoe", places=("LY", "TN"), id=1, duty=always),
        Spokesperson("Ana", places=("EG",), id=2, duty=always),
        Spokesperson("Away", places=("FR",), id=3, duty=always, leave=away),
        Spokesperson("Unknown", places=("PT",), id=4),
        Spokesperson("World", places=("001",), id=5, duty=always),
    ]
    found = {place_name(region): [one.name for one in some] for region, some in duty_by_region(people, NOW)}
    assert found == {"Northern Africa": ["Ana", "Zoe"], "Western Europe": [], place_name("001"): ["World"]}


def test_a_region_has_its_name_in_the_reader_s_language() -> None:
    """The command keeps the English one."""
    (matter,) = on_duty([("015", ("Ana",))])
    assert (
        filled(in_words(matter, str), Tongue("fr", lambda said: said.sentence))
        == "Afrique septentrionale: on duty now Ana"
    )
    assert matter.command == "distrib spokespeople find --place 'Northern Africa'"


def test_whoever_covers_is_on_duty_for_the_region_by_their_own_hours() -> None:
    """The desk must not say that nobody is there where the roster answers with the cover."""
    always = tuple(DutyHours("UTC", day, 0, 1440) for day in range(7))
    at_night = tuple(DutyHours("UTC", day, 0, 60) for day in range(7))

    def of(cover: int) -> dict[str, list[str]]:
        away = (Leave(NOW.date(), NOW.date(), "UTC", cover),)
        people = [
            Spokesperson("Away", places=("FR",), id=3, duty=always, leave=away),
            Spokesperson("Here", places=("EG",), id=4, duty=always),
            Spokesperson("Asleep", places=("EG",), id=5, duty=at_night),
        ]
        return {place_name(region): [one.name for one in some] for region, some in duty_by_region(people, NOW)}

    assert of(4) == {"Northern Africa": ["Here"], "Western Europe": ["Here"]}
    assert of(5) == {"Northern Africa": ["Here"], "Western Europe": []}
