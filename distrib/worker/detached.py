"""Starting a worker in a process of its own. Loads nothing of what a worker needs: the screen starts it."""

from __future__ import annotations

import subprocess
import sys


def start_detached(environment: dict[str, str]) -> None:
    """Start a worker of its own that outlives the caller's terminal and ends when nothing is left to do."""
    subprocess.Popen(
        [sys.executable, "-m", "distrib", "worker", "--drain"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        close_fds=True,
    )
