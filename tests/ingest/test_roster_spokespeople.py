"""Lists of spokespeople: telephones with their use, places with their codes, and who may be named outside."""

from __future__ import annotations

import pytest

from distrib.core.people import NewSpokesperson, Phone
from distrib.errors import UnreadableText
from distrib.ingest.roster.reading import Roster, read_spokespeople


def read(text: str, country: str | None = None) -> Roster[NewSpokesperson]:
    """The roster of a text."""
    return read_spokespeople(text.encode(), "people.csv", office_country=country)


def test_every_field_is_read() -> None:
    """Countries, regions and the world by name; an internal number is not public."""
    text = (
        "Name,Title,Office,Phone,Mobile,Internal phone,Email,Languages,Topics,Places\n"
        'Amal Haddad,Spokesperson,Tunis,"+216 70 123 456; +216 70 123 457",+216 98 123 456,4711,'
        'Amal@x.example; press@x.example,"ar, en","migration / health","Libya; Northern Africa; world"\n'
    )
    assert read(text).good == (
        (
            2,
            NewSpokesperson(
                name="Amal Haddad",
                title="Spokesperson",
                office="Tunis",
                phones=(
                    Phone("+21670123456"),
                    Phone("+21670123457"),
                    Phone("+21698123456", "mobile"),
                    Phone("4711", "office", is_public=False),
                ),
                emails=("Amal@x.example", "press@x.example"),
                languages=("ar", "en"),
                topics=("migration", "health"),
                places=("LY", "015", "001"),
            ),
        ),
    )


@pytest.mark.parametrize(
    "header",
    [
        "Nom,Fonction,Bureau,Téléphone,Courriel,Langues,Sujets,Pays",
        "Nombre completo,Cargo,Oficina,Teléfono,Correo electrónico,Idiomas,Temas,Países",
        "Name,Titel,Büro,Telefon,E-Mail,Sprachen,Themen,Länder",
        "الاسم,المنصب,المكتب,الهاتف,البريد الإلكتروني,اللغات,المواضيع,البلدان",
    ],
)
def test_headers_are_known_in_other_languages(header: str) -> None:
    """With the same fields."""
    ((_, one),) = read(f"{header}\nAmal,Chief,Tunis,+216 70 123 456,a@x.example,ar,migration,Libye\n").good
    assert (one.name, one.title, one.office, one.phones) == ("Amal", "Chief", "Tunis", (Phone("+21670123456"),))
    assert (one.emails, one.languages, one.topics, one.places) == (("a@x.example",), ("ar",), ("migration",), ("LY",))


@pytest.mark.parametrize(
    ("cells", "country", "phones"),
    [
        ("022 917 12 34,", "CH", (Phone("+41229171234"),)),
        ("022 917 12 34,", None, (Phone("022 917 12 34"),)),
        ("+41 22 917 12 34 (internal),", None, (Phone("+41229171234", is_public=False),)),
        ("+41 22 917 12 34,+41 22 917 12 34", None, (Phone("+41229171234", is_public=False),)),
        ("٠٠٤١ ٢٢ ٩١٧ ١٢ ٣٤,", None, (Phone("+41229171234"),)),
        ("none,", None, ()),
        ("\x1b\u202d+41 22 917 12 34\u202e,", None, (Phone("+41229171234"),)),
    ],
)
def test_numbers_are_e164_where_they_can_be_read(cells: str, country: str | None, phones: tuple[Phone, ...]) -> None:
    """Else as written; internal wins over public, so that no number leaves the house by mistake."""
    ((_, one),) = read(f"Name,Phone,Internal phone\nAmal,{cells}\n", country).good
    assert one.phones == phones


def test_bad_rows_are_named_by_line() -> None:
    """A name is needed here; one person twice is one person."""
    roster = read(
        "Name,Email,Places\n"
        ",a@x.example,LY\n"
        "Amal,nobody,LY\n"
        "Amal,a@x.example,Atlantis\n"
        "ÁMAL,A@x.example,LY\n"
        "Amal,b@x.example,LY\n"
    )
    assert [line for line, _ in roster.good] == [4, 6]
    assert [one.line for one in roster.rejected] == [2, 3, 5]
    assert roster.rejected[0].reason == "there is no name"
    assert roster.rejected[2].reason == "the same name and address or number stand on line 4"
    assert "no place `Atlantis` is known" in str(roster.notes[1])


def test_a_file_without_names_is_refused() -> None:
    """With the columns that were found."""
    with pytest.raises(UnreadableText, match="the columns found are: Phone, Place"):
        read("Phone,Place\n1,LY\n")


def test_a_list_of_journalists_makes_nobody_a_spokesperson() -> None:
    """It has outlets and no offices; one wrong word would make contacts of the whole press."""
    with pytest.raises(UnreadableText, match="column Outlet and none for the office"):
        read_spokespeople(b"Name,Email,Outlet,Beats\nAna,ana@news.example,Radio,world\n", "list.csv")
    assert read_spokespeople(b"Name,Company,Office\nAna,Harbour,Lisbon\n", "list.csv").good
