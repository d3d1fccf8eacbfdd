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
class Notices:
    """What notices about an earlier release say in one language."""

    corrects: str
    """Heading of what a correction says; {headline} is the one its readers have."""
    changed: str
    """A passage that reads otherwise now."""
    added: str
    removed: str
    paragraph: str
    headline: str
    subheadline: str
    dateline: str
    embargo: str
    notes: str
    boilerplate: str
    contacts: str
    attachments: str
    because: str
    """Why something is withheld or withdrawn."""
    correction_marker: str
    refile_marker: str
    hold_marker: str
    kill_marker: str
    advisory_marker: str
    hold: str
    kill: str
    advisory: str


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
    embargo_until: str
    embargo_also: str
    """The same moment where another day is written."""
    embargo_city: str
    embargo_zone: str
    """By a zone that has a name of its own, such as GMT."""
    greenwich: str
    """What UTC is called."""
    embargo_clock: str
    embargo_day: str
    """Patterns as CLDR writes them."""
    first_of_month: str
    """How the first day of a month is written."""
    lifted_headline: str
    lifted_body: str
    """Of the notice that an embargo was lifted early."""
    contacts: str
    phone: str
    email: str
    notes: str
    """Heading of what is for editors and not for publication."""
    notes_words: tuple[str, ...]
    """Notes beginning with one of these bring their own heading."""
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
    notices: Notices

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
    _check_keys(path, found, Phrases)
    _check_keys(path, found["notices"], Notices)
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
    return Phrases(**values | {"notices": Notices(**found["notices"])})


def _check_keys(path: Path, found: dict[str, Any], kind: type[Phrases | Notices]) -> None:
    expected = {field.name for field in fields(kind)}
    if found.keys() != expected:
        raise ValueError(f"{path.name}: missing or unknown phrases: {sorted(expected ^ found.keys())}")
