"""How an opened release looks: full, empty, with a long text, with a mistake, small and large."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui_looks import BOTH, Compare, looks
from tui_office import NARROW, Script, TuiOffice, quiet, text_of, tui_office, wait_for

from distrib.services import releases
from distrib.services.releases import writing
from distrib.tui.screens.release import ReleaseScreen

LONG = "The families who fled the valley last week have begun to return, although many roads are still closed. "


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def part(*keys: str, then: str) -> Script:
    """Open the release under the cursor, press keys, and wait for words."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ReleaseScreen), "the release")
        await wait_for(pilot, lambda: "as it is saved" in text_of(pilot), "its text")
        await quiet(pilot)
        for key in keys:
            await pilot.press(key)
        await wait_for(pilot, lambda: then in text_of(pilot), then)

    return script


@BOTH
@pytest.mark.parametrize(
    ("keys", "then"),
    [
        ((), "Headline:"),
        (("escape", "2"), "up to date"),
        (("escape", "3"), "proposed"),
        (("escape", "4", *"country:LY"), "4 people get it"),
        (("escape", "5"), "This text is approved"),
        (("escape", "8"), "release approved"),
    ],
    ids=["text", "languages", "contacts", "audience", "checks", "history"],
)
def test_parts(
    snap_compare: Compare, office: TuiOffice, size: tuple[int, int], keys: tuple[str, ...], then: str
) -> None:
    """Each part, full."""
    assert looks(snap_compare, office, size, part(*keys, then=then))


@BOTH
def test_versions(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """What is gone and what is new."""
    release, _, form = writing.form_of(office.context, "2026-001")
    changed = form.replace("more than 3,200 people", "almost 3,400 people")
    writing.save(office.context, "2026-001", writing.read_form(changed, release.source), base=release.version)
    assert looks(snap_compare, office, size, part("escape", "6", then="{+"))


def test_a_long_text(snap_compare: Compare, office: TuiOffice) -> None:
    """Ten thousand words, of which a screen shows its share."""
    text = f"Families Return\n\nGeneva - {LONG}\n\n" + "\n\n".join([LONG * 5] * 100)
    releases.add(office.context, text.encode(), "t")
    assert looks(snap_compare, office, (120, 40), part(then="Version 1, as it is saved"))


def test_nothing_was_sent(snap_compare: Compare, office: TuiOffice) -> None:
    """The part of deliveries, empty."""
    assert looks(snap_compare, office, NARROW, part("escape", "7", then="It was not sent yet"))


def test_an_audience_with_a_mistake(snap_compare: Compare, office: TuiOffice) -> None:
    """Said below the box, where it is."""
    assert looks(snap_compare, office, NARROW, part("escape", "4", *"lang:fr", then="there is no field"))
