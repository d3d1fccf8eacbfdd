"""The subject of an edition's messages: what its readers see first, and whoever sends it sees before that."""

from __future__ import annotations

from distrib.core.plain_text import one_line
from distrib.core.release import Edition

_AROUND_MARKER = " *:.-–—_#[]()"


def subject_of(edition: Edition) -> str:
    """Markers such as CORRECTION before the headline, on one line."""
    markers = [one_line(marker).strip(_AROUND_MARKER) for marker in edition.markers]
    return ": ".join([*filter(None, markers), one_line(edition.headline)])
