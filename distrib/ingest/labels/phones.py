"""Telephone numbers: E.164 (ITU-T) where number and country can be read, else as written. Never invents."""

from __future__ import annotations

import re
from collections import Counter

import phonenumbers

from distrib.ingest.characters import fold, western_digits

EXTENSION = (
    r"(?:ext(?:ension|ensión)?\.?|x|poste|durchwahl|int(?:erno|\.)?|ramal|anexo|toestel|anknytning|wew(?:nętrzny|\.)?|linka"
    r"|доб(?:авочный|\.)?|внутр(?:\.|енний)?|dahili)"
)
"""What stands before the last figures of a number, which are dialled when somebody has answered."""

_EXTENSION = re.compile(rf"\s*(?:[,–-]\s*)?{EXTENSION}\s*:?\s*\d{{1,6}}\s*$", re.IGNORECASE)
_NORTH_AMERICAN = re.compile(r"(?:\+?1[\s.-]?)?\(?[2-9]\d{2}\)?[\s./-]{0,2}[2-9]\d{2}[\s.-]\d{4}$")
_TRUNK_ZERO = re.compile(r"\(0\)")
_INTERNATIONAL = re.compile(r"\(?(?:\+{1,2}|00)\s?\(?(\d{1,3})")

_MOSTLY_OF_ONE_COUNTRY = frozenset({"de", "it", "ko", "nl", "ro", "sv", "tr"})
"""Languages that are official in several countries, and most of whose numbers are of the one CLDR names first."""


def to_e164(written: str, regions: tuple[str, ...]) -> str:
    """E.164 when some reading is a possible number; else `written` unchanged.

    `regions` are ISO 3166 codes, likeliest first. An extension is not part of E.164 and is left out.
    """
    number = _EXTENSION.sub("", western_digits(written)).strip()
    number = re.sub(r"^\++", "+", _turned(number))
    number = re.sub(r"^00(?=[1-9])", "+", number)
    if number.startswith("+"):
        return _possible(_TRUNK_ZERO.sub("", number), None) or written
    if _NORTH_AMERICAN.match(number):
        return _possible(number, "US") or written
    readings = [(region, _possible(number, region)) for region in regions]
    valid = next((e164 for region, e164 in readings if e164 and _is_valid(e164)), None)
    return valid or written


def _turned(number: str) -> str:
    """A number whose plus stands last, as copied from a text that runs from right to left: "0123 5555 965+"."""
    groups = re.split(r"[\s–-]+", number.removesuffix("+"))
    return "+" + " ".join(reversed(groups)) if number.endswith("+") else number


def _possible(number: str, region: str | None) -> str | None:
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _is_valid(e164: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(e164, None))


def regions_for(
    numbers: list[str], place: str | None, language: str | None, office_country: str | None
) -> tuple[str, ...]:
    """Where numbers without a country prefix may belong, likeliest first.

    Other numbers' prefixes, then the dateline's place, then the language, then the office's own country.
    """
    prefixes = Counter(region for number in numbers if (region := _region_of(number)))
    hints: list[str | None] = [region for region, _ in prefixes.most_common(3)]
    hints += [
        country_of(place),
        _country_of_language(language or ""),
        office_country.upper() if office_country else None,
    ]
    return tuple(dict.fromkeys(hint for hint in hints if hint))


def _country_of_language(language: str) -> str | None:
    """The country of a language that is official there and nowhere else, as CLDR knows; None: it is of several."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(language, "").rpartition("_")[2]
    official = {
        territory
        for territory, spoken in get_global("territory_languages").items()
        if spoken.get(language, {}).get("official_status") in ("official", "de_facto_official")
    }
    return likely if official == {likely} or language in _MOSTLY_OF_ONE_COUNTRY else None


def _region_of(number: str) -> str | None:
    """The country a number's own prefix names."""
    found = _INTERNATIONAL.match(western_digits(number))
    for length in (3, 2, 1):
        region = phonenumbers.region_code_for_country_code(int(found[1][:length])) if found else "ZZ"
        if region not in ("ZZ", "001"):
            return region
    return None


_SEATS = {
    "CH": "geneva genève ginebra genf ginevra bern berne zurich zürich lausanne جنيف",
    "FR": "paris lyon marseille strasbourg toulouse باريس",
    "GB": "london edinburgh cardiff belfast manchester birmingham londres لندن",
    "DE": "berlin bonn hamburg frankfurt münchen munich köln stuttgart düsseldorf schwerin برلين",
    "AT": "vienna wien vienne viena graz فيينا",
    "IT": "rome rom roma milan milano turin torino روما",
    "ES": "madrid barcelona valencia sevilla مدريد",
    "BE": "brussels bruxelles brüssel brussel bruselas بروكسل",
    "NL": "amsterdam rotterdam utrecht",
    "KE": "nairobi نيروبي",
    "ET": "addis",
    "EG": "cairo القاهرة caire kairo",
    "LB": "beirut beyrouth بيروت",
    "JO": "amman عمان",
    "TN": "tunis تونس",
    "LY": "tripoli طرابلس",
    "MA": "rabat casablanca الرباط",
    "SN": "dakar",
    "IN": "delhi mumbai",
    "PK": "islamabad karachi",
    "BD": "dhaka",
    "TH": "bangkok",
    "PH": "manila",
    "JP": "tokyo",
    "AU": "sydney canberra melbourne",
    "CO": "bogotá bogota",
    "MX": "méxico mexico",
    "AR": "buenos",
    "BR": "brasília brasilia são",
    "PE": "lima",
    "CA": "toronto ottawa montréal montreal québec vancouver",
    "US": "washington york chicago dallas boston calif california texas florida",
    "PT": "lisbon lisboa lisbonne porto",
    "IE": "dublin",
    "SE": "stockholm",
    "DK": "copenhagen københavn",
    "NO": "oslo",
    "FI": "helsinki",
    "PL": "warsaw warszawa",
    "RO": "bucharest bucurești",
    "GR": "athens athènes",
    "TR": "ankara istanbul",
    "UA": "kyiv",
}
"""Seats of governments, agencies and press, by the first telling word of their name."""

_SEAT_COUNTRY = {word: country for country, words in _SEATS.items() for word in words.split()}


def is_seat(place: str) -> bool:
    """Whether a single word names a well-known seat of governments or press."""
    return fold(place) in _SEAT_COUNTRY


def country_of(place: str | None) -> str | None:
    """The country of a dateline's place, by its name or that of a well-known seat; None when it is not known."""
    if not place:
        return None
    for word in re.findall(r"[^\W\d_]+", fold(place)):
        if word in _SEAT_COUNTRY:
            return _SEAT_COUNTRY[word]
    return _country_names().get(fold(place.rpartition(",")[2]))


def _country_names() -> dict[str, str]:
    from babel import Locale

    return {
        fold(name): code
        for language in ("en", "fr", "es", "de", "ar")
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2
    }
