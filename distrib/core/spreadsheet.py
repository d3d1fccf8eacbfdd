"""Cells for spreadsheets: text that a spreadsheet would take for a formula is defused, and restored when it returns.

The two are exact opposites for every text, so that a list survives the way out and back (CWE-1236).
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet computes, behind any number of apostrophes: each round adds or takes one of them."""


def defuse(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would obey it."""
    return f"'{text}" if _FORMULA.match(text) else text


def restore(text: str) -> str:
    """What `defuse` was given; other text as it is."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
