"""What somebody who types a query may mean: names of fields, and the values that there are."""

from __future__ import annotations

from distrib.core.query.completion import KEPT_FIELDS, MOST, Proposal, proposals, word_at
from distrib.db import completing as rows
from distrib.services.context import Context


def complete(context: Context, text: str, cursor: int, language: str = "en") -> tuple[Proposal, ...]:
    """What the word before the cursor may become, the nearest first, in a person's language; often nothing."""
    word = word_at(text, cursor)
    kept: tuple[str, ...] = ()
    if word.field in KEPT_FIELDS:
        with context.database.reading() as transaction:
            kept = rows.values(transaction, word.field, word.beginning[:100], MOST)
    written = text[word.start : cursor]
    return tuple(one for one in proposals(word, kept, language) if one.text != written)
