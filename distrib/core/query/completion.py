"""What the word under the cursor of a search box may become: names of fields, and their values.

Values that only the database knows are handed in. Must never run a query, nor change what stands beside the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from distrib.core.folding import key
from distrib.core.languages import language_name
from distrib.core.people import JournalistStatus, OutletKind
from distrib.core.people.outlet_kinds import kind_word
from distrib.core.people.statuses import status_word
from distrib.core.places import COUNTRY_REGION, place_name
from distrib.core.places.table import PARENTS, WORLD
from distrib.core.query.fields import AUDIENCE, FIELDS, field_name
from distrib.core.query.tokens import MINUSES, QUOTES

MOST = 8
"""Proposals at a time; a line holds no more."""

KEPT_FIELDS = ("beat", "tag", "outlet", "sent", AUDIENCE)
"""Fields whose values the database knows."""

_WORD = re.compile(rf"(?:[^\s(){QUOTES}:]+:)?(?:[{QUOTES}][^{QUOTES}]*|[^\s(){QUOTES}]*)$")
_INSIDE = re.compile(rf"[^\s(){QUOTES}]")
_LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sw", "tr", "uk", "zh")


@dataclass(frozen=True, slots=True)
class Word:
    """The word that the cursor stands behind."""

    start: int
    """Place of its first character, a minus left out."""
    field: str | None
    """What stands before the colon."""
    beginning: str
    """What is written of the name or value, without a quote."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could stand in the place of a word."""

    text: str
    """As it is written into the query."""
    meaning: str = ""
    """For a person, where the text is a code."""


def word_at(text: str, cursor: int) -> Word:
    """The word before the cursor; empty behind a space or a bracket, and within a word."""
    is_within = bool(_INSIDE.match(text, cursor))
    found = None if is_within else _WORD.search(text[:cursor])
    start = found.start() if found else cursor
    written = text[start:cursor]
    if written[:1] and written[0] in MINUSES:
        start, written = start + 1, written[1:]
    field, colon, value = written.partition(":")
    if not colon:
        return Word(start, None, written.lstrip(QUOTES))
    return Word(start, field_name(field), value.lstrip(QUOTES))


def proposals(word: Word, kept: Sequence[str] = (), language: str = "en") -> tuple[Proposal, ...]:
    """At most `MOST`, in order; `kept` are values of the field from the database, `language` is the person's."""
    if word.field is None:
        wanted = word.beginning.casefold()
        return tuple(Proposal(f"{one}:") for one in sorted(FIELDS) if wanted and one.startswith(wanted))[:MOST]
    if word.field not in FIELDS:
        return ()
    values = ((one, "") for one in kept) if word.field in KEPT_FIELDS else _values(word.field, language)
    wanted = key(word.beginning)
    fitting = [pair for pair in values if _fits(pair, wanted)]
    fitting.sort(key=lambda pair: (not key(pair[0]).startswith(wanted), key(pair[1] or pair[0])))
    return tuple(
        Proposal(f"{word.field}:{_written(value)}", meaning if key(meaning) != key(value) else "")
        for value, meaning in fitting[:MOST]
    )


def put_in(text: str, cursor: int, word: Word, proposal: Proposal) -> tuple[str, int]:
    """The text with the proposal in place of the word, and where the cursor stands then."""
    rest = text[cursor:]
    if rest[:1] and rest[0] in QUOTES and text[word.start : cursor].count(rest[0]) == 1:
        rest = rest[1:]
    space = "" if proposal.text.endswith(":") or rest[:1] == " " else " "
    before = text[: word.start] + proposal.text + space
    return before + rest, len(before)


def _fits(pair: tuple[str, str], wanted: str) -> bool:
    value, meaning = pair
    return key(value).startswith(wanted) or any(key(meaning)[at:].startswith(wanted) for at in _starts(key(meaning)))


def _starts(text: str) -> Iterator[int]:
    yield from (found.start() for found in re.finditer(r"\S+", text))


def _written(value: str) -> str:
    plain = "".join(" " if one in QUOTES else one for one in value)
    return plain if re.fullmatch(rf"[^\s(){QUOTES}:]+", plain) else f'"{plain}"'


@lru_cache(maxsize=16)
def _values(field: str, language: str) -> tuple[tuple[str, str], ...]:
    """Value and meaning, of what needs no database."""
    if field == "country":
        return tuple((code, place_name(code, language)) for code in COUNTRY_REGION)
    if field == "region":
        regions = [(place_name(code), place_name(code, language)) for code in (*PARENTS, WORLD)]
        return tuple(("-".join(re.findall(r"\w+", english)).casefold(), name) for english, name in regions)
    if field == "language":
        return tuple((code, language_name(code, language)) for code in _LANGUAGES)
    if field == "status":
        return tuple((status_word(one, language), "") for one in JournalistStatus)
    if field == "type":
        return tuple((kind_word(one, language), "") for one in OutletKind)
    return ()
