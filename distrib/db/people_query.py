"""A query of `core.query` as conditions over the tables. Must find exactly whom `core.query.matches` finds.

Plain LIKE and IN, alike on SQLite and PostgreSQL. Every condition is true or false and never null, so that an
exclusion is the exact opposite. Whatever a person typed reaches the database as a parameter.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, literal, not_, or_, select, true

from distrib.core.folding import SEPARATOR
from distrib.core.places import countries_in
from distrib.core.query import JOURNALIST_FIELDS, Query
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
    ReadsLanguage,
    Term,
    TextField,
)
from distrib.db.schema import (
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistRow,
    OutletRow,
)

Condition = ColumnElement[bool]


def condition(query: Query) -> Condition:
    """What `JournalistRow` must fulfil."""
    return _expression(query.expression)


def _expression(expression: Expression) -> Condition:
    match expression:
        case Everyone():
            return true()
        case Not():
            return not_(_expression(expression.one))
        case And():
            return and_(*map(_expression, expression.all))
        case Or():
            return or_(*map(_expression, expression.any))
        case _:
            return _term(expression)


def _term(term: Term) -> Condition:
    country = JournalistRow.country
    match term:
        case InCountry():
            return and_(country.is_not(None), country == term.code)
        case InRegion():
            return and_(country.is_not(None), country.in_(countries_in(term.code)))
        case ReadsLanguage():
            row = JournalistLanguageRow
            return JournalistRow.id.in_(select(row.journalist_id).where(row.language == term.code))
        case HasStatus():
            return JournalistRow.status == term.status
        case HasAddress():
            return JournalistRow.id.in_(
                select(JournalistAddressRow.journalist_id).where(
                    JournalistAddressRow.is_primary,
                    JournalistAddressRow.address_key.contains(term.text, autoescape=True),
                )
            )
        case HasWords():
            return _words(term)


def _words(term: HasWords) -> Condition:
    if term.field is TextField.OUTLET:
        outlets = select(OutletRow.id).where(_has_phrase(literal(" ") + OutletRow.name_key, term))
        return and_(JournalistRow.outlet_id.is_not(None), JournalistRow.outlet_id.in_(outlets))
    if term.field is TextField.BEAT:
        row = JournalistBeatRow
        return JournalistRow.id.in_(select(row.journalist_id).where(_has_phrase(literal(" ") + row.beat_key, term)))
    if term.field is TextField.NAME:
        # As many separators follow as there are, so that the phrase can only stand in the first field.
        rest = f"%{SEPARATOR}" * (JOURNALIST_FIELDS - 1)
        return JournalistRow.search_text.like(f"%{_phrase(term)}{rest}%")
    return _has_phrase(JournalistRow.search_text, term)


def _has_phrase(text: Any, term: HasWords) -> Condition:
    """`text` is words each preceded by a space; folded words hold nothing that LIKE obeys."""
    condition: Condition = (text + " " if term.is_whole else text).like(f"%{_phrase(term)}%")
    return condition


def _phrase(term: HasWords) -> str:
    return " " + " ".join(term.words) + (" " if term.is_whole else "")
