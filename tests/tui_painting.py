"""What stands on the screen, drawn for a test without spoiling what a person would see next."""

from __future__ import annotations

from textual._context import visible_screen_stack
from textual.pilot import Pilot
from textual.strip import Strip


def painted(pilot: Pilot[None]) -> list[Strip]:
    """Every line; before a dialog, the room behind it too.

    Textual keeps what it drew, and finds the screens behind a dialog in a variable that only its own painting sets. Who
    draws without it leaves the dialog before nothing, in pictures too, until the room behind changes.
    """
    visible_screen_stack.set(pilot.app._background_screens)
    return pilot.app.screen._compositor.render_strips()
