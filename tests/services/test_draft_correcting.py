"""Correcting what was recognised: every field, as a person writes it; what was not touched stays."""

from __future__ import annotations

import pytest
from document_samples import docx, markdown
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.release import Draft
from distrib.errors import UsageError
from distrib.services.releases.correcting import FIELDS, as_fields, correct
from distrib.services.releases.draft_form import LONG, SHORT, read_form, write_form
from distrib.services.releases.reading import parse

DRAFT = parse(markdown().encode(), "r.md", None)

HEADING = "======== body ========"


def test_every_field_can_be_corrected() -> None:
    """And the form holds every one."""
    written = {
        "language": "French",
        "headline": "Another\nheadline",
        "subhead": "More",
        "dateline": "LYON",
        "date": "le 3 mai 2024",
        "embargo": "Sous embargo",
        "markers": "CORRECTION\nADVISORY",
        "release-line": "POUR DIFFUSION IMMÉDIATE",
        "end-mark": "FIN",
        "contacts": "Ana Silva, spokesperson, +351 21 555 0101, ana@office.example\nPress office, 01 55 50 01 02",
        "body": "One.\n\n* two\n",
        "boilerplate": "About us",
    }
    assert set(written) == set(FIELDS) == {*SHORT, *LONG}
    draft = correct(DRAFT, written, None)
    assert (draft.language, draft.headline, draft.subheadline) == ("fr", "Another headline", "More")
    assert (draft.dateline.place, draft.dateline.date_text) == ("LYON", "le 3 mai 2024")
    assert draft.dateline.date
    assert draft.dateline.date.isoformat() == "2024-05-03"
    assert (draft.markers, draft.end_mark, draft.body) == (("CORRECTION", "ADVISORY"), "FIN", "One.\n\n* two")
    assert [(one.name, one.phones) for one in draft.contacts] == [
        ("Ana Silva", ("+351215550101",)),
        (None, ("+33155500102",)),
    ]


def test_an_empty_field_is_taken_away() -> None:
    """The release then says nothing of it."""
    emptied = correct(DRAFT, dict.fromkeys(FIELDS, ""))
    assert emptied == Draft()


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("language", "frech", "did you mean French"),
        ("date", "31 February 2026", "`31 February 2026` is no day of the calendar"),
        ("date", "soon \x1b[31m", "No date was found in `soon [31m`"),
        ("contacts", "...", "No name, number or address"),
    ],
)
def test_what_cannot_be_understood_is_said(field: str, text: str, why: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError) as refused:
        correct(DRAFT, {field: text})
    assert why in str(refused.value)


def test_an_untouched_form_changes_nothing() -> None:
    """For every field of a document, whatever its words look like."""
    body = f"% a\n%% b\n{HEADING}\n\\{HEADING}\n\\\\% d"
    draft = correct(parse(docx(), "r.docx", None), {"body": body})
    known = as_fields(draft)
    assert read_form(write_form(known, ("A remark.",))) == known


@given(
    st.dictionaries(
        st.sampled_from(sorted(LONG)),
        st.lists(st.sampled_from(["a", "%%", "\\", " ", "\n", ":", HEADING]), max_size=12).map("".join),
    )
)
def test_no_text_is_taken_for_the_forms_own_lines(long: dict[str, str]) -> None:
    """Whatever stands in it."""
    fields = dict.fromkeys((*SHORT, *LONG), "") | {name: text.strip("\n") for name, text in long.items()}
    assert read_form(write_form(fields)) == fields


@pytest.mark.parametrize("text", ["", " \n", "hedline: x\n", "headline x\n", "nonsense"])
def test_a_form_that_was_spoilt(text: str) -> None:
    """Is refused with the line, or because nothing is left of it."""
    with pytest.raises(UsageError, match="othing was kept"):
        read_form(text)
