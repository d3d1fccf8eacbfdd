"""Heads and datelines in layouts that are rarer: wire tags, standfirsts, letterheads, capitals over two lines."""

from __future__ import annotations

from datetime import date

import pytest

from distrib.ingest.dates import find_date
from distrib.ingest.labels.dateline import read_date_line, read_dateline
from distrib.ingest.labels.release import is_prose_text, is_release_line
from distrib.ingest.release.release_text import read_release

TAIL = "\n\nThe school will teach sixty pilots a year, and the shipping companies pay for it, the harbour said today.\n"
FIRST = "The harbour of Rivabella opened a school for pilots today, the first on this coast in forty years."


@pytest.mark.parametrize(
    ("opening", "place", "day"),
    [
        (f"Geneva / Tunis – {FIRST}", "Geneva / Tunis", None),
        (f"Wien, (OTS) {FIRST}", "Wien", None),
        (f"Wien (ÖVX-Klub) {FIRST}", "Wien", None),
        (f"Berlin. {FIRST}", "Berlin", None),
        (f"28.03.18 – {FIRST}", None, date(2018, 3, 28)),
        (f"30 de enero de 2026.- {FIRST}", None, date(2026, 1, 30)),
        (f"Warszawa, 20 września 2022 r. – {FIRST}", "Warszawa", date(2022, 9, 20)),
        (f"عدن، 12 آذار/مارس 2021 – {FIRST}", "عدن", date(2021, 3, 12)),
    ],
)
def test_datelines_of_wires_and_newspapers(opening: str, place: str | None, day: date | None) -> None:
    """With the wire's name in brackets, two places, a full stop, or no dash at all."""
    found = read_dateline(opening)
    assert found is not None
    assert (found.dateline.place, found.dateline.date, opening[found.end :]) == (place, day, FIRST)


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Presse- und Medienstelle der Stadt ist am Montag bis zum Abend nicht erreichbar.",
        "Lantern (UK) Director Jane Doe said today that the school would teach sixty pilots.",
        "Finally. The harbour of Rivabella opened a school for pilots today, in fine weather.",
    ],
)
def test_a_sentence_that_only_begins_like_a_dateline(sentence: str) -> None:
    """It stays in the text."""
    assert read_dateline(sentence) is None


def test_a_place_and_a_wire_alone_on_a_line() -> None:
    """The story begins in the next one."""
    line = read_date_line("Rivabella (ots)")
    assert line is not None
    assert line.place == "Rivabella"
    assert read_date_line("Rivabella") is None


def test_two_digits_are_a_year_but_not_before_more_of_a_number() -> None:
    """As wires write dates."""
    assert find_date("Bern, 02.05.19") is not None
    assert find_date("02.05.19.44.10") is None


def test_german_nouns_make_no_title_of_a_sentence() -> None:
    """Capitals are grammar there."""
    assert is_prose_text("Die Stadt Musterhafen erhält vom Land vier Millionen Euro für den Bau der Schule am Hafen.")
    assert not is_prose_text("Mayor Of Rivabella Opens School For Pilots On Old Harbour Quay After Forty Years.")


def test_a_sender_and_what_it_sends_are_no_headline() -> None:
    """They stand above it."""
    assert is_release_line("Example Commission - Press release")
    assert not is_release_line("Example Commission opens a school for pilots - Press release")


@pytest.mark.parametrize(
    "head",
    [
        "UNITED HARBOURS\nOFFICE FOR THE TRAINING OF PILOTS\n\nHarbour opens a school for pilots",
        "Example Harbour - Press release\n\nHarbour opens a school for pilots",
        "We are the best way to reach the news desks. See our list of clients.\n\nHarbour opens a school for pilots",
        "Updated: 2 hours 25 min ago\n\nHarbour opens a school for pilots",
        "Union of Example Harbours | Office for Pilots and Boats\n\nHarbour opens a school for pilots",
        "Contact: Jane Doe, 020 7946 0123\nExperts available for interviews\n\nHarbour opens a school for pilots",
        "NEWS\nHarbour opens a school for pilots",
    ],
)
def test_what_stands_above_the_headline_is_not_taken_for_it(head: str) -> None:
    """Letterheads, labels and what a site says of itself."""
    assert (
        read_release(f"{head}\n\nRivabella, 4 May 2023 – {FIRST}{TAIL}").headline == "Harbour opens a school for pilots"
    )


def test_a_headline_in_capitals_goes_on_in_the_next_line() -> None:
    """Where that is in capitals too."""
    text = f"HARBOUR OPENS A SCHOOL\nFOR PILOTS\nFirst in forty years on this coast\n\nRivabella – {FIRST}{TAIL}"
    assert read_release(text).headline == "HARBOUR OPENS A SCHOOL FOR PILOTS"


def test_a_release_that_begins_with_its_dateline_keeps_it() -> None:
    """It has no headline, and its first sentence is none."""
    draft = read_release(f"RIVABELLA, Jan. 24, 2024 /ExampleWire/ -- {FIRST}\n\nAbout the harbour: it is old.")
    assert (draft.dateline.place, draft.dateline.date) == ("RIVABELLA", date(2024, 1, 24))
    assert draft.body.startswith("The harbour of Rivabella")


def test_a_standfirst_stands_above_place_and_date() -> None:
    """And is no part of the text."""
    standfirst = "The first school for pilots on this coast opens. It will teach sixty men and women a year."
    draft = read_release(f"Harbour opens a school\n\n{standfirst}\n\nRivabella, 6 March 2021\n\n{FIRST}{TAIL}")
    assert (draft.dateline.place, draft.dateline.date) == ("Rivabella", date(2021, 3, 6))
    assert draft.body.startswith("The harbour of Rivabella")


def test_a_dateline_below_what_a_site_says_of_itself() -> None:
    """It is looked for further down."""
    about = "Example Wire brings your news to working journalists at all papers, large and small, every day.\n\n"
    menu = "".join(f"Menu entry {number}\n\n" for number in range(8))
    draft = read_release(f"{about}{about}{menu}Harbour opens a school\n\nRIVABELLA, May 4, 2023 -- {FIRST}{TAIL}")
    assert draft.dateline.place == "RIVABELLA"
    assert draft.body.startswith("The harbour of Rivabella")


@pytest.mark.parametrize("mark", ["(Schluss)", "*** ORIGINAL TEXT, FOR WHICH THE SENDER ALONE ANSWERS ***"])
def test_what_a_wire_sets_below_the_story_ends_it(mark: str) -> None:
    """Nothing behind it is the text."""
    draft = read_release(f"Harbour opens a school\n\nWien (OTS) - {FIRST}{TAIL}\n{mark}\n\nTel.: (01) 4000 / 81 915")
    assert draft.body.endswith("the harbour said today.")


@pytest.mark.parametrize(
    "embargo",
    [
        "Not for publication before 6.00am on Wednesday 7 June 2023",
        "Ne pas diffuser avant le 7 juin 2023 à 6 h",
        "No publicar antes del 7 de junio de 2023",
        "Para publicar el 7 de junio a las 6:00 horas",
        "Veröffentlichung frei ab 7. Juni 2023, 6 Uhr",
        "Da pubblicare non prima delle ore 6 del 7 giugno 2023",
    ],
)
def test_embargoes_without_the_word(embargo: str) -> None:
    """Said by what may not be done before when."""
    draft = read_release(f"{embargo}\n\nHarbour opens a school for pilots\n\nRivabella – {FIRST}{TAIL}")
    assert (draft.embargo, draft.headline) == (embargo, "Harbour opens a school for pilots")
