"""Opening the screen: refuses without a terminal, reads the settings, paints, then loads the database beside it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from distrib.errors import NotAllowed, SettingsError

if TYPE_CHECKING:
    from distrib.app import Office
    from distrib.config import Settings
    from distrib.tui.desk import Desk


def open_screen() -> None:
    """Run the terminal interface until the person leaves. A worker that is sending goes on.

    Raises:
        NotAllowed: this is no terminal.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):  # Textual draws on stderr
        raise NotAllowed(
            "There is no terminal here, so the screen cannot be opened. "
            "Everything it does has a command too: distrib release, send, log, spokespeople, journalists. "
            "See them with: distrib --help"
        )
    from distrib.tui.app import DistribApp
    from distrib.tui.wording import language_of, speak

    speak(language_of(os.environ))
    opened: list[Office] = []
    try:
        DistribApp(lambda: _open(opened), _settings).run()
    finally:
        for office in opened:
            office.close()


def _settings() -> Settings | None:
    """Keys, colours and language of the opening; opening the office reads them anew and says what is wrong."""
    from distrib import config

    try:
        return config.load()
    except SettingsError:
        return None


def _open(opened: list[Office]) -> Desk:
    """Runs in a thread: importing the database layer costs more than painting."""
    from zoneinfo import ZoneInfo

    from distrib import app, config
    from distrib.tui.desk import Desk
    from distrib.worker.detached import start_detached

    office = app.build(config.load())
    opened.append(office)
    return Desk(
        context=office.context,
        zone=ZoneInfo(office.settings.office.zone),
        start_worker=lambda: start_detached(dict(os.environ)),
        open_page=_open_page,
        office_name=office.settings.office.name,
        is_new=config.is_new(office.settings),
        notice=office.restored.said if office.restored else None,
    )


def _open_page(address: str) -> bool:
    """Show a page in a browser with a window of its own; a text browser would take this terminal."""
    import webbrowser

    has_windows = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return bool(has_windows) and webbrowser.open(address)
