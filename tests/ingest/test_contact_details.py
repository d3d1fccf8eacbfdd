"""What stands beside a contact's name: roles, hours, extensions, labels in two languages, enclosures."""

from __future__ import annotations

import pytest
from release_samples import release

from distrib.core.release import Contact
from distrib.ingest.contacts.asides import is_aside
from distrib.ingest.labels.ways import find_ways
from distrib.ingest.release.release_text import read_release


def contacts(tail: str, **parts: str) -> tuple[Contact, ...]:
    """The contacts of a release that ends with `tail`."""
    return read_release(release(tail=tail, **parts)).contacts


@pytest.mark.parametrize("line", ["Jane Doe / Press Adviser", "Press Adviser / Jane Doe"])
def test_a_role_behind_a_stroke(line: str) -> None:
    """A stroke parts a name and a role; between two names it is "or"."""
    (one,) = contacts(f"Press contact:\n{line}\nTel: +41 22 555 01 23")
    assert (one.name, one.role) == ("Jane Doe", "Press Adviser")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dipl.-Ing. Erika Mustermann, Tiefbauamt", "Erika Mustermann"),
        ("Dr.-Ing. Erika Mustermann, Tiefbauamt", "Dr.-Ing. Erika Mustermann"),
        ("Erika Mustermann, Regierungsrätin", "Erika Mustermann"),
    ],
)
def test_degrees_and_offices_of_state(words: str, name: str) -> None:
    """A degree is part of no name, a doctor's title is."""
    (one,) = contacts(f"Auskünfte:\n{words}, Tel. 022 555 01 23")
    assert one.name == name


@pytest.mark.parametrize("agency", ["Exemplo Agência de Comunicação", "Esempio Agenzia di Comunicazione"])
def test_an_agency_above_its_people(agency: str) -> None:
    """It is nobody's name."""
    found = contacts(f"Contact:\n{agency}\nJúlia Antunes – julia@example.org – +351 21 555 0148")
    assert [one.name for one in found] == ["Júlia Antunes"]


def test_a_building_below_the_contacts_is_nobody() -> None:
    """The address of a ministry, below its numbers."""
    tail = (
        "Contacts presse\nCabinet de la ministre\nTél. : +33 1 99 00 41 12\n\nBureau de la presse\nJeanne Dupont\n"
        "Tél. : +33 1 99 00 58 30\n\nHôtel de Rivabelle\n57 rue de la Fontaine – 75007 Paris"
    )
    assert [one.name for one in contacts(tail)] == [None, "Jeanne Dupont"]


def test_a_sender_that_the_story_names_again_and_again_is_nobody_without_a_number() -> None:
    """Below the contacts above the headline its name stands alone."""
    text = (
        "MEDIA CONTACTS\nAmman: Jane Doe, +962 6 555 0123\nInterviews in Spanish on request.\n\nLantern Care\n\n"
        "Fever spreads to a third province as rains wash out roads\n\n"
        "NORTHLAND, 9 April 2025 -- Fever has spread to a third province, where rain has cut off many people from "
        "clinics, Lantern Care said on Wednesday.\n\nLantern Care called on the authorities to let its pilots fly "
        "again, because the clinics on the mountain have run out of nearly everything.\n\n"
        "Lantern Care is an independent charity that works in many countries of the north and takes no money.\n"
    )
    draft = read_release(text)
    assert draft.headline == "Fever spreads to a third province as rains wash out roads"
    assert [one.name for one in draft.contacts] == ["Jane Doe"]


def test_a_label_in_two_languages() -> None:
    """It is one label, and no office."""
    first, second = contacts(
        "Auskünfte / Renseignements:\nErika Mustermann, Amtsleiterin, Tel./Tél. 022 555 10 01\n"
        "Jeanne Dupont, Tel./Tél. 022 555 12 40"
    )
    assert (first.name, first.office) == ("Erika Mustermann", "Amtsleiterin")
    assert (second.name, second.office) == ("Jeanne Dupont", None)


@pytest.mark.parametrize(
    "line",
    [
        "Beilagen: Übersichtsplan, Visualisierung Brücke",
        "Pièces jointes : Plan Général, Pont Neuf",
        "Attachments: Site Plan, Harbour Bridge",
    ],
)
def test_what_is_enclosed_answers_no_call(line: str) -> None:
    """Two words with capitals below an address are not whom it belongs to."""
    (one,) = contacts(f"Press contact:\nCommunication: media@example.org\n\n{line}")
    assert (one.name, one.emails) == (None, ("media@example.org",))


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri",
        "lundi au vendredi",
        "7am-6pm",
        "9.00 bis 12.00 Uhr",
        "urgent enquiries",
        "office hours",
        "erreichbar von 11.00 bis 12.00 Uhr",
    ],
)
def test_hours_are_no_office(text: str) -> None:
    """When somebody answers says nothing of who they are."""
    assert is_aside(text)


@pytest.mark.parametrize("text", ["Sam Mondo", "Di Rossi", "Weekend Desk", "Dienstleistungen", "Office of the Mayor"])
def test_names_that_begin_like_a_day_are_no_hours(text: str) -> None:
    """Nor does an office that works on some."""
    assert not is_aside(text)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("+7 (8152) 45-01-42, доб. 118", "+7 (8152) 45-01-42, доб. 118"),
        ("тел. 812 12-01-42", "812 12-01-42"),
        ("Jane Doe ✆ (+352) 4999 3355", "(+352) 4999 3355"),
        ("Tel: +90 312 555 16 16 – Dahili: 3024", "+90 312 555 16 16 – Dahili: 3024"),
    ],
)
def test_numbers_in_pairs_of_figures_and_their_extensions(line: str, number: str) -> None:
    """Three pairs behind a code are no date; a parenthesis around a prefix is kept whole."""
    assert [way.text for way in find_ways(line)] == [number]


def test_a_telephone_sign_is_part_of_no_name() -> None:
    """As the press offices of courts write it."""
    (one,) = contacts("Press contact: Jane Doe ✆ (+352) 4999 3355")
    assert (one.name, one.phones_as_written) == ("Jane Doe", ("(+352) 4999 3355",))


def test_who_answers_for_a_text_in_german_law_ends_it() -> None:
    """The line below the story names them, and the contact is the same person."""
    draft = read_release(
        release(tail="V. i. S. d. P.: Erika Mustermann\n\nPressekontakt: Erika Mustermann, 030 555 0123")
    )
    assert "V. i. S. d. P." not in draft.body
    assert [(one.name, one.phones_as_written) for one in draft.contacts] == [("Erika Mustermann", ("030 555 0123",))]


@pytest.mark.parametrize(
    "label",
    [
        "Renseignements (médias seulement) :",
        "Rückfragen (nur Medien):",
        "Contacto para entrevistas:",
        "Ihr Kontakt für Rückfragen:",
    ],
)
def test_a_label_says_whom_it_is_for(label: str) -> None:
    """In parentheses or in its own words; nothing of it is an office."""
    (one,) = contacts(f"{label}\nJeanne Dupont\nExample Rail\nFon +41 22 555 01 86")
    assert (one.name, one.office) == ("Jeanne Dupont", "Example Rail")


@pytest.mark.parametrize("street", ["Werftstraße 8", "Via dei Cimatori 12", "57 rue de la Fontaine"])
def test_a_street_is_no_office(street: str) -> None:
    """Wherever its number stands."""
    (one,) = contacts(f"Press contact:\nJane Doe\nExample Rail\n{street}\nTel. +41 22 555 01 86")
    assert one.office == "Example Rail"


@pytest.mark.parametrize("foot", ["آخر الأخبار", "Todos los derechos reservados", "Aktuelle Meldungen"])
def test_what_a_page_says_below_the_contacts_names_nobody(foot: str) -> None:
    """Nor do the headlines below it."""
    assert [one.name for one in contacts(f"Contact:\nJane Doe, jane@example.org\n\n{foot}\n\nNew Bridge Opens")] == [
        "Jane Doe"
    ]
