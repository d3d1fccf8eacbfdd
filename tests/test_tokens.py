"""Tokens: what stands in an envelope sender must survive the way there and back, and nobody may guess it."""

from __future__ import annotations

from collections import Counter

from distrib.app import new_token

LETTERS = set("abcdefghijkmnpqrstuvwxyz23456789")


def test_a_token_is_made_of_letters_that_survive() -> None:
    """Lower case, none taken for another, 100 bits; each letter as likely as any other."""
    tokens = [new_token() for _ in range(3_000)]
    assert {len(token) for token in tokens} == {20}
    assert len(set(tokens)) == len(tokens)
    counted = Counter("".join(tokens))
    assert set(counted) == LETTERS
    assert max(counted.values()) < 1.3 * min(counted.values())
