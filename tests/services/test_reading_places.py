"""Places: every field that was recognised says where it stands, counted as the reader of the file counts."""

from __future__ import annotations

import pytest
from document_samples import FORMATS, docx, markdown, page
from hypothesis import given, settings
from hypothesis import strategies as st
from release_samples import HEADLINE, QUOTE, STORY

from distrib.services.releases.reading import read, recognised_as_json

WORDS = st.lists(
    st.sampled_from(["harbour", "valley", "bridge", "water", "school", "train", "clinic"]), min_size=4, max_size=9
)


def test_lines_and_columns_of_a_text() -> None:
    """Also within a line, and below the head of a mail."""
    text = markdown()
    recognised = read(text.encode(), "r.md", None)
    rows = text.split("\n")
    for field, words in (("headline", HEADLINE), ("place", "GENEVA"), ("date", "12 March 2024"), ("body", STORY)):
        found = recognised.place_of(field)
        assert found
        assert found.place.column
        assert rows[found.place.row - 1][found.place.column - 1 :].startswith(words)
    end, contact = recognised.place_of("end_mark"), recognised.place_of("contacts")
    assert end
    assert contact
    assert (rows[end.place.row - 1], rows[contact.place.row - 1][:8]) == ("ENDS", "Jane Doe")
    mailed = read(f"From: a@b.example\nTo: c@d.example\nSubject: x\n\n{text}".encode(), "r.txt", None)
    moved = mailed.place_of("end_mark")
    assert moved
    assert moved.place.row == end.place.row + 4


def test_paragraphs_of_a_document_and_its_page_header() -> None:
    """Each part counts for itself."""
    recognised = read(docx(), "r.docx", None)
    where = {found.field: found.in_words() for found in recognised.places}
    assert where["embargo"] == "page header, paragraph 1"
    assert where["headline"] == "paragraph 1"
    assert where["body"] == "paragraphs 2 to 13"


def test_lines_of_a_page() -> None:
    """Of its source, where a comment takes room too."""
    text = page().replace("<h1>", "<!-- \n\n -->\n<h1>")
    found = read(text.encode(), "r.html", None).place_of("headline")
    assert found
    assert text.split("\n")[found.place.row - 1][(found.place.column or 0) - 1 :].startswith(HEADLINE)


@pytest.mark.parametrize("name", FORMATS)
def test_every_field_has_a_place_in_json_too(name: str) -> None:
    """Beside the fields, which stay as they were."""
    shown = recognised_as_json(read(FORMATS[name](), f"r.{name}", None))
    told = {place["field"] for place in shown["source"]["places"]}
    assert told >= {"headline", "place", "date", "embargo", "body", "end_mark", "contacts"}
    assert list(shown)[-1] == "source"


@given(WORDS, st.integers(1, 28), st.sampled_from(["GENEVA", "Tripoli", "São Paulo"]), st.booleans())
@settings(deadline=None, max_examples=60)
def test_what_is_written_as_a_release_is_read_as_one(words: list[str], day: int, place: str, is_marked: bool) -> None:
    """Headline, dateline and body of a plain layout, whatever their words; each place points at them."""
    headline = " ".join(words).capitalize()
    mark = "## " if is_marked else ""
    text = f"{mark}{headline}\n\n{place}, {day} March 2024 – {STORY}\n\n{QUOTE}\n\n###\n"
    recognised = read(text.encode(), "r.txt", None)
    draft = recognised.draft
    assert (draft.headline, draft.dateline.place, draft.body) == (headline, place, f"{STORY}\n\n{QUOTE}")
    assert draft.dateline.date
    assert draft.dateline.date.day == day
    rows = text.split("\n")
    for field, said in (("headline", headline), ("place", place), ("body", STORY)):
        found = recognised.place_of(field)
        assert found
        assert rows[found.place.row - 1][(found.place.column or 0) - 1 :].startswith(said)
