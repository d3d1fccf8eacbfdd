"""One release in every format: each says the same, with its body as Markdown and its places."""

from __future__ import annotations

import pytest
from document_samples import BODY, EMBARGO, FORMATS
from release_samples import HEADLINE

from distrib.services.releases.reading import read


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_draft(name: str) -> None:
    """Embargo from the page header; links, lists, tables and quotations in the body."""
    draft = read(FORMATS[name](), f"r.{name}", None).draft
    assert draft.headline == HEADLINE
    assert draft.embargo == EMBARGO
    assert (draft.dateline.place, draft.dateline.date_text) == ("GENEVA", "12 March 2024")
    assert draft.body == BODY
    assert draft.end_mark == "ENDS"
    [contact] = draft.contacts
    assert (contact.name, contact.role) == ("Jane Doe", "spokesperson")
    assert (contact.phones, contact.emails) == (("+41227300123",), ("jane@example.org",))
    assert draft.language == "en"


def test_pictures_of_a_text_are_left_out_and_counted() -> None:
    """In Markdown, each on a line of its own; words that only look a little like one are text."""
    story = "Geneva – The ferry sails again."
    text = f"{HEADLINE}\n\n![The ferry](ferry.jpg)\n\n{story}\n\n![](map_(north).png)\n\n![not one] (x)\n"
    found = read(text.encode(), "release.md", None)
    assert [str(one) for one in found.remarks] == ["Not taken over: 2 pictures."]
    assert "ferry.jpg" not in found.draft.body
    assert read(f"{HEADLINE}\n\n{story}\n".encode(), "release.md", None).remarks == ()
