"""The one search language, for the search box, the audience of a release and the command line.

    libya migration            both words, each the beginning of a word in name, outlet, role, address or beats
    "radio tunis"              whole words, one after another
    country:LY region:northern-africa language:ar beat:health outlet:"Radio Tunis" status:pending
    email:@radio.example name:silva
    -status:pending            not
    (country:LY OR country:TN) language:ar
    type:agency tag:geneva     the outlet's type; the office's own words
    sent:2026-031              has that release, or may have it; `-sent:2026-031` has not
    since:2026-11              came onto the list then or later
    embargo:accepted           may have a text before its embargo lifts; also sanctioned, none
    audience:"Maghreb desks"   whom a saved query finds now
    all                        everyone; `all -country:LY` everyone but

Must never run anything and must never fall back to a wider meaning: what cannot be understood raises QueryError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from distrib.core.folding import SEPARATOR, key, search_text
from distrib.core.people import Journalist, JournalistStatus, NewJournalist, address_key
from distrib.core.phrase import phrased
from distrib.core.places import contains
from distrib.core.query.fields import AUDIENCE, field_name, field_term, known_field, meant, words_term
from distrib.core.query.terms import (
    AddedSince,
    And,
    Everyone,
    Expression,
    HasAddress,
    HasStatus,
    HasWords,
    InCountry,
    InRegion,
    Named,
    Not,
    OfKind,
    Or,
    QueryError,
    ReadsLanguage,
    StandsToEmbargoes,
    TextField,
    WasSent,
    shown,
)
from distrib.core.query.tokens import Kind, Token, quote, tokens

__all__ = [
    "JOURNALIST_FIELDS",
    "MAX_DEPTH",
    "MAX_TERMS",
    "Query",
    "QueryError",
    "audiences_in",
    "holds",
    "journalist_text",
    "matches",
    "parse",
    "quote",
    "without_erased",
]

MAX_DEPTH = 20
"""Brackets and exclusions inside one another; parser and database recurse once a level."""

MAX_TERMS = 100
"""Databases limit the parameters of a statement, and a region takes up to 250."""


JOURNALIST_FIELDS = 6
"""Fields of a journalist's search text, the name first; one separator less stands between them."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search that was understood."""

    text: str
    """As typed."""
    expression: Expression


def parse(text: str, saved: Mapping[str, str] | None = None, *, within: str | None = None) -> Query:
    """Read a query. `saved` holds the saved audiences: folded name (`core.folding.key`) → query; `within` is the name
    of the one that the text is saved as, which must not come up in it again.

    Raises:
        QueryError: with the column of what cannot be understood.
    """
    path = (key(within),) if within else ()
    return Query(text, _Parser(text, saved or {}, path).whole(0))


def matches(query: Query, journalist: Journalist) -> bool:
    """Whether a journalist is among those a query names."""
    return holds(query.expression, journalist)


def audiences_in(expression: Expression) -> Iterator[Named]:
    """The saved audiences that a query names; none that it only excludes, and none that others contain."""
    match expression:
        case Named():
            yield expression
        case And():
            for one in expression.all:
                yield from audiences_in(one)
        case Or():
            for one in expression.any:
                yield from audiences_in(one)
        case _:
            pass


def without_erased(query: Query) -> Query:
    """The same without those who were erased, for lists of people; as it is where it asks for their status."""
    is_erased = HasStatus(JournalistStatus.ERASED)
    if _names(query.expression, is_erased):
        return query
    return Query(query.text, And((query.expression, Not(is_erased))))


def _names(expression: Expression, term: HasStatus) -> bool:
    match expression:
        case Not() | Named():
            return _names(expression.one, term)
        case And():
            return any(_names(one, term) for one in expression.all)
        case Or():
            return any(_names(one, term) for one in expression.any)
        case _:
            return expression == term


def journalist_text(one: NewJournalist | Journalist) -> str:
    """The search text of a journalist: six fields and the separators between them, the name first."""
    emails, beats, tags = map(" ".join, (one.emails, one.beats, one.tags))
    return search_text(one.name, one.outlet or "", one.role or "", emails, beats, tags)


class _Parser:
    """Recursive descent over the tokens; depth and number of terms are bounded."""

    def __init__(self, text: str, saved: Mapping[str, str], path: tuple[str, ...] = (), terms: int = 0) -> None:
        self._tokens = list(tokens(text))
        self._end = len(text.rstrip()) + 1
        self._position = 0
        self._saved = saved
        self._path = path
        """Keys of the saved audiences that this text stands in."""
        self.terms = terms
        """Read so far, those of saved audiences included."""

    def whole(self, depth: int) -> Expression:
        """The whole text as one expression."""
        if self.at_end():
            raise QueryError(1, "nothing to search for; write `all` for everyone")
        expression = self.either(depth)
        if not self.at_end():
            raise QueryError(self.column(), "this bracket was never opened")
        return expression

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
            raise QueryError(column, "brackets and exclusions may stand {most} deep in one another", most=MAX_DEPTH)
        if self._take(Kind.NOT):
            return Not(self._item(depth + 1))
        if self._take(Kind.OPEN):
            inside = self.either(depth + 1)
            if not self._take(Kind.CLOSE):
                raise QueryError(column, "this bracket is not closed")
            return inside
        if self.at_end() or self._tokens[self._position].kind is not Kind.TERM:
            raise QueryError(column, "a word or a `field:value` is missing here")
        return self._term(depth)

    def _term(self, depth: int) -> Expression:
        token = self._tokens[self._position]
        self._position += 1
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise QueryError(token.column, "a search may have {most} words and fields", most=MAX_TERMS)
        if token.field is None:
            return words_term(token.value, token.column, is_whole=token.is_quoted)
        if field_name(token.field) == AUDIENCE:
            return self._audience(token, depth)
        return field_term(token.field, token.value, token.column, token.value_column, is_whole=token.is_quoted)

    def _audience(self, token: Token, depth: int) -> Expression:
        known_field(AUDIENCE, token.value, token.column, token.value_column)
        name = key(token.value)
        if name in self._path:
            raise QueryError(
                token.value_column, "the saved audience `{name}` would contain itself", name=shown(token.value)
            )
        if name not in self._saved:
            close = meant(get_close_matches(name, self._saved, n=1)) or phrased(
                "; `distrib audience list` shows those there are"
            )
            raise QueryError(
                token.value_column, "there is no saved audience `{name}`{close}", name=shown(token.value), close=close
            )
        try:
            inner = _Parser(self._saved[name], self._saved, (*self._path, name), self.terms)
            expression = inner.whole(depth + 1)
        except QueryError as fault:
            raise QueryError(
                token.value_column, "in the audience `{name}`, {why}", name=shown(token.value), why=fault.said
            ) from fault
        self.terms = inner.terms
        return Named(token.value, expression)

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


def holds(expression: Expression, journalist: Journalist) -> bool:
    """Whether an expression, which may be a part of a query, is true of a journalist."""
    match expression:
        case Not():
            return not holds(expression.one, journalist)
        case And():
            return all(holds(one, journalist) for one in expression.all)
        case Or():
            return any(holds(one, journalist) for one in expression.any)
        case Named():
            return holds(expression.one, journalist)
        case _:
            return isinstance(expression, Everyone) or _HOLDS[type(expression)](expression, journalist)


def _in_region(term: InRegion, one: Journalist) -> bool:
    return one.country is not None and contains(term.code, one.country)


def _has_address(term: HasAddress, one: Journalist) -> bool:
    return any(term.text in address_key(email) for email in one.emails)


def _added_since(term: AddedSince, one: Journalist) -> bool:
    return one.created_at is not None and one.created_at >= term.at


def _has_words(term: HasWords, one: Journalist) -> bool:
    return any(_phrase_in(text, term) for text in _TEXTS[term.field](one))


_HOLDS: dict[type, Callable[[Any, Journalist], bool]] = {
    InCountry: lambda term, one: one.country == term.code,
    InRegion: _in_region,
    ReadsLanguage: lambda term, one: term.code in one.languages,
    HasStatus: lambda term, one: one.status is term.status,
    HasAddress: _has_address,
    OfKind: lambda term, one: one.outlet_kind is term.kind,
    WasSent: lambda term, one: term.reference in one.sent,
    AddedSince: _added_since,
    StandsToEmbargoes: lambda term, one: one.embargo is term.agreement,
    HasWords: _has_words,
}


def _phrase_in(text: str, term: HasWords) -> bool:
    """`text` is words each preceded by a space."""
    phrase = " " + " ".join(term.words)
    return f"{phrase} " in f"{text} " if term.is_whole else phrase in text


def _any_text(one: Journalist) -> tuple[str, ...]:
    return (journalist_text(one),)


_TEXTS: dict[TextField, Callable[[Journalist], tuple[str, ...]]] = {
    TextField.ANY: _any_text,
    TextField.NAME: lambda one: (_any_text(one)[0].partition(f" {SEPARATOR}")[0],),
    TextField.OUTLET: lambda one: (f" {key(one.outlet)}",) if one.outlet else (),
    TextField.BEAT: lambda one: tuple(f" {key(beat)}" for beat in one.beats),
    TextField.TAG: lambda one: tuple(f" {key(tag)}" for tag in one.tags),
}
