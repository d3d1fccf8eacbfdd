"""Languages by code or name. Codes are ISO 639-1, or ISO 639-3 for a language that has none. Must never guess."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from distrib.core.folding import key

NAME_LANGUAGES = ("en", "fr", "es", "ar", "de")
"""Languages in which names of languages are understood; where two disagree, the first wins."""

MAX_NAME = 60

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?", re.ASCII)
"""A language tag with script and region at most (RFC 5646 §2.1)."""

_OWN_NAMES = {
    "am": "አማርኛ",
    "ar": "عربي, Arabe standard",
    "bg": "български",
    "bn": "বাংলা",
    "bs": "bosanski",
    "ca": "català",
    "ckb": "سۆرانی, Sorani",
    "cs": "čeština",
    "da": "dansk",
    "el": "ελληνικά",
    "es": "castellano, Castilian",
    "et": "eesti",
    "eu": "euskara",
    "fa": "فارسی, Farsi",
    "fi": "suomi",
    "fil": "Tagalog",
    "he": "עברית",
    "hi": "हिन्दी",
    "hr": "hrvatski",
    "ht": "Kreyòl, Haitian",
    "hu": "magyar",
    "hy": "հայերեն",
    "id": "Bahasa Indonesia",
    "it": "italiano",
    "ja": "日本語",
    "ka": "ქართული",
    "ko": "한국어",
    "ku": "Kurdish, Kurdî, Kurmanji",
    "lt": "lietuvių",
    "lv": "latviešu",
    "nl": "Nederlands, Flemish",
    "no": "norsk, bokmål, Norwegian Bokmål",
    "pl": "polski",
    "prs": "Dari, دری",
    "ps": "پښتو",
    "pt": "português",
    "ro": "română, Moldovan",
    "ru": "русский",
    "rw": "Ikinyarwanda",
    "sk": "slovenčina",
    "sl": "slovenščina",
    "so": "Soomaali",
    "sq": "shqip",
    "sr": "српски, srpski",
    "sv": "svenska",
    "sw": "Kiswahili",
    "ta": "தமிழ்",
    "th": "ไทย",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文, Mandarin, 普通话",
}
"""Language → what its speakers call it, and other names in common use."""


@lru_cache(maxsize=4096)
def find_language(text: str) -> str | None:
    """The code of a language by code or name: ar, ara, ar-EG, Arabic, arabe, العربية; None when it names none."""
    if len(text) > MAX_NAME:
        return None
    return _by_code(text) or _names().get(key(text))


def suggest_language(text: str) -> tuple[str, ...]:
    """English names of the languages whose name is closest; often none."""
    close = get_close_matches(key(text[:MAX_NAME]), list(_names()), n=5, cutoff=0.75)
    return tuple(dict.fromkeys(language_name(_names()[name]) for name in close))[:3]


@lru_cache(maxsize=1024)
def language_name(code: str, language: str = "en") -> str:
    """The name of a language in a language, in English where that has none, else the code itself."""
    return _languages(language).get(code) or _languages("en").get(code) or code


def _by_code(text: str) -> str | None:
    tag = _TAG.fullmatch(text.strip())
    if not tag:
        return None
    from babel.core import get_global

    code = tag[1].lower()
    alias = get_global("language_aliases").get(code, code)
    code = code if "_" in alias else alias
    return code if code in _languages("en") or code in _OWN_NAMES else None


@lru_cache(maxsize=64)
def _languages(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(language.replace("-", "_")).languages
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    return {str(code): str(name) for code, name in found.items()}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in NAME_LANGUAGES:
        for code, name in _languages(language).items():
            if "_" not in code and code not in ("mul", "und", "zxx"):
                names.setdefault(key(name), code)
    for code, own in _OWN_NAMES.items():
        for name in own.split(", "):
            names.setdefault(key(name), code)
    return names
