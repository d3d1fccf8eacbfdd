"""One whole release, as an organisation's page gives it."""

from __future__ import annotations

from datetime import date

import pytest
from release_samples import MORE, QUOTE, STORY

from distrib.core.release import Contact, Dateline, Quote
from distrib.ingest.release.release_text import read_release


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


@pytest.mark.parametrize(
    ("text", "headline", "place", "body"),
    [
        ("Rain in Geneva\n\nGeneva - It rained.\n\nIt poured.", "Rain in Geneva", "Geneva", "It rained.\n\nIt poured."),
        (
            "Rain hits towns\nGeneva - It rained.\nNobody was hurt.",
            "Rain hits towns",
            "Geneva",
            "It rained.\n\nNobody was hurt.",
        ),
        (
            "Rain hits towns\n\nIt rained all day.\n\nNobody was hurt.",
            "Rain hits towns",
            None,
            "It rained all day.\n\nNobody was hurt.",
        ),
        ("FOR IMMEDIATE RELEASE\n\nRain hits towns\n\nIt rained.", "Rain hits towns", None, "It rained."),
        (
            "Rain hits towns\n\nIt rained.\n\nMedia contact: Ana Ruiz, +41 22 555 01 10",
            "Rain hits towns",
            None,
            "It rained.",
        ),
    ],
)
def test_a_text_of_a_few_words_loses_none(text: str, headline: str, place: str | None, body: str) -> None:
    """Two sentences are a release too; order tells what their form does not."""
    draft = read_release(text)
    assert (draft.headline, draft.dateline.place, draft.body) == (headline, place, body)


def test_an_arabic_contact_block_without_a_colon_is_read() -> None:
    """The heading may end in the verb."""
    draft = read_release(
        "المكتب يحذر من الخطر على العائلات\n\n"
        "جنيف - أعرب المكتب اليوم عن قلقه على العائلات المحتجزة في ثلاثة مراكز قرب المدينة، مع اقتراب القتال منها.\n\n"
        "ومنذ بداية العام ساعد المكتب أكثر من ألف شخص على العودة الطوعية إلى ديارهم من البلاد.\n\n"
        "لمزيد من المعلومات يرجى الاتصال\n\n"
        "رشيد الأمين، مكتب طرابلس: +218 91 555 0142، rashid@office.example\n"
    )
    assert [(contact.name, contact.phones, contact.emails) for contact in draft.contacts] == [
        ("رشيد الأمين", ("+218915550142",), ("rashid@office.example",))
    ]
    assert draft.body.endswith("من البلاد.")
