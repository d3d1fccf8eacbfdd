"""Files a person saved: encodings, and what is not text."""

from __future__ import annotations

import codecs

import pytest

from distrib.errors import UnreadableText
from distrib.ingest.formats.files import MAX_BYTES, read_text

LATIN = "Des élèves de Genève ont reçu « un prix » – bravo."
ARABIC = "قالت الوكالة إن العائلات بدأت في العودة إلى منازلها."
CYRILLIC = "Семьи начали возвращаться в свои дома."


@pytest.mark.parametrize("text", [LATIN, ARABIC, CYRILLIC])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    """The byte-order mark decides, and is not part of the text."""
    assert read_text(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(("text", "page"), [(LATIN, "cp1252"), (ARABIC, "cp1256"), (CYRILLIC, "cp1251")])
def test_old_windows_pages(text: str, page: str) -> None:
    """The page whose letters look like words is taken."""
    assert read_text(text.encode(page), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"abc\x00def", "binary"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "damaged"),
        (b"x" * (MAX_BYTES + 1), "10,000,001"),
    ],
)
def test_what_is_not_text_is_refused_with_a_reason(data: bytes, word: str) -> None:
    """The message names the file and says what it is."""
    with pytest.raises(UnreadableText, match=word) as refused:
        read_text(data, "strange.bin")
    assert "strange.bin" in str(refused.value)
