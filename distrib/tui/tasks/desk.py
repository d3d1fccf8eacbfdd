"""Tasks of the desk: what needs a person now."""

from __future__ import annotations

from distrib.core.desk import Matter
from distrib.tui.desk import Desk


def matters(desk: Desk) -> tuple[Matter, ...]:
    """The most urgent first."""
    from distrib.services import desk as service

    return service.matters(desk.context)
