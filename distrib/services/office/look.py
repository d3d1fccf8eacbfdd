"""How the office's mail looks now: [look] of the settings, its logo made ready to travel with every message."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from distrib.core.look import Logo, Look
from distrib.core.phrase import phrased
from distrib.core.system_words import why
from distrib.errors import SettingsError, UnreadableText
from distrib.services.context import Context

if TYPE_CHECKING:
    from distrib.mail.pictures import Picture

WIDEST, HIGHEST = 320, 80
"""Pixels of a logo as shown; it is kept twice as large, for screens with small pixels."""


def of(context: Context) -> Look:
    """The office's look.

    Raises:
        SettingsError: the logo cannot be read.
    """
    chosen = context.settings.look
    picture = _logo(context)
    logo = None
    if picture is not None:
        shrink = max(1.0, picture.width / WIDEST, picture.height / HIGHEST)
        width, height = round(picture.width / shrink), round(picture.height / shrink)
        logo = Logo(_hash(picture.data), max(1, width), max(1, height), chosen.logo_alt)
    return Look(
        bar=chosen.bar_colour.lower(),
        on_bar=chosen.bar_text_colour.lower(),
        heading=chosen.heading_colour.lower(),
        link=chosen.link_colour.lower(),
        footer=chosen.footer,
        logo=logo,
    )


def files(context: Context) -> dict[str, bytes]:
    """The bytes of the logo by their hash; empty without one.

    Raises:
        SettingsError: the logo cannot be read.
    """
    picture = _logo(context)
    return {} if picture is None else {_hash(picture.data): picture.data}


def _logo(context: Context) -> Picture | None:
    chosen = context.settings.look
    if chosen.logo is None:
        return None
    path = context.settings.home / Path(chosen.logo).expanduser()
    try:
        changed = path.stat()
        return _made_ready(path, chosen.bar_colour, changed.st_mtime_ns, changed.st_size)
    except OSError as fault:
        raise SettingsError(
            [
                phrased(
                    "config.toml [look] logo: {path} cannot be read ({reason}). Correct the name, or take it out.",
                    path=path,
                    reason=why(fault),
                )
            ]
        ) from fault
    except UnreadableText as fault:
        raise SettingsError(
            [phrased("config.toml [look] logo: {path} is no picture that can be read: PNG or JPEG.", path=path)]
        ) from fault


@lru_cache(maxsize=8)
def _made_ready(path: Path, ground: str, changed_at: int, size: int) -> Picture:  # noqa: ARG001 - name this state of it
    """Once per state of the file: a plan and its sender are asked for often."""
    from distrib.mail.pictures import on_ground

    return on_ground(path.read_bytes(), path.name, colour=ground, longest=(2 * WIDEST, 2 * HIGHEST))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
