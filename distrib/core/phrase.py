"""Sentences that are kept as data in English, with what stands in their fields, and said by a face in its language.

`make words` finds them by `phrase`, `phrased` and `numbered`. Nothing is translated here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter
from typing import Any


def phrase(sentence: str) -> str:
    """The sentence itself; its `{fields}` are filled after it was translated."""
    return sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of ours, and what stands in its fields. `str()` of it is English."""

    sentence: str
    values: tuple[tuple[str, object], ...] = ()
    """By name. One that is itself `Said` or `Joined` is translated; a number that its field groups (`{count:,}`) is
    written as the language does; anything else is data and stays as it is."""
    several: str = ""
    """The sentence for a `number` other than one, where it has another."""
    number: int = 1

    def __str__(self) -> str:
        return filled(self, ENGLISH)


@dataclass(frozen=True, slots=True)
class Joined:
    """Several things in one field."""

    parts: tuple[object, ...]
    between: str | Said = ", "

    def __str__(self) -> str:
        return str(worded(self, ENGLISH))


@dataclass(frozen=True, slots=True)
class InLanguages:
    """A text that is worded anew in each language, such as a moment."""

    texts: tuple[tuple[str, str], ...]
    """Pairs of ISO 639-1 code and text; English first."""

    def __str__(self) -> str:
        return self.texts[0][1]


@dataclass(frozen=True, slots=True)
class Named:
    """Something that has a name in each language, such as a country by its code."""

    code: str
    name: Callable[[str, str], str]
    """Of a code in a language (ISO 639-1)."""

    def __str__(self) -> str:
        return self.name(self.code, "en")


@dataclass(frozen=True, slots=True)
class Figures:
    """How a language writes numbers."""

    thousands: str = ","
    decimals: str = "."

    def written(self, number: float, form: str = ",") -> str:
        """By a format of Python's, in which a comma groups and a point comes before decimals."""
        return format(number, form).translate({ord(","): self.thousands, ord("."): self.decimals})


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that sentences are said in."""

    language: str
    look_up: Callable[[Said], str]
    """The sentence in it, its fields not filled yet."""
    figures: Figures = Figures()


class _Filler(Formatter):
    """`str.format`, with numbers that have a format of their own written as a language does."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def format_field(self, value: Any, format_spec: str) -> str:
        """A moment has a format too, and is left to itself."""
        if format_spec and isinstance(value, int | float):
            return self._figures.written(value, format_spec)
        return format(value, format_spec)


def phrased(sentence: str, /, **values: object) -> Said:
    """A sentence with its values."""
    return Said(sentence, tuple(values.items()))


def numbered(one: str, several: str, number: int, /, **values: object) -> Said:
    """A sentence about so many things; its field `{number}` is filled too."""
    return Said(one, (("number", figure(number)), *values.items()), several, number)


@dataclass(frozen=True, slots=True)
class Plural:
    """A sentence about one thing and about several, kept in a table; its `{fields}` are filled later."""

    one: str
    several: str = ""
    """Empty where it is the same."""


def figure(number: float) -> Said:
    """A whole number by itself, as the language writes it."""
    return Said("{number:,.0f}", (("number", number),))


def filled(said: Said, tongue: Tongue) -> str:
    """The whole sentence. Only what we wrote is formatted, never what stands in a field: that may hold braces."""
    sentence = tongue.look_up(said)
    values = {name: worded(value, tongue) for name, value in said.values}
    return _Filler(tongue.figures).vformat(sentence, (), values) if values else sentence


def worded(value: object, tongue: Tongue) -> object:
    """What is shown of a value in that language."""
    if isinstance(value, Said):
        return filled(value, tongue)
    if isinstance(value, Joined):
        between = str(worded(value.between, tongue))
        return between.join(str(worded(one, tongue)) for one in value.parts)
    if isinstance(value, Named):
        return value.name(value.code, tongue.language)
    if isinstance(value, InLanguages):
        return dict(value.texts).get(tongue.language, str(value))
    return value


def _as_written(said: Said) -> str:
    return said.several if said.several and said.number != 1 else said.sentence


ENGLISH = Tongue("en", _as_written)


class Unclear(ValueError):
    """Something was written that cannot be understood. Says why; whoever asked for it says what that means."""

    def __init__(self, sentence: str | Said, /, **values: object) -> None:
        self.said = phrased(sentence, **values) if isinstance(sentence, str) else sentence
        super().__init__(self.said)
