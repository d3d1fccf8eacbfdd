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

    _offered: frozenset[str] | None = None
    """Actions that the last line was told of."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """As any screen's, with labels looked up and keys named as the settings and the language have them.

        What cannot be done now is not offered; whoever presses its key all the same is told why.
        """
        found = super().active_bindings.items()
        return {
            key: one._replace(binding=_spoken(one.binding)) for key, one in found if self.is_open(one.binding.action)
        }

    def offer_deeds(self) -> None:
        """Have the last line follow what is under the cursor."""
        offered = frozenset(one.binding.action for one in self.active_bindings.values())
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def is_open(self, action: str) -> bool:  # noqa: ARG002 - a room with deeds asks
        """Whether this may be done with what is under the cursor, as it was read last."""
        return True


def _spoken(binding: Binding) -> Binding:
    return replace(binding, description=_(binding.description), key_display=as_shown(binding.key)[0])
