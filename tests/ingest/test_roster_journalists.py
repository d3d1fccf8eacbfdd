"""Lists of journalists: every row comes in or is rejected by its line number, in any common dress of CSV."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.people import NewJournalist
from distrib.errors import UnreadableText
from distrib.ingest.roster.reading import Roster, read_journalists

ANA = NewJournalist("Ana Sílva", "ana@x.example", "Radio Tunis", "Editor", "TN", ("ar", "fr"), ("migration", "health"))
ENGLISH = "Name,Email,Outlet,Role,Country,Languages,Beats\n"
ANA_LINE = 'Ana Sílva,ana@x.example,Radio Tunis,Editor,Tunisia,"Arabic, fr","migration; health"\n'


def read(text: str, encoding: str = "utf-8") -> Roster[NewJournalist]:
    """The roster of a text."""
    return read_journalists(text.encode(encoding), "list.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, end: str) -> None:
    """What Excel saves on any system."""
    roster = read((ENGLISH + ANA_LINE).replace("\n", end), encoding)
    assert roster.good == ((2, ANA),)
    assert roster.rejected == ()


@pytest.mark.parametrize(("separator", "word"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_separators_are_recognised_and_said(separator: str, word: str) -> None:
    """By the header that holds the most known columns."""
    cells = ["Ana Sílva", "ana@x.example", "Radio Tunis", "Editor", "Tunisia", "ar/fr", "migration/health"]
    roster = read(separator.join(ENGLISH.strip().split(",")) + "\n" + separator.join(cells))
    assert roster.good == ((2, ANA),)
    assert word in str(roster.notes[0])


@pytest.mark.parametrize(
    "header",
    [
        "full name,e-mail address,media outlet,job title,country,languages,topics",
        "Nom complet,Courriel,Média,Fonction,Pays,Langues,Sujets",
        "Nombre completo,Correo electrónico,Medio,Cargo,País,Idiomas,Temas",
        "Vollständiger Name,E-Mail-Adresse,Redaktion,Funktion,Land,Sprachen,Themen",
        "الاسم الكامل,البريد الإلكتروني,الوسيلة الإعلامية,المنصب,البلد,اللغات,المواضيع",
        "NAME,E-MAIL,MEDIA,ROLE,COUNTRY,LANGUAGE,BEAT",
    ],
)
def test_headers_are_known_in_five_languages(header: str) -> None:
    """With case and accents folded."""
    assert read(header + "\n" + ANA_LINE).good == ((2, ANA),)


@pytest.mark.parametrize(
    "text",
    [
        "First name,Last name,Email\nAna,Sílva,a@x.example\n",
        "Prénom,Nom,Courriel\nAna,Sílva,a@x.example\n",
        "Nom,Prénom,Courriel\nSílva,Ana,a@x.example\n",
        "Nombre,Apellidos,Correo\nAna,Sílva,a@x.example\n",
        "Vorname,Nachname,E-Mail\nAna,Sílva,a@x.example\n",
        "Email\nAna Sílva <a@x.example>\n",
        "Press list 2026\n\nName,Email\nAna Sílva,mailto:a@x.example\n",
    ],
)
def test_names_are_put_together(text: str) -> None:
    """From first and last name in any order, or from the display name of the address."""
    ((_, one),) = read(text).good
    assert (one.name, one.email) == ("Ana Sílva", "a@x.example")


def test_each_bad_row_is_named_by_its_line_and_the_good_rows_come_in() -> None:
    """One mistake never keeps others out; blank lines are no rows."""
    text = (
        "Name,Email,Country\n"
        "Ana,ana@x.example,LY\n"
        "\n"
        "Bea,not-an-address,LY\n"
        '"Cy\nrus",cy@x.example,LY\n'
        "Dan,dan@x.example\n"
        "Eve,ANA@x.example,LY\n"
        "Fay,,LY\n"
        ",,\n"
        f"{'g' * 400},gus@x.example,LY\n"
        f"Hal,hal@x.example,{'h' * 70_000}\n"
        f"Ivy,ivy@x.example,{'i' * 10_000_000}\n"
        '"Jo,jo@x.example,LY\n'
        'Ka"y,kay@x.example,LY,,\n'
        "Lou,lou@x.example;lu@x.example,LY\n"
        "Max,max@x.example,LY\n"
    )
    roster = read(text)
    assert [(line, one.name) for line, one in roster.good] == [(2, "Ana"), (5, "Cy rus"), (15, 'Ka"y'), (17, "Max")]
    reasons = {one.line: one.reason for one in roster.rejected}
    assert sorted(reasons) == [4, 7, 8, 9, 11, 12, 13, 14, 16]
    assert "`not-an-address` is no usable e-mail address" in reasons[4]
    assert reasons[7] == "the row has 2 cells where the header has 3"
    assert reasons[8] == "the same address stands on line 2"
    assert reasons[9] == "there is no e-mail address"
    assert "400 characters" in reasons[11]
    assert "70,000 characters" in reasons[12]
    assert "more than 131,072 characters" in reasons[13]
    assert "none closes it" in reasons[14]
    assert "no usable" in reasons[16]
    assert all(len(reason) < 400 for reason in reasons.values())


def test_hostile_cells_become_plain_text() -> None:
    """Escapes, line breaks and direction overrides vanish; formulas and templates stay as they are written."""
    text = (
        "Name,Email,Outlet,Role\n"
        '"Eve\x1b[31m\r\nBcc: v@x.example",e@x.example,\u202eevil\u2066,"{{ 7*7 }} [b]x[/b]"\n'
        "=HYPERLINK(1),f@x.example,@SUM(A1),+1\n"
    )
    roster = read(text)
    eve, formula = (one for _, one in roster.good)
    assert (eve.name, eve.outlet, eve.role) == ("Eve[31m Bcc: v@x.example", "evil", "{{ 7*7 }} [b]x[/b]")
    assert (formula.name, formula.outlet, formula.role) == ("=HYPERLINK(1)", "@SUM(A1)", "+1")


@pytest.mark.parametrize(
    ("address", "is_good"),
    [
        ("ana@x.test", True),
        ("ana@example.com", True),
        ("ana@münchen.example", True),
        ("用户@例え.example", True),
        ("\ufeffana@x.example\u00a0", True),
        ("ana@x.example;", True),
        ("ana@localhost", False),
        ("ana@x.example\x00", False),
        ("ana@x.example\x1b[2J", False),
        ('"ana@x.example\nBcc: eve@x.example"', False),
        ("a" * 400 + "@x.example", False),
        ("ana@x.example bea@x.example", False),
    ],
)
def test_addresses_are_checked_without_asking_the_network(address: str, is_good: bool) -> None:
    """Reserved domains and international ones are let in; nothing with a control character is."""
    roster = read(f"Email,Name\n{address},Ana\n")
    assert (len(roster.good), len(roster.rejected)) == ((1, 0) if is_good else (0, 1))
    assert all(one.reason.isprintable() for one in roster.rejected)


def test_what_is_not_recognised_is_said_and_left_out() -> None:
    """Columns, countries and languages; the row itself comes in."""
    rows = "".join(f"p{n}@x.example,Atlantis,ar klingon,Africa,x\n" for n in range(7))
    roster = read("Email,Country,Languages,Shoe size,Hat \x1b[1m\n" + rows)
    assert len(roster.good) == 7
    assert roster.good[0][1].country is None
    assert str(roster.notes[1]) == "2 columns not recognised and left out: Shoe size, Hat [1m"
    assert (
        str(roster.notes[2])
        == "no country `Atlantis` is known, so it was left out on 7 lines (2, 3, 4, 5, 6 and 2 more)"
    )
    assert "no language `ar klingon`" in str(roster.notes[3])


@pytest.mark.parametrize(
    ("cell", "languages"),
    [
        ("ar", ("ar",)),
        ("ar;en", ("ar", "en")),
        ("ar en", ("ar", "en")),
        ("Arabic / English", ("ar", "en")),
        ("العربية، الفرنسية", ("ar", "fr")),
        ("en-GB | EN", ("en",)),
        ("", ()),
    ],
)
def test_several_languages_stand_in_one_cell(cell: str, languages: tuple[str, ...]) -> None:
    """Separated by ; , / | or, where all are codes, by spaces."""
    assert read(f'Email,Languages\na@x.example,"{cell}"\n').good[0][1].languages == languages


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "No e-mail column"),
        (b"PK\x03\x04xyz", "Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"Name;Phone;\x1b[31mCity\nAna;1;2\n", "the columns found are: Name, Phone, [31mCity."),
        (b"ana@x.example\n", "No e-mail column"),
    ],
)
def test_a_file_without_addresses_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    """The columns that were found are named."""
    with pytest.raises(UnreadableText) as caught:
        read_journalists(data, "list.csv")
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_follows_the_header_every_row_is_accounted_for(rest: bytes) -> None:
    """Only `UnreadableText` is ever raised; lines are real lines, in order, each once."""
    roster = read_journalists(b"Name,Email\n" + rest, "list.csv")
    lines = [line for line, _ in roster.good] + [one.line for one in roster.rejected]
    assert len(lines) == len(set(lines))
    assert all(line >= 2 for line in lines)


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\t"), max_size=30),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_a_csv_writer_writes_is_read_back(names: list[str], separator: str) -> None:
    """Quotes, separators and anything else in a cell: as many rows come out as went in. Full of control characters a
    file is no text.
    """
    import csv
    import io

    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(["Name", "Email"])
    writer.writerows([name, f"p{number}@x.example"] for number, name in enumerate(names))
    roster = read(file.getvalue())
    assert [one.email for _, one in roster.good] == [f"p{number}@x.example" for number in range(len(names))]


def test_hostile_quotes_are_read_in_linear_time() -> None:
    """Thousands of quotes that open and never close."""
    text = "Name,Email\n" + '"a,b\n' * 20_000 + "Ana,ana@x.example\n"
    begin = time.process_time()
    roster = read(text)
    assert len(roster.rejected) + len(roster.good) > 0
    assert time.process_time() - begin < 10
