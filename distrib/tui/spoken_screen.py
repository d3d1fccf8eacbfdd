"""A screen whose keys are named in the person's language: in the footer, in the palette, and on the page of keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from textual.binding import ActiveBinding
from textual.screen import Screen

from distrib.tui.wording import _

Answer = TypeVar("Answer")


class SpokenScreen(Screen[Answer]):
    """All that names keys asks `active_bindings`; bindings are declared before a language is chosen."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """As any screen's, the labels looked up."""
        return {
            key: one._replace(binding=replace(one.binding, description=_(one.binding.description)))
            for key, one in super().active_bindings.items()
        }
