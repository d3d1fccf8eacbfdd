"""What changed, in words: both texts can be read off it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from distrib.core.release.word_changes import MOST_WORDS, Fate, Passage, word_changes

texts = st.lists(st.text("ab \n", max_size=8), max_size=6).map("\n\n".join)


def test_one_word_that_changed_is_one_word() -> None:
    """Not the line, and not the paragraph."""
    assert word_changes("The pumps run again.", "The pumps stand again.") == (
        Passage(Fate.KEPT, "The pumps "),
        Passage(Fate.GONE, "run"),
        Passage(Fate.NEW, "stand"),
        Passage(Fate.KEPT, " again."),
    )


@given(before=texts, after=texts)
def test_both_texts_can_be_read_off_the_changes(before: str, after: str) -> None:
    """Nothing is left out and nothing invented; what did not change is not said to have."""
    found = word_changes(before, after)
    assert "".join(one.text for one in found if one.fate is not Fate.NEW) == before
    assert "".join(one.text for one in found if one.fate is not Fate.GONE) == after
    if before == after:
        assert all(one.fate is Fate.KEPT for one in found)


def test_a_long_passage_is_shown_whole() -> None:
    """Comparing it word by word would hold up the screen."""
    before, after = ("word " * (MOST_WORDS + 1), "other " * (MOST_WORDS + 1))
    assert [one.fate for one in word_changes(before, after)] == [Fate.GONE, Fate.NEW]
