"""Fingers on the keys of a screen in a test: it waits until what they did is worked off, and not for an idle processor.

Textual's own pilot waits 40 ms after each key; that is most of what a test of the screen would take.
"""

from __future__ import annotations

from unittest.mock import patch

import textual.app
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot

MOST_ROUNDS = 30
"""Of messages that lead to messages; a screen that is never done, as one that counts down, is left to itself then."""


class Hands(Pilot[None]):
    """Letters follow each other at once, as from a terminal; a key that does something is waited for."""

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key, next_key in zip(keys, (*keys[1:], ""), strict=True):
            is_within_a_word = key.isalnum() and len(key) == len(next_key) == 1
            with patch.object(textual.app, "wait_for_idle", _at_once if is_within_a_word else self._worked_off):
                await self._app._press_keys([key])
        await self._worked_off()

    async def pause(self, delay: float | None = None) -> None:
        """Until all is worked off; with a delay, so many seconds."""
        if delay is None:
            await self._worked_off()
        else:
            await super().pause(delay)

    async def _worked_off(self, _least: float = 0) -> None:
        """Nobody on the screen has anything to do, and it is painted."""
        for _ in range(MOST_ROUNDS):
            await self._wait_for_screen()
            self._app.screen._on_timer_update()
            if not any(map(_is_busy, _pumps(self._app))):
                return


async def _at_once(_least: float = 0) -> None:
    """The next key is there already."""


def _pumps(app: App[None]) -> list[MessagePump]:
    return [app, *app.screen.walk_children(with_self=True)]


def _is_busy(pump: MessagePump) -> bool:
    return bool(pump.message_queue_size or pump._next_callbacks or getattr(pump, "_callbacks", ()))
