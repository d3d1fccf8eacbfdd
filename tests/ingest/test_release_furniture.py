"""What stands around a release and is none of it: banners, letterheads, captions, credits, buttons, blank lines."""

from __future__ import annotations

import time

import pytest

from distrib.ingest.labels.page import is_button, is_caption, is_credit
from distrib.ingest.labels.people_words import is_sender, split_name
from distrib.ingest.release.release_text import read_release

TITLE = "Town opens a school for pilots on the old quay"
STORY = (
    "RIVABELLA, 3 May 2025 – The harbour of Rivabella opened a school for pilots today, the first on this coast in "
    "forty years.\n\nThe school will teach sixty pilots a year, and shipping companies pay for it, the harbour said."
)
CONTACT = "\n\nMedia contact:\nJane Doe\n+44 20 7946 0101"


@pytest.mark.parametrize(
    "above",
    [
        "RIVABELLA WATER WEEK 2025\n\n",
        "WORLD HARBOUR CONGRESS – GENEVA 2025\n",
        "NEWS RELEASE\nEMBARGO: NONE\n\nREGIONAL HARBOUR SUMMIT 2026\n\n",
        "RIVABELLA COUNTY SHERIFF'S OFFICE\nSheriff Carla Roe\n\n",
        "PRESS RELEASE\n\nMINISTRY OF HARBOURS AND QUAYS\n\n",
        "Pilots at the old quay of Rivabella. Photo: Lantern/Jane Doe\n\n",
        "© Lantern/Jane Doe | Pilots learn at the old quay of Rivabella\n\n",
    ],
)
def test_a_banner_a_letterhead_or_a_caption_is_no_headline(above: str) -> None:
    """The line in mixed case below it is."""
    assert read_release(f"{above}{TITLE}\n\n{STORY}").headline == TITLE


@pytest.mark.parametrize(
    "headline",
    [
        "TOWN OPENS SCHOOL FOR PILOTS",
        "TOWN WILL OPEN SCHOOL IN 2026",
        "PRESS RELEASE\n\nDEPUTIES SEARCH SHERIFF'S OFFICE",
    ],
)
def test_a_headline_in_capitals_stays_one(headline: str) -> None:
    """Whatever stands below it."""
    release = read_release(f"{headline}\n\nSixty people a year will learn there\n\n{STORY}")
    assert release.headline == headline.splitlines()[-1]


def test_a_caption_between_headline_and_story_is_neither() -> None:
    """Though it is as long as a paragraph."""
    caption = (
        "Pilots of three towns learn at the old quay of Rivabella in the rain, 2 May 2025. © Lantern 2025/Jane Doe"
    )
    release = read_release(f"{TITLE}\n\n3 May 2025\n\n{caption}\n\n{STORY.partition(' – ')[2]}")
    assert release.headline == TITLE
    assert release.body.startswith("The harbour of Rivabella opened")


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Jane Doe; editing by John Roe)",
        "Reportagem – Ana Roe\nEdição – João Doe",
        "Propos recueillis par Ana Roe",
    ],
)
def test_who_reported_a_story_is_not_its_last_paragraph(credit: str) -> None:
    """And the contact below is read."""
    release = read_release(f"{TITLE}\n\n{STORY}\n\n{credit}{CONTACT}")
    assert release.body.endswith("the harbour said.")
    assert [contact.name for contact in release.contacts] == ["Jane Doe"]


def test_a_japanese_letterhead_is_no_headline() -> None:
    """A company with its department, or a university with its kind."""
    story = "同校では年間六十人の水先人を養成し、海運会社が費用を負担すると発表しました。授業は来月から始まります。"
    for sender in ("みなと商事株式会社 広報部", "国立大学法人 東浜大学"):
        release = read_release(f"{sender}\n\n新しい学校を開校\n\n2025年5月3日\n\n{story}\n\n{story}\n")
        assert release.headline == "新しい学校を開校"
    assert not is_sender("東浜市、津波対策の説明会", is_first=True)


@pytest.mark.parametrize(
    "buttons", ["Pobierz PDF\nDrukuj", "Download PDF\nPress kit\nPrint", "مقالات ذات صلة", "Télécharger le communiqué"]
)
def test_buttons_below_a_contact_are_nobody(buttons: str) -> None:
    """Nor are they where somebody works."""
    (contact,) = read_release(f"{TITLE}\n\n{STORY}{CONTACT}\n\n{buttons}\n").contacts
    assert (contact.name, contact.office) == ("Jane Doe", None)


def test_a_letterheads_own_number_is_no_contact_where_somebody_is_named() -> None:
    """It stays one where nobody is."""
    letterhead = "HARBOUR TRUST OF RIVABELLA\n12 Quay Street\nTel: 020 7946 0999\n\nFOR IMMEDIATE RELEASE\n\n"
    named = read_release(f"{letterhead}{TITLE}\n\n{STORY}{CONTACT}\n")
    assert [contact.phones_as_written for contact in named.contacts] == [("+44 20 7946 0101",)]
    alone = read_release(f"{letterhead}{TITLE}\n\n{STORY}\n")
    assert [contact.phones_as_written for contact in alone.contacts] == [("020 7946 0999",)]


def test_a_desk_and_its_number_end_a_very_short_text() -> None:
    """Without any word that calls them a contact."""
    release = read_release(f"{TITLE}\n\nThe old road is closed. Use the new one.\n\nRoads Desk, 020 7946 0101\n")
    (contact,) = release.contacts
    assert (contact.office, contact.phones_as_written) == ("Roads Desk", ("020 7946 0101",))


WRAPPED = (
    """The harbour of Rivabella opened a school for pilots today, the first
on this coast in forty years, and the town will pay for the house
and the boats until 2035.""",
    """The school will teach sixty pilots a year, and the companies whose
ships call here pay for it, the harbour said on the quay today.""",
)


def test_a_blank_line_below_every_line_parts_no_paragraphs() -> None:
    """More of them do."""
    spaced = "\n\n\n".join(part.replace("\n", "\n\n") for part in (TITLE, *WRAPPED, "Contact: Jane Doe, 020 7946 0101"))
    release = read_release(spaced)
    assert release.headline == TITLE
    assert release.body.split("\n\n") == [part.replace("\n", " ") for part in WRAPPED]
    assert [contact.name for contact in release.contacts] == ["Jane Doe"]


def test_short_paragraphs_with_a_blank_line_each_stay_apart() -> None:
    """They end as sentences do."""
    lines = [
        "The harbour of Rivabella opened a school for pilots today.",
        "It will teach sixty pilots a year, the town said.",
    ]
    release = read_release("\n\n".join([TITLE, *lines * 4]))
    assert release.body.split("\n\n")[:2] == lines


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2025 | Also available in: Français",
        "By: Jane Doe (Lantern of Rivabella)",
        "Preview of School for pilots Rivabella.pdf",
        "Download Report (PDF | 214.4 KB | English version)",
        "Also available in: Français Español",
        "Également disponible en : English",
        "متوفر بـ: English",
        "18 April 2025 News release Reading time: 2 min (540 words)",
    ],
)
def test_what_a_page_says_between_headline_and_story(line: str) -> None:
    """Is neither headline nor standfirst."""
    release = read_release(f"Newsroom\n\n{TITLE}\n3 May 2025\n{line}\n\n{STORY}")
    assert (release.headline, release.subheadline) == (TITLE, None)


def test_a_ministry_is_not_named_like_a_person_in_arabic() -> None:
    """The words behind "ministry" are what it is for."""
    assert split_name("وزارة التعليم العالي والبحث العلمي") == (None, None)
    assert split_name("مدير الإعلام سامي خليل")[0] == "سامي خليل"


def test_how_addresses_are_made_is_no_address() -> None:
    """The people below it are the contacts."""
    release = read_release(
        f"{TITLE}\n\n{STORY}\n\nFor more information please contact (email: firstname.lastname@example.org):\n"
        "Jane Doe, Lantern/Rome, Mob. +39 06 555 0101\n"
    )
    assert [(contact.name, contact.emails) for contact in release.contacts] == [("Jane Doe", ())]


def test_somebody_available_for_interviews_is_a_contact_of_their_own() -> None:
    """With their own address."""
    release = read_release(
        f"{TITLE}\n\n{STORY}\n\nFor more information, contact Jane Doe on 020 7946 0101. "
        "Prof. John Roe is available for interviews: roe@example.org\n"
    )
    assert [(contact.name, contact.emails) for contact in release.contacts] == [
        ("Jane Doe", ()),
        ("Prof. John Roe", ("roe@example.org",)),
    ]


def test_a_caption_is_known_by_the_credit_below_it() -> None:
    """An agency, its number and a photographer."""
    caption = "A pilot steers a boat in the rain\nUNICEF/UN0551234/Doe"
    assert read_release(f"Press release\n{TITLE}\n\n3 May 2025\n{caption}\n\n{STORY}").headline == TITLE


def test_kinds_of_releases_are_no_headlines() -> None:
    """With a place and a date on their line, too."""
    assert read_release(f"Notes d'information aux médias\n{TITLE}\n3 May 2025\n\n{STORY}").headline == TITLE
    release = read_release(
        f"COMMUNIQUÉ DE PRESSE NATIONAL – PARIS – 12 MAI 2025\n\n{TITLE}\n\n{STORY.partition(' – ')[2]}"
    )
    assert (release.headline, release.dateline.place) == (TITLE, "PARIS")


def test_each_line_of_a_regional_contact_is_one_person() -> None:
    """With the place before them, in parentheses behind them, and no time zone for an office."""
    french = (
        "Pour plus d'informations, veuillez contacter :\n\n"
        "A Genève, Jeanne Doe, jeanne.doe@example.org, +41 79 555 01 61\n"
        "A Nairobi (régional), Faith Roe, faith.roe@example.org, +254 113 555 077"
    )
    found = read_release(f"{TITLE}\n\n{STORY}\n\n{french}\n").contacts
    assert [(one.name, one.office) for one in found] == [("Jeanne Doe", "Genève"), ("Faith Roe", "Nairobi, régional")]
    english = (
        "For interview requests, please contact:\nJane Doe, jane@example.org, +1 347 555 0190 (New York, GMT-4)\n"
        "John Roe, Regional Adviser (Amman, GMT+3)\nMobile/WhatsApp: +962 79 555 0199"
    )
    found = read_release(f"{TITLE}\n\n{STORY}\n\n{english}\n").contacts
    assert [(one.name, one.office, len(one.phones)) for one in found] == [
        ("Jane Doe", "New York", 1),
        ("John Roe", "Amman", 1),
    ]


def test_a_name_in_parentheses_behind_a_number_alone_stays_a_name() -> None:
    """Nobody else is named."""
    (contact,) = read_release(f"{TITLE}\n\n{STORY}\n\nMedia contact:\n+44 20 7946 0101 (Jane Doe)\n").contacts
    assert contact.name == "Jane Doe"


def test_a_reference_is_neither_story_nor_contact() -> None:
    """Though a contact's label comes two lines further down."""
    release = read_release(
        f"{TITLE}\n\n{STORY}\n\nOriginalpublikation:\nhttps://doi.org/10.1234/5678\n\nKontakt für die Medien:\n"
        "Erika Beispiel\nTel.: +49 341 555 0100\n\nBibliographie\nDoe, J. (2025): Pilots. Quays 3, 1-9.\n"
    )
    assert release.body.endswith("the harbour said.")
    assert [(one.name, one.office) for one in release.contacts] == [("Erika Beispiel", None)]


@pytest.mark.parametrize(
    "unit", ["photo: ", "© ", "A ", "HALL ", "(photo by ", "(Reporting by ", "download ", "株式会社 ", "x\n\n"]
)
def test_a_hundred_thousand_characters_take_no_longer_than_reading_them(unit: str) -> None:
    """Neither as one line nor as a whole text."""
    hostile = unit * (100_000 // len(unit))
    started = time.process_time()
    read_release(hostile)
    for judge in (is_button, is_caption, is_credit):
        judge(hostile)
    is_sender(hostile, is_first=True)
    assert time.process_time() - started < 10
