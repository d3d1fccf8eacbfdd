"""Every key of the screen: its name in `[keys]`, what is shown of it, and what follows when it is another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import screen_kinds
from textual.binding import Binding
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import TextArea
from tui_office import NARROW, WIDE, TuiOffice, quiet, said, text_of, tui_office, wait_for

from distrib.core.keys import DIALOGS, FIXED, KEYS, ROOMS, parted
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.keys import SHOWN, choose
from distrib.tui.spoken_screen import SpokenScreen
from distrib.tui.widgets.key_bar import KeyBar, ShownKey
from distrib.tui.wording import SOURCE, speak

EDITING = {one.key for one in TextArea.BINDINGS if isinstance(one, Binding)}
"""Keys of every text box; the editor keeps them."""


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    yield
    choose({})
    speak(SOURCE)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def other_keys(office: TuiOffice, language: str | None = None, **keys: str) -> TuiOffice:
    settings = office.context.settings
    screen = replace(settings.screen, language=language)
    return TuiOffice(replace(office.context, settings=replace(settings, keys=keys, screen=screen)))


def test_every_binding_has_a_name_or_is_one_of_the_fixed() -> None:
    """The table in core is what the settings are checked against, and what every page of keys is made from."""
    nameless = [
        (kind.__qualname__, one.key, one.action)
        for kind in screen_kinds.kinds()
        for one in screen_kinds.own_bindings(kind)
        if not one.id and one.key not in EDITING and not set(parted(one.key)) <= set(FIXED)
    ]
    assert nameless == []


def test_a_binding_with_a_name_has_the_keys_of_that_name() -> None:
    """And every name is bound somewhere."""
    named = [one for kind in screen_kinds.kinds() for one in screen_kinds.own_bindings(kind) if one.id]
    assert [(one.id, one.key) for one in named if one.key != KEYS[one.id or ""].keys] == []
    assert {one.id for one in named} == set(KEYS)


@pytest.mark.parametrize("kind", [one for one in screen_kinds.kinds() if issubclass(one, SpokenScreen)])
def test_all_keys_of_a_screen_are_checked_against_each_other(kind: type[DOMNode]) -> None:
    """They have a room or a dialog in common, so that no two of them can be given one key."""
    places = [KEYS[one.id].places for one in screen_kinds.bindings_of(kind) if one.id]
    assert frozenset.intersection(frozenset((*ROOMS, *DIALOGS)), *places)


def test_nothing_is_bound_twice_in_a_screen() -> None:
    """A key that is fixed there is no other's."""
    for kind in screen_kinds.kinds():
        keys = [key for one in screen_kinds.own_bindings(kind) for key in parted(one.key)]
        assert len(keys) == len(set(keys)), kind


def test_a_sentence_names_the_key_that_was_chosen() -> None:
    """In the person's language, as it stands on the keyboard."""
    assert f"{SHOWN['pause']} {SHOWN['cancel']} {SHOWN['check_page']}" == "p Esc ^t"
    choose({"pause": "f10,P"})
    speak("fr")
    assert f"{SHOWN['pause']} {SHOWN['cancel']} {SHOWN['search']}" == "F10 Échap /"


def test_keys_of_people_and_dialogs_are_others_where_the_settings_say_so(office: TuiOffice) -> None:
    """Footer, help, the page of keys, the buttons and what is pressed go by them."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("escape")
        assert "N New" in text_of(pilot)
        await pilot.press("n")
        assert not isinstance(pilot.app.screen, MessageDialog)
        await pilot.press("?")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the keys")
        await pilot.pause()
        assert "N New" in said(pilot)
        await pilot.press("Q", "f10")
        await wait_for(pilot, lambda: "N somebody new" in said(pilot), "help")
        assert "Z undo the last change" in said(pilot)
        await pilot.press("Q", "A")
        await wait_for(pilot, lambda: "press B to save it" in text_of(pilot), "what to press")
        assert "Delete (X)" in text_of(pilot)
        assert "Close (Esc)" in text_of(pilot)
        await pilot.press("escape", "N")
        await wait_for(pilot, lambda: "Keep (F10)" in text_of(pilot), "the form")

    keys = {"new_person": "N", "undo": "Z", "close": "Q", "help": "f10", "audiences": "A", "save_query": "B"}
    other_keys(office, delete_audience="X", keep_form="f10", **keys).run(script, WIDE, room="journalists")


def test_the_parts_of_a_release_name_the_keys_that_were_chosen(office: TuiOffice) -> None:
    """Where something is missing, and how it comes."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await wait_for(pilot, lambda: "as it is saved" in text_of(pilot), "the release")
        await pilot.press("escape", "2")
        await wait_for(pilot, lambda: "B puts the boilerplate in" in text_of(pilot), "what is missing")
        assert "Another language: N from a file or page" in text_of(pilot)
        await pilot.press("escape", "7")
        await wait_for(pilot, lambda: "S sends it, once it is approved" in text_of(pilot), "what was not done")

    other_keys(office, boilerplate="B", new_release="N", send_release="S").run(script)


def test_no_help_names_a_key_that_there_is_not(office: TuiOffice) -> None:
    """Every room's help is filled, in both languages."""
    for language in (SOURCE, "fr"):
        speak(language)
        for kind in screen_kinds.kinds():
            if words := getattr(kind, "EXPLANATION", ""):
                from distrib.tui.wording import _

                assert "{key" not in _(words).format(key=SHOWN)


@pytest.mark.parametrize("language", [SOURCE, "fr"])
def test_no_key_is_cut_off_on_the_last_line(office: TuiOffice, language: str) -> None:
    """In every room, and in an opened release; the way out is among them, and more are shown where there is room."""

    async def script(pilot: Pilot[None]) -> None:
        for room in ("deliveries", "spokespeople", "journalists", "releases"):
            await pilot.press(KEYS[room].keys)
            await wait_for(pilot, lambda room=room: pilot.app.current_mode == room, room)  # type: ignore[misc]
            await quiet(pilot)
            await pilot.press("escape" if room in ("spokespeople", "journalists") else "f15")
            await wait_for(pilot, lambda: "q Qui" in text_of(pilot).splitlines()[-1], "the keys of a list")
            assert cut_off(pilot) == []
            assert _way_out(language) in text_of(pilot).splitlines()[-1]
        narrow = len(places(pilot))
        await pilot.resize_terminal(*WIDE)
        await wait_for(pilot, lambda: len(places(pilot)) > narrow, "more keys")
        assert cut_off(pilot) == []

    other_keys(office, language).run(script, NARROW)


def _way_out(language: str) -> str:
    return "q Quitter" if language == "fr" else "q Quit"


def places(pilot: Pilot[None]) -> list[tuple[ShownKey, int, int]]:
    """The keys of the last line."""
    return pilot.app.screen.query_one(KeyBar).places


def cut_off(pilot: Pilot[None]) -> list[str]:
    """Keys of the last line that reach over its end or under the key of the palette."""
    *keys, (_palette, end, _) = places(pilot)
    return [one.label for one, _, behind in keys if behind >= end]


def test_a_key_is_pressed_with_the_mouse(office: TuiOffice) -> None:
    """On its letter or its label; the space between two keys is neither."""

    async def script(pilot: Pilot[None]) -> None:
        (_, _, behind), *_others, (palette, _, last) = places(pilot)
        assert palette.name == "^p"
        await pilot.click(KeyBar, offset=(behind, 0))
        await pilot.pause()
        assert not isinstance(pilot.app.screen, MessageDialog)
        await pilot.click(KeyBar, offset=(behind - 1, 0))
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "help")
        await pilot.press("escape")
        await pilot.click(KeyBar, offset=(last - 1, 0))
        await wait_for(pilot, lambda: "CommandPalette" in type(pilot.app.screen).__name__, "the palette")

    office.run(script, NARROW, room="releases")
