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
from distrib.ingest.formats.document import MAX_CHARACTERS
from distrib.ingest.lines import MAX_LINES
from distrib.ingest.release.draft_json import as_json
from distrib.ingest.release.release_text import read_release

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
PATIENCE = 5.0
"""Seconds of the processor; every text here takes a fraction of that on a slow machine."""

LONG = 300_000
MANY = MAX_LINES // 2
CARD = "Contact: Jane Doe, Press Officer, jane@example.org"
MARKS = ["---", "Signed at Geneva, 2 May 2024", "Published on 2 May 2024", "(more)"]
"""What may end a story or a page, each by a rule of its own."""

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
    "signs",
    ["<", "<!--", "<div>", "[", "[a](", "*a", "“", "… ", " - ", "a@b.", "1-", "a", "( ", "Б ", "日本", "\n"],
)
def test_a_long_line_of_signs_is_read_in_seconds(signs: str) -> None:
    """Work grows with the line: were it to grow with its square, a line of this length would take hours."""
    within_patience((signs * LONG)[:LONG])


@pytest.mark.parametrize("line", ["12 March 2024", f"{CARD}, +41 22 730 01 23", "Contact: a@b.example"])
def test_lines_alike_are_read_in_seconds(line: str) -> None:
    """Nothing else in the text: each is looked at a few times, not once for every other."""
    within_patience(f"{line}\n" * MANY)


@pytest.mark.parametrize("line", MARKS)
def test_marks_of_an_end_between_two_stories_are_read_in_seconds(line: str) -> None:
    """Whether a story is over is not asked of all that follows, at each of many lines that may end it."""
    within_patience(release(tail=f"{line}\n" * MANY + f"\n{STORY}\n\n{STORY}"))


@pytest.mark.parametrize(
    "text",
    [
        "x " * MAX_CHARACTERS,
        "A\nB\n" * 5 * MAX_LINES,
        "Contact: " + "e-mail " * 5_000 + "x +41 22 730 01 23",
        "Contact: " + "a " + " /" * 5_000 + " b",
        "for more information contact " * 10_000,
        "From: a\nTo: b\n" + "X: y\n" * 150_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_junk_of_any_size_is_read_in_seconds(text: str) -> None:
    """Work stops at its limit."""
    within_patience(text)


def within_patience(text: str) -> None:
    """The text is read, and in time."""
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
