"""Who is a person among contacts and who an institution, in the languages releases are written in."""

from __future__ import annotations

import pytest
from release_samples import MORE, STORY, release

from distrib.core.release import Contact
from distrib.ingest.labels.people_words import is_name, name_of_office
from distrib.ingest.release.release_text import read_release


def contacts(tail: str) -> list[tuple[str | None, str | None]]:
    """Names and offices that are read from what stands below a story."""
    return [(one.name, one.office) for one in read_release(release(tail=tail)).contacts]


@pytest.mark.parametrize(
    "institution",
    [
        "Freiwillige Feuerwehr Seeburg",
        "Hauptzollamt Neustadt",
        "Staatsanwaltschaft Musterstadt",
        "Technisches Hilfswerk",
        "Guardia Civil",
        "Cruz Roja",
        "Fiscalía General",
        "Croix-Rouge Modèle",
        "Hôpital Cantonal",
        "Protezione Civile",
        "Bombeiros Voluntários",
        "Red Crescent",
        "Coast Guard",
        "Koninklijke Marine",
        "Lakeside Research",
        "Cuenta Twitter",
    ],
)
def test_an_institution_is_nobody(institution: str) -> None:
    """The kind of an institution stands first in Romance languages, and last in a German compound."""
    assert not is_name(institution)


@pytest.mark.parametrize(
    "person",
    ["Jane Doe", "Rosa Cruz", "Rachel Cross", "Heidi Amtmann", "Lisa Landwehr", "Marta Banco", "Daniela Corte"],
)
def test_a_surname_that_is_also_an_institutions_word_stays_one(person: str) -> None:
    """Only the first word, or a long compound, says that it is an institution."""
    assert is_name(person)


def test_the_fire_brigade_is_the_office_of_whoever_speaks_for_it() -> None:
    """Office, role and name, one below the other."""
    tail = "Rückfragen von Journalisten bitte an:\n\nFreiwillige Feuerwehr Seeburg\nPressesprecher\nKai-Uwe Muster\n"
    assert contacts(tail + "Mobil: 0160 5550177") == [("Kai-Uwe Muster", "Freiwillige Feuerwehr Seeburg")]


@pytest.mark.parametrize(
    ("line", "name", "office"),
    [
        (
            "Pour plus d'informations, veuillez contacter Solène Modèle à l’OMM Kouvara, Tél",
            "Solène Modèle",
            "OMM Kouvara",
        ),
        (
            "Para mayor información, por favor contactar a Julieta Modelo en la OMM Norte, Tel",
            "Julieta Modelo",
            "OMM Norte",
        ),
        ("For more information, please contact Jane Doe of EXR Northland, Tel", "Jane Doe", "EXR Northland"),
        ("Más información: contacte con Julieta Modelo del CISC, Tel", "Julieta Modelo", "CISC"),
    ],
)
def test_a_name_stands_before_the_word_that_leads_to_the_office(line: str, name: str, office: str) -> None:
    """The word and its article, in the languages of those who write so."""
    assert contacts(f"{line}: +41 22 555 01 02") == [(name, office)]


def test_particles_of_names_lead_to_no_office() -> None:
    """Words that names have too lead to an office only before an acronym."""
    assert name_of_office("Ana del Valle Modelo") is None
    assert name_of_office("Jane Doe of Example Relief") is None
    assert name_of_office("Jane Doe of EXR") == ("Jane Doe", "EXR")


def test_arabic_honorifics_are_no_part_of_a_name() -> None:
    """As Mr and Madame are none."""
    tail = "للمزيد من المعلومات، يرجى الاتصال بـ:\nالسيد هشام النموذجي، اللجنة، الهاتف: +964 790 555 6341"
    assert [name for name, _ in contacts(tail)] == ["هشام النموذجي"]


def test_the_number_of_a_decision_is_no_telephone_number() -> None:
    """A year, a dash and three figures number a file; the letterhead above it is no contact either."""
    head = "COUR FLUVIALE\nCommuniqué de presse\n\nDécision n° 2022-417\n\nTaxe sur les barrages : la Cour répond"
    assert read_release("\n\n".join([head, STORY, MORE])).contacts == ()


def test_a_sentence_behind_the_last_number_names_nobody() -> None:
    """What a sender says of its releases, run together with the contact."""
    tail = (
        "For further information, journalists can contact Mr John Roe, Spokesperson's Office. Telephone (+41 22) "
        "555 44 58; Email: roe@relief.example. All EXR Press Releases and Features can be obtained on Internet on the "
        "home page http://www.relief.example/"
    )
    assert [name for name, _ in contacts(tail)] == ["John Roe"]


def test_a_card_below_the_description_may_stand_line_by_line() -> None:
    """A name alone, and below it the company and its number, a blank line between each."""
    card = "Jane Doe\n\nExample Robotics\n\n+1 571-555-0142\n\nemail us here"
    tail = f"**About Example Robotics**\n\nIt builds cranes for ports.\n\n{card}"
    found = read_release(release(tail=tail)).contacts
    assert found == (Contact("Jane Doe", None, "Example Robotics", ("+15715550142",), ("+1 571-555-0142",), ()),)


def contact(tail: str) -> list[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    """Names, numbers and addresses that are read from what stands below a story."""
    return [(one.name, one.phones, one.emails) for one in read_release(release(tail=tail)).contacts]


@pytest.mark.parametrize(
    ("tail", "name"),
    [
        ("Rückfragen bitte an:\n\nPolizeipräsidium Neustadt\nPressestelle\nPOK Jens Muster\nTel.", "Jens Muster"),
        ("For further information please contact:\nEXR Jane Doe", "Jane Doe"),
        ("Further information from Jane Doe on", "Jane Doe"),
        ("Jane Doe - Tel.", "Jane Doe"),
        ("Press Officer on call (evenings and weekends)", None),
        ("Issued by: Press Office, Example Council, Town Hall, Exampleton\nTel", None),
    ],
)
def test_a_rank_a_verb_and_a_dash_before_a_number(tail: str, name: str | None) -> None:
    """Capitals before a name say what somebody is; a verb of calling is no part of it."""
    assert contact(f"{tail}: +41 79 555 01 00") == [(name, ("+41795550100",), ())]


def test_a_verb_of_calling_is_no_part_of_a_name() -> None:
    """Behind an address, somebody else is named."""
    tail = "For media enquiries, email press@relief.example or phone Jane Doe on +41 79 555 01 00"
    assert contact(tail) == [(None, (), ("press@relief.example",)), ("Jane Doe", ("+41795550100",), ())]


def test_a_card_with_a_blank_line_below_every_line_is_one_persons() -> None:
    """A gap sets nothing apart where there is one everywhere."""
    lines = ["Jane Doe", "Director of Media", "Example Relief", "jane@relief.example", "202-555-0142"]
    tail = "For additional information contact:\n\n" + "\n\n".join(lines)
    assert contact(tail) == [("Jane Doe", ("+12025550142",), ("jane@relief.example",))]


@pytest.mark.parametrize("foot", ["Follow us on Twitter and Facebook", "Share this page"])
def test_cards_below_a_pages_buttons_are_all_read(foot: str) -> None:
    """However many lines they have together; the page's other headlines below them are none of them."""
    names = ["Jane Doe", "John Roe", "Ana Modelo", "Jeanne Modèle"]
    cards = [
        f"{name}\nEXR\nTel: +41 22 555 01 2{at}\nMobile: +41 79 555 01 2{at}\nEmail: p{at}@exr.example\n"
        for at, name in enumerate(names)
    ]
    about = "###\n\nAbout EXR\nEXR helps children in 150 countries and works with many people there."
    tail = "\n".join(
        [about, "", foot, "", "For more information, please contact:", *cards, "Latest news", "Sheep home"]
    )
    found = contact(tail)
    assert [(name, len(phones), len(emails)) for name, phones, emails in found] == [(name, 2, 1) for name in names]


def test_a_citizens_centre_is_not_for_the_press() -> None:
    """Its number stands at the foot of a page."""
    tail = "For media inquiries: press@court.example or 718-555-2300\n\n350 Jay Lane\nAction Center: (718) 555-2340"
    assert contact(tail) == [(None, ("+17185552300",), ("press@court.example",))]


@pytest.mark.parametrize("office", ["OMS Genève", "OMM Kouvara", "Omar Relief"])
def test_an_acronym_is_no_heading_of_a_description(office: str) -> None:
    """ "Om" and "o" are words for "about" somewhere, and "OMS" begins with them."""
    tail = f"Pour plus d'informations, veuillez contacter :\n\nEric Modèle\n\n{office}\n\nTél. : +41 22 555 01 02"
    assert contact(tail) == [("Eric Modèle", ("+41225550102",), ())]


def test_an_address_in_arabic_is_no_heading_of_a_description() -> None:
    """Its word begins with that for "about"."""
    tail = "للتواصل الإعلامي:\n\nليلى النموذجي\n\nعنوان المكتب شارع البحر\n\nهاتف: +962 79 555 0123"
    assert contact(tail) == [("ليلى النموذجي", ("+962795550123",), ())]


def test_two_labels_in_one_line_lead_to_two_contacts() -> None:
    """As a wire writes them one behind the other."""
    tail = (
        "SOURCE Ville de Rivemont\nRenseignements : Source : Marie Modèle, Attachée de presse, 418 555-0161; "
        "Information : Direction des communications, Ville de Rivemont, 418 555-0150"
    )
    assert contact(tail) == [("Marie Modèle", ("+14185550161",), ()), (None, ("+14185550150",), ())]
