"""A query's parts as a person would write them, and which of them somebody does not fulfil."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from distrib.core.people import Journalist
from distrib.core.query import holds
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
    ReadsLanguage,
    StandsToEmbargoes,
    TextField,
    WasSent,
)


def said(expression: Expression) -> str:
    """An expression as text of the search language."""
    match expression:
        case Not():
            return f"-{_in_brackets(expression.one)}"
        case And():
            return " ".join(map(_in_brackets, expression.all))
        case Or():
            return " OR ".join(map(_in_brackets, expression.any))
        case Named():
            return f"audience:{_quoted(expression.name)}"
        case _:
            return _TEXTS[type(expression)](expression)


def spelled_out(expression: Expression) -> Expression:
    """The same with each saved audience replaced by what it says now, so that it means the same tomorrow."""
    match expression:
        case Not():
            return Not(spelled_out(expression.one))
        case And():
            return And(tuple(map(spelled_out, expression.all)))
        case Or():
            return Or(tuple(map(spelled_out, expression.any)))
        case Named():
            return spelled_out(expression.one)
        case _:
            return expression


def unmet(expression: Expression, journalist: Journalist) -> tuple[str, ...]:
    """The parts for which a query does not name somebody; none when it does."""
    if holds(expression, journalist):
        return ()
    match expression:
        case And():
            return tuple(part for one in expression.all for part in unmet(one, journalist))
        case Named():
            inside = ", ".join(unmet(expression.one, journalist))
            return (f"{said(expression)} ({inside})",)
        case _:
            return (said(expression),)


def _in_brackets(expression: Expression) -> str:
    return f"({said(expression)})" if isinstance(expression, And | Or) else said(expression)


def _quoted(text: str) -> str:
    return text if text.isalnum() else f'"{text}"'


def _words(term: HasWords) -> str:
    phrase = " ".join(term.words)
    text = f'"{phrase}"' if term.is_whole or len(term.words) > 1 else phrase
    return text if term.field is TextField.ANY else f"{term.field}:{text}"


_TEXTS: dict[type, Callable[[Any], str]] = {
    Everyone: lambda _: "all",
    HasWords: _words,
    InCountry: lambda term: f"country:{term.code}",
    InRegion: lambda term: f"region:{term.code}",
    ReadsLanguage: lambda term: f"language:{term.code}",
    HasStatus: lambda term: f"status:{term.status}",
    HasAddress: lambda term: f"email:{term.text}",
    OfKind: lambda term: f"type:{term.kind}",
    WasSent: lambda term: f"sent:{term.reference}",
    StandsToEmbargoes: lambda term: f"embargo:{term.agreement}",
    AddedSince: lambda term: f"since:{term.at.date().isoformat()}",
}
