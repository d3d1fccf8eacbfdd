"""Bad lists: the good comes in, the rest is named by line, and nothing is shown as something it is not."""

from __future__ import annotations

import gc
import io
import re
import tracemalloc

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st
from workbook_samples import inline, workbook

from distrib.core.people import NewJournalist
from distrib.core.phrase import Said
from distrib.errors import UnreadableText, UsageError
from distrib.ingest.roster.cells import MAX_LOCAL_PART, CellFault, address
from distrib.ingest.roster.reading import Reading, journalists_in, open_journalists, read_spokespeople
from distrib.ingest.roster.table import MAX_ROW


def read(
    data: str | bytes | io.RawIOBase, *, chosen: tuple[tuple[str, str], ...] = (), confirmed: tuple[str, ...] = ()
) -> tuple[dict[int, NewJournalist | str], Reading[NewJournalist]]:
    """Line → journalist or reason; and how it was read."""
    source = data.encode() if isinstance(data, str) else data
    reading = open_journalists(source, "list.csv", chosen=chosen, confirmed=confirmed)  # type: ignore[arg-type]
    found = {line: str(one) if isinstance(one, Said) else one for line, one in journalists_in(reading)}
    return found, reading


def one(address: str, **options: tuple[str, ...]) -> NewJournalist | str:
    """What a list with this address alone gives."""
    found, _ = read(f'Email,Name\n"{address.replace(chr(34), chr(34) * 2)}",Ana\n', **options)  # type: ignore[arg-type]
    return found[2]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ('"john doe"@x.example', "no usable e-mail address"),
        ("a b@x.example", "no usable e-mail address"),
        ("a@", "no usable e-mail address"),
        ("@x.example", "no usable e-mail address"),
        ("a@b@x.example", "no usable e-mail address"),
        ("a..b@x.example", "no usable e-mail address"),
        ("a@x", "no usable e-mail address"),
        ("a@-x.example", "no usable e-mail address"),
        ("a@[192.0.2.1]", "no usable e-mail address"),
        ("a" * 65 + "@x.example", "before its @ has 65 bytes"),
        ("é" * 33 + "@x.example", "before its @ has 66 bytes"),
        ("a@" + "b" * 64 + ".example", "no usable e-mail address"),
        ("a@" + "b." * 130 + "example", "no usable e-mail address"),
        ("a" * 400 + "@x.example", "410 characters"),
        ("a@x.example, b@x.example", "no usable e-mail address"),
        ("=HYPERLINK(1)", "no usable e-mail address"),
        ("4.1E+10", "no usable e-mail address"),
        ("", "there is no e-mail address"),
    ],
)
def test_a_malformed_address_is_refused_with_the_reason(address: str, said: str) -> None:
    """In one printable line."""
    reason = one(address)
    assert isinstance(reason, str)
    assert said in reason
    assert reason.isprintable()


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("Ana@X.EXAMPLE", "Ana@x.example"),
        ("a" * 64 + "@x.example", "a" * 64 + "@x.example"),
        ("ana@münchen.example", "ana@münchen.example"),
        ("ana@xn--mnchen-3ya.example", "ana@münchen.example"),
        ("أحمد@بريد.example", "أحمد@بريد.example"),
        ("用户@例子.example", "用户@例子.example"),
        ("josé@x.example", "josé@x.example"),
        ("mailto:ana@x.example", "ana@x.example"),
        ("Ana Silva <ana@x.example>", "ana@x.example"),
        ("\ufeffana@x.example\u200b ", "ana@x.example"),
        ("o'brien+press@x.example", "o'brien+press@x.example"),
    ],
)
def test_an_unusual_address_that_is_right_comes_in(address: str, kept: str) -> None:
    """International domains and mailboxes among them."""
    found = one(address)
    assert isinstance(found, NewJournalist)
    assert found.email == kept


@pytest.mark.parametrize(
    ("address", "shown", "confirmed"),
    [
        ("ana\u202e@x.example", "ana\\u202e@x.example", "ana@x.example"),
        ("an\u200ba@x.example", "an\\u200ba@x.example", "ana@x.example"),
        ("\u0430na@x.example", "mixes Cyrillic and Latin letters", "\u0430na@x.example"),
        ("ana@p\u0430ypal.example", "mixes Cyrillic and Latin letters", "ana@p\u0430ypal.example"),
        ("ana@xn--pypal-4ve.example", "mixes Cyrillic and Latin letters", "ana@p\u0430ypal.example"),
    ],
)
def test_an_address_that_is_not_what_it_seems_is_refused_until_confirmed(
    address: str, shown: str, confirmed: str
) -> None:
    """What is hidden in it is shown by number, and the reason says how to take it."""
    reason = one(address)
    assert isinstance(reason, str)
    assert shown in reason
    assert f"--confirm {confirmed}" in reason
    assert reason.isprintable()
    found = one(address, confirmed=(confirmed.upper(),))
    assert isinstance(found, NewJournalist)
    assert found.email == confirmed


@given(
    st.text(alphabet="aZ0.+-_'@!#é \"\\(", max_size=70),
    st.sampled_from(
        ("x.example", "X.Example", "münchen.example", "xn--mnchen-3ya.example", "x", "-x.example", "x..example")
    )
    | st.text(alphabet="aé.-_0[]", max_size=8),
)
def test_an_address_is_what_email_validator_says(local: str, domain: str) -> None:
    """Whether it is one and how it is written, also where only its domain is asked for."""
    text = f"{local}@{domain}"
    try:
        meant: str | None = validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        meant = None
    if meant and len(meant.rpartition("@")[0].encode()) > MAX_LOCAL_PART:
        meant = None
    try:
        found: str | None = address(text)[0]
    except CellFault:
        found = None
    assert found == meant or text != text.strip()


def test_half_closed_quotes_take_no_other_row_with_them() -> None:
    """The row they stand in is named; those behind it come in."""
    found, _ = read('Name,Email\n"Ana,a@x.example\nBea,b@x.example\n"Cy ""the"" cat",c@x.example\nD"an,d@x.example\n')
    assert found[2] == "a quotation mark opens a cell and none closes it"
    assert [one.name for one in found.values() if isinstance(one, NewJournalist)] == ["Bea", 'Cy "the" cat', 'D"an']


def test_nuls_and_controls_do_no_harm() -> None:
    """They are dropped from names and refused in the middle of addresses."""
    found, _ = read("Name,Email\nA\x00na\x1b[31m,a@x.example\nBea,b\x00b@x.example\n")
    assert isinstance(found[2], NewJournalist)
    assert found[2].name == "Ana[31m"
    assert "\\u0000" in str(found[3])


def test_a_header_that_comes_twice_is_said() -> None:
    """The first holds; a second address column is a second address."""
    found, reading = read(
        "Name,Email,E-mail,Email 2,Name,Country,Pays\nAna,a@x.example,b@x.example,c@x.example,Bea,TN,FR\n"
    )
    assert isinstance(found[2], NewJournalist)
    assert (found[2].name, found[2].country) == ("Ana", "TN")
    assert found[2].others == ("b@x.example", "c@x.example")
    assert "2 columns left out because another holds the same: Name, Pays" in map(str, reading.notes())


def test_a_mapping_is_shown_and_can_be_corrected() -> None:
    """By header or by number; a column can be left out."""
    text = "Who,Kontakt,Media,Topic\nAna,a@x.example,Post,sports\n"
    with pytest.raises(UnreadableText, match="Who, Kontakt, Media, Topic"):
        read(text)
    found, reading = read(text, chosen=(("email", "kontakt"), ("name", "1"), ("nothing", "Topic")))
    assert found[2] == NewJournalist("Ana", "a@x.example", "Post")
    assert reading.table.columns.mapping == (("name", "Who"), ("email", "Kontakt"), ("outlet", "Media"))
    with pytest.raises(UsageError, match=r"There is no column `Kontact`.*Who, Kontakt, Media, Topic"):
        read(text, chosen=(("email", "Kontakt"), ("name", "Kontact")))
    with pytest.raises(UsageError, match="There is no field `mail`"):
        read(text, chosen=(("mail", "Kontakt"),))


def test_what_a_cell_names_and_nobody_knows_is_noted() -> None:
    """The row comes in without it."""
    found, reading = read(
        "Email,Outlet,Outlet type,Time zone,Status\na@x.example,Post,carrier pigeon,Mars/Base,unsure\n"
    )
    assert found[2] == NewJournalist("", "a@x.example", "Post")
    assert [note for note in map(str, reading.notes()) if "is known" in note] == [
        "no time zone `Mars/Base` is known, so it was left out on 1 line (2)",
        "no type of outlet `carrier pigeon` is known, so it was left out on 1 line (2)",
        "no status `unsure` is known, so it was left out on 1 line (2)",
    ]


def test_cells_of_excel_are_read_as_a_person_typed_them() -> None:
    """Numbers without their fraction, dates as dates; a formula's result and no formula."""
    number, formula = "<c><v>4711.0</v></c>", '<c t="str"><f>LOWER("A")</f><v>a@x.example</v></c>'
    row = f'<row>{number}{formula}<c><v>1.5</v></c><c s="1"><v>46350</v></c></row>'
    found, _ = read(workbook(inline([["Name", "Email", "Role", "Beats"]]) + row))
    assert found[2] == NewJournalist("4711", "a@x.example", role="1.5", beats=("2026-11-24",))


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 20
PROGRAM = b"\x7fELF\x02\x01\x01" + b"\x00" * 9 + bytes(range(0, 256, 3)) * 40
FOREIGN = {
    "a JPEG image": JPEG,
    "a PNG image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "a gzip archive": b"\x1f\x8b" + bytes(range(255, 0, -1)) * 20,
    "a file that is no text": PROGRAM,
    "a database": b"SQLite format 3\x00" + bytes(4_000),
    "a web page (HTML)": b"<!DOCTYPE html><html><body><p>People</p></body></html>",
    "an e-mail": b"From: a@x.example\nTo: b@x.example\nMIME-Version: 1.0\n\nPeople\n",
    "an RTF document": b"{\\rtf1\\ansi People\\par}",
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_no_list_is_called_what_it_is(kind: str) -> None:
    """And what is in it is not shown as columns, whichever column a person says holds the addresses."""
    said = f"list.csv is {kind} and not a list; nothing was read. Save the list as CSV or XLSX."
    for take in (read, lambda data: read_spokespeople(data, "list.csv")):
        with pytest.raises(UnreadableText, match=re.escape(said)):
            take(FOREIGN[kind])
    if kind in ("a JPEG image", "a file that is no text"):
        with pytest.raises(UnreadableText, match=re.escape(said)):
            read(FOREIGN[kind], chosen=(("email", "1"),))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_odd_characters_make_no_list_a_picture(codec: str) -> None:
    """They are cleaned away in cells, and the rows come in."""
    found, _ = read(("Email,Name\n" + "a@x.example,A\x01na\x00 Sílva\n" * 3).encode(codec))
    assert isinstance(found[2], NewJournalist)


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\x00" * 5_000, "\ufeff".encode()])
def test_an_empty_list_is_said(data: bytes) -> None:
    """With what to do."""
    with pytest.raises(UnreadableText, match=r"is empty|No e-mail column"):
        read(data)


def test_an_empty_sheet_is_said() -> None:
    """A workbook in which nothing stands."""
    with pytest.raises(UnreadableText, match="nothing was read"):
        read(workbook(""))


def test_one_broken_card_among_a_thousand() -> None:
    """Is named by its line, and nobody else is lost."""
    cards = [f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nEMAIL:p{n}@x.example\nEND:VCARD\n" for n in range(1_000)]
    cards[500] = cards[500].replace("END:VCARD\n", "")
    found, _ = read("".join(cards))
    bad = {line: reason for line, reason in found.items() if isinstance(reason, str)}
    assert len(found) - len(bad) == 999
    assert list(bad) == [2501]
    assert "never closed" in bad[2501]


def test_letters_in_another_encoding_far_behind_are_read_too() -> None:
    """Somebody pasted an old list under a new one."""
    rows = b"".join(b"%s,p%d@x.example\n" % (b"Ann " * 60, n) for n in range(5_000))
    found, _ = read(b"Name,Email\n" + rows + "José,jose@x.example\n".encode("cp1252"))
    last = found[5_002]
    assert isinstance(last, NewJournalist)
    assert last.name == "José"


class Endless(io.RawIOBase):
    """A file of two gigabytes that nobody has to store: a list, a line without an end, and a last row."""

    HEAD = b"Name,Email\nAna,a@x.example\n"
    TAIL = b"\nBea,b@x.example\n"
    SIZE = 2_000_000_000

    def __init__(self) -> None:
        """At its beginning."""
        self.at = 0
        self.block = bytes(1_000_000).replace(b"\x00", b"x")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        assert whence == 0
        self.at = offset
        return offset

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # as every caller here gives it
        if self.at < len(self.HEAD):
            piece = self.HEAD[self.at : self.at + len(buffer)]
        elif self.at < self.SIZE:
            piece = self.block[: min(len(buffer), self.SIZE - self.at)]
        else:
            place = self.at - self.SIZE
            piece = self.TAIL[place : place + len(buffer)]
        buffer[: len(piece)] = piece
        self.at += len(piece)
        return len(piece)


def test_two_gigabytes_are_read_as_they_come() -> None:
    """Never more than a few megabytes of them are held, and the row behind them comes in."""
    tracemalloc.start()
    found, _ = read(io.BufferedReader(Endless(), 1_000_000))  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [line for line, one in found.items() if isinstance(one, NewJournalist)] == [2, 4]
    assert found[3] == f"the row has more than {MAX_ROW:,} characters, the most it may have"
    assert peak < 20_000_000


@pytest.mark.parametrize("is_closed_first", [False, True])
def test_a_list_that_nobody_reads_to_its_end_leaves_the_file_to_its_owner(is_closed_first: bool) -> None:
    """Only columns were looked at, or a person stopped it."""
    file = io.BytesIO(b"Name,Email\n" + b"Ana,ana@x.example\n" * 10_000)
    rows = journalists_in(open_journalists(file, "list.csv"))
    next(rows)
    if is_closed_first:
        file.close()
    del rows
    gc.collect()
    assert file.closed is is_closed_first
