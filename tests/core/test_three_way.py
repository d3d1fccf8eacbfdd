"""Two people at one text: nothing of either is lost, and what contradicts stands in both wordings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from distrib.core.release.three_way import Agreed, Contested, is_contested, merge, regions

NAMES = ("ana", "ben")
BASE = "The pumps run again.\n\nWater reaches Derna.\n\nWork goes on."

token_lists = st.lists(st.sampled_from("abcd"), max_size=12)
texts = st.lists(st.text("ab \n", max_size=8), max_size=5).map("\n\n".join)


def test_changes_of_different_paragraphs_both_stand() -> None:
    """Nobody is asked."""
    mine = BASE.replace("again", "since Monday")
    theirs = BASE.replace("Work", "The work") + "\n\nMore follows."
    merged = merge(BASE, mine, theirs, names=NAMES)
    expected = "The pumps run since Monday.\n\nWater reaches Derna.\n\nThe work goes on.\n\nMore follows."
    assert (merged.text, merged.contested) == (expected, 0)


def test_changes_of_different_words_of_a_paragraph_both_stand() -> None:
    """Words are brought together within a paragraph both changed."""
    base = "On Monday the pumps of Derna run again after a week."
    merged = merge(base, base.replace("Monday", "Tuesday"), base.replace("a week", "ten days"), names=NAMES)
    assert (merged.text, merged.contested) == ("On Tuesday the pumps of Derna run again after ten days.", 0)


def test_what_both_changed_stands_in_both_wordings() -> None:
    """With whose it is; a person chooses."""
    merged = merge(BASE, BASE.replace("Derna", "Tobruk"), BASE.replace("Derna", "Benghazi"), names=NAMES)
    assert merged.contested == 1
    assert is_contested(merged.text)
    assert "[[ As worded by ana: ]]\n\nWater reaches Tobruk." in merged.text
    assert "[[ As worded by ben: ]]\n\nWater reaches Benghazi." in merged.text


def test_one_deletes_what_the_other_changes() -> None:
    """The change is not lost with the paragraph."""
    merged = merge(BASE, BASE.replace("Derna", "Tobruk"), BASE.replace("Water reaches Derna.\n\n", ""), names=NAMES)
    assert merged.contested == 1
    assert "Tobruk" in merged.text


@given(base=texts, other=texts)
def test_a_change_of_one_alone_is_taken_as_it_is(base: str, other: str) -> None:
    """By whichever of the two, and also when both did the same."""
    for mine, theirs in ((other, base), (base, other), (other, other)):
        merged = merge(base, mine, theirs, names=NAMES)
        assert (merged.text, merged.contested) == (other, 0)


@given(base=token_lists, mine=token_lists, theirs=token_lists)
def test_neither_of_both_comes_first(base: list[str], mine: list[str], theirs: list[str]) -> None:
    """Swapped, the same stands agreed and the same contested; and only what both changed in two ways is contested."""
    found = regions(base, mine, theirs)
    assert [_mirrored(one) for one in regions(base, theirs, mine)] == found
    for one in found:
        if isinstance(one, Contested):
            assert one.mine != one.theirs
            assert one.base not in (one.mine, one.theirs)


def _mirrored(one: Agreed | Contested) -> Agreed | Contested:
    return one if isinstance(one, Agreed) else Contested(one.base, one.theirs, one.mine)


@given(base=texts, mine=texts, theirs=texts)
def test_no_word_that_somebody_added_is_lost(base: str, mine: str, theirs: str) -> None:
    """A word that neither the base nor the other has stands in what comes out."""
    marked = f"{mine}\n\nmineword" if mine else "mineword"
    other = f"theirword\n\n{theirs}" if theirs else "theirword"
    merged = merge(base, marked, other, names=NAMES).text
    assert "mineword" in merged
    assert "theirword" in merged
