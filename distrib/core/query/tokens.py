"""A query's text as tokens. Must never look at what a value means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from distrib.core.query.terms import QueryError

MAX_LENGTH = 2_000
"""Characters. A search box holds a few hundred; what is longer was pasted by mistake or by malice."""

QUOTES = '"“”„«»'
"""Any of these opens or closes a phrase: text editors turn straight quotes into curly ones."""

MINUSES = "-–−"
"""At the start of a term each of them excludes: a dash that an editor made longer must not include instead."""

_SPACE = re.compile(r"\s*")
_FIELD = re.compile(rf"[^\s(){QUOTES}:]{{1,200}}:")
_PHRASE = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
_WORD = re.compile(rf"[^\s(){QUOTES}]+")


class Kind(StrEnum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    NOT = "-"
    AND = "AND"
    OR = "OR"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands."""

    kind: Kind
    column: int
    """Counted from 1."""
    field: str | None = None
    value: str = ""
    value_column: int = 0
    is_quoted: bool = False


def quote(text: str) -> str:
    """Any text as one phrase that is searched for and never obeyed."""
    return '"' + "".join(" " if one in QUOTES else one for one in text) + '"'


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query.

    Raises:
        QueryError: the text is too long, or a quote is not closed.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            MAX_LENGTH + 1,
            "a search may have {most:,} characters; this one has {characters:,}",
            most=MAX_LENGTH,
            characters=len(text),
        )
    position = _after_space(text, 0)
    while position < len(text):
        token, position = _next(text, position)
        yield token
        position = _after_space(text, position)


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _next(text: str, position: int) -> tuple[Token, int]:
    character = text[position]
    column = position + 1
    if character in "()":
        return Token(Kind(character), column), column
    if character in MINUSES:
        if _after_space(text, column) != column or column == len(text):
            raise QueryError(column, "this dash stands alone; write it right before what it excludes, or use quotes")
        return Token(Kind.NOT, column), column
    field = _FIELD.match(text, position)
    start = field.end() if field else position
    value, end, is_quoted = _value(text, start)
    if not field and not is_quoted and value in ("OR", "AND", "NOT"):
        return Token(Kind.NOT if value == "NOT" else Kind(value), column), end
    return Token(Kind.TERM, column, field[0][:-1] if field else None, value, start + 1, is_quoted), end


def _value(text: str, start: int) -> tuple[str, int, bool]:
    """A phrase, a word, or nothing; where it ends; whether it stood in quotes."""
    if text[start : start + 1] in (*QUOTES,):
        phrase = _PHRASE.match(text, start)
        if not phrase:
            raise QueryError(start + 1, "this quote is not closed")
        return phrase[1], phrase.end(), True
    word = _WORD.match(text, start)
    return (word[0], word.end(), False) if word else ("", start, False)
