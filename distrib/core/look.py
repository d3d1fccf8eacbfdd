"""How an office's mail looks: its colours, its logo and its footer, and whether they can be read.

Values only. A dispatch keeps the look it was made with, so that a message has the same bytes at every attempt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from distrib.core.phrase import Said, phrased

ENOUGH_CONTRAST = 4.5
"""Between a text and its ground (WCAG 2.2, success criterion 1.4.3, level AA)."""

SHEET, FOOT = "#ffffff", "#f6f7f8"
"""The grounds of the layout on which an office's colours stand."""

_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Logo:
    """An opaque PNG that travels with each message."""

    sha256: str
    width: int
    height: int
    """Pixels as shown."""
    alt: str | None = None
    """None: the organisation's name."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours are `#rrggbb` in lower case: mail programs read nothing else alike."""

    bar: str = "#16324f"
    """The ground behind organisation and logo."""
    on_bar: str = "#ffffff"
    heading: str = "#10243a"
    link: str = "#0b5394"
    footer: str | None = None
    """Lines below the postal address."""
    logo: Logo | None = None

    @property
    def canonical(self) -> str | None:
        """As it is kept; None for the look that nobody chose."""
        return None if self == Look() else json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def read_look(kept: str | None) -> Look:
    """What `canonical` wrote."""
    if kept is None:
        return Look()
    values: Mapping[str, Any] = json.loads(kept)
    logo = values["logo"]
    return Look(**{**values, "logo": Logo(**logo) if logo else None})


def is_colour(text: str) -> bool:
    """Whether it is written as `#rrggbb`."""
    return _HEX.fullmatch(text.lower()) is not None


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def hard_to_read(look: Look) -> tuple[Said, ...]:
    """A sentence for each colour that too many readers cannot tell from its ground."""
    pairs = (
        ("bar_text_colour", look.on_bar, "bar_colour", look.bar),
        ("heading_colour", look.heading, phrased("the white page"), SHEET),
        ("link_colour", look.link, phrased("the white page"), SHEET),
    )
    return tuple(
        phrased(
            "[look] {name} {colour} on {where} {ground} has a contrast of {contrast:.1f} to 1; readers with weak eyes "
            "need {enough} to 1 (WCAG AA). Choose a darker or a lighter one in config.toml.",
            name=name,
            colour=colour,
            where=where,
            ground=ground,
            contrast=contrast(colour, ground),
            enough=ENOUGH_CONTRAST,
        )
        for name, colour, where, ground in pairs
        if contrast(colour, ground) < ENOUGH_CONTRAST
    )


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
