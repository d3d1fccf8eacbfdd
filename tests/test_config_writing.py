"""Settings are written line by line: what a person wrote beside them stays, and nothing wrong or secret gets out."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.config.writing import keep, with_changes
from distrib.errors import SettingsError

SECRET = "hunter2-Tr0ub4dor"
BEFORE = """\
# Ours since 2019
[office]
name = "Harbour"   # the short one
zone = "Europe/Zurich"

[keys]
desk = "f9"
"""


def test_a_line_changes_and_everything_else_stays() -> None:
    """Comments, order and other sections are a person's own."""
    after = with_changes(BEFORE, {("office", "name"): "Harbour Office", ("sender", "address"): "a@office.example"})
    assert after.splitlines()[0] == "# Ours since 2019"
    assert 'name = "Harbour Office"' in after
    assert tomllib.loads(after)["keys"] == {"desk": "f9"}
    assert tomllib.loads(after)["sender"] == {"address": "a@office.example"}


def test_a_setting_is_put_into_its_section_or_taken_out() -> None:
    """At the end of the section, before the empty line."""
    after = with_changes(BEFORE, {("office", "country"): "CH", ("office", "zone"): None})
    assert after.splitlines()[1:5] == ["[office]", 'name = "Harbour"   # the short one', 'country = "CH"', ""]


@given(st.text(max_size=60))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    """Quotes, line ends and letters of all kinds; what TOML cannot hold is refused."""
    try:
        after = with_changes(BEFORE, {("office", "name"): text})
    except (SettingsError, UnicodeEncodeError):
        assert any(0xD800 <= ord(one) <= 0xDFFF for one in text)
        return
    assert tomllib.loads(after)["office"]["name"] == text


@pytest.mark.parametrize(
    "text",
    ['office = { name = "a" }\n', '[office]\nname = """\na\n"""\n', "[office\n", 'office.name = "a"\n'],
    ids=["inline", "several lines", "broken", "dotted"],
)
def test_a_file_that_cannot_be_changed_surely_is_left_alone(text: str) -> None:
    """The person is told which setting to write by hand."""
    with pytest.raises(SettingsError, match="by hand"):
        with_changes(text, {("office", "name"): "b"})


def test_a_wrong_value_leaves_both_files_as_they_were(tmp_path: Path) -> None:
    """It is read before anything is replaced."""
    (tmp_path / "config.toml").write_text(BEFORE)
    with pytest.raises(SettingsError, match="time zone"):
        keep(tmp_path, {("office", "zone"): "Europe/Nowhere"}, {("", "smtp_password"): SECRET})
    assert (tmp_path / "config.toml").read_text() == BEFORE
    assert sorted(one.name for one in tmp_path.iterdir()) == ["config.toml"]


def test_a_secret_is_closed_to_others_and_in_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From its first byte on; neither settings nor a fault show it."""
    monkeypatch.delenv("DISTRIB_SMTP", raising=False)
    changes = {("smtp", "url"): "smtps://press@mail.office.example:465"}
    settings = keep(tmp_path, changes, {("", "smtp_password"): SECRET})
    assert settings.smtp_password == SECRET
    assert (tmp_path / "secrets.toml").stat().st_mode & 0o077 == 0
    assert SECRET not in repr(settings)
    assert SECRET not in (tmp_path / "config.toml").read_text()
    with pytest.raises(SettingsError) as fault:
        keep(tmp_path, {("office", "country"): "xx"}, {("", "smtp_password"): SECRET + "2"})
    assert SECRET not in str(fault.value)


def test_a_link_keeps_leading_to_its_file(tmp_path: Path) -> None:
    """Settings may lie under version control elsewhere."""
    elsewhere, home = tmp_path / "ours.toml", tmp_path / "home"
    elsewhere.write_text(BEFORE)
    home.mkdir()
    (home / "config.toml").symlink_to(elsewhere)
    keep(home, {("office", "name"): "Office"})
    assert (home / "config.toml").is_symlink()
    assert 'name = "Office"' in elsewhere.read_text()
