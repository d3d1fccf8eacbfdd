"""Texts from outside: nothing raises, nothing hangs, nothing is invented, the JSON keeps its shape."""

from __future__ import annotations

import json
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from release_samples import QUOTE, STORY, release

from distrib.core.release import Draft
from distrib.ingest.draft_json import as_json
from distrib.ingest.release_text import read_release

KEYS = [
    "language",
    "headline",
    "subheadline",
    "dateline",
    "embargo",
    "markers",
    "release_line",
    "body",
    "quotes",
    "boilerplate",
    "end_mark",
    "contacts",
]
CONTACT_KEYS = ["name", "role", "office", "phones", "phones_as_written", "emails"]
PATIENCE = 8.0
"""Seconds of the processor; every text here takes a fraction of that on a slow machine."""

LINES = [
    "Contact: Jane Doe, +41 22 730 01 23, jane@example.org",
    "GENEVA, 12 March 2024 – ",
    "FOR IMMEDIATE RELEASE",
    "EMBARGOED UNTIL Friday",
    "# Heading",
    "<p>para</p>",
    "About Us Here",
    "-ENDS-",
    "Share",
    "WHO:",
    "| a: | b@example.org |",
    STORY,
    QUOTE,
    "",
    "From: a@example.org\nSubject: x",
    "الاتصال",
    "\x1b[31m",
]


def checked(text: str) -> Draft:
    """The draft of a text, its JSON checked against the contract."""
    draft = read_release(text)
    shape = as_json(draft)
    assert list(shape) == KEYS
    assert list(shape["dateline"]) == ["place", "date_text", "date"]
    for contact in shape["contacts"]:
        assert list(contact) == CONTACT_KEYS
        assert len(contact["phones"]) == len(contact["phones_as_written"])
    for quote in shape["quotes"]:
        assert list(quote) == ["text", "speaker", "title"]
    json.dumps(shape, ensure_ascii=False).encode()
    return draft


@given(st.text(max_size=400))
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    """Whatever the characters."""
    checked(text)


@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=40)), max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n", " "]),
)
@settings(deadline=None, max_examples=150)
def test_no_arrangement_of_a_releases_parts_raises(lines: list[str], between: str) -> None:
    """Labels in any order, with anything between them."""
    checked(between.join(lines))


@pytest.mark.parametrize("text", ["", " \n\n\t ", "\x00\x01\x02", "---\n***\n", "<html></html>", "\ud800\ud800"])
def test_a_text_without_a_release_gives_missing_fields(text: str) -> None:
    """Nothing is invented."""
    draft = checked(text)
    assert (draft.headline, draft.body, draft.contacts, draft.language) == (None, "", (), None)


@pytest.mark.parametrize(
    "text",
    [
        "x " * 5_000_000,
        "a" * 1_000_000,
        "A\nB\n" * 250_000,
        "\n" * 1_000_000,
        "<div>" * 200_000,
        "<" * 1_000_000,
        "<!--" * 250_000,
        "[" * 1_000_000,
        "[a](" * 250_000,
        "*a" * 500_000,
        "“" * 1_000_000,
        " - " * 300_000,
        "a@b." * 250_000,
        "1-" * 500_000,
        "12 March 2024\n" * 70_000,
        "Contact: a@b.example\n" * 40_000,
        "Contact: " + "e-mail " * 5_000 + "x +41 22 730 01 23",
        "Contact: " + "a " + " /" * 5_000 + " b",
        "for more information contact " * 40_000,
        "From: a\nTo: b\n" + "X: y\n" * 150_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_junk_of_any_size_is_read_in_seconds(text: str) -> None:
    """Work grows with the text and stops at its limit."""
    started = time.process_time()
    checked(text)
    assert time.process_time() - started < PATIENCE


def test_control_characters_and_escapes_are_taken_out() -> None:
    """A terminal that shows a draft obeys nothing in it."""
    hostile = release(
        head="Fam\x1b[31milies\x07 return\u202e to \u200bvalley\x9b2J", tail="Contact: Jane\x00 Doe, jane@example.org"
    )
    draft = checked(hostile)
    shown = json.dumps(as_json(draft), ensure_ascii=False)
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in shown)
    assert draft.contacts[0].name == "Jane Doe"


def test_template_and_markup_syntax_stays_text() -> None:
    """It is shown as it was written."""
    line = "The agency said that {{ 7 * 7 }} families and [bold]{% raw %} others have begun to return to their homes."
    assert line in checked(release(opening=line)).body
