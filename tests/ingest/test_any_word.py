"""A pattern for many words finds what an alternation of them finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from distrib.ingest.any_word import any_word

WORDS = st.sets(st.text("ab. ", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("ab. ", max_size=12))
def test_the_longest_word_is_found(words: set[str], text: str) -> None:
    """At the same places, whichever of them begin alike; characters with a meaning in patterns have none."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    flat = re.compile("|".join(re.escape(word) for word in longest_first))
    assert re.findall(any_word(words), text) == flat.findall(text)


def test_a_single_word_and_none() -> None:
    """Neither needs a group."""
    assert any_word(["may"]) == "may"
    assert any_word([]) == ""
