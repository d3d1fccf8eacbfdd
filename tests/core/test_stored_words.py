"""Sentences that a database holds are known again by the templates they were made of."""

from __future__ import annotations

import pytest

from distrib.core.phrase import Tongue, filled
from distrib.core.stored_words import LONGEST, Nested, recognised

TEMPLATES = ("{what} of the {language} edition", "files ({changes})", "{name} attached", "{name} added", "headline")

NESTED = Nested(one=("what",), several=("changes",))


@pytest.mark.parametrize(
    ("text", "template", "values"),
    [
        ("headline", "headline", {}),
        ("map.png attached", "{name} attached", {"name": "map.png"}),
        ("a{b}.png attached", "{name} attached", {"name": "a{b}.png"}),
        ("a\nb attached", "{name} attached", {"name": "a\nb"}),
    ],
)
def test_a_sentence_is_its_template_and_its_values(text: str, template: str, values: dict[str, str]) -> None:
    """Values are data, whatever they hold; English comes out as it was stored."""
    found = recognised(text, TEMPLATES)
    assert found is not None
    assert (found.sentence, dict(found.values), str(found)) == (template, values, text)


@pytest.mark.parametrize("text", ["", "attached", "Headline", "headline ", f"{'x' * LONGEST} attached"])
def test_what_no_template_fits_stays_data(text: str) -> None:
    """Nothing is guessed."""
    assert recognised(text, TEMPLATES) is None


def test_a_value_is_read_as_a_sentence_only_where_that_is_said() -> None:
    """Several in one field are parted by commas; a name that reads like a sentence is none."""
    loud = Tongue("xx", lambda one: one.sentence.replace("headline", "titre").replace("added", "ajouté"))
    found = recognised("files (a.pdf added, headline) of the fr edition", TEMPLATES, NESTED)
    assert found is not None
    assert filled(found, loud) == "files (a.pdf ajouté, titre) of the fr edition"
    named = recognised("headline attached", TEMPLATES, NESTED)
    assert named is not None
    assert filled(named, loud) == "headline attached"
