"""A pattern for any of many words. They share their beginnings in it, as in a tree: it is compiled and tried sooner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = dict[str, "_Tree"]
_END = ""


def any_word(words: Iterable[str]) -> str:
    """The regular expression, without a group of its own around it that counts. Longer words are tried first."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return _written(tree)


def _written(tree: _Tree) -> str:
    branches = [re.escape(character) + _written(tree[character]) for character in sorted(tree) if character]
    if len(branches) == 1 and _END not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if _END in tree else ''}" if branches else ""
