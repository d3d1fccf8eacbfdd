"""The fixed phrases of a release in each language, read once from a file per language. Translates nothing else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from distrib.core.message import Greeting

FALLBACK = "en"

_PACKAGE = Path(__file__).resolve().parent.parent


def templates_folder() -> Path:
    """Where the templates lie: inside the installed package, or at the top of a checkout."""
    installed = _PACKAGE / "_templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


@dataclass(frozen=True, slots=True)
class Phrases:
    """A language's file, key for key; braces in a value name what `fill` puts there."""

    direction: str
    """ltr or rtl."""
    language: str
    """The language's name in itself."""
    greeting_named: str
    greeting_nameless: str
    dateline: str
    dateline_place: str
    dateline_date: str
    date_format: str
    """A date pattern as CLDR writes them."""
    immediate: str
    embargo: str
    embargo_words: tuple[str, ...]
    """A line holding one of these says itself that it is an embargo."""
    contacts: str
    phone: str
    email: str
    about: str
    about_words: tuple[str, ...]
    """Boilerplate beginning with one of these brings its own heading."""
    colon: str
    comma: str
    reference: str
    why: str
    opt_out: str
    opt_out_link: str
    fallback: str
    test: str
    """Stands above a message that is no release yet."""

    @property
    def greeting(self) -> Greeting:
        """How this language addresses a recipient."""
        before, _, after = self.greeting_named.partition("{name}")
        return Greeting(before, after, self.greeting_nameless)


def fill(phrase: str, **values: str) -> str:
    """The phrase with each `{key}` replaced; braces in the values mean nothing."""
    filled, rest = [], phrase
    while rest:
        before, opening, after = rest.partition("{")
        key, _, rest = after.partition("}")
        filled += [before, values[key] if opening else ""]
    return "".join(filled)


def phrases_for(language: str) -> Phrases:
    """The phrases of a language (ISO 639-1, a region after it is ignored); English where there is no file for it."""
    known = available()
    return _read(known.get(primary_language(language), known[FALLBACK]))


def primary_language(language: str) -> str:
    """A language tag without region or script, in lower case."""
    return language.replace("_", "-").partition("-")[0].lower()


@cache
def available() -> dict[str, Path]:
    """Languages that have a file."""
    return {path.stem: path for path in sorted((templates_folder() / "phrases").glob("*.toml"))}


@cache
def _read(path: Path) -> Phrases:
    """Read a file whole.

    Raises:
        ValueError: a key is missing or unknown.
    """
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = {field.name for field in fields(Phrases)}
    if found.keys() != expected:
        raise ValueError(f"{path.name}: missing or unknown phrases: {sorted(expected ^ found.keys())}")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
    return Phrases(**values)
