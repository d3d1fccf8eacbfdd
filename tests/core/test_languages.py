"""Languages are found by code, tag or name."""

from __future__ import annotations

import pytest

from distrib.core.languages import find_language, language_name, suggest_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ar", "ar"),
        ("ARA", "ar"),
        ("ar-EG", "ar"),
        ("zh-Hans", "zh"),
        ("fr_CA", "fr"),
        ("Arabic", "ar"),
        ("arabe", "ar"),
        ("العربية", "ar"),
        ("français", "fr"),
        ("Español", "es"),
        ("Deutsch", "de"),
        ("Dari", "prs"),
        ("prs", "prs"),
        ("中文", "zh"),
        ("ar en", None),
        ("xx", None),
        ("Klingonish", None),
        ("", None),
        ("x" * 1_000_000, None),
    ],
)
def test_a_language_is_found_by_code_or_name(text: str, code: str | None) -> None:
    """Two languages in one text are none."""
    assert find_language(text) == code


def test_names_and_suggestions_are_plain_words() -> None:
    """A misspelling is answered with names; a code becomes a name."""
    assert suggest_language("arabik") == ("Arabic",)
    assert language_name("ar") == "Arabic"
    assert language_name("ar", "fr") == "arabe"
    assert language_name("qqq") == "qqq"
