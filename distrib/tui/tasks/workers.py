"""Whether somebody delivers, and that somebody does."""

from __future__ import annotations

from distrib.tui.desk import Desk


def ensure_worker(desk: Desk) -> bool:
    """Start a worker where none lives; whether one was started."""
    from distrib.services.delivery import workers

    if workers.living(desk.context):
        return False
    desk.start_worker()
    return True
