"""The spokesperson resolver widens a place step by step and says why it answers as it does."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.contacts import resolve
from distrib.core.people import Spokesperson
from distrib.core.places import contains, widen

AMAL = Spokesperson(id=1, name="Amal", languages=("ar", "en"), topics=("migration",), places=("LY",))
BRUNO = Spokesperson(id=2, name="Bruno", languages=("fr",), topics=("migration",), places=("015",))
CHIDI = Spokesperson(id=3, name="Chidi", languages=("en",), places=("002",))
DANA = Spokesperson(id=4, name="Dana", languages=("en",), places=("001",))
ELIF = Spokesperson(id=5, name="Élif", topics=("Health policy",), places=("LY",))
NOWHERE = Spokesperson(id=6, name="Faye", languages=("en",))
EVERYBODY = (NOWHERE, DANA, ELIF, CHIDI, BRUNO, AMAL)


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ({"place": "LY"}, "Amal 0, Élif 0, Bruno 1, Chidi 2, Dana 3"),
        ({"place": "TN"}, "Bruno 1, Chidi 2, Dana 3"),
        ({"place": "TZ"}, "Chidi 3, Dana 4"),
        ({"place": "015"}, "Bruno 0, Chidi 1, Dana 2"),
        ({"place": "JP"}, "Dana 3"),
        ({"place": "001"}, "Dana 0"),
        ({"place": "LY", "topic": "migration"}, "Amal 0, Bruno 1, Chidi 2, Dana 3"),
        ({"place": "LY", "topic": "HEALTH"}, "Élif 0, Chidi 2, Dana 3"),
        ({"place": "LY", "topic": "whales"}, "Chidi 2, Dana 3"),
        ({"place": "LY", "language": "fr"}, "Élif 0, Amal 0, Bruno 1, Chidi 2, Dana 3"),
        ({"place": "LY", "topic": "migration", "language": "ar"}, "Amal 0, Bruno 1, Chidi 2, Dana 3"),
        ({"language": "fr"}, "Bruno 0, Élif 0, Amal 0, Chidi 0, Dana 0, Faye 0"),
        ({"topic": "migration"}, "Amal 0, Bruno 0, Chidi 0, Dana 0, Faye 0"),
        ({}, "Amal 0, Bruno 0, Chidi 0, Dana 0, Élif 0, Faye 0"),
    ],
)
def test_the_closest_answers_come_first(asked: dict[str, str], answers: str) -> None:
    """Place before topic before language before name; who covers none of the place's widening is no answer."""
    found = resolve(EVERYBODY, **asked)
    assert ", ".join(f"{one.spokesperson.name} {one.place_steps}" for one in found) == answers


@pytest.mark.parametrize(
    ("person", "asked", "explanation"),
    [
        (AMAL, {"place": "LY", "topic": "migration", "language": "ar"}, "speaks for Libya; migration; Arabic"),
        (BRUNO, {"place": "LY"}, "speaks for Northern Africa, which Libya lies in"),
        (DANA, {"place": "LY", "topic": "x"}, "speaks for the world, which Libya lies in; any topic"),
        (CHIDI, {"language": "ar"}, "does not speak Arabic"),
        (ELIF, {"language": "ar"}, "languages not listed"),
        (AMAL, {}, "on the roster"),
    ],
)
def test_each_answer_is_explained_in_plain_words(person: Spokesperson, asked: dict[str, str], explanation: str) -> None:
    """What was asked for, and how far they fit it."""
    assert [one.explanation for one in resolve([person], **asked)] == [explanation]


@given(
    st.lists(st.sets(st.sampled_from(["LY", "TN", "TZ", "015", "014", "202", "002", "001", "FR"])), max_size=8),
    st.sampled_from(["LY", "TZ", "FR", "015", "001"]),
    st.randoms(use_true_random=False),
)
def test_answers_do_not_depend_on_the_order_of_the_roster(places: list[set[str]], place: str, chance: Random) -> None:
    """Nearest first, and nobody outside."""
    people = [Spokesperson(id=i, name="Same", places=tuple(sorted(of))) for i, of in enumerate(places)]
    found = resolve(people, place=place)
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert resolve(shuffled, place=place) == found
    assert [one.place_steps for one in found] == sorted(one.place_steps for one in found)
    for one in found:
        assert widen(place)[one.place_steps] in one.spokesperson.places
    answering = {one.spokesperson.id for one in found}
    for person in people:
        assert (person.id in answering) == any(contains(covered, place) for covered in person.places)
