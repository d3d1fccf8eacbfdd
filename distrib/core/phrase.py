"""The mark of sentences that are kept as data in English and translated by the face that shows them.

`make words` finds them by it. Nothing is translated here.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]


def phrase(sentence: str) -> str:
    """The sentence itself; its `{fields}` are filled after it was translated."""
    return sentence
