"""[screen] and [keys]: how the screen looks and which keys it takes. Every mistake is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from distrib.config.mistakes import at, meant, no_table
from distrib.core.keys import KEYS, clashes, fault_of, parted
from distrib.core.phrase import Said, phrased

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


def read_keys(table: object, mistakes: list[Said]) -> dict[str, str]:
    """[keys]: action = "key", or several keys parted by commas."""
    if not isinstance(table, Mapping):
        mistakes.append(no_table("keys"))
        return {}
    chosen: dict[str, str] = {}
    for name, keys in table.items():
        if name not in KEYS:
            unknown = phrased(
                "there is no action `{name}`{meant} docs/keys.md has all names.",
                name=name,
                meant=meant(name, list(KEYS)),
            )
            mistakes.append(at("[keys]", unknown))
        elif not isinstance(keys, str):
            mistakes.append(at(f"[keys] {name}", phrased("write a key in quotes.")))
        else:
            faults = [(key, why) for key in parted(keys) if (why := fault_of(key))]
            mistakes += [
                at(f"[keys] {name}", phrased("{key} cannot be its key: {why}.", key=repr(key), why=why))
                for key, why in faults
            ]
            chosen |= {} if faults else {name: ",".join(parted(keys))}
    mistakes += [
        at(
            "[keys]",
            phrased(
                "{first} and {second} would both have the key {key}; give one of them another.",
                first=first,
                second=second,
                key=repr(key),
            ),
        )
        for first, second, key in clashes(chosen)
    ]
    return chosen


def check_screen(screen: ScreenSettings, mistakes: list[Said]) -> None:
    """Add a sentence for each value that cannot be."""
    if screen.theme not in THEMES:
        mistakes.append(at("[screen] theme", phrased("write one of {words}.", words=", ".join(THEMES))))
    if screen.language is not None and screen.language not in LANGUAGES:
        wanted = phrased("write one of {words}, or leave it out.", words=", ".join(LANGUAGES))
        mistakes.append(at("[screen] language", wanted))
