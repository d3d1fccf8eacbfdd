"""[screen] and [keys]: what may be written there, and that every mistake is listed at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from distrib.config import load
from distrib.errors import SettingsError


def read(folder: Path, text: str) -> object:
    (folder / "config.toml").write_text(text)
    return load({"DISTRIB_HOME": str(folder)})


def test_keys_and_theme_are_read(tmp_path: Path) -> None:
    """Several keys for one deed too."""
    settings = load({"DISTRIB_HOME": str(tmp_path)})
    assert (settings.keys, settings.screen.theme) == ({}, "dark")
    (tmp_path / "config.toml").write_text('[screen]\ntheme = "contrast"\n[keys]\nquit = "Q"\nsearch = "/, f10"\n')
    settings = load({"DISTRIB_HOME": str(tmp_path)})
    assert (settings.keys, settings.screen.theme) == ({"quit": "Q", "search": "/,f10"}, "contrast")


def test_the_language_is_that_of_the_locale_until_one_is_written(tmp_path: Path) -> None:
    """None leaves it to the locale."""
    assert load({"DISTRIB_HOME": str(tmp_path)}).screen.language is None
    (tmp_path / "config.toml").write_text('[screen]\nlanguage = "fr"\n')
    assert load({"DISTRIB_HOME": str(tmp_path)}).screen.language == "fr"


def test_every_mistake_is_listed_at_once(tmp_path: Path) -> None:
    """With what was meant, and why a key cannot be."""
    with pytest.raises(SettingsError) as fault:
        read(tmp_path, '[keys]\npuase = "P"\nhold = 3\nstop = "ctrl+b"\nhelp = "q"\n[screen]\ntheme = 1\n')
    said = str(fault.value)
    assert "no action `puase`; did you mean `pause`?" in said
    assert "hold: write a key in quotes" in said
    assert "stop: 'ctrl+b' cannot be its key: tmux keeps it" in said
    assert "help and quit would both have the key 'q'" in said
    assert "[screen] theme: write text in quotes" in said


@pytest.mark.parametrize("text", ["keys = 3\n", '[screen]\ntheme = "pink"\n'])
def test_what_is_no_table_or_no_theme_is_said(tmp_path: Path, text: str) -> None:
    """In a sentence."""
    with pytest.raises(SettingsError, match=r"write \[keys\] on a line|theme: write one of dark, light, contrast"):
        read(tmp_path, text)


def test_a_language_that_the_screen_does_not_speak_is_said(tmp_path: Path) -> None:
    """With those that it speaks."""
    with pytest.raises(SettingsError, match=r"\[screen\] language: write one of en, fr"):
        read(tmp_path, '[screen]\nlanguage = "tlh"\n')


def test_a_key_for_nothing_known_does_not_list_all_there_is(tmp_path: Path) -> None:
    """There are about a hundred; a page has them."""
    with pytest.raises(SettingsError) as fault:
        read(tmp_path, '[keys]\nxyzzy = "x"\n')
    assert str(fault.value).endswith("there is no action `xyzzy`. docs/keys.md has all names.")
