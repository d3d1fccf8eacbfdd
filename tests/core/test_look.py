"""An office's colours: written so that every mail program reads them, and told from their ground by everybody."""

from __future__ import annotations

import pytest

from distrib.core.look import Logo, Look, contrast, hard_to_read, is_colour, read_look


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#16324f", "#16324f", 1.0),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    """Either way round, as WCAG computes it."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_the_look_that_nobody_chose_can_be_read() -> None:
    """It passes AA throughout, and is kept as nothing."""
    assert hard_to_read(Look()) == ()
    assert Look().canonical is None
    assert read_look(None) == Look()


@pytest.mark.parametrize(
    ("look", "named"),
    [
        (Look(bar="#ffcc00"), "bar_text_colour #ffffff on bar_colour #ffcc00 has a contrast of 1.5 to 1"),
        (Look(heading="#999999"), "heading_colour #999999 on the white page"),
        (Look(link="#5aa0ff"), "link_colour #5aa0ff on the white page"),
    ],
)
def test_pale_colours_are_named_with_what_to_do(look: Look, named: str) -> None:
    """One sentence each."""
    (sentence,) = hard_to_read(look)
    assert named in str(sentence)
    assert "Choose a darker or a lighter one" in str(sentence)


def test_a_look_is_kept_whole() -> None:
    """With its logo and its footer."""
    look = Look(bar="#112233", footer="Ligne d’été\nتذييل", logo=Logo("ab" * 32, 120, 40, "Büro"))
    assert read_look(look.canonical) == look
    assert read_look(Look(link="#000000").canonical) == Look(link="#000000")


@pytest.mark.parametrize(
    ("text", "is_one"), [("#16324F", True), ("#fff", False), ("red", False), ("rgb(1,2,3)", False), ("#16324g", False)]
)
def test_a_colour_is_hexadecimal(text: str, is_one: bool) -> None:
    """Anything else is shown by some programs and not by others."""
    assert is_colour(text) is is_one
