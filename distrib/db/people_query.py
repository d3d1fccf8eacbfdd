"""A query of `core.query` as conditions over the tables. Must find exactly whom `core.query.matches` finds.

Words go to the index of words that the database has, FTS5 or tsvector; both hold them as `core.folding` made them, so
that neither decides what a word is. The rest is alike on both. Every condition is true or false and never null, so that
an exclusion is the exact opposite. Whatever a person typed reaches the database as a parameter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    any_,
    cast,
    column,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from distrib.core.delivery.ledger import HAS_IT_OR_MAY
from distrib.core.folding import SEPARATOR
from distrib.core.people.agreements import Agreement, AgreementEvent
from distrib.core.places import countries_in
from distrib.core.query import JOURNALIST_FIELDS, Query
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


def condition(connection: Connection, query: Query, *, is_scan: bool = False) -> Condition:
    """What `JournalistRow` must fulfil, in a statement for this database.

    `is_scan`: everything is looked for row by row, for when there are few to look at.
    """
    conditions = _Conditions(connection, is_scan=is_scan)
    meant = conditions.of(query.expression)
    return _without_index(meant) if conditions.is_row_by_row else meant


class _Conditions:
    """Builds the conditions for one kind of database."""

    def __init__(self, connection: Connection, *, is_scan: bool) -> None:
        self._connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"
        self.is_row_by_row = is_scan and self._is_sqlite
        """PostgreSQL knows from its statistics when that pays."""
        with_index = _in_fts5 if self._is_sqlite else _in_tsvector
        self._indexed = _in_each if is_scan else with_index

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
                return _TERMS[type(expression)](self._among, expression)

    def _among(self, one: Any, owners: Select[Any]) -> Condition:
        """That a column is among what a statement finds, which is asked the way that the database plans well.

        SQLite makes a list of an IN once. PostgreSQL joins to what exists, and away from what does not; an IN whose
        list outgrows its memory (`work_mem`) it reads anew for each row.
        """
        (owner,) = owners.selected_columns
        if self.is_row_by_row:
            return _among_few(one, owner, owners)
        if self._is_sqlite:
            return and_(one.is_not(None), one.in_(owners))
        return owners.where(owner == one).correlate(JournalistRow).exists()

    def _words(self, term: HasWords) -> Condition:
        match term.field:
            case TextField.OUTLET:
                outlets = select(OutletRow.id).where(_has_phrase(literal(" ") + OutletRow.name_key, term))
                return self._among(JournalistRow.outlet_id, outlets)
            case TextField.BEAT:
                return self._listed(JournalistBeatRow.journalist_id, JournalistBeatRow.beat_key, term)
            case TextField.TAG:
                return self._listed(JournalistTagRow.journalist_id, JournalistTagRow.tag_key, term)
            case TextField.NAME:
                # As many separators follow as there are, so that the phrase can only stand in the first field.
                rest = f"%{SEPARATOR}" * (JOURNALIST_FIELDS - 1)
                return and_(self._indexed(term), JournalistRow.search_text.like(f"%{_phrase(term)}{rest}%"))
            case TextField.ANY:
                return self._indexed(term)

    def _listed(self, owner: Any, value: Any, term: HasWords) -> Condition:
        """Whose list has the phrase. PostgreSQL is told the values themselves: how many share them is what its plan
        depends on, and it cannot foresee what a query for them finds.
        """
        having = _values_with(value, term)
        if self._is_sqlite:
            is_one = value.in_(having)
        else:
            is_one = value == any_(literal(self._connection.scalars(having).all(), ARRAY(Text)))
        return self._among(JournalistRow.id, select(owner).where(is_one))


def _without_index(condition: Condition) -> Condition:
    """The same, in a form that SQLite uses no index for. It may know nothing of how many rows share a value, and take
    the index of a value that half of them have (https://sqlite.org/optoverview.html#where_clause_analysis).
    """
    return condition.is_(true())


def _among_few(one: Any, owner: Any, owners: Select[Any]) -> Condition:
    """That a column is among what a statement finds, looked up by the column and not by what the statement asks."""
    asked = true() if owners.whereclause is None else owners.whereclause
    found = select(owner).select_from(*owners.get_final_froms()).where(owner == one, _without_index(asked))
    return found.correlate(JournalistRow).exists()


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


def _values_with(value: Any, term: HasWords) -> Select[str]:
    """The values of a list that have the phrase. Few are each shared by many, so it is looked for in those there are,
    which the index gives one by one: the next is the smallest that is greater.
    """
    seen = select(func.min(value).label("value")).cte(recursive=True)
    following = select(func.min(value)).where(value > seen.c.value).scalar_subquery()
    values = seen.union_all(select(following).where(seen.c.value.is_not(None)))
    return select(values.c.value).where(_has_phrase(literal(" ") + values.c.value, term))


_Among = Callable[[Any, Select[Any]], Condition]


def _in_country(_among: _Among, term: InCountry) -> Condition:
    return and_(JournalistRow.country.is_not(None), JournalistRow.country == term.code)


def _in_region(_among: _Among, term: InRegion) -> Condition:
    return and_(JournalistRow.country.is_not(None), JournalistRow.country.in_(countries_in(term.code)))


def _reads_language(among: _Among, term: ReadsLanguage) -> Condition:
    row = JournalistLanguageRow
    return among(JournalistRow.id, select(row.journalist_id).where(row.language == term.code))


def _has_address(among: _Among, term: HasAddress) -> Condition:
    has_text = JournalistAddressRow.address_key.contains(term.text, autoescape=True)
    return among(JournalistRow.id, select(JournalistAddressRow.journalist_id).where(has_text))


def _of_kind(among: _Among, term: OfKind) -> Condition:
    outlets = select(OutletRow.id).where(OutletRow.kind == term.kind)
    return among(JournalistRow.outlet_id, outlets)


def _was_sent(among: _Among, term: WasSent) -> Condition:
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
    return among(JournalistRow.id, recipients)


def _stands_to_embargoes(among: _Among, term: StandsToEmbargoes) -> Condition:
    if term.agreement is Agreement.NONE:
        return not_(among(JournalistRow.id, newest(AgreementEvent.ACCEPTED, AgreementEvent.SANCTIONED)))
    return among(JournalistRow.id, newest(AgreementEvent(term.agreement)))


_TERMS: dict[type, Callable[[_Among, Any], Condition]] = {
    Everyone: lambda _among, _: true(),
    InCountry: _in_country,
    InRegion: _in_region,
    ReadsLanguage: _reads_language,
    HasStatus: lambda _among, term: JournalistRow.status == term.status,
    HasAddress: _has_address,
    OfKind: _of_kind,
    WasSent: _was_sent,
    StandsToEmbargoes: _stands_to_embargoes,
    AddedSince: lambda _among, term: JournalistRow.created_at >= term.at,
}


def _has_phrase(text: Any, term: HasWords) -> Condition:
    """`text` is words each preceded by a space; folded words hold nothing that LIKE obeys."""
    condition: Condition = (text + " " if term.is_whole else text).like(f"%{_phrase(term)}%")
    return condition


def _phrase(term: HasWords) -> str:
    return " " + " ".join(term.words) + (" " if term.is_whole else "")
