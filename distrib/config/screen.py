"""[screen] and [keys]: how the screen looks and which keys it takes. Every mistake is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from distrib.config.tables import CONFIG_FILE, meant
from distrib.core.keys import KEYS, clashes, fault_of, parted

THEMES = ("dark", "light", "contrast")
LANGUAGES = ("en", "fr")
"""Those the screen speaks whole."""


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """[screen]"""

    theme: str = "dark"
    """dark, light or contrast."""
    language: str | None = None
    """en or fr; that of the locale where it is not set."""


def read_keys(table: object, mistakes: list[str]) -> dict[str, str]:
    """[keys]: action = "key", or several keys parted by commas."""
    if not isinstance(table, Mapping):
        mistakes.append(f"{CONFIG_FILE}: write [keys] on a line of its own and its settings below.")
        return {}
    chosen: dict[str, str] = {}
    for name, keys in table.items():
        if name not in KEYS:
            mistakes.append(f"{CONFIG_FILE} [keys]: there is no action `{name}`{meant(name, list(KEYS))}.")
        elif not isinstance(keys, str):
            mistakes.append(f"{CONFIG_FILE} [keys] {name}: write a key in quotes.")
        else:
            faults = [(key, why) for key in parted(keys) if (why := fault_of(key))]
            mistakes += [f"{CONFIG_FILE} [keys] {name}: {key!r} cannot be its key: {why}." for key, why in faults]
            chosen |= {} if faults else {name: ",".join(parted(keys))}
    mistakes += [
        f"{CONFIG_FILE} [keys]: {first} and {second} would both have the key {key!r}; give one of them another."
        for first, second, key in clashes(chosen)
    ]
    return chosen


def check_screen(screen: ScreenSettings, mistakes: list[str]) -> None:
    """Add a sentence for each value that cannot be."""
    if screen.theme not in THEMES:
        mistakes.append(f"{CONFIG_FILE} [screen] theme: write one of {', '.join(THEMES)}.")
    if screen.language is not None and screen.language not in LANGUAGES:
        mistakes.append(f"{CONFIG_FILE} [screen] language: write one of {', '.join(LANGUAGES)}, or leave it out.")
