"""What a correction says: every passage that is not what it was, where it stands, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from distrib.core.release import Contact, Dateline, Edition
from distrib.core.release.correction import PARAGRAPH, Passage, corrected

BASE = Edition(
    language="en",
    headline="Water reaches Derna",
    body="The pumps run again. Ten villages have water.\n\nWork goes on.\n\nMore follows.",
    dateline=Dateline("Tripoli", "24 November 2026"),
    contacts=(Contact(name="Ana Lima"),),
    markers=(),
)
paragraphs = st.lists(st.sampled_from(["One. Two.", "Three.", "Four? Five!", "Six."]), min_size=1, max_size=6)


def test_only_the_sentence_that_changed_is_quoted() -> None:
    """With the number of its paragraph, so that it is found."""
    after = replace(BASE, body=BASE.body.replace("Ten villages have", "Nine villages have"))
    assert corrected(BASE, after) == (Passage(PARAGRAPH, 1, "Ten villages have water.", "Nine villages have water."),)


def test_fields_come_in_reading_order_and_markers_are_no_text() -> None:
    """A marker such as CORRECTION says of itself that something changed."""
    after = replace(
        BASE,
        headline="Water reaches Tobruk",
        dateline=Dateline("Benghazi", "24 November 2026"),
        contacts=(),
        markers=("CORRECTION",),
        release_line="FOR IMMEDIATE RELEASE",
    )
    assert corrected(BASE, after) == (
        Passage("headline", 0, "Water reaches Derna", "Water reaches Tobruk"),
        Passage("dateline", 0, "Tripoli, 24 November 2026", "Benghazi, 24 November 2026"),
        Passage("contacts", 0, "Ana Lima", ""),
    )


def test_a_paragraph_that_came_or_went_is_said_whole() -> None:
    """Numbered where its readers find it: in the new text, or in the old."""
    added = replace(BASE, body=BASE.body.replace("Work goes on.", "Work goes on.\n\nNobody was hurt."))
    assert corrected(BASE, added) == (Passage(PARAGRAPH, 3, "", "Nobody was hurt."),)
    assert corrected(added, BASE) == (Passage(PARAGRAPH, 3, "Nobody was hurt.", ""),)


@given(before=paragraphs, after=paragraphs)
def test_nothing_is_said_of_what_did_not_change(before: list[str], after: list[str]) -> None:
    """And something of everything that did: old and new never say the same."""
    old, new = (replace(BASE, body="\n\n".join(one)) for one in (before, after))
    found = corrected(old, new)
    assert bool(found) == (before != after)
    for one in found:
        assert one.old != one.new
        assert one.old in old.body
        assert one.new in new.body
