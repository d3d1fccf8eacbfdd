"""The three themes: dark, light, and one of high contrast. Every text stands out by 4.5 to 1 at least (WCAG 2.2 AA)."""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import Theme as Colours

from distrib.core.phrase import phrase


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme under the name that `[screen] theme` has."""

    label: str
    colours: Colours

    @property
    def name(self) -> str:
        """As Textual knows it."""
        return self.colours.name


DARK = Colours(
    name="distrib-dark",
    primary="#2a62a4",
    secondary="#4b79a8",
    accent="#e2a13a",
    foreground="#e6e8eb",
    background="#14171c",
    surface="#1d222a",
    panel="#262c36",
    success="#5fbf7f",
    warning="#e2b04a",
    error="#f07f7f",
    dark=True,
    variables={
        "text-muted": "#aab2bd",
        "text-primary": "#8fbdf0",
        "text-success": "#6fcf8f",
        "text-warning": "#e8bc60",
        "text-error": "#f59494",
        "footer-key-foreground": "#e2b04a",
    },
)
LIGHT = Colours(
    name="distrib-light",
    primary="#1f5a9c",
    secondary="#3d6d9c",
    accent="#8a5200",
    foreground="#1a1d21",
    background="#fbfbfa",
    surface="#f0f0ee",
    panel="#e4e5e3",
    success="#1d6b37",
    warning="#7a4f00",
    error="#a32020",
    dark=False,
    variables={
        "text-muted": "#4c5259",
        "text-primary": "#1a4d86",
        "text-success": "#185c2f",
        "text-warning": "#6b4500",
        "text-error": "#961b1b",
        "footer-key-foreground": "#7a4400",
    },
)
CONTRAST = Colours(
    name="distrib-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff7f",
    warning="#ffd700",
    error="#ff8080",
    dark=True,
    variables={
        "text-muted": "#e0e0e0",
        "text-primary": "#ffff00",
        "text-success": "#00ff7f",
        "text-warning": "#ffd700",
        "text-error": "#ff8080",
        "footer-key-foreground": "#ffff00",
    },
)
THEMES = (Theme(phrase("dark"), DARK), Theme(phrase("light"), LIGHT), Theme(phrase("contrast"), CONTRAST))
