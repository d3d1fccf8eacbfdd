"""Telephone numbers: found in lines, and dialled."""

from __future__ import annotations

import pytest

from distrib.ingest.labels.phones import country_of, regions_for, to_e164
from distrib.ingest.labels.ways import WayKind, find_ways


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Tel: +41 22 730 01 23 or +41 79 217 33 57", ["+41 22 730 01 23", "+41 79 217 33 57"]),
        ("tel + 41 22 730 25 90", ["+ 41 22 730 25 90"]),
        ("Phone: (202) 555-0123 ext. 213", ["(202) 555-0123 ext. 213"]),
        ("(Phone:  202/358-0123)", ["202/358-0123"]),
        ("+44 (0)20 7946 0123", ["+44 (0)20 7946 0123"]),
        ("هاتف: ٠٧٩ ٥٥٥ ٠١٢٣", ["٠٧٩ ٥٥٥ ٠١٢٣"]),
        ("from 1979 - 1989 and on 12-03-2024 for $1,000,000", []),
        ("ZIP 75207-4399", []),
    ],
)
def test_numbers_in_a_line(line: str, numbers: list[str]) -> None:
    """Dates, years, money and postal codes are none."""
    assert [way.text for way in find_ways(line) if way.kind is WayKind.PHONE] == numbers


def test_a_fax_is_told_apart() -> None:
    """By the label before it."""
    kinds = [way.kind for way in find_ways("Tel. +41 22 730 01 23, Fax +41 22 730 01 24")]
    assert kinds == [WayKind.PHONE, WayKind.FAX]


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("write to jane.doe@example.org.", "jane.doe@example.org"),
        ("jane@example.orgTel", "jane@example.org"),
        ("jane@example.comwww.example.com", "jane@example.com"),
        ("<jane+press@mail.example.org>", "jane+press@mail.example.org"),
    ],
)
def test_addresses_in_a_line(line: str, address: str) -> None:
    """Without what stands or was glued around them."""
    assert [way.text for way in find_ways(line) if way.kind is WayKind.EMAIL] == [address]


@pytest.mark.parametrize(
    ("written", "regions", "dialled"),
    [
        ("+41 22 730 01 23", (), "+41227300123"),
        ("+44 (0)20 7219 3000", (), "+442072193000"),
        ("0041 22 730 01 23", (), "+41227300123"),
        ("++389 70 267 043", (), "+38970267043"),
        ("(202) 456-0123 ext. 7", (), "+12024560123"),
        ("022 730 01 23", ("CH",), "+41227300123"),
        ("022 730 01 23", (), "022 730 01 23"),
        ("12 34", ("CH",), "12 34"),
        ("٠٠٤١ ٢٢ ٧٣٠ ٠١ ٢٣", (), "+41227300123"),
    ],
)
def test_what_is_dialled(written: str, regions: tuple[str, ...], dialled: str) -> None:
    """E.164 where number and country can be read; else as written."""
    assert to_e164(written, regions) == dialled


def test_where_a_number_belongs() -> None:
    """Other prefixes first, then the dateline, the language, the office."""
    assert regions_for(["+41 22 730 01 23", "044"], "Vienna", "de", "fr") == ("CH", "AT", "DE", "FR")
    assert regions_for(["+ 254 20 272"], None, "en", None) == ("KE",)
    assert regions_for([], None, None, None) == ()


@pytest.mark.parametrize(
    ("language", "regions"),
    [
        *[("de", ("DE",)), ("it", ("IT",)), ("nl", ("NL",)), ("ro", ("RO",)), ("sv", ("SE",)), ("tr", ("TR",))],
        *[("ko", ("KR",)), ("ja", ("JP",)), ("pl", ("PL",)), ("cs", ("CZ",)), ("da", ("DK",)), ("uk", ("UA",))],
        *[("fi", ("FI",)), ("hu", ("HU",)), ("vi", ("VN",)), ("th", ("TH",)), ("he", ("IL",)), ("no", ("NO",))],
        *[("en", ()), ("fr", ()), ("es", ()), ("pt", ()), ("ar", ()), ("ru", ()), ("sw", ()), ("zh", ()), ("ca", ())],
        *[("la", ()), ("x", ())],
    ],
)
def test_a_language_of_one_country_says_where_a_number_belongs(language: str, regions: tuple[str, ...]) -> None:
    """Any language that is official in one alone; of what is spoken in many nothing is guessed."""
    assert regions_for([], None, language, None) == regions


@pytest.mark.parametrize(
    ("place", "country"), [("Geneva", "CH"), ("AMMAN, Jordan", "JO"), ("Ville, France", "FR"), ("Nowhere", None)]
)
def test_the_country_of_a_place(place: str, country: str | None) -> None:
    """By its seat or the name of the country."""
    assert country_of(place) == country
