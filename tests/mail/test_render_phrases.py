"""Fixed phrases: a file per language, complete, filled without obeying what fills them."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from distrib.mail.phrases import available, fill, phrases_for

LANGUAGES = sorted(available())


def braces(value: object) -> list[str]:
    """What a phrase asks for."""
    return sorted(re.findall(r"\{(\w+)\}", value)) if isinstance(value, str) else []


def test_the_four_languages_of_the_house_are_there() -> None:
    """More may come as files."""
    assert {"en", "fr", "es", "ar"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_the_same_places(language: str) -> None:
    """And leaves no phrase empty."""
    phrases, english = asdict(phrases_for(language)), asdict(phrases_for("en"))
    assert {key: braces(value) for key, value in phrases.items()} == {
        key: braces(value) for key, value in english.items()
    }
    assert all(phrases.values())
    assert phrases["direction"] in ("ltr", "rtl")


@pytest.mark.parametrize(
    ("tag", "known"), [("fr-CA", "fr"), ("AR", "ar"), ("es_MX", "es"), ("xx", "en"), ("../en", "en"), ("", "en")]
)
def test_a_language_is_found_by_its_primary_tag(tag: str, known: str) -> None:
    """Others are served in English; no tag is a path."""
    assert phrases_for(tag) is phrases_for(known)


def test_braces_in_a_value_mean_nothing() -> None:
    """Neither another place nor an attribute is reached through it."""
    assert fill("a {x} b {y} c", x="{y}", y="{x.__class__}") == "a {y} b {x.__class__} c"
