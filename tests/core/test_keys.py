"""The keys of the screen: names, what a terminal lets through, and no two deeds of a room on one key."""

from __future__ import annotations

import pytest

from distrib.core.keys import ALL, KEYS, clashes, fault_of, parted


def test_no_two_deeds_of_a_room_have_the_same_key() -> None:
    """As the program comes."""
    assert clashes({}) == ()


def test_each_name_is_one_deed() -> None:
    """A second one of the name would take the first one's key away."""
    assert [one.name for one in ALL] == list(KEYS)


def test_every_key_of_the_program_may_be_given_to_a_deed() -> None:
    """Nothing that tmux, a terminal or macOS keeps for itself."""
    assert [(one.name, key) for one in KEYS.values() for key in parted(one.keys) if fault_of(key)] == []


@pytest.mark.parametrize("key", ["ctrl+b", "ctrl+i", "ctrl+m", "f11", "alt+x", "cmd+s", "", "é", "ctrl+", "space", ","])
def test_what_a_terminal_does_not_let_through_is_no_key(key: str) -> None:
    """Whoever binds it would wait in vain."""
    assert fault_of(key)


def test_a_key_that_is_taken_everywhere_is_taken_in_each_room() -> None:
    """Two rooms may use the same one."""
    assert clashes({"pause": "q"}) == (("quit", "pause", "q"),)
    assert clashes({"pause": "z", "hold": "z"}) == (("pause", "hold", "z"),)
    assert clashes({"refresh": "p"}) == ()
