"""The person's language: every sentence of the screen is written in English in the code and looked up here.

The catalogues are gettext's, `locale/LANGUAGE/LC_MESSAGES/distrib.mo` beside this module; without one English stands.
"""

from __future__ import annotations

import gettext
from pathlib import Path

FOLDER = Path(__file__).with_name("locale")


class _Tongue:
    """The catalogue in use; one per process, because a terminal has one reader."""

    def __init__(self) -> None:
        self.catalogue: gettext.NullTranslations = gettext.NullTranslations()


_tongue = _Tongue()


def speak(language: str) -> None:
    """Use this language from now on (ISO 639-1 code); English where there is no catalogue of it."""
    _tongue.catalogue = gettext.translation("distrib", FOLDER, [language], fallback=True)


def _(sentence: str) -> str:
    """The sentence in the person's language. Fill its `{fields}` afterwards, so that a catalogue can move them."""
    return _tongue.catalogue.gettext(sentence)


def counted(one: str, many: str, number: int) -> str:
    """The sentence for a number of things, by the plural rules of the language; `{number}` is filled."""
    return _tongue.catalogue.ngettext(one, many, number).format(number=f"{number:,}")
