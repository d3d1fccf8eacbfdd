"""The keys of the screen: names, what a terminal lets through, and no two deeds of a room on one key."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from distrib.core.keys import ALL, ALWAYS, DIALOGS, EVERYWHERE, KEYS, ROOMS, Key, clashes, fault_of, parted


def test_no_two_deeds_of_a_room_have_the_same_key() -> None:
    """As the program comes."""
    assert clashes({}) == ()


def test_each_name_is_one_deed() -> None:
    """A second one of the name would take the first one's key away."""
    assert [one.name for one in ALL] == list(KEYS)


def test_every_key_of_the_program_may_be_given_to_a_deed() -> None:
    """Nothing that tmux, a terminal or macOS keeps for itself."""
    assert [(one.name, key) for one in KEYS.values() for key in parted(one.keys) if fault_of(key)] == []


JUDGED = {
    "a": "audiences and a new leave open a dialog; approving shows the text and asks",
    "d": "deleting an audience asks; duplicates are only looked for",
    "m": "messages and columns are looked at; merging shows both entries and asks",
    "n": "somebody new begins with an empty form; that a message did not arrive is said in a dialog of its own",
    "o": "offices are looked at, boilerplate is text that can be restored; opting out asks",
    "r": "retiring asks, and it and a removed leave are undone; resuming is what a pause leads to",
    "s": "settling and saving a query open a dialog; sending opens a room of six steps",
    "y": "reasons are looked at, cards are copied; that a message arrived is said in a dialog of its own",
    "z": "both take back: an earlier version is made the newest, and every version stays",
}
"""Keys that mean something grave in one place and something harmless in another, and why that is bearable."""


def test_no_key_means_two_grave_things() -> None:
    """Whoever has learned it in one room does no harm with it in another."""
    meanings = by_key(one for one in ALL if one.is_grave)
    assert {key: names for key, names in meanings.items() if len(names) > 1} == {}


def test_keys_that_are_grave_in_one_place_only_are_judged() -> None:
    """A new one is to be thought about."""
    grave = by_key(one for one in ALL if one.is_grave)
    assert {key for key, names in by_key(ALL).items() if key in grave and len(names) > 1} == set(JUDGED)


def by_key(keys: Iterable[Key]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in keys:
        for key in parted(one.keys):
            found.setdefault(key, []).append(one.name)
    return found


@pytest.mark.parametrize("place", [place for one in ALL for place in parted(one.room)])
def test_a_key_works_where_there_is_a_place(place: str) -> None:
    """A name that is written wrong would clash with nothing."""
    assert place in {EVERYWHERE, ALWAYS, *ROOMS, *DIALOGS}


@pytest.mark.parametrize(
    "key", ["ctrl+b", "ctrl+i", "ctrl+m", "f11", "alt+x", "cmd+s", "enter", "j", "", "é", "ctrl+", "space", ","]
)
def test_what_a_terminal_does_not_let_through_is_no_key(key: str) -> None:
    """Whoever binds it would wait in vain."""
    assert fault_of(key)


def test_a_key_that_is_taken_everywhere_is_taken_in_each_room() -> None:
    """Two rooms may use the same one."""
    assert clashes({"pause": "q"}) == (("quit", "pause", "q"),)
    assert clashes({"pause": "z", "hold": "z"}) == (("pause", "hold", "z"),)
    assert clashes({"refresh": "p"}) == ()


def test_a_key_of_the_rooms_is_free_in_a_dialog() -> None:
    """A dialog stands before its room; the palette opens before a dialog."""
    assert clashes({"swap": "f6"}) == ()
    assert clashes({"swap": "escape"}) == (("cancel", "swap", "escape"),)
    assert clashes({"swap": "ctrl+p"}) == (("palette", "swap", "ctrl+p"),)


def test_an_opened_release_has_the_keys_of_its_list() -> None:
    """Its parts may not take one of them away."""
    assert clashes({"restore": "a"}) == (("approve", "restore", "a"),)
