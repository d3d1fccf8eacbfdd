"""A cell that a spreadsheet would compute is defused, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.spreadsheet import defuse, restore


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+41 22", "'+41 22"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("O'Brien", "O'Brien"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("", ""),
    ],
)
def test_only_what_would_be_computed_is_changed(text: str, cell: str) -> None:
    """By one apostrophe, which a spreadsheet takes as a sign of text."""
    assert defuse(text) == cell
    assert restore(cell) == text


@given(st.text(alphabet="'=+-@\t\rax", max_size=6) | st.text())
def test_every_text_comes_back(text: str) -> None:
    """However many apostrophes it has of its own; and nothing that begins as a formula goes out."""
    assert restore(defuse(text)) == text
    assert not defuse(text).startswith(("=", "+", "-", "@", "\t", "\r"))
