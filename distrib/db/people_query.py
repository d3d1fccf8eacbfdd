"""A query of `core.query` as conditions over the tables. Must find exactly whom `core.query.matches` finds.

Words go to the index of words that the database has, FTS5 or tsvector; both hold them as `core.folding` made them, so
that neither decides what a word is. The rest is alike on both. Every condition is true or false and never null, so that
an exclusion is the exact opposite. Whatever a person typed reaches the database as a parameter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, column, func, literal, literal_column, not_, or_, select, table, true
from sqlalchemy.dialects.postgresql import TSQUERY

from distrib.core.agreements import Agreement, AgreementEvent
from distrib.core.folding import SEPARATOR
from distrib.core.ledger import HAS_IT_OR_MAY
from distrib.core.places import countries_in
from distrib.core.query import JOURNALIST_FIELDS, Query
from distrib.core.query_terms import (
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
from distrib.db.agreements import newest
from distrib.db.schema import (
    DeliveryRow,
    DispatchRow,
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistRow,
    JournalistTagRow,
    OutletRow,
    ReleaseRow,
)
from distrib.db.schema.people import SEARCH_WORDS

Condition = ColumnElement[bool]


SCAN = "scan"
"""Instead of a dialect: words are looked for in each row, for when there are few to look at."""


def condition(query: Query, dialect: str) -> Condition:
    """What `JournalistRow` must fulfil; `dialect` is `sqlite` or `postgresql`, or `SCAN`."""
    return _Conditions(dialect).of(query.expression)


def is_typed(query: Query) -> bool:
    """Whether it is nothing but words, as somebody types them into a search box."""
    expression = query.expression
    parts = expression.all if isinstance(expression, And) else (expression,)
    return all(isinstance(one, HasWords) and one.field in (TextField.ANY, TextField.NAME) for one in parts)


class _Conditions:
    """Builds the conditions for one kind of database."""

    def __init__(self, dialect: str) -> None:
        self._indexed = {"sqlite": _in_fts5, "postgresql": _in_tsvector, SCAN: _in_each}[dialect]

    def of(self, expression: Expression) -> Condition:
        """The condition that an expression means."""
        match expression:
            case Not():
                return not_(self.of(expression.one))
            case And():
                return and_(*map(self.of, expression.all))
            case Or():
                return or_(*map(self.of, expression.any))
            case Named():
                return self.of(expression.one)
            case HasWords():
                return self._words(expression)
            case _:
                return _TERMS[type(expression)](expression)

    def _words(self, term: HasWords) -> Condition:
        match term.field:
            case TextField.OUTLET:
                outlets = select(OutletRow.id).where(_has_phrase(literal(" ") + OutletRow.name_key, term))
                return and_(JournalistRow.outlet_id.is_not(None), JournalistRow.outlet_id.in_(outlets))
            case TextField.BEAT:
                return _listed(JournalistBeatRow.journalist_id, JournalistBeatRow.beat_key, term)
            case TextField.TAG:
                return _listed(JournalistTagRow.journalist_id, JournalistTagRow.tag_key, term)
            case TextField.NAME:
                # As many separators follow as there are, so that the phrase can only stand in the first field.
                rest = f"%{SEPARATOR}" * (JOURNALIST_FIELDS - 1)
                return and_(self._indexed(term), JournalistRow.search_text.like(f"%{_phrase(term)}{rest}%"))
            case TextField.ANY:
                return self._indexed(term)


def _in_fts5(term: HasWords) -> Condition:
    """A phrase of FTS5 whose last word may go on (https://sqlite.org/fts5.html#fts5_prefix_queries)."""
    phrase = f'"{" ".join(term.words)}"{"" if term.is_whole else " *"}'
    index = table("journalist_words", column("rowid"), column("journalist_words"))
    return JournalistRow.id.in_(select(index.c.rowid).where(index.c.journalist_words.op("MATCH")(phrase)))


def _in_tsvector(term: HasWords) -> Condition:
    """The index knows words without their order, so that a phrase is looked for again in what it finds."""
    found = [f"'{word}'" for word in term.words]
    if not term.is_whole:
        found[-1] += ":*"
    has_words: Condition = literal_column(SEARCH_WORDS).op("@@")(cast(" & ".join(found), TSQUERY))
    return has_words if len(found) == 1 else and_(has_words, _has_phrase(JournalistRow.search_text, term))


def _in_each(term: HasWords) -> Condition:
    return _has_phrase(JournalistRow.search_text, term)


def _listed(owner: Any, value: Any, term: HasWords) -> Condition:
    """Whose list has the phrase. Few values are each shared by many, so the phrase is looked for in those there are,
    which the index gives one by one: the next is the smallest that is greater.
    """
    seen = select(func.min(value).label("value")).cte(recursive=True)
    following = select(func.min(value)).where(value > seen.c.value).scalar_subquery()
    values = seen.union_all(select(following).where(seen.c.value.is_not(None)))
    having = select(values.c.value).where(_has_phrase(literal(" ") + values.c.value, term))
    return JournalistRow.id.in_(select(owner).where(value.in_(having)))


def _in_country(term: InCountry) -> Condition:
    return and_(JournalistRow.country.is_not(None), JournalistRow.country == term.code)


def _in_region(term: InRegion) -> Condition:
    return and_(JournalistRow.country.is_not(None), JournalistRow.country.in_(countries_in(term.code)))


def _reads_language(term: ReadsLanguage) -> Condition:
    row = JournalistLanguageRow
    return JournalistRow.id.in_(select(row.journalist_id).where(row.language == term.code))


def _has_address(term: HasAddress) -> Condition:
    has_text = JournalistAddressRow.address_key.contains(term.text, autoescape=True)
    return JournalistRow.id.in_(select(JournalistAddressRow.journalist_id).where(has_text))


def _of_kind(term: OfKind) -> Condition:
    outlets = select(OutletRow.id).where(OutletRow.kind == term.kind)
    return and_(JournalistRow.outlet_id.is_not(None), JournalistRow.outlet_id.in_(outlets))


def _was_sent(term: WasSent) -> Condition:
    recipients = (
        select(DeliveryRow.journalist_id)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .where(
            ReleaseRow.reference == term.reference,
            DeliveryRow.state.in_(HAS_IT_OR_MAY),
            DeliveryRow.journalist_id.is_not(None),
        )
    )
    return JournalistRow.id.in_(recipients)


def _stands_to_embargoes(term: StandsToEmbargoes) -> Condition:
    if term.agreement is Agreement.NONE:
        return JournalistRow.id.not_in(newest(AgreementEvent.ACCEPTED, AgreementEvent.SANCTIONED))
    return JournalistRow.id.in_(newest(AgreementEvent(term.agreement)))


_TERMS: dict[type, Callable[[Any], Condition]] = {
    Everyone: lambda _: true(),
    InCountry: _in_country,
    InRegion: _in_region,
    ReadsLanguage: _reads_language,
    HasStatus: lambda term: JournalistRow.status == term.status,
    HasAddress: _has_address,
    OfKind: _of_kind,
    WasSent: _was_sent,
    StandsToEmbargoes: _stands_to_embargoes,
    AddedSince: lambda term: JournalistRow.created_at >= term.at,
}


def _has_phrase(text: Any, term: HasWords) -> Condition:
    """`text` is words each preceded by a space; folded words hold nothing that LIKE obeys."""
    condition: Condition = (text + " " if term.is_whole else text).like(f"%{_phrase(term)}%")
    return condition


def _phrase(term: HasWords) -> str:
    return " " + " ".join(term.words) + (" " if term.is_whole else "")
