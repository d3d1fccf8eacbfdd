"""One whole release, as an organisation's page gives it."""

from __future__ import annotations

from datetime import date

from release_samples import MORE, QUOTE, STORY

from distrib.core.release import Contact, Dateline, Quote
from distrib.ingest.release_text import read_release


def test_every_part_of_a_release() -> None:
    """Each part stands in its field, and nowhere else."""
    draft = read_release(
        "FOR IMMEDIATE RELEASE\n12 March 2024\n\nFamilies return to flooded valley\nRoads closed in four districts\n\n"
        f"GENEVA, 12 March 2024 – {STORY}\n\n{QUOTE}\n\n{MORE}\n\n-ENDS-\n\n"
        "About Relief Example\n\nRelief Example is a charity.\n\nMedia contacts:\n"
        "Jane Doe, Relief Example, Geneva, +41 22 730 01 23, jane.doe@example.org\n"
        "John Smith, Press Officer, Nairobi: +254 20 272 39 63; john@example.org\n"
    )
    assert draft.language == "en"
    assert (draft.headline, draft.subheadline) == (
        "Families return to flooded valley",
        "Roads closed in four districts",
    )
    assert draft.dateline == Dateline("GENEVA", "12 March 2024", date(2024, 3, 12))
    assert (draft.release_line, draft.end_mark, draft.embargo, draft.markers) == (
        "FOR IMMEDIATE RELEASE",
        "-ENDS-",
        None,
        (),
    )
    assert draft.body == f"{STORY}\n\n{QUOTE}\n\n{MORE}"
    assert draft.boilerplate == "About Relief Example\n\nRelief Example is a charity."
    said = "We have seen people walk for two days to find clean water"
    assert draft.quotes == (Quote(said, "Jane Example", "head of the mission in Northland"),)
    assert draft.contacts == (
        Contact(
            "Jane Doe",
            None,
            "Relief Example, Geneva",
            ("+41227300123",),
            ("+41 22 730 01 23",),
            ("jane.doe@example.org",),
        ),
        Contact(
            "John Smith", "Press Officer", "Nairobi", ("+254202723963",), ("+254 20 272 39 63",), ("john@example.org",)
        ),
    )
