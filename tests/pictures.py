"""The pictures of the pages in `docs/`, taken of the real screen over the demo office. Run by `make pictures`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot
from tui_office import TuiOffice, entered, quiet, settled, tui_office, wait_for

from distrib.core.keys import KEYS
from distrib.services.releases import approving, reviewing
from distrib.tui.targets import ROOMS

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (120, 36)


def main() -> None:
    """A picture of each room, and of help."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tui_office(Path(folder)) as office:
        reviewing.set_audience(office.context, "2026-001", "all")
        approving.approve(office.context, "2026-001")
        asyncio.run(_take(office))


async def _take(office: TuiOffice) -> None:
    async with office.app().run_test(size=SIZE) as pilot:
        await entered(pilot, "desk")
        for room in ROOMS:
            await pilot.press(KEYS[room].keys)
            await settled(pilot, room)
            _keep(pilot, room)
        screens = len(pilot.app.screen_stack)
        await pilot.press("f1")
        await wait_for(pilot, lambda: len(pilot.app.screen_stack) > screens, "help")
        await quiet(pilot)
        _keep(pilot, "help")


def _keep(pilot: Pilot[None], name: str) -> None:
    path = FOLDER / f"{name}.svg"
    path.write_text(pilot.app.export_screenshot(title="distrib"), "utf-8")
    sys.stdout.write(f"{path} is drawn.\n")


if __name__ == "__main__":
    main()
