"""The person's language: every sentence of the screen is written in English in the code and looked up here.

The catalogues are gettext's, `locale/LANGUAGE/LC_MESSAGES/distrib.po` beside this module; `make words` writes and
compiles them. No language is chosen while modules are imported, so `_` only marks what a class keeps as a constant
(titles, labels of keys, help): whatever shows such a constant looks it up again.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path

from distrib.core.phrase import Figures, InLanguages, Joined, Said, Tongue, worded
from distrib.errors import DistribError

FOLDER = Path(__file__).with_name("locale")

SOURCE = "en"
"""The language that the code is written in; it needs no catalogue."""


class _Tongue:
    """The catalogue in use; one per process, because a terminal has one reader."""

    def __init__(self) -> None:
        self.language = SOURCE
        self.catalogue: gettext.NullTranslations = gettext.NullTranslations()


_tongue = _Tongue()


def speak(language: str) -> None:
    """Use this language from now on (ISO 639-1 code); English where there is no catalogue of it."""
    _tongue.catalogue = gettext.translation("distrib", FOLDER, [language], fallback=True)
    _tongue.language = language if isinstance(_tongue.catalogue, gettext.GNUTranslations) else SOURCE


def spoken() -> str:
    """The language in use."""
    return _tongue.language


def language_of(environment: Mapping[str, str]) -> str:
    """The language of the locale; the first of these variables that is set counts (POSIX.1-2017, 8.2)."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "C")
    return locale.replace(".", "_").split("_")[0].lower()


def _(sentence: str) -> str:
    """The sentence in the person's language. Fill its `{fields}` afterwards, so that a catalogue can move them."""
    return _tongue.catalogue.gettext(sentence) if sentence else ""


def counted(one: str, many: str, number: int) -> str:
    """The sentence for a number of things, by the plural rules of the language; `{number}` is filled.

    `many` is empty where English says the same of one and of several; other languages need not.
    """
    return _tongue.catalogue.ngettext(one, many or one, number).format(number=figure(number))


def figure(number: float) -> str:
    """A whole number as the language writes it; whatever is counted passes here."""
    return _figures().written(number, ",.0f")


def _figures() -> Figures:
    """A catalogue writes one number as its language does; the marks in it are those of all numbers."""
    example = _("1,234.5")
    return Figures(example[1], example[5])


def said(what: DistribError | Said | Joined | InLanguages | str) -> str:
    """What the rooms below report, errors and findings alike, in the person's language; a plain text is data."""
    value = what.said if isinstance(what, DistribError) else what
    return str(worded(value, Tongue(spoken(), _looked_up, _figures())))


def _looked_up(what: Said) -> str:
    if what.several:
        return _tongue.catalogue.ngettext(what.sentence, what.several, what.number)
    return _(what.sentence)
