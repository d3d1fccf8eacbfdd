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
