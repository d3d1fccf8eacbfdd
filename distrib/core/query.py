"""The one search language, for the search box, the audience of a release and the command line.

    libya migration            both words, each the beginning of a word in name, outlet, role, address or beats
    "radio tunis"              whole words, one after another
    country:LY region:northern-africa language:ar beat:health outlet:"Radio Tunis" status:pending
    email:@radio.example name:silva
    -status:pending            not
    (country:LY OR country:TN) language:ar
    all                        everyone; `all -country:LY` everyone but

Must never run anything and must never fall back to a wider meaning: what cannot be understood raises QueryError.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from distrib.core.folding import SEPARATOR, key, search_text
from distrib.core.people import Journalist, address_key
from distrib.core.places import contains
from distrib.core.query_terms import (
    And,
    Everyone,
    Expression,
    HasAddress,
    HasStatus,
    HasWords,
    InCountry,
    InRegion,
    Not,
    Or,
    QueryError,
    ReadsLanguage,
    Term,
    TextField,
    field_term,
    words_term,
)
from distrib.core.query_tokens import Kind, quote, tokens

__all__ = [
    "JOURNALIST_FIELDS",
    "MAX_DEPTH",
    "MAX_TERMS",
    "Query",
    "QueryError",
    "journalist_text",
    "matches",
    "parse",
    "quote",
]

MAX_DEPTH = 20
"""Brackets and exclusions inside one another; parser and database recurse once a level."""

MAX_TERMS = 100
"""Databases limit the parameters of a statement, and a region takes up to 250."""


JOURNALIST_FIELDS = 5
"""Fields of a journalist's search text, the name first; one separator less stands between them."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search that was understood."""

    text: str
    """As typed."""
    expression: Expression


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: with the column of what cannot be understood.
    """
    parser = _Parser(text)
    if parser.at_end():
        raise QueryError(1, "nothing to search for; write `all` for everyone")
    expression = parser.either(0)
    if not parser.at_end():
        raise QueryError(parser.column(), "this bracket was never opened")
    return Query(text, expression)


def matches(query: Query, journalist: Journalist) -> bool:
    """Whether a journalist is among those a query names."""
    return _holds(query.expression, journalist)


def journalist_text(name: str, outlet: str | None, role: str | None, email: str, beats: tuple[str, ...]) -> str:
    """The search text of a journalist: five fields and the separators between them, the name first."""
    return search_text(name, outlet or "", role or "", email, " ".join(beats))


class _Parser:
    """Recursive descent over the tokens; depth and number of terms are bounded."""

    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._end = len(text.rstrip()) + 1
        self._position = 0
        self._terms = 0

    def at_end(self) -> bool:
        """Whether every token was read."""
        return self._position >= len(self._tokens)

    def column(self) -> int:
        """Of the next token, or just past the last one."""
        if not self.at_end():
            return self._tokens[self._position].column
        return self._end

    def either(self, depth: int) -> Expression:
        """Groups with OR between them."""
        groups = [self._together(depth)]
        while self._take(Kind.OR):
            groups.append(self._together(depth))
        return groups[0] if len(groups) == 1 else Or(tuple(groups))

    def _together(self, depth: int) -> Expression:
        items = [self._item(depth)]
        while not self.at_end() and self._tokens[self._position].kind not in (Kind.OR, Kind.CLOSE):
            self._take(Kind.AND)
            items.append(self._item(depth))
        items = _with_everyone(items)
        return items[0] if len(items) == 1 else And(tuple(items))

    def _item(self, depth: int) -> Expression:
        column = self.column()
        if depth > MAX_DEPTH:
            raise QueryError(column, f"brackets and exclusions may stand {MAX_DEPTH} deep in one another")
        if self._take(Kind.NOT):
            return Not(self._item(depth + 1))
        if self._take(Kind.OPEN):
            inside = self.either(depth + 1)
            if not self._take(Kind.CLOSE):
                raise QueryError(column, "this bracket is not closed")
            return inside
        if self.at_end() or self._tokens[self._position].kind is not Kind.TERM:
            raise QueryError(column, "a word or a `field:value` is missing here")
        return self._term()

    def _term(self) -> Expression:
        token = self._tokens[self._position]
        self._position += 1
        self._terms += 1
        if self._terms > MAX_TERMS:
            raise QueryError(token.column, f"a search may have {MAX_TERMS} words and fields")
        if token.field is None:
            return words_term(token.value, token.column, is_whole=token.is_quoted)
        return field_term(token.field, token.value, token.column, token.value_column, is_whole=token.is_quoted)

    def _take(self, kind: Kind) -> bool:
        taken = not self.at_end() and self._tokens[self._position].kind is kind
        self._position += taken
        return taken


_ALL = HasWords(TextField.ANY, ("all",), is_whole=False)


def _with_everyone(items: list[Expression]) -> list[Expression]:
    """`all` means everyone where only exclusions stand beside it; elsewhere it is a word like another."""
    if items.count(_ALL) == 1 and all(isinstance(item, Not) for item in items if item != _ALL):
        return [Everyone() if item == _ALL else item for item in items]
    return items


def _holds(expression: Expression, journalist: Journalist) -> bool:
    match expression:
        case Everyone():
            return True
        case Not():
            return not _holds(expression.one, journalist)
        case And():
            return all(_holds(one, journalist) for one in expression.all)
        case Or():
            return any(_holds(one, journalist) for one in expression.any)
        case _:
            return _term_holds(expression, journalist)


def _term_holds(term: Term, journalist: Journalist) -> bool:
    match term:
        case InCountry():
            return journalist.country == term.code
        case InRegion():
            return journalist.country is not None and contains(term.code, journalist.country)
        case ReadsLanguage():
            return term.code in journalist.languages
        case HasStatus():
            return journalist.status is term.status
        case HasAddress():
            return term.text in address_key(journalist.email)
        case HasWords():
            return any(_phrase_in(text, term) for text in _TEXTS[term.field](journalist))


def _phrase_in(text: str, term: HasWords) -> bool:
    """`text` is words each preceded by a space."""
    phrase = " " + " ".join(term.words)
    return f"{phrase} " in f"{text} " if term.is_whole else phrase in text


def _any_text(one: Journalist) -> tuple[str, ...]:
    return (journalist_text(one.name, one.outlet, one.role, one.email, one.beats),)


_TEXTS: dict[TextField, Callable[[Journalist], tuple[str, ...]]] = {
    TextField.ANY: _any_text,
    TextField.NAME: lambda one: (_any_text(one)[0].partition(f" {SEPARATOR}")[0],),
    TextField.OUTLET: lambda one: (f" {key(one.outlet)}",) if one.outlet else (),
    TextField.BEAT: lambda one: tuple(f" {key(beat)}" for beat in one.beats),
}
