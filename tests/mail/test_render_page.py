"""The page and its text: order, direction, and links that lead where they say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from mail_samples import ARABIC, ENGLISH, REFERENCE, SENDER

from distrib.core.release import Contact, Dateline, Edition
from distrib.mail.render import preview_html, preview_text


def html(edition: Edition = ENGLISH) -> str:
    """The page."""
    return preview_html(edition, SENDER, reference=REFERENCE)


def text(edition: Edition = ENGLISH) -> str:
    """The text part."""
    return preview_text(edition, SENDER, reference=REFERENCE)


def shown(page: str) -> str:
    """What is read of a page, without head and hidden preheader."""
    body = re.sub(r'(?s)^.*?<div class="preheader".*?</div>', "", page)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))


def test_both_parts_keep_the_order_of_a_release() -> None:
    """From the organisation's name to the opt-out."""
    edition = replace(ENGLISH, embargo="Embargoed until noon", markers=("CORRECTION",))
    order = [
        *("Relief Alliance", "CORRECTION", "Embargoed until noon", "Aid reaches", "First lorries", "Dear colleague,"),
        *("GENEVA, 23 November 2026 –", "has arrived.", "Medicine", "For further information", "Leonard Roth"),
        *(
            "About Relief Alliance",
            "41 countries",
            "12 Lake Street",
            "Release 2026-014",
            "press list",
            "no longer wish",
        ),
    ]
    for part in (text(edition), shown(html(edition))):
        places = [part.index(words) for words in order]
        assert places == sorted(places)


def test_the_text_part_reads_as_typed() -> None:
    """In full, for one look at all of it."""
    assert text() == (
        "Relief Alliance\n\nFor immediate release\n\nAid reaches the northern valleys\n\n"
        "First lorries arrive after nine days\n\nDear colleague,\n\n"
        "GENEVA, 23 November 2026 – Relief Alliance said today that aid has arrived.\n\n"
        "It calls for safe routes; read the full report (https://relief.example/report).\n\n- Water\n- Medicine\n\n"
        "For further information please contact\n\n"
        "Leonard Roth\nHead of Media, Geneva\nTel: +41 22 730 25 90\nEmail: roth@relief.example\n\n"
        "Safa Mansour\nTripoli\nTel: +216 22 241 842\n\n"
        "About Relief Alliance\n\nRelief Alliance works in 41 countries.\n\n-----\n\n"
        "Relief Alliance\n12 Lake Street\n1202 Geneva\nRelease 2026-014\n\n"
        "You receive this because you are on the press list of Relief Alliance.\n"
        "If you no longer wish to receive our releases, let us know: "
        "mailto:optout@relief.example?subject=opt-out%20preview\n"
    )


def test_the_page_stands_alone_and_loads_nothing() -> None:
    """Styles are inline, media queries stay, and no address is fetched by opening it."""
    page = html()
    assert page.startswith("<!DOCTYPE html>")
    assert re.search(r'<table (?=[^>]*role="presentation")(?=[^>]*width="600")[^>]*max-width: 600px', page)
    assert "@media (prefers-color-scheme: dark)" in page
    assert '<h1 style="' in page
    assert "data-css-inline" not in page
    assert not re.search(r"<(?:img|link|script|iframe|object)|url\(|@import|var\(", page)
    assert "[if mso]" in page


def test_the_preheader_comes_first_and_is_hidden() -> None:
    """A mailbox shows it beside the subject; the text part has none."""
    page = html()
    found = re.search(r'<body[^>]*>\s*<div class="preheader" style="([^"]*)">([^<]*)</div>', page)
    assert found is not None
    assert found[2] == "First lorries arrive after nine days"
    assert all(rule in found[1] for rule in ("display: none", "max-height: 0", "overflow: hidden", "mso-hide: all"))
    assert "aid has arrived. It calls" in html(replace(ENGLISH, subheadline=None))
    assert text().count("First lorries") == 1


def test_arabic_runs_from_right_to_left_throughout() -> None:
    """Direction on html, body and an inner div, alignment explicit, numbers and addresses kept in order."""
    page = html(ARABIC)
    for tag in ("html", "body", "div"):
        assert re.search(rf'<{tag} (?=[^>]*lang="ar")[^>]*dir="rtl"', page)
    assert 'align="right"' in page
    assert "text-align: right" in page
    assert "text-align: left" not in page
    assert "padding-left: 26px" not in page
    for kept in ("+41 22 730 25 90", "press@relief.example", "+216 22 241 842", "s@relief.example"):
        assert re.search(rf'<span [^>]*dir="ltr"[^>]*>{re.escape(kept)}</span>', page)
    assert "جنيف، 23 نوفمبر 2026 –" in page
    assert "هاتف: \u200e+216 22 241 842" in text(ARABIC)


def test_another_right_to_left_language_needs_no_phrases_for_its_direction() -> None:
    """Persian has no file of phrases; its text still starts at the right."""
    assert '<html lang="fa" dir="rtl"' in html(replace(ENGLISH, language="fa"))


@pytest.mark.parametrize(
    ("dateline", "language", "lead"),
    [
        (Dateline("GENEVA", "23 November 2026"), "en", "GENEVA, 23 November 2026 – "),
        (Dateline("GENEVA", None, date(2026, 11, 23)), "en", "GENEVA, 23 November 2026 – "),
        (Dateline("GINEBRA", None, date(2026, 11, 23)), "es", "GINEBRA, 23 de noviembre de 2026 – "),
        (Dateline("GENÈVE", None, date(2026, 11, 3)), "fr", "GENÈVE, 3 novembre 2026 – "),
        (Dateline("GENEVA"), "en", "GENEVA – "),
        (Dateline(None, "23 Nov"), "en", "23 Nov – "),
        (Dateline("Nairobi *[x](y)", "1 & 2"), "en", "Nairobi *[x](y), 1 & 2 – "),
        (Dateline(), "en", ""),
        (Dateline("X", None, date(2026, 11, 23)), "q#", "X, 23 November 2026 – "),
    ],
)
def test_a_dateline_runs_into_the_first_paragraph(dateline: Dateline, language: str, lead: str) -> None:
    """As written where it was written; in the language's way where only the date is known."""
    edition = Edition(language=language, headline="H", body="First words.", dateline=dateline)
    assert f"\n{lead}First words.\n" in text(edition)
    bold = f"<strong>{lead.rstrip().replace('&', '&amp;')}</strong> " if lead else ""
    assert f">{bold}First words.</p>" in html(edition)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "For immediate release"),
        ({"release_line": "News Release No 05/81"}, "News Release No 05/81"),
        ({"embargo": "EMBARGOED UNTIL NOON"}, "EMBARGOED UNTIL NOON"),
        ({"embargo": "23 November, 10:00 GMT"}, "Embargo: 23 November, 10:00 GMT"),
        ({"markers": ("KILL",)}, "KILL"),
    ],
)
def test_the_line_above_the_headline_says_when_it_may_be_used(changes: dict[str, Any], line: str) -> None:
    """Nothing claims immediate release beside an embargo or a kill."""
    part = text(replace(ENGLISH, **changes))
    assert part.startswith(f"Relief Alliance\n\n{line}\n\nAid reaches")


@pytest.mark.parametrize(
    ("boilerplate", "heading"),
    [
        ("We help.", "About Relief Alliance\n\nWe help."),
        ("About us\n\nWe help.", "About us\n\nWe help."),
        ("## About us\n\nWe help.", "About us\n\nWe help."),
    ],
)
def test_boilerplate_gets_a_heading_unless_it_brings_one(boilerplate: str, heading: str) -> None:
    """Never two of them."""
    part = text(replace(ENGLISH, boilerplate=boilerplate))
    assert heading in part
    assert part.count("About") == 1


@pytest.mark.parametrize(
    ("language", "notes", "shown_as"),
    [
        ("en", "Pictures on request.", "Notes to editors\n\nPictures on request."),
        ("fr", "Photos sur demande.", "Notes aux rédactions\n\nPhotos sur demande."),
        ("es", "Fotos a petición.", "Notas para la redacción\n\nFotos a petición."),
        ("ar", "الصور متاحة.", "ملاحظات للمحررين\n\nالصور متاحة."),
        ("en", "**Note to editors:** on request.", "Note to editors: on request."),
    ],
)
def test_notes_to_editors_stand_between_text_and_contacts(language: str, notes: str, shown_as: str) -> None:
    """Under their heading, unless they bring one; in both parts."""
    edition = replace(ENGLISH, language=language, notes=notes)
    part = text(edition)
    assert f"\n\n{shown_as}\n\n" in part
    assert part.index("Medicine") < part.index(shown_as) < part.index("Leonard Roth")
    assert " ".join(shown_as.split()) in re.sub(r"\s+([.:])", r"\1", shown(html(edition)))


def test_notes_that_are_not_there_get_no_heading() -> None:
    """Neither part speaks of them."""
    assert "Notes to editors" not in text() + html()


def test_what_is_corrected_is_set_apart_from_the_text() -> None:
    """By a rule in both parts: nobody takes a line of the correction for one of the release."""
    edition = replace(ENGLISH, correction="- Old is new.")
    assert "\n\n- Old is new.\n\n* * *\n\nGENEVA" in text(edition)
    assert re.search(r"Old is new.</li>\s*</ul>\s*<hr[^>]*>\s*<p[^>]*><strong>GENEVA", html(edition))


def test_numbers_of_a_right_to_left_text_part_keep_their_order() -> None:
    """A mark before each, in text, notes and description, as the page has its spans."""
    number = "+41 22 730 25 90"
    edition = replace(ARABIC, notes=f"للصور: {number}", boilerplate=f"هاتف: {number}")
    part = text(edition)
    assert part.count(f"\u200e{number}") == part.count(number) == 3
    assert "\u200e" not in text(ENGLISH)


def test_contacts_are_linked_only_where_the_number_is_known() -> None:
    """A number that could not be read is shown as written."""
    contact = Contact(
        "Ann",
        None,
        None,
        ("+41227302590", "ext. 12 / 13"),
        ("022 730 25 90", "ext. 12 / 13"),
        ("a?b&c@relief.example",),
    )
    page = html(replace(ENGLISH, contacts=(contact,)))
    assert re.search(r'<a [^>]*href="tel:\+41227302590"[^>]*><span dir="ltr"[^>]*>022 730 25 90</span></a>', page)
    assert re.search(r'Tel: <span [^>]*dir="ltr"[^>]*>ext. 12 / 13</span>', page)
    assert 'href="mailto:a%3Fb%26c@relief.example"' in page


def test_an_edition_with_nothing_but_a_headline_makes_a_page() -> None:
    """No heading stands over nothing."""
    bare = Edition(language="en", headline="Headline", body="")
    for part in (text(bare), shown(html(bare))):
        assert "Headline" in part
        assert "For further information" not in part
        assert "About" not in part
