"""Contacts that stand side by side, that share a line, or are named together."""

from __future__ import annotations

import time

import pytest

from distrib.core.release import Contact
from distrib.ingest.formats.documents import text_document
from distrib.ingest.formats.html_text import html_lines
from distrib.ingest.formats.side_by_side import are_cards, cards_in_order
from distrib.ingest.lines import Note
from distrib.ingest.release.release_text import read_release

STORY = """Harbour opens a school for pilots

Rivabella, 4 May 2023 - The harbour of Rivabella opened a school for pilots today, the first in forty years.

The school will teach sixty pilots a year and is paid for by the shipping companies that call at the harbour.

"""


def people(block: str) -> list[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    return [_person(one) for one in read_release(STORY + block).contacts]


def _person(contact: Contact) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    return contact.name, contact.phones_as_written, contact.emails


def test_two_columns_at_the_foot_are_two_people() -> None:
    """Each column is read from its name to its address before the next one begins."""
    block = """Media contacts:

Jane Doe                        John Roe
Director of Communications      Press Officer
Example Harbour                 City of Rivabella
020 7946 0123                   020 7946 0456
jane@harbour.example            john@city.example
"""
    assert people(block) == [
        ("Jane Doe", ("020 7946 0123",), ("jane@harbour.example",)),
        ("John Roe", ("020 7946 0456",), ("john@city.example",)),
    ]


def test_columns_may_be_tabs_and_three() -> None:
    """What was pasted from a table of three columns has tabs between its cells."""
    block = (
        "Contacts:\n\nJane Doe\tJohn Roe\tMary Major\n020 7946 0123\t020 7946 0456\t020 7946 0789\n"
        "jane@harbour.example\tjohn@city.example\tmary@state.example\n"
    )
    assert [name for name, _, _ in people(block)] == ["Jane Doe", "John Roe", "Mary Major"]


def test_a_longer_column_goes_on_alone() -> None:
    """A row that one card has and the other lacks stays with its card, by its indentation."""
    block = """Contacts:

Jane Doe                        John Roe
020 7946 0123                   020 7946 0456
                                john@city.example
"""
    assert people(block) == [
        ("Jane Doe", ("020 7946 0123",), ()),
        ("John Roe", ("020 7946 0456",), ("john@city.example",)),
    ]


def test_a_list_of_rows_stays_a_list_of_rows() -> None:
    """Names in one column and numbers in another: each row is somebody."""
    block = """Contacts:

Jane Doe        020 7946 0123        jane@harbour.example
John Roe        020 7946 0456        john@city.example
"""
    assert people(block) == [
        ("Jane Doe", ("020 7946 0123",), ("jane@harbour.example",)),
        ("John Roe", ("020 7946 0456",), ("john@city.example",)),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Jane Doe", "John Roe"], ["555 0100 22", "555 0100 33"]], True),
        ([["Jane Doe", "555 0100 22"], ["John Roe", "555 0100 33"]], False),
        ([["Jane Doe", "P.O. Box 12"], ["555 0100 22", "Rivabella"]], False),
        ([["555 0100 22", "555 0100 33"], ["Jane Doe", "John Roe"]], False),
    ],
)
def test_cards_have_their_numbers_below_their_names(rows: list[list[str]], expected: bool) -> None:
    """In at least two columns, the first among them, and none in the first row."""
    assert are_cards(rows) is expected


def test_cards_in_a_table_of_a_page_are_read_column_by_column() -> None:
    """A word processor lays contacts out in a table without lines; nothing of it is data."""
    cells = [("Jane Doe", "John Roe"), ("020 7946 0123", "020 7946 0456")]
    rows = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in cells)
    lines = html_lines(f"<table>{rows}</table>")
    assert [line.text for line in lines] == ["Jane Doe", "020 7946 0123", "John Roe", "020 7946 0456"]
    assert all(line.note is not Note.ROW for line in lines)


def test_two_names_above_their_own_addresses_are_two_contacts() -> None:
    """The addresses say whose they are; the number beside one goes with it."""
    block = """For press enquiries:
Jane Doe or John Roe at Example Press
john@press.example | 020 7946 0456
jane@press.example | 020 7946 0123
"""
    assert people(block) == [
        ("Jane Doe", ("020 7946 0123",), ("jane@press.example",)),
        ("John Roe", ("020 7946 0456",), ("john@press.example",)),
    ]


def test_two_names_with_one_number_share_it() -> None:
    """Either may be asked for."""
    assert people("Media contacts:\nJane Doe and John Roe, 020 7946 0123") == [
        ("Jane Doe", ("020 7946 0123",), ()),
        ("John Roe", ("020 7946 0123",), ()),
    ]


def test_many_gutters_take_no_time() -> None:
    """Rows are looked at once each, however many columns somebody types."""
    text = ("a   " * 40 + "\n") * 3_000
    begun = time.perf_counter()
    cards_in_order(text_document(text).lines)
    assert time.perf_counter() - begun < 5
