"""Places are found by code or name and widened step by step to the world."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from distrib.core.places import (
    COUNTRY_REGION,
    contains,
    countries_in,
    find_place,
    is_country,
    place_name,
    suggest_place,
    widen,
)
from distrib.core.places.cities import find_zone
from distrib.core.places.table import MEMBERS, PARENTS


@pytest.mark.parametrize(
    ("code", "steps"),
    [
        ("LY", ("LY", "015", "002", "001")),
        ("TZ", ("TZ", "014", "202", "002", "001")),
        ("MX", ("MX", "013", "419", "019", "001")),
        ("DE", ("DE", "155", "150", "001")),
        ("AQ", ("AQ", "001")),
        ("015", ("015", "002", "001")),
        ("001", ("001",)),
    ],
)
def test_a_place_widens_to_the_world(code: str, steps: tuple[str, ...]) -> None:
    """Sub-region, intermediate region where there is one, region, world."""
    assert widen(code) == steps


def test_the_table_holds_every_country_once() -> None:
    """ISO 3166-1 has 249 codes; Kosovo's is added."""
    codes = [code for members in MEMBERS.values() for code in members.split()]
    assert len(codes) == len(set(codes)) == 250
    assert set(codes) == set(COUNTRY_REGION)
    assert all(widen(code)[-1] == "001" for code in [*codes, *PARENTS])


def test_the_table_agrees_with_the_codes_babel_knows() -> None:
    """Every code has a name, and babel names no country that is missing here."""
    from babel import Locale

    territories = Locale.parse("en").territories
    exceptional = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    named = {code for code in territories if len(str(code)) == 2} - exceptional
    assert named == set(COUNTRY_REGION)
    assert set(PARENTS) <= set(territories)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LY", "LY"),
        (" ly ", "LY"),
        ("LBY", "LY"),
        ("434", "LY"),
        ("Libye", "LY"),
        ("LIBIA", "LY"),
        ("ليبيا", "LY"),
        ("Libyen", "LY"),
        ("cote d'ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("UK", "GB"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("northern-africa", "015"),
        ("Northern Africa", "015"),
        ("Afrique septentrionale", "015"),
        ("015", "015"),
        ("africa", "002"),
        ("sub-saharan-africa", "202"),
        ("world", "001"),
        ("Monde", "001"),
        ("003", None),
        ("XX", None),
        ("Atlantis", None),
        ("", None),
        ("\x1b]0;x\x07", None),
        ("a" * 1_000_000, None),
    ],
)
def test_a_place_is_found_by_code_or_name(text: str, code: str | None) -> None:
    """Codes in any case, names in five languages, slugs of regions; anything else is no place."""
    assert find_place(text) == code


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_name_leads_back_to_its_place(language: str) -> None:
    """No name of a country is hidden by that of another place, except where two languages disagree."""
    for code in [*COUNTRY_REGION, *PARENTS, "001"]:
        assert find_place(place_name(code, language)) == code, place_name(code, language)


def test_a_misspelled_place_is_answered_with_suggestions() -> None:
    """The closest names, never a guess."""
    assert find_place("Lybia") is None
    assert suggest_place("Lybia") == ("Libya",)
    assert suggest_place("nothern africa")[0] == "Northern Africa"
    assert suggest_place("qqqqqqq") == ()


def test_containment_holds_for_countries_and_regions() -> None:
    """A place contains itself and whatever lies in it."""
    assert contains("002", "LY")
    assert contains("002", "015")
    assert contains("LY", "LY")
    assert contains("001", "AQ")
    assert not contains("015", "TZ")
    assert not contains("002", "nowhere")
    assert countries_in("015") == ("DZ", "EG", "EH", "LY", "MA", "SD", "TN")
    assert len(countries_in("001")) == 250
    assert not is_country("015")


def test_names_come_in_the_language_that_is_asked_for() -> None:
    """An unknown language falls back to English, an unknown code to itself."""
    assert place_name("LY", "ar") == "ليبيا"
    assert place_name("015", "fr") == "Afrique septentrionale"
    assert place_name("LY", "../../x") == "Libya"
    assert place_name("QQ") == "QQ"


def test_every_zone_is_found_by_its_own_name() -> None:
    """Also those that differ from another by a sign only."""
    wrong = {zone: find_zone(zone) for zone in available_timezones() if find_zone(zone) != zone}
    assert wrong == {}
    assert (find_zone("Etc/GMT+5"), find_zone("tripoli")) == ("Etc/GMT+5", "Africa/Tripoli")
