"""What one screen of a test has read of style sheets serves all that come after it, under the same colours.

A screen reads all its sheets again for each room that is entered first; a process of distrib has one screen, a run of
the suite has hundreds.
"""

from __future__ import annotations

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation


def share_styles() -> None:
    """From here on, in this process."""
    read, known = Stylesheet._parse_rules, dict[object, list[RuleSet]]()

    def read_once(
        sheet: Stylesheet,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        given = (css, read_from, is_default_rules, tie_breaker, scope)
        key = (frozenset(sheet._variables.items()), *given)
        if key not in known:
            known[key] = read(sheet, *given)
        return known[key]

    Stylesheet._parse_rules = read_once  # type: ignore[assignment]
