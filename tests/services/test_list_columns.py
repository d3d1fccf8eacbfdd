"""What the columns of a list are taken for, before anything of it is brought in."""

from __future__ import annotations

import io

import pytest
from workbook_samples import inline, workbook

from distrib.errors import UnreadableText
from distrib.services.people.list_columns import columns_of


def test_every_column_is_shown_with_what_it_holds_and_an_example() -> None:
    """Columns that are left out too; empty cells are no example."""
    found = columns_of(io.BytesIO("Nom;Courriel;Remarque\n;ana@news.example;\nZoé;b@news.example;hä?\n".encode()), "x")
    assert [(one.number, one.header, one.field, one.example) for one in found] == [
        (1, "Nom", "name", "Zoé"),
        (2, "Courriel", "email", "ana@news.example"),
        (3, "Remarque", None, "hä?"),
    ]


def test_a_list_without_a_known_column_of_addresses_is_shown_all_the_same() -> None:
    """A person can say which it is."""
    found = columns_of(io.BytesIO(b"Name,Where to write\nAna,ana@news.example\n"), "x")
    assert [one.field for one in found] == ["name", None]
    chosen = columns_of(io.BytesIO(b"Name,Where to write\nAna,a@b.example\n"), "x", [("email", "Where to write")])
    assert [one.field for one in chosen] == ["name", "email"]


def test_a_workbook_and_cards() -> None:
    """Cards name their fields themselves."""
    found = columns_of(io.BytesIO(workbook(inline([["Name", "Email"], ["Ana", "ana@news.example"]]))), "x")
    assert [one.field for one in found] == ["name", "email"]
    cards = b"BEGIN:VCARD\nVERSION:4.0\nFN:Ana\nEMAIL:ana@news.example\nEND:VCARD\n"
    assert columns_of(io.BytesIO(cards), "x") == ()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"one,two\n1,2\n"])
def test_what_is_no_list_is_refused_in_the_words_of_the_import(data: bytes) -> None:
    """The first fault is the one that is told."""
    with pytest.raises(UnreadableText, match=r"x|nothing was read"):
        columns_of(io.BytesIO(data), "x")


def test_headers_and_examples_hide_nothing() -> None:
    """They are shown on a screen."""
    found = columns_of(io.BytesIO("Email,\u202eevil\nana@news.example,\x1b[2J\n".encode()), "x")
    assert "\u202e" not in found[1].header
    assert "\x1b" not in found[1].example
