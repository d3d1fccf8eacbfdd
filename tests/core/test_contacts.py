"""The spokesperson resolver widens a place step by step and says why it answers as it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.contacts import Answer, resolve
from distrib.core.contacts.duty import is_on_duty
from distrib.core.contacts.fit import Fit
from distrib.core.contacts.leave import leave_at
from distrib.core.people import DutyHours, Leave, Spokesperson
from distrib.core.places import contains, widen

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""A Tuesday."""
AMAL = Spokesperson(id=1, name="Amal", languages=("ar", "en"), topics=("migration",), places=("LY",))
BRUNO = Spokesperson(id=2, name="Bruno", languages=("fr",), topics=("migration",), places=("015",))
CHIDI = Spokesperson(id=3, name="Chidi", languages=("en",), places=("002",))
DANA = Spokesperson(id=4, name="Dana", languages=("en",), places=("001",))
ELIF = Spokesperson(id=5, name="Élif", topics=("Health policy",), places=("LY",))
NOWHERE = Spokesperson(id=6, name="Faye", languages=("en",))
EVERYBODY = (NOWHERE, DANA, ELIF, CHIDI, BRUNO, AMAL)


def away(person: Spokesperson, cover: int | None = None) -> Spokesperson:
    """On leave this month."""
    return replace(person, leave=(Leave(date(2026, 11, 1), date(2026, 11, 30), "Africa/Tunis", cover),))


def on_duty(person: Spokesperson, start: int, end: int) -> Spokesperson:
    """On Tuesdays, from hour to hour in Tunis."""
    return replace(person, duty=(DutyHours("Africa/Tunis", 1, start * 60, end * 60),))


def names(answers: tuple[Answer, ...]) -> str:
    """In order."""
    return ", ".join(f"{one.spokesperson.name} {one.place_steps}" for one in answers)


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ({"place": "LY"}, "Amal 0, Élif 0, Bruno 1, Chidi 2, Dana 3"),
        ({"place": "TN"}, "Bruno 1, Chidi 2, Dana 3"),
        ({"place": "TZ"}, "Chidi 3, Dana 4"),
        ({"place": "015"}, "Bruno 0, Chidi 1, Dana 2"),
        ({"place": "JP"}, "Dana 3"),
        ({"place": "001"}, "Dana 0"),
        ({"place": "LY", "topic": "migration"}, "Amal 0, Bruno 1, Chidi 2, Dana 3, Élif 0"),
        ({"place": "LY", "topic": "migrants"}, "Amal 0, Bruno 1, Chidi 2, Dana 3, Élif 0"),
        ({"place": "LY", "topic": "HEALTH"}, "Élif 0, Chidi 2, Dana 3, Amal 0, Bruno 1"),
        ({"place": "LY", "topic": "whales"}, "Chidi 2, Dana 3, Amal 0, Élif 0, Bruno 1"),
        ({"place": "LY", "language": "fr"}, "Élif 0, Amal 0, Bruno 1, Chidi 2, Dana 3"),
        ({"place": "LY", "topic": "migration", "language": "ar"}, "Amal 0, Bruno 1, Chidi 2, Dana 3, Élif 0"),
        ({"language": "fr"}, "Bruno 0, Élif 0, Amal 0, Chidi 0, Dana 0, Faye 0"),
        ({"topic": "migration"}, "Amal 0, Bruno 0, Chidi 0, Dana 0, Faye 0, Élif 0"),
        ({}, "Amal 0, Bruno 0, Chidi 0, Dana 0, Élif 0, Faye 0"),
    ],
)
def test_the_closest_answers_come_first(asked: dict[str, str], answers: str) -> None:
    """Whoever lists only other topics comes last; who covers none of the place's widening is no answer."""
    assert names(resolve(EVERYBODY, at=AT, **asked)) == answers


@pytest.mark.parametrize(
    ("person", "asked", "explanation"),
    [
        (AMAL, {"place": "LY", "topic": "migration", "language": "ar"}, "speaks for Libya; migration; Arabic"),
        (BRUNO, {"place": "LY"}, "speaks for Northern Africa, which Libya lies in"),
        (DANA, {"place": "LY", "topic": "x"}, "speaks for the world, which Libya lies in; any topic"),
        (CHIDI, {"language": "ar"}, "does not speak Arabic"),
        (ELIF, {"language": "ar"}, "languages not listed"),
        (AMAL, {}, "on the roster"),
        (AMAL, {"topic": "migrants  abroad"}, "migration, close to migrants abroad"),
        (ELIF, {"topic": "whales"}, "not whales, but Health policy"),
        (replace(AMAL, languages=("en", "hi")), {"language": "ur"}, "Hindi, close to Urdu"),
        (
            on_duty(AMAL, 9, 18),
            {"place": "LY", "topic": "migration", "language": "ar"},
            "speaks for Libya; migration; Arabic; on duty until 18:00 in Tunis, 17:00 UTC",
        ),
        (on_duty(AMAL, 9, 12), {}, "off duty until Tue 09:00 in Tunis, Tue 08:00 UTC"),
        (away(AMAL), {"place": "LY"}, "on leave until 30 November 2026, nobody covers; speaks for Libya"),
        (away(on_duty(AMAL, 9, 18)), {}, "on leave until 30 November 2026, nobody covers"),
    ],
)
def test_each_answer_is_explained_in_plain_words(person: Spokesperson, asked: dict[str, str], explanation: str) -> None:
    """What was asked for, and how far they fit it."""
    assert [one.explanation for one in resolve([person], at=AT, **asked)] == [explanation]


def test_a_cover_answers_in_the_place_of_whom_they_cover() -> None:
    """The one who is away is named too, after everybody who is here."""
    answers = resolve([away(AMAL, cover=3), BRUNO, CHIDI, DANA], at=AT, place="LY", topic="migration", language="en")
    assert names(answers) == "Chidi 0, Bruno 1, Dana 3, Amal 0"
    assert answers[0].explanation == (
        "covers for Amal (on leave until 30 November 2026), who speaks for Libya; migration; English"
    )
    assert answers[3].explanation == (
        "on leave until 30 November 2026, Chidi covers; speaks for Libya; migration; English"
    )
    assert [one.is_available for one in answers] == [True, True, True, False]


def test_covers_are_followed_along_their_chain() -> None:
    """Until somebody is here."""
    answers = resolve([away(AMAL, cover=2), away(BRUNO, cover=6), NOWHERE], at=AT, place="LY")
    assert names(answers) == "Faye 0, Amal 0, Bruno 1"
    assert "Faye covers" in answers[1].explanation


def test_covers_in_a_circle_cover_nobody() -> None:
    """And a cover who is no longer on the roster neither."""
    circle = resolve([away(AMAL, cover=2), away(BRUNO, cover=1)], at=AT, place="LY")
    assert [one.other for one in circle] == [None, None]
    assert ["nobody covers" in one.explanation for one in circle] == [True, True]
    (alone,) = resolve([away(AMAL, cover=99)], at=AT)
    assert "nobody covers" in alone.explanation
    (oneself,) = resolve([away(AMAL, cover=1)], at=AT)
    assert "nobody covers" in oneself.explanation


def test_among_equals_whoever_is_on_duty_comes_first() -> None:
    """Then those whose hours are not known, then those off duty."""
    people = [on_duty(replace(AMAL, id=n, name=str(n)), *hours) for n, hours in ((1, (1, 2)), (2, (9, 18)))]
    assert names(resolve([*people, replace(AMAL, id=3, name="3")], at=AT)) == "2 0, 3 0, 1 0"


def test_leave_begins_and_ends_with_the_days_of_its_zone() -> None:
    """Midnight in Tunis is 23:00 UTC."""
    person = away(AMAL)
    moments = [datetime(2026, 10, 31, 22, 59, tzinfo=UTC), datetime(2026, 11, 30, 22, 59, tzinfo=UTC)]
    assert [leave_at(person, one) is not None for one in moments] == [False, True]
    assert [leave_at(person, one + timedelta(minutes=1)) is not None for one in moments] == [True, False]


PLACES = ("LY", "TN", "TZ", "015", "014", "202", "002", "001", "FR")


@st.composite
def rosters(draw: st.DrawFn) -> list[Spokesperson]:
    """Up to eight people, some on leave, some with duty hours, covers of any kind."""
    count = draw(st.integers(0, 8))
    people = []
    for number in range(count):
        leave = Leave(
            AT.date() + timedelta(days=draw(st.integers(-3, 3))), date(2026, 11, 26), "UTC", draw(st.integers(0, 9))
        )
        people.append(
            Spokesperson(
                id=number,
                name=draw(st.sampled_from(("Same", "Other"))),
                languages=tuple(draw(st.sets(st.sampled_from(("ar", "fr")), max_size=1))),
                topics=tuple(draw(st.sets(st.sampled_from(("migration", "health", "migrants")), max_size=2))),
                places=tuple(sorted(draw(st.sets(st.sampled_from(PLACES), max_size=2)))),
                duty=draw(st.sampled_from(((), (DutyHours("UTC", 1, 0, 900),), (DutyHours("UTC", 1, 0, 901),)))),
                leave=draw(st.sampled_from(((), (leave,)))),
            )
        )
    return people


@given(
    rosters(),
    st.sampled_from(["LY", "TZ", "FR", "015", "001"]),
    st.sampled_from([None, "migration"]),
    st.sampled_from([None, "ar"]),
    st.randoms(use_true_random=False),
)
def test_what_is_true_of_every_roster(
    people: list[Spokesperson], place: str, topic: str | None, language: str | None, chance: Random
) -> None:
    """Order of the roster does not matter, nearest first, nobody outside, nobody twice, nobody away unsaid."""
    found = resolve(people, at=AT, place=place, topic=topic, language=language)
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert resolve(shuffled, at=AT, place=place, topic=topic, language=language) == found
    here = [one for one in found if one.is_available and one.topic is not Fit.OTHER]
    assert [one.place_steps for one in here] == sorted(one.place_steps for one in here)
    answering = [one.spokesperson.id for one in found]
    assert len(answering) == len(set(answering))
    for person in people:
        if any(contains(covered, place) for covered in person.places):
            assert person.id in answering
    for one in found:
        is_away = leave_at(one.spokesperson, AT) is not None
        assert one.is_available != is_away
        assert ("on leave until" in one.explanation.partition(" covers")[0]) == is_away or one.stands_in
        if one.stands_in:
            assert one.explanation.startswith("covers for ")
        if one.spokesperson.duty and not is_away:
            state = "on" if is_on_duty(one.spokesperson.duty, AT) else "off"
            assert f"{state} duty until" in one.explanation


@given(rosters(), st.sampled_from(["LY", "TZ", "FR"]))
def test_widening_only_ever_adds(people: list[Spokesperson], place: str) -> None:
    """Whoever answers for a region answers for every place in it, as many steps further on."""
    people = [replace(one, leave=()) for one in people]
    for steps, wider in enumerate(widen(place)):
        for one in resolve(people, at=AT, place=wider):
            (same,) = [it for it in resolve(people, at=AT, place=place) if it.spokesperson == one.spokesperson]
            assert same.place_steps <= one.place_steps + steps
