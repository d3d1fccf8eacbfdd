"""What a person types into the one search, understood loosely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.search import Wanted, understand


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Did Reuters get version 2, when, in which language?", Wanted(("reuters",), ("reuters",), version=2)),
        ("2026-001 mercury in french", Wanted(("mercury",), ("mercury",), "2026-001", language="fr")),
        ("ana@news.example v3", Wanted(version=3, address="ana@news.example")),
        ("did Ana (ana@news.example) get it?", Wanted(("ana",), ("ana",), address="ana@news.example")),
        ("in", Wanted(("in",), ("in",))),
        ("Libéré", Wanted(("libere",), ("libéré",))),
        ("2026-0", Wanted(reference="2026-0")),
        ("in tripoli", Wanted(("tripoli",), ("tripoli",))),
        ("  ?", Wanted()),
    ],
)
def test_words_that_only_ask_are_left_out(text: str, wanted: Wanted) -> None:
    """Release, version, language and address are told from words."""
    assert understand(text) == wanted


@given(st.text(max_size=300))
def test_nothing_typed_is_a_mistake(text: str) -> None:
    """It is a search box and no query language."""
    wanted = understand(text)
    assert wanted.is_empty or wanted.words or wanted.reference or wanted.address
