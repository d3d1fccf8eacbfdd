"""Help as it is written in the code, taken apart so that a pane of any width wraps it well. It looks nothing up."""

from __future__ import annotations

import re

_ROW = re.compile(r"(\S+(?: \S+)*) {2,}(\S.*)")
"""A key or a word, two spaces at least, and what it does."""


def help_rows(text: str) -> list[tuple[str, str]]:
    """Pairs of a key and what it does; a paragraph has no key, and a blank line neither key nor words.

    An indented line goes on with the row above it, and a line of a paragraph with that paragraph.
    """
    rows: list[tuple[str, str]] = []
    for line in text.split("\n"):
        key, words = rows[-1] if rows else ("", "")
        found = _ROW.fullmatch(line.rstrip())
        if found:
            rows.append((found[1], found[2]))
        elif words and (line.startswith(" ") if key else line.strip()):
            rows[-1] = (key, f"{words} {line.strip()}")
        else:
            rows.append(("", line.strip()))
    return rows
