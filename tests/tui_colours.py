"""The contrast of what stands on the screen, as WCAG 2.2 works it out."""

from __future__ import annotations

from collections.abc import Iterator

from textual.color import Color
from textual.pilot import Pilot
from tui_painting import painted


def _part(value: int) -> float:
    share = value / 255
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: Color) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    return 0.2126 * _part(colour.r) + 0.7152 * _part(colour.g) + 0.0722 * _part(colour.b)


def contrast(one: Color, other: Color) -> float:
    """From 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def texts(pilot: Pilot[None]) -> Iterator[tuple[str, Color, Color]]:
    """Every piece of text on the screen with its colour and the ground under it; shades and lines are no text."""
    screen = pilot.app.screen
    dialogs = screen.query(".dialog")
    seen = dialogs.first().region if dialogs else screen.region  # what lies below a dialog cannot be used
    strips = painted(pilot)
    for strip in (one.crop(seen.x, seen.right) for one in strips[seen.y : seen.bottom]):
        for segment in strip:
            style, text = segment.style, segment.text.strip()
            if style is None or not any(one.isalnum() for one in text):
                continue
            if style.color is None or style.bgcolor is None:
                continue
            front, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            if style.dim:
                front = ground.blend(front, 0.66)
            yield (text, ground, front) if style.reverse else (text, front, ground)
