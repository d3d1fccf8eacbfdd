"""Datelines in the forms that agencies, wires, police and ministries use."""

from __future__ import annotations

from datetime import date

import pytest
from release_samples import HEADLINE, MORE, STORY, STORY_AR, STORY_DE, STORY_ES, STORY_FR

from distrib.ingest.labels.dateline import read_date_line, read_dateline
from distrib.ingest.release.release_text import read_release

MARCH = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("written", "place", "day"),
    [
        ("GENEVA, 12 March 2024 – ", "GENEVA", MARCH),
        ("Geneva - ", "Geneva", None),
        ("Geneva (UNEX) – ", "Geneva", None),
        ("GENEVA/NEW YORK (12 March 2024) - ", "GENEVA/NEW YORK", MARCH),
        ("AMMAN, Jordan (March 12, 2024) ", "AMMAN, Jordan", MARCH),
        ("12 March 2024, Geneva – ", "Geneva", MARCH),
        ("March 12, 2024 – Nairobi, Kenya – ", "Nairobi, Kenya", MARCH),
        ("(WASHINGTON) – ", "WASHINGTON", None),
        ("(Dallas, Texas) – ", "Dallas, Texas", None),
        ("Washington, DC—", "Washington, DC", None),
        ("NEW YORK, March 12, 2024 /ExampleNewswire/ -- ", "NEW YORK", MARCH),
        ("TORONTO, March 12, 2024 (EXAMPLE NEWSWIRE) -- ", "TORONTO", MARCH),
        ("SAN FRANCISCO--(EXAMPLE WIRE)--", "SAN FRANCISCO", None),
        ("(ExampleWire) - March 12, 2024 - CHICAGO — ", "CHICAGO", MARCH),
        ("TORONTO (Ontario) – ", "TORONTO (Ontario)", None),
        ("Lucca (LU), 12 March 2024 – ", "Lucca (LU)", MARCH),
        ("Lucca (AP), 12 March 2024 – ", "Lucca", MARCH),
        ("Port-au-Prince, Haiti, 12 March 2024 – ", "Port-au-Prince, Haiti", MARCH),
        ("The Hague, 12 March 2024 ", "The Hague", MARCH),
        ("Cox’s Bazar, Bangladesh | 12 March 2024 — ", "Cox’s Bazar, Bangladesh", MARCH),
        ("Miami, Florida : ", "Miami, Florida", None),
    ],
)
def test_an_english_dateline_gives_place_and_date_and_ends_before_the_sentence(
    written: str, place: str, day: date | None
) -> None:
    """What comes after the dateline is the first sentence, from its first letter."""
    found = read_dateline(written + STORY)
    assert found is not None
    assert (found.dateline.place, found.dateline.date) == (place, day)
    assert (written + STORY)[found.end :] == STORY


@pytest.mark.parametrize(
    ("written", "story", "place", "date_text"),
    [
        ("Genève, le 12 mars 2024 – ", STORY_FR, "Genève", "12 mars 2024"),
        ("MONTRÉAL, le 12 nov. 2024 /Fil Exemple/ - ", STORY_FR, "MONTRÉAL", "12 nov. 2024"),
        ("N'Djamena, le 1er mars 2024 - ", STORY_FR, "N'Djamena", "1er mars 2024"),
        ("Bogotá, 12 de marzo de 2024.- ", STORY_ES, "Bogotá", "12 de marzo de 2024"),
        ("(Madrid, 12 de marzo de 2024) – ", STORY_ES, "Madrid", "12 de marzo de 2024"),
        ("Berlin, 12. März 2024. ", STORY_DE, "Berlin", "12. März 2024"),
        ("Frankfurt am Main, 12.03.2024 – ", STORY_DE, "Frankfurt am Main", "12.03.2024"),
        ("Schwerin (ots) - ", STORY_DE, "Schwerin", None),
        ("جنيف، 12 مارس 2024 – ", STORY_AR, "جنيف", "12 مارس 2024"),
        ("عمان، ١٢ آذار ٢٠٢٤ - ", STORY_AR, "عمان", "١٢ آذار ٢٠٢٤"),
        ("Lisboa, 12 de março de 2024 - ", STORY_ES, "Lisboa", "12 de março de 2024"),
        ("ROMA, 12 marzo 2024 - ", STORY_ES, "ROMA", "12 marzo 2024"),
        ("Den Haag, 12 maart 2024 – ", STORY_DE, "Den Haag", "12 maart 2024"),
    ],
)
def test_datelines_of_other_languages(written: str, story: str, place: str, date_text: str | None) -> None:
    """Place and date stay as they were written."""
    found = read_dateline(written + story)
    assert found is not None
    assert (found.dateline.place, found.dateline.date_text) == (place, date_text)
    assert (written + story)[found.end :] == story


def test_a_sentence_in_a_script_that_parts_no_words_counts_by_its_letters() -> None:
    """In Thai as in Japanese."""
    story = "หน่วยงานกล่าวว่าครอบครัวที่หนีออกจากหุบเขาเมื่อสัปดาห์ที่แล้วเริ่มกลับบ้านแล้ว"
    found = read_dateline(f"กรุงเทพ (TNA) – {story}")
    assert found is not None
    assert found.dateline.place == "กรุงเทพ"


@pytest.mark.parametrize(
    "opening",
    [
        STORY,
        "Today – " + STORY,
        "JOINT STATEMENT – " + STORY,
        "Contact: " + STORY,
        "Since 12 March 2024 the roads have been closed, and nobody knows when they will open again.",
        "“We walked for two days,” said Jane Example – and many others have walked with her since then.",
        "WHO: Minister Jane Example, who opens the bridge together with the mayor of the town",
    ],
)
def test_a_paragraph_that_simply_begins_has_no_dateline(opening: str) -> None:
    """Nothing is taken for a place because it has a capital letter."""
    assert read_dateline(opening) is None


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Paris, 12 March 2024", "Paris", MARCH),
        ("Bern, 12. März 2024", "Bern", MARCH),
        ("MISSISSAUGA, ON / Wire Example / March 12, 2024 9:55", "MISSISSAUGA, ON", MARCH),
    ],
)
def test_place_and_date_on_a_line_of_their_own(line: str, place: str, day: date) -> None:
    """Such a line is a dateline without a sentence."""
    found = read_date_line(line)
    assert found is not None
    assert (found.place, found.date) == (place, day)


@pytest.mark.parametrize("line", ["12 March 2024", "Paris", "Paris, 12 March 2024, a day of rain in the whole country"])
def test_other_lines_are_no_date_line(line: str) -> None:
    """Half a dateline, or a dateline and more, is none."""
    assert read_date_line(line) is None


@pytest.mark.parametrize("marks", ["**{}** – ", "*{}* – ", "**{} –** "])
def test_a_bold_dateline_leaves_the_body(marks: str) -> None:
    """Markdown's emphasis around it goes with it."""
    draft = read_release(f"# {HEADLINE}\n\n{marks.format('NAIROBI, 12 March 2024')}{STORY}\n\n{MORE}\n")
    assert draft.dateline.place == "NAIROBI"
    assert draft.body == f"{STORY}\n\n{MORE}"


def test_a_day_that_has_two_readings_is_not_read() -> None:
    """03/04/2024 is another day in another country; it stays as written."""
    found = read_dateline("Saint-Denis, 03/04/2024 – " + STORY)
    assert found is not None
    assert (found.dateline.date_text, found.dateline.date) == ("03/04/2024", None)


def test_the_date_of_the_head_completes_a_dateline_without_one() -> None:
    """A page says the day above its headline, the story only the place."""
    draft = read_release(f"Published: 12 March 2024\n\n{HEADLINE}\n\nGENEVA – {STORY}\n\n{MORE}\n")
    assert (draft.dateline.place, draft.dateline.date) == ("GENEVA", MARCH)
