"""Sentences that a database holds in English, known again by their templates, to be said in any language.

What no template fits stays what it is: data. Nothing is changed in the database.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from distrib.core.phrase import Joined, Said

LONGEST = 1_000
"""Characters of a sentence that is looked at; none of ours is as long."""


@dataclass(frozen=True, slots=True)
class Nested:
    """Names of fields in which sentences stand, made of the same templates; in all others stands data."""

    one: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    """Parted by commas."""


def recognised(text: str, templates: Sequence[str], nested: Nested = Nested()) -> Said | None:
    """The sentence as a template and its values, by the first template that fits; None when none does."""
    if len(text) > LONGEST:
        return None
    for template in templates:
        found = _pattern(template).fullmatch(text)
        if found:
            values = found.groupdict()
            return Said(template, tuple((name, _value(name, values[name], templates, nested)) for name in values))
    return None


def _value(name: str, text: str, templates: Sequence[str], nested: Nested) -> object:
    if name in nested.several:
        return Joined(tuple(recognised(part, templates, nested) or part for part in text.split(", ")))
    return (recognised(text, templates, nested) if name in nested.one else None) or text


@lru_cache(maxsize=256)
def _pattern(template: str) -> re.Pattern[str]:
    parts = (
        re.escape(literal) + (f"(?P<{name}>.+)" if name else "") for literal, name, _, _ in Formatter().parse(template)
    )
    return re.compile("".join(parts), re.DOTALL)
