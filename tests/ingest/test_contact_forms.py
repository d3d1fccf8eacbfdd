"""Contacts: one line, many lines, tables, sentences; in several languages."""

from __future__ import annotations

import pytest
from release_samples import release

from distrib.core.release import Contact
from distrib.ingest.release.release_text import read_release


def contacts(tail: str, **options: str) -> tuple[Contact, ...]:
    """The contacts of a release that ends with `tail`."""
    return read_release(release(tail=tail), **options).contacts


@pytest.mark.parametrize(
    ("tail", "name", "phones", "emails"),
    [
        ("Media contact: Jane Doe, +41 22 730 01 23, jane@example.org", "Jane Doe", 1, 1),
        ("Media Contact:Jane Doejane@example.org(212) 555-0123", "Jane Doe", 1, 1),
        ("For more information, please contact Jane Doe, Press Officer, at (305) 555-0123.", "Jane Doe", 1, 0),
        (
            "For more information, contact Executive Publicist Jane Doe at jane@example.org or 212-555-0123.",
            "Jane Doe",
            1,
            1,
        ),
        ("Contact:\nJane Doe\nPress Officer\nTel: +41 22 730 01 23\nMobile: +41 79 217 33 57", "Jane Doe", 2, 0),
        ("Contacts presse :\nJeanne Dupont – Responsable presse – Tél. : +33 1 42 68 53 00", "Jeanne Dupont", 1, 0),
        ("Renseignements : Jeanne Dupont, Service des communications, 514-872-0123", "Jeanne Dupont", 1, 0),
        ("Pour plus d’informations, veuillez contacter : Jeanne Dupont jeanne@example.org", "Jeanne Dupont", 0, 1),
        ("Contacto de prensa:\nJuana Pérez\nCorreo electrónico: juana@example.org", "Juana Pérez", 0, 1),
        ("Para más información: Juana Pérez, Cruz Ejemplo, tel.: +57 311 491 07 89", "Juana Pérez", 1, 0),
        (
            "Pressekontakt:\nErika Mustermann\nTelefon: 030 23125 123\nE-Mail: erika@example.org",
            "Erika Mustermann",
            1,
            1,
        ),
        ("Rückfragen: Erika Mustermann, Tel. 030 23125 123", "Erika Mustermann", 1, 0),
        ("Contato para a imprensa:\nMaria Silva\nTelefone: +351 21 392 01 23", "Maria Silva", 1, 0),
        ("Контакты для прессы:\nАнна Иванова\n+7 495 555 01 23", "Анна Иванова", 1, 0),
        ("لمزيد من المعلومات يرجى الاتصال:\nليلى حداد، هاتف: +962 79 555 0123، leila@example.org", "ليلى حداد", 1, 1),
        ("媒体联系人：\n王小明\n电话：+86 10 6505 0123", "王小明", 1, 0),
        ("Contact\nMr John Smith\n(212) 555-0123", "John Smith", 1, 0),
    ],
)
def test_one_contact(tail: str, name: str, phones: int, emails: int) -> None:
    """The name without its title, every number and address, and nobody else."""
    (contact,) = contacts(tail)
    assert (contact.name, len(contact.phones), len(contact.emails)) == (name, phones, emails)


def test_a_line_for_each_contact() -> None:
    """Name at office: number, address; numbers are dialled as E.164 and kept as written."""
    first, second = contacts(
        "For further information please contact\n"
        "Jane Doe at REX Geneva: +41 79 217 33 57, email jdoe@example.org\n"
        "Amina Said at REX Libya: +218 91 001 76 89, asaid@example.org"
    )
    assert first == Contact(
        "Jane Doe", None, "REX Geneva", ("+41792173357",), ("+41 79 217 33 57",), ("jdoe@example.org",)
    )
    assert (second.name, second.office) == ("Amina Said", "REX Libya")


def test_a_place_heads_the_contacts_below_it() -> None:
    """ "In Geneva" above several lines, or before a name."""
    found = contacts(
        "For more information, please contact:\n\nIn Nairobi\nJane Doe, Delegate, Tel: +254 20 272 39 63\n\n"
        "In Geneva: John Smith, +41 22 730 44 28"
    )
    assert [(contact.name, contact.office) for contact in found] == [("Jane Doe", "Nairobi"), ("John Smith", "Geneva")]


def test_an_office_without_a_person() -> None:
    """Nobody is invented for a switchboard."""
    (contact,) = contacts(
        "Media enquiries\n\nExample press office\nMain switchboard 020 7219 3000\nOut of hours 020 7219 3001"
    )
    assert (contact.name, contact.office, len(contact.phones)) == (None, "Example press office", 2)


def test_two_people_in_one_sentence() -> None:
    """Each has the number that follows the name."""
    found = contacts(
        "For interviews please contact Jane Doe (Brussels) on +32 2 213 01 23 or John Smith (Goma) on +243 81 555 0123."
    )
    assert [(contact.name, contact.office, contact.phones) for contact in found] == [
        ("Jane Doe", "Brussels", ("+3222130123",)),
        ("John Smith", "Goma", ("+243815550123",)),
    ]


def test_a_table_is_read_by_columns() -> None:
    """A converter leaves bars between labelled cells."""
    found = contacts(
        "Public Office | Press Office |\n---|---|---|---\nE-mail: | all@example.org | Phone: | 202-555-0123 |"
    )
    assert [(contact.office, contact.emails, contact.phones) for contact in found] == [
        ("Public Office", ("all@example.org",), ()),
        ("Press Office", (), ("+12025550123",)),
    ]


def test_the_same_person_twice_is_one_contact() -> None:
    """A wire repeats the release's own contact with an office and a number."""
    (contact,) = contacts(
        "Media contact:\njane@example.org\n\nContact DetailsExample Mining\nJane Doe\n+503 2113 3127\njane@example.org"
    )
    assert (contact.name, contact.office, contact.phones) == ("Jane Doe", "Example Mining", ("+50321133127",))


def test_a_contact_above_the_headline() -> None:
    """Three lines of name, office and number, without a label."""
    draft = read_release(
        release(head="Jane Doe\nHeadquarters, Washington\n(Phone: 202/555-0123)\n\nRELEASE: 24-12\n\nA NEW ROAD OPENS")
    )
    assert draft.headline == "A NEW ROAD OPENS"
    assert [(contact.name, contact.phones) for contact in draft.contacts] == [("Jane Doe", ("+12025550123",))]


def test_two_columns_above_the_headline() -> None:
    """Contacts right of the release line belong together."""
    head = (
        "FOR IMMEDIATE RELEASE                    CONTACT:  Jane Doe\n"
        "TUESDAY, March 12, 2024                            202-456-0135\n"
        "                                                   Mary Major\n"
        "                                                   202-456-0136"
    )
    draft = read_release(release(head=f"{head}\n\n\nA NEW ROAD OPENS"))
    assert [contact.name for contact in draft.contacts] == ["Jane Doe", "Mary Major"]
    assert draft.release_line == "FOR IMMEDIATE RELEASE"


@pytest.mark.parametrize(
    "tail",
    [
        "For Public Inquiries: 1-800-242-8721",
        "RSVP: rsvp@example.org",
        "Witnesses may call 0385 5180 1560",
        "Investors:\nJohn Smith\nir@example.com",
    ],
)
def test_who_is_not_for_the_press_is_no_contact(tail: str) -> None:
    """Helplines, registration and investors' desks are left out."""
    assert contacts(f"Media contact: Jane Doe, jane@example.org\n\n{tail}") == contacts(
        "Media contact: Jane Doe, jane@example.org"
    )


def test_a_fax_is_no_telephone() -> None:
    """Nor is a number glued to its label."""
    (contact,) = contacts("Contact: Jane Doe\nTel: +41 22 730 01 23\nFax: +41 22 730 01 24\nE-mail: jane@example.org")
    assert contact.phones == ("+41227300123",)
    assert contact.emails == ("jane@example.org",)


def test_the_offices_own_country_reads_numbers_without_a_prefix() -> None:
    """Only when nothing in the text says where they belong."""
    tail = "Contact: Jane Doe, 044 668 18 00"
    opening = release(
        opening=f"{'The mission'} {'said that families who fled the valley last week have begun to return.'}", tail=tail
    )
    assert read_release(opening).contacts[0].phones == ("044 668 18 00",)
    assert read_release(opening, office_country="ch").contacts[0].phones == ("+41446681800",)
