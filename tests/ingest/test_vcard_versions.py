"""Visiting cards of three versions; a broken one costs only itself, and is named by its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.people import Phone
from distrib.ingest.formats.vcard import is_cards, read_cards
from distrib.ingest.roster.reading import read_journalists, read_spokespeople

OLD = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=
ller;Zo=C3=AB;;;
TEL;CELL:+41 79 555 01 10
TEL;HOME;VOICE:+41 22 555 01 99
TEL;WORK;FAX:+41 22 555 01 98
EMAIL;INTERNET:zoe@office.example
ORG:Harbour Office;Geneva
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 /2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4n

END:VCARD
"""
MIDDLE = """\
BEGIN:VCARD
VERSION:3.0
item1.FN:Amal Haddad
N:Haddad;Amal;;;
TITLE:Spokesperson\\, Libya
TEL;TYPE=WORK,VOICE:+216 70 123 456
EMAIL;TYPE=INTERNET:second@office.example
EMAIL;TYPE=INTERNET,PREF:amal@office.exam
 ple
CATEGORIES:migration,women\\, children
END:VCARD
"""
NEW = """\
begin:vcard
VERSION:4.0
FN:أمل حداد
TEL;VALUE=uri;TYPE="voice,cell";PREF=2:tel:+218-91-555-0142
TEL;VALUE=uri;TYPE=voice;PREF=1;X-DISTRIB-USE=duty:tel:+218-91-555-0143;ext=12
TEL;TYPE=work;X-DISTRIB-INTERNAL=yes:+218 21 555 0142
LANG;PREF=2:en
LANG;PREF=1:ar
ORG:;Tripoli
X-DISTRIB-PLACES:LY,015
end:vcard
"""


def test_every_version_is_read() -> None:
    """Folded and quoted-printable lines, types with and without their name, groups, preference, pictures."""
    roster = read_spokespeople((OLD + MIDDLE + NEW).encode(), "people.vcf")
    assert roster.rejected == ()
    (_, zoe), (_, amal), (_, arabic) = roster.good
    assert (zoe.name, zoe.office, zoe.emails) == ("Zoë Müller", "Geneva", ("zoe@office.example",))
    assert zoe.phones == (Phone("+41225550199", "office", is_public=False), Phone("+41795550110", "mobile"))
    assert (amal.name, amal.title, amal.phones) == ("Amal Haddad", "Spokesperson, Libya", (Phone("+21670123456"),))
    assert amal.emails == ("amal@office.example", "second@office.example")
    assert arabic.name == "أمل حداد"
    assert arabic.phones == (
        Phone("+218215550142", "office", is_public=False),
        Phone("+218915550142", "mobile"),
        Phone("+218915550143", "duty"),
    )
    assert (arabic.office, arabic.languages, arabic.places) == ("Tripoli", ("ar", "en"), ("LY", "015"))
    assert [line for line, _ in roster.good] == [1, 14, 25]


def test_one_unclosed_card_among_a_thousand_costs_only_itself() -> None:
    """The one after it comes in."""
    cards = [f"BEGIN:VCARD\r\nFN:Person {n}\r\nEMAIL:p{n}@office.example\r\nEND:VCARD\r\n" for n in range(1000)]
    cards[499] = cards[499].replace("END:VCARD\r\n", "")
    roster = read_spokespeople("".join(cards).encode(), "people.vcf")
    assert len(roster.good) == 999
    assert [(bad.line, bad.reason) for bad in roster.rejected] == [
        (1997, "the card that begins here is never closed (END:VCARD is missing)")
    ]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("BEGIN:VCARD\nFN:Zoë\nEND:VCARD".encode("utf-16"), "Zoë"),
        ("\ufeff\r\nBEGIN:VCARD\nFN:Zoë\nEND:VCARD".encode(), "Zoë"),
        (b"BEGIN:VCARD\nFN;CHARSET=ISO-8859-1:Zo\xeb\nEND:VCARD", "Zoë"),
        (b"BEGIN:VCARD\nFN:Zo\xeb\nEND:VCARD", "Zoë"),
        (b"BEGIN:VCARD\nFN;CHARSET=no-such:Zo\xeb\nEND:VCARD", "Zoë"),
        (b"BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=20\nEND:VCARD", "Zoë"),
        (b"BEGIN:VCARD\nFN:A\\\\\\, B\\nC\\;D\nEND:VCARD", "A\\, B C;D"),
        (b"BEGIN:VCARD\nN:Haddad;Amal\nEND:VCARD", "Amal Haddad"),
        (b"BEGIN:VCARD\nFN:\x1b[31mAmal\xe2\x80\xae\nEND:VCARD", "[31mAmal"),
    ],
    ids=range(9),
)
def test_names_come_through_every_spelling(data: bytes, name: str) -> None:
    """Character sets, escapes, and nothing a terminal would obey."""
    ((_, one),) = read_spokespeople(data, "x.vcf").good
    assert one.name == name


def test_what_is_no_card_is_named_by_line() -> None:
    """A nameless one, one that is far too long, and text between two."""
    text = "BEGIN:VCARD\nEND:VCARD\nhello\nBEGIN:VCARD\nFN:A\nNOTE:" + "x" * 70_000 + "\nEND:VCARD\n"
    roster = read_spokespeople(text.encode(), "x.vcf")
    assert [(bad.line, bad.reason[:30]) for bad in roster.rejected] == [
        (1, "there is no name"),
        (3, "this line stands outside of an"),
        (4, "line 6 has 70,005 bytes (at mo"),
    ]


def test_a_picture_of_any_size_is_passed_over() -> None:
    """It is no part of a list."""
    text = "BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:" + "x" * 70_000 + "\nEND:VCARD\n"
    assert len(read_spokespeople(text.encode(), "x.vcf").good) == 1


def test_journalists_come_from_cards_too() -> None:
    """With outlet and country; of several addresses the preferred one is the primary."""
    card = MIDDLE.replace("TITLE", "ORG:The Mercury;World desk\nADR:;;1 Quay;Tunis;;;Tunisia\nTITLE")
    roster = read_journalists(card.encode(), "x.vcf")
    ((_, one),) = roster.good
    assert (one.name, one.email, one.outlet, one.country) == ("Amal Haddad", "amal@office.example", "The Mercury", "TN")
    assert one.beats == ("migration", "women", "children")
    assert one.others == ("second@office.example",)
    assert tuple(map(str, roster.notes)) == ("read as visiting cards (vCard)",)


@given(st.binary(max_size=400))
def test_whatever_stands_in_a_card_nothing_is_raised(noise: bytes) -> None:
    """Every card is a card or has its fault."""
    data = b"BEGIN:VCARD\n" + noise + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Last\nEND:VCARD\n"
    assert is_cards(data)
    cards = list(read_cards(data))
    last = cards[-1].first("FN")
    assert last is not None
    assert last.text == "Last"
    for card in cards:
        for one in card.properties:
            assert one.parts()
