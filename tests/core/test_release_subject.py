"""What a release is about is read from its first words, and never guessed."""

from __future__ import annotations

import pytest

from distrib.core.places import find_place
from distrib.core.release import Dateline, Edition
from distrib.core.release.subject import subject_place, subject_topic

TOPICS = ("migration", "missing migrants", "health", "")


@pytest.mark.parametrize(
    ("headline", "body", "dateline", "place"),
    [
        ("Families return to Libya", "In Tunisia.", "GENEVA", "LY"),
        ("Aid for Central America and Mexico", "", None, "013"),
        ("Aide en République démocratique du Congo", "", None, "CD"),
        ("المساعدات تصل إلى ليبيا", "", None, "LY"),
        ("Office warns us in the north and the world", "Camps in Chad are full.\n\nSudan too.", "Tunisia", "TD"),
        ("Office warns", "Nobody is safe.\n\nIn Libya.", "TUNISIA", "TN"),
        ("Office warns", "Nobody is safe.", "GENEVA", None),
    ],
)
def test_the_place_of_the_opening_comes_before_the_dateline(
    headline: str, body: str, dateline: str | None, place: str | None
) -> None:
    """The longest name at the first place that has one; short words are no codes here."""
    edition = Edition("en", headline, body, dateline=Dateline(dateline))
    assert subject_place(edition, find_place) == place


@pytest.mark.parametrize(
    ("headline", "body", "topic"),
    [
        ("Missing migrants: a new count", "On migration.", "missing migrants"),
        ("A new count", "On migration and health.", "migration"),
        ("Migrants are missing", "Nothing.\n\nHealth.", None),
    ],
)
def test_a_topic_is_one_of_the_rosters(headline: str, body: str, topic: str | None) -> None:
    """Named in the same words."""
    assert subject_topic(Edition("en", headline, body), TOPICS) == topic
