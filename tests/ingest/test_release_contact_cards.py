"""Contacts of many countries and layouts: labels in any language, cards without one, people beside their offices."""

from __future__ import annotations

import pytest

from distrib.core.release import Contact
from distrib.ingest.labels.ways import WayKind, find_ways
from distrib.ingest.release.release_text import read_release

STORY = """Harbour opens a school for pilots

Rivabella, 4 May 2023 - The harbour of Rivabella opened a school for pilots today, the first in forty years.

The school will teach sixty pilots a year and is paid for by the shipping companies that call at the harbour.

"""


def contacts_below(block: str) -> tuple[Contact, ...]:
    return read_release(STORY + block).contacts


@pytest.mark.parametrize(
    "label",
    [
        "Personnes de contact pour la presse :",
        "Ihre Ansprechpartnerin für die Presse:",
        "Wissenschaftliche Ansprechpartner:",
        "Presse-Rückfragen bitte an:",
        "Adresse für Rückfragen",
        "Informações para a imprensa:",
        "Mayor información:",
        "Yderligere information:",
        "For images and interviews:",
        "For information, contact:",
        "Issued by:",
    ],
)
def test_a_label_of_any_language_leads_to_a_person(label: str) -> None:
    """What the label is called decides nothing: a name and a number follow it."""
    (contact,) = contacts_below(f"{label}\nJane Doe, +44 20 7946 0123, jane@harbour.example")
    assert (contact.name, contact.phones_as_written) == ("Jane Doe", ("+44 20 7946 0123",))


def test_a_label_in_a_language_nobody_listed_is_known_by_its_colon() -> None:
    """A short line that ends in a colon, with a number in the lines below, heads contacts."""
    draft = read_release(f"{STORY}Nánari upplýsingar veitir hafnarstjóri:\n\nJón Jónsson\n\nsími: +354 555 0123")
    assert [one.phones_as_written for one in draft.contacts] == [("+354 555 0123",)]
    assert draft.body.endswith("at the harbour.")


def test_a_signature_below_the_end_mark_is_a_contact() -> None:
    """Name, role and number in lines of their own, as below a mail."""
    (contact,) = contacts_below(
        "ENDS\n\nJane Doe\nHead of Press\nExample Harbour\nT: 020 7946 0123 | E: jane@harbour.example"
    )
    assert (contact.name, contact.role, contact.emails) == ("Jane Doe", "Head of Press", ("jane@harbour.example",))


def test_a_letterhead_without_anybody_in_it_is_no_contact() -> None:
    """An organisation with its address is where the paper comes from, and nobody to ask."""
    assert contacts_below("###\n\nExample Harbour Authority\n1 Quay Street\nRivabella\n020 7946 0123") == ()


def test_a_drawn_signature_is_no_contact() -> None:
    """Whoever signs below a line speaks in the text."""
    drawing = "  /_ /|  /___/ \\    Jane Doe    | jane@home.example\n | | | | __ \\ |   Example Lab | each to their own"
    assert contacts_below(f"#####\n\n{drawing}") == ()


@pytest.mark.parametrize(
    "block",
    [
        "Press contact:\nHarbour Pilots Rivabella\nJane Doe\n020 7946 0123",
        "Press contact:\nJane Doe\nPress officer\nHarbour Pilots Rivabella\n020 7946 0123",
        "Press contact: Jane Doe in Rivabella: 020 7946 0123",
        "Press contact:\nIn Rivabella (harbour), Jane Doe, 020 7946 0123",
        "Press contact Jane Doe, Harbour Pilots Rivabella, 020 7946 0123",
        "Press enquiries to Jane Doe on 020 7946 0123 or jane@harbour.example",
    ],
)
def test_the_place_and_office_beside_a_person_are_no_second_person(block: str) -> None:
    """They are told from a name, whichever side of it they stand on."""
    named = STORY.replace("the shipping companies", "Harbour Pilots Rivabella and the shipping companies") + block
    (contact,) = read_release(named).contacts
    assert contact.name == "Jane Doe"


def test_whoever_a_heading_describes_is_an_organisation() -> None:
    """A name that "About" stands before is no person, also where a number follows."""
    about = "About Lantern Quay\n\nLantern Quay has built boats since 1921.\n\n"
    (contact,) = contacts_below(f"{about}Press contact: Lantern Quay, 020 7946 0123")
    assert (contact.name, contact.office) == (None, "Lantern Quay")


def test_two_people_on_one_number_stay_two() -> None:
    """A shared desk has one telephone and several names."""
    names = [one.name for one in contacts_below("Press contacts:\nJane Doe\n020 7946 0123\nJohn Roe\n020 7946 0124")]
    assert names == ["Jane Doe", "John Roe"]


@pytest.mark.parametrize(
    "label", ["Kontakt für Investoren", "Renseignements au public :", "General enquiries:", "Investor contact:"]
)
def test_numbers_for_others_than_the_press_are_left_out(label: str) -> None:
    """Investors, patients and the public have numbers of their own, which no journalist calls."""
    people = contacts_below(f"Press contact:\nJane Doe\n020 7946 0123\n\n{label}\nJohn Roe\n020 7946 0199")
    assert [one.name for one in people] == ["Jane Doe"]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Tel.: (01) 4000 / 81 915", ["(01) 4000 / 81 915"]),
        ("Telefon 0555 / 12 34 - 567", ["0555 / 12 34 - 567"]),
        ("04 55 00 11 22 / 06 55 00 11 33", ["04 55 00 11 22", "06 55 00 11 33"]),
        ("0772 555 123 / 0701 555 123", ["0772 555 123", "0701 555 123"]),
        ("01.55.00.11.22", ["01.55.00.11.22"]),
        ("3296 – 4507", ["3296 – 4507"]),
        ("Published: 11:20 14/02/2022", []),
        ("23.05.2023 – 10:15", []),
        ("1939 – 1945", []),
        ("Ref. 180522.3", []),
        ("181230-1-K", []),
        ("10.1000/182", []),
    ],
)
def test_numbers_with_spaced_strokes_and_what_only_looks_like_one(line: str, numbers: list[str]) -> None:
    """Two numbers beside a stroke are two; a date, a file or a DOI is none."""
    assert [way.text for way in find_ways(line)] == numbers


def test_a_text_telephone_is_nobody_to_call() -> None:
    """It is for those who do not hear, and answers no voice."""
    assert [way.kind for way in find_ways("TTY (866) 555-0123")] == [WayKind.FAX]


@pytest.mark.parametrize(
    "written",
    [
        "jane [at] harbour [dot] example",
        "jane(at)harbour.example",
        "jane{at}harbour.example",
        "jane (ät) harbour (punkt) example",
    ],
)
def test_an_address_hidden_from_machines_is_read(written: str) -> None:
    """In whatever way its signs are written out."""
    (way,) = find_ways(f"E-mail: {written}, and nothing else")
    assert (way.kind, way.text) == (WayKind.EMAIL, "jane@harbour.example")


def test_a_sentence_behind_a_hidden_address_is_not_part_of_it() -> None:
    """Its end is found as that of any address."""
    (way,) = find_ways("Write to jane (at) harbour.example. Thank you")
    assert way.text == "jane@harbour.example"
