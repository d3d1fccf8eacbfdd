"""Folding makes two spellings of one word the same, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.folding import fold, key, search_text, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ana SILVA", ("ana", "silva")),
        ("Élodie Nuñez-Müller", ("elodie", "nunez", "muller")),
        ("Straße", ("strasse",)),
        ("Łódź Ørsted", ("lodz", "orsted")),
        ("İstanbul ılıca", ("istanbul", "ilica")),
        ("أحمد القاضى", ("احمد", "القاضي")),
        ("مُحَمَّد", ("محمد",)),
        ("fi\u200ble ﬁle", ("file", "file")),
        ("ＡＢＣ", ("abc",)),
        ("नमस्ते दुनिया", ("नमसते", "दुनिया")),
        ("ana.silva@radio.example", ("ana", "silva", "radio", "example")),
        ("\x1b[31m x\r\ny\x00z", ("31m", "x", "y", "z")),
        ("a_b|c%d", ("a", "b", "c", "d")),
        ("***", ()),
    ],
)
def test_words_are_folded_in_any_script(typed: str, folded: tuple[str, ...]) -> None:
    """Case, accents, vowel signs of Arabic, invisible characters and punctuation make no difference."""
    assert words(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded once is stored; a query folded again must still find it."""
    assert words(" ".join(words(text))) == words(text)


@given(st.text(), st.text())
def test_a_word_holds_nothing_that_a_search_pattern_could_obey(one: str, two: str) -> None:
    """Separators, wildcards, spaces and controls never survive inside a word."""
    for word in words(one + two):
        assert not set(word) & set("|%_\\ \x00\n\r\x1b'\"")


def test_the_fields_of_a_search_text_stay_apart() -> None:
    """Each word is preceded by a space and each field by a separator."""
    assert search_text("Ana Silva", "", "Radio") == " ana silva | | radio"


def test_a_key_is_never_empty_for_text_that_shows() -> None:
    """An outlet called !!! is still one outlet."""
    assert key("!!!") == "!!!"
    assert key(" L'Écho  du Nord ") == "l echo du nord"
    assert fold("ÉCHO") == "echo"
