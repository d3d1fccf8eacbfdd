"""Quotations and who is said to have spoken them."""

from __future__ import annotations

import pytest

from distrib.ingest.release.quotes import read_quotes


@pytest.mark.parametrize(
    ("paragraph", "speaker", "title"),
    [
        ("“We walked for two days,” said Jane Example, head of the mission.", "Jane Example", "head of the mission"),
        ('"We walked for two days," Jane Example said.', "Jane Example", None),
        ("“We walked for two days,” said Northland minister Jane Example.", "Jane Example", "Northland minister"),
        ("“We walked for two days,” said Director General Jane Example.", "Jane Example", "Director General"),
        (
            "“We walked for two days,” said Northland minister Jane Ann Example.",
            "Jane Ann Example",
            "Northland minister",
        ),
        ("Jane Example, head of the mission, said: “We walked for two days.”", "Jane Example", "head of the mission"),
        (
            "« Nous avons marché deux jours », a déclaré Jeanne Exemple, cheffe de mission.",
            "Jeanne Exemple",
            "cheffe de mission",
        ),
        ("«Caminamos durante dos largos días», afirmó Juana Pérez, jefa de misión.", "Juana Pérez", "jefa de misión"),
        ("„Wir sind zwei Tage gegangen“, sagte Erika Muster, Leiterin.", "Erika Muster", "Leiterin"),
        (
            "Yesterday in Geneva, Jane Example, head of the mission, said: “We walked for two days.”",
            "Jane Example",
            "head of the mission",
        ),
        (
            "Jane Example, head of the mission at Relief said: “We walked for two days.”",
            "Jane Example",
            "head of the mission at Relief",
        ),
        ("‘We walked for two days to the well,’ said Mr John Example.", "John Example", None),
        ("“We walked for two days.”", None, None),
    ],
)
def test_the_speaker_stands_beside_the_words(paragraph: str, speaker: str | None, title: str | None) -> None:
    """Before or behind; nobody is guessed."""
    (quote,) = read_quotes([paragraph])
    assert (quote.speaker, quote.title) == (speaker, title)
    assert not quote.text.startswith(("“", '"', "«", "‘"))


def test_a_quoted_term_is_no_quotation() -> None:
    """One or two words in marks are a name or a term."""
    assert read_quotes(["The so-called “safe zone” is closed, and the “Big Stage” with it."]) == ()


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    """The next paragraph opens its own."""
    found = read_quotes(["“We walked for two days and two nights.", "“Then we found the well,” said Jane Example."])
    assert [quote.text for quote in found] == ["We walked for two days and two nights.", "Then we found the well"]


def test_the_speaker_of_the_paragraph_before() -> None:
    """ "X said:" introduces the next paragraph."""
    (quote,) = read_quotes(["Jane Example, head of the mission, said:", "“We walked for two days and two nights.”"])
    assert quote.speaker == "Jane Example"


def test_a_second_quotation_is_the_same_speakers() -> None:
    """In one paragraph, or in the next when the first was left open."""
    found = read_quotes(
        ["“We walked for two days,” said Jane Example. “Then we found the well.", "“It was dry when we came to it.”"]
    )
    assert [quote.speaker for quote in found] == ["Jane Example"] * 3


def test_block_quotations_without_marks() -> None:
    """Whoever introduces them speaks all of them."""
    paragraphs = [
        "Jane Example, head of the mission, said:",
        "We walked for two days.",
        "Then we found the well.",
        "It rained.",
    ]
    found = read_quotes(paragraphs, frozenset((1, 2)))
    assert [(quote.text, quote.speaker) for quote in found] == [
        ("We walked for two days.", "Jane Example"),
        ("Then we found the well.", "Jane Example"),
    ]


def test_an_apostrophe_closes_nothing() -> None:
    """Single marks inside words, and terms in single marks, are no speech."""
    assert (
        read_quotes(["The minister’s ‘joint’ plan is the farmers’ plan, and it’s not the only one in the valley."])
        == ()
    )
