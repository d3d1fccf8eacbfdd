"""The states of a release by the words of the screen, whichever language it speaks, beside other words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from distrib.core.people import JournalistStatus, OutletKind
from distrib.core.people.outlet_kinds import kind_word
from distrib.core.people.statuses import status_word
from distrib.core.query import parse
from distrib.core.query.completion import proposals, word_at
from distrib.core.query.terms import HasStatus, OfKind
from distrib.core.release import ReleaseState
from distrib.core.release.states import IN_WORDS, states_in
from distrib.tui.journalist_words import status_words
from distrib.tui.wording import _, speak
from distrib.tui.wording import spoken as spoken_now


@pytest.fixture(params=["en", "fr"])
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    """A language of the screen."""
    speak(request.param)
    yield
    speak("en")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("state", ReleaseState)
def test_a_state_is_found_by_the_word_that_the_screen_shows(state: ReleaseState) -> None:
    """And by the English one, in whatever language."""
    for word in (_(IN_WORDS[state]), state.value.replace("_", "-"), IN_WORDS[state].upper()):
        assert states_in(["water", *word.split(), "2026-001"]) == (frozenset({state}), ("water", "2026-001")), word


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("status", JournalistStatus)
def test_a_status_is_asked_for_by_the_word_that_the_screen_shows(status: JournalistStatus) -> None:
    """As it is by the one that is stored."""
    for word in (status_words(status), status.value):
        assert parse(f'status:"{word}"').expression == HasStatus(status), word


def test_words_that_name_no_state_stay_in_order() -> None:
    """What is but a part of a name is a word like another; several states are all meant."""
    found = states_in(["in", "water", "review", "draft", "brouillons"])
    assert found == (frozenset({ReleaseState.IN_REVIEW, ReleaseState.DRAFT}), ("in", "water", "brouillons"))
    assert states_in([]) == (frozenset(), ())


@pytest.mark.usefixtures("spoken")
def test_the_words_that_a_query_is_offered_are_those_of_the_screen() -> None:
    """And mean what they say: each is read again as the status or type that it stands for."""
    for status in JournalistStatus:
        word = status_word(status, spoken_now())
        assert word == (status_words(status) if spoken_now() != "en" else status.value)
        assert parse(f'status:"{word}"').expression == HasStatus(status)
    for kind in OutletKind:
        assert parse(f'type:"{kind_word(kind, spoken_now())}"').expression == OfKind(kind)
    offered = {one.text for one in proposals(word_at("status:", 7), language=spoken_now())}
    assert ('status:"à confirmer"' in offered) == (spoken_now() == "fr")
    assert ("status:pending" in offered) == (spoken_now() == "en")
    (libya,) = proposals(word_at("country:ly", 10), language=spoken_now())[:1]
    assert (libya.text, libya.meaning) == ("country:LY", {"en": "Libya", "fr": "Libye"}[spoken_now()])
