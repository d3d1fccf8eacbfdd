"""Workbooks become rows of text; what Excel does to numbers and dates is undone, and none can harm the program."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbook_samples import MAIN, inline, workbook, zipped

from distrib.errors import UnreadableText
from distrib.ingest.formats import xlsx, xlsx_parts
from distrib.ingest.formats.xlsx import is_workbook, read_sheet
from distrib.ingest.roster.reading import read_journalists, read_spokespeople


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>41225550110</v></c>", "41225550110"),
        ("<c><v>4.1225550110000002E10</v></c>", "41225550110"),
        ("<c><v>216 71</v></c>", "216 71"),
        ("<c><v>0.1</v></c>", "0.1"),
        ("<c><v>1e999</v></c>", "inf"),
        ('<c s="1"><v>46350</v></c>', "2026-11-24"),
        ('<c s="2"><v>46350.75</v></c>', "2026-11-24 18:00"),
        ('<c s="2"><v>0.75</v></c>', "18:00"),
        ('<c s="1"><v>59</v></c>', "1900-02-28"),
        ('<c s="1"><v>61</v></c>', "1900-03-01"),
        ('<c s="1"><v>99999999999</v></c>', "99999999999"),
        ('<c s="3"><v>12</v></c>', "12"),
        ('<c s="77"><v>12</v></c>', "12"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="str"><f>A1&amp;B1</f><v>both</v></c>', "both"),
        ('<c t="s"><v>0</v></c>', "Amal Haddad"),
        ('<c t="s"><v>1</v></c>', "東京"),
        ('<c t="inlineStr"><is><r><t>Zo</t></r><r><t>ë</t></r></is></c>', "Zoë"),
        ('<c t="inlineStr"><is><t>a_x0041_b</t></is></c>', "aAb"),
    ],
)
def test_a_cell_is_what_a_person_would_type(cell: str, text: str) -> None:
    """Whole numbers without exponent, dates as ISO 8601, texts with their runs joined."""
    strings = "<si><r><t>Amal </t></r><r><t>Haddad</t></r></si><si><t>東京</t><rPh><t>トウキョウ</t></rPh></si>"
    assert read_sheet(workbook(f"<row>{cell}</row>", strings=strings), "x").rows == ((1, (text,)),)


def test_cells_stand_where_they_say() -> None:
    """Gaps stay gaps, rows keep their numbers, and the end of a row is its last filled cell."""
    data = workbook(
        '<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c><c r="E3"/></row>'
        '<row r="9"><c r="A9"><v>3</v></c></row>'
        "<row/><row><c/><c><v>4</v></c></row>"
    )
    assert read_sheet(data, "x").rows == ((3, ("", "1", "", "2")), (9, ("3",)), (11, ("", "4")))


def test_days_may_be_counted_from_1904() -> None:
    """As Excel for the Macintosh did."""
    data = workbook('<row><c s="1"><v>44888</v></c></row>', book='<workbookPr date1904="1"/>')
    assert read_sheet(data, "x").rows == ((1, ("2026-11-24",)),)


def test_the_first_sheet_that_holds_something_is_read() -> None:
    """And the others are named."""
    sheet = read_sheet(workbook("", inline([["a"]]), inline([["b"]])), "x")
    assert (sheet.name, sheet.rows, sheet.others) == ("Sheet2", ((1, ("a",)),), ("Sheet1", "Sheet3"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (workbook("", "<row><c/></row>"), "no cell that holds anything"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "the old kind (XLS)"),
        (workbook(inline([["a"]]))[:-40], "cannot be opened"),
        (zipped({"xl/workbook.xml": b"<workbook"}), "cannot be opened"),
        (zipped({"xl/other.xml": b"<a/>"}), "cannot be opened"),
        (workbook(inline([["a"]]), parts={"xl/sharedStrings.xml": b"<!DOCTYPE x><sst/>"}), "cannot be opened"),
        (workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "row 1 holds something in column 16,384"),
    ],
    ids=range(8),
)
def test_a_workbook_that_cannot_be_read_is_a_sentence(data: bytes, said: str) -> None:
    """What happened, that nothing was read, and what to do."""
    assert is_workbook(data)
    with pytest.raises(UnreadableText) as caught:
        read_sheet(data, "list.xlsx")
    assert said in str(caught.value)
    assert "othing was read" in str(caught.value)


def test_two_cells_far_apart_take_no_room() -> None:
    """A reader that lays out the block between them would need half a terabyte."""
    data = workbook('<row><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>')
    assert read_sheet(data, "x").rows == ((1, ("1",)), (1_048_576, ("2",)))


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it says of its own size."""
    monkeypatch.setattr(xlsx, "MAX_UNPACKED", 500_000)
    bomb = workbook("<row><c><v>1</v></c></row>" + " " * 2_000_000)
    assert len(bomb) < 20_000
    with pytest.raises(UnreadableText, match="unpacks to more than 500,000 bytes"):
        read_sheet(bomb, "x")
    monkeypatch.setattr(xlsx_parts, "MAX_CELLS", 5)
    with pytest.raises(UnreadableText, match="more than 5 cells"):
        read_sheet(workbook(inline([["a", "b", "c"]] * 2)), "x")


@given(st.binary(max_size=200), st.integers(0, 2_000))
def test_damage_anywhere_is_said_or_harmless(noise: bytes, at: int) -> None:
    """No other error is raised, whatever the bytes."""
    data = workbook(inline([["Name", "Email"], ["Amal", "amal@x.example"]]))
    damaged = data[:at] + noise + data[at + len(noise) :]
    with suppress(UnreadableText):
        read_sheet(damaged, "x")


@given(st.binary(max_size=300))
def test_damaged_parts_are_said_or_harmless(noise: bytes) -> None:
    """Also where the ZIP file is whole."""
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        content = f'<worksheet xmlns="{MAIN}">'.encode() + noise
        with suppress(UnreadableText):
            read_sheet(workbook(inline([["a"]]), parts={part: content}), "x")


def test_a_list_is_read_from_a_workbook_as_from_csv() -> None:
    """A header below a title, rows named by their number, numbers with what Excel left of them."""
    rows = [["Press list 2026"], [], ["Name", "Phone", "Email", "Places", "Note"]]
    rows += [["Amal", "+216 70 123 456", "amal@x.example", "Libya", ""], ["", "", "b@x.example", "", ""]]
    rows += [["Bo", "'+41 22 555 01 10", "", "", "x"]]
    roster = read_spokespeople(workbook(inline(rows)), "list.xlsx")
    assert [(line, one.name, [phone.number for phone in one.phones]) for line, one in roster.good] == [
        (4, "Amal", ["+21670123456"]),
        (6, "Bo", ["+41225550110"]),
    ]
    assert [(bad.line, bad.reason) for bad in roster.rejected] == [(5, "there is no name")]
    assert [str(note) for note in roster.notes] == [
        "read as Excel workbook, sheet Sheet1",
        "1 column not recognised and left out: Note",
    ]


def test_a_number_that_excel_made_a_float_is_the_offices() -> None:
    """Its zero is gone; the office's country is known."""
    data = workbook(
        inline([["Name", "Phone"]]) + '<row><c t="inlineStr"><is><t>A</t></is></c><c><v>2.2555011E8</v></c></row>'
    )
    ((_, one),) = read_spokespeople(data, "x", office_country="CH").good
    assert [phone.number for phone in one.phones] == ["+41225550110"]


def test_journalists_come_from_workbooks_too() -> None:
    """And a workbook without the column is refused with those it has."""
    assert len(read_journalists(workbook(inline([["Email"], ["a@x.example"]])), "x").good) == 1
    with pytest.raises(UnreadableText, match="the columns found are: Name, Town"):
        read_journalists(workbook(inline([["Name", "", "Town"], ["a", "", "b"]])), "x")
