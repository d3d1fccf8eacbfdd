"""The screen beside an empty one: first paint, until the desk is there, memory, and the command's start.

Everything is measured in turn within one run, so that what counts is the ratio and not the machine. Memory is the most
that a process held (VmHWM), so it is measured on Linux only. Imports count.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tui_office import TuiOffice, tui_office

from distrib.services import people

ROSTERS = (1_000, 100_000)
ROUNDS = 3
EMPTY = """
from textual.app import App
App().run(headless=True, auto_pilot=leave)
"""
OFFICE = """
from distrib.tui.app import DistribApp
from distrib.tui.start import _open, _settings
opened = []
DistribApp(lambda: _open(opened), _settings).run(headless=True, auto_pilot=leave)
"""
PROLOGUE = """
import pathlib, re, sys, time
began = time.perf_counter()
from textual.app import App
painted, shown = dict(), App._display
def display(app, screen, picture):
    shown(app, screen, picture)
    painted.setdefault("first", time.perf_counter() - began)
    painted.setdefault(app.current_mode, time.perf_counter() - began)
App._display = display
async def leave(pilot):
    while {wanted!r} not in painted:
        await pilot.pause(0.005)
    first = painted[{wanted!r}]
    await pilot.pause()
    told = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())
    print(first, told[1] if told else 0, file=sys.__stdout__)
    pilot.app.exit()
"""


def main() -> None:
    """Print the ratios."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    _help()
    for size in ROSTERS:
        with tempfile.TemporaryDirectory() as folder, tui_office(Path(folder), is_furnished=False) as office:
            people.import_journalists(office.context, _list(size), "list.csv")
            _paint(office, size)


def _list(size: int) -> bytes:
    rows = (f"Reporter {one},r{one}@news.example,Radio {one % 500},LY,ar" for one in range(size))
    return ("Name,Email,Outlet,Country,Languages\n" + "\n".join(rows) + "\n").encode()


def _help() -> None:
    ours = [sys.executable, "-m", "distrib", "--help"]
    theirs = [sys.executable, "-c", "import click"]
    _say("distrib --help / import click", *_in_turn(lambda: _ended(ours), lambda: _ended(theirs)))


def _ended(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def _paint(office: TuiOffice, size: int) -> None:
    home = str(office.context.settings.home)
    memory: dict[str, list[int]] = {"": [], "ours": []}

    def run(code: str, wanted: str, kind: str) -> float:
        source = PROLOGUE.format(wanted=wanted) + code
        environment = os.environ | {"DISTRIB_HOME": home}
        ended = subprocess.run(
            [sys.executable, "-c", source], env=environment, check=True, capture_output=True, text=True
        )
        seconds, kilobytes = ended.stdout.split()[-2:]
        memory[kind].append(int(kilobytes))
        return float(seconds)

    def empty() -> float:
        return run(EMPTY, "first", "")

    _say(f"first paint, {size:,} people", *_in_turn(lambda: run(OFFICE, "first", "ours"), empty))
    memory["ours"].clear()
    _say(f"the desk is there, {size:,} people", *_in_turn(lambda: run(OFFICE, "desk", "ours"), empty))
    _say(f"memory in MB, {size:,} people", *(statistics.median(memory[kind]) / 1000 for kind in ("ours", "")))


def _in_turn(ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def _say(what: str, ours: float, theirs: float) -> None:
    print(f"{what:55} {ours:8.3f} {theirs:8.3f} {ours / theirs:5.2f}x")


if __name__ == "__main__":
    main()
