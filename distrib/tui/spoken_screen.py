"""A screen whose keys are named in the person's language: in the footer, in the palette, and on the page of keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from distrib.tui.keys import as_shown
from distrib.tui.wording import _

Answer = TypeVar("Answer")


class SpokenScreen(Screen[Answer]):
    """All that names keys asks `active_bindings`; bindings are declared before a language is chosen."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """As any screen's, with labels looked up and keys named as the settings and the language have them."""
        return {key: one._replace(binding=_spoken(one.binding)) for key, one in super().active_bindings.items()}


def _spoken(binding: Binding) -> Binding:
    return replace(binding, description=_(binding.description), key_display=as_shown(binding.key)[0])
