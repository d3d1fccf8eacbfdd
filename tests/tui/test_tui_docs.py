"""The pages of `docs/` say what the program does."""

from __future__ import annotations

import re

import key_page


def test_the_page_of_keys_is_fresh() -> None:
    """`make pictures` writes it anew."""
    assert key_page.PAGE.read_text("utf-8") == key_page.page()


def test_no_page_leads_nowhere() -> None:
    """Every picture and page that is named is there."""
    named = [
        (page.name, target)
        for page in key_page.PAGE.parent.glob("*.md")
        for target in re.findall(r"\]\(([^):]+)\)", page.read_text("utf-8"))
    ]
    assert named
    assert [one for one in named if not (key_page.PAGE.parent / one[1]).is_file()] == []
