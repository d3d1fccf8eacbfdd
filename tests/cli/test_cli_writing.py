"""Writing on the command line: the form in an editor or a file, versions, and what becomes of each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_office import Cli
from command_line import RELEASE


@pytest.fixture
def kept(cli: Cli) -> Cli:
    """With a release, 2026-001."""
    cli.done("release", "add", "-", stdin=RELEASE.encode())
    return cli


def form_of(cli: Cli) -> str:
    """The form as it is printed."""
    return cli.done("release", "edit", "2026-001", "--form").out


def test_a_form_from_a_file_is_a_new_version(kept: Cli, tmp_path: Path) -> None:
    """What was changed is shown word by word, and taken back by restoring."""
    path = tmp_path / "form.md"
    old = form_of(kept)
    headline = old.splitlines()[0].removeprefix("Headline: ")
    path.write_text(old.replace(headline, f"Newly {headline}"), "utf-8")
    assert "Saved as version 2" in kept.done("release", "edit", "2026-001", "--from", str(path)).err
    assert kept.done("release", "compare", "2026-001", "1").out == f"headline: {{+Newly +}}{headline}\n"
    assert "did not change" not in kept.done("release", "compare", "2026-001", "1").err
    assert "the text already" in kept.done("release", "edit", "2026-001", "--from", str(path)).err
    assert "at version 3" in kept.done("release", "restore", "2026-001", "1").err
    rows = kept.done("release", "versions", "2026-001").out.splitlines()
    assert [row.split()[0] for row in rows] == ["version", "3", "2", "1"]
    assert "version 1 restored" in rows[1]
    same = kept.done("release", "compare", "2026-001", "1").err
    assert "Nothing of this edition changed" in same
    assert "Editions that did not change: en." in same


def test_a_form_that_cannot_be_read_saves_nothing(kept: Cli, tmp_path: Path) -> None:
    """The line is named."""
    path = tmp_path / "form.md"
    path.write_text(form_of(kept).replace("Subhead", "Subhad"), "utf-8")
    ended = kept("release", "edit", "2026-001", "--from", str(path))
    assert ended.status == 2
    assert "Nothing was saved" in ended.err


def test_an_editor_is_opened_where_somebody_sits(kept: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed is kept, also where it cannot be understood, and offered the next time."""
    monkeypatch.setattr("click.edit", lambda text, **_: text.replace("Headline: ", "Headlin: Newly "))
    kept.is_terminal = True
    ended = kept("release", "edit", "2026-001", stdin=b"n\n")
    assert "there is no field `Headlin`" in ended.err
    monkeypatch.setattr("click.edit", lambda text, **_: text.replace("Headlin: ", "Headline: "))
    ended = kept.done("release", "edit", "2026-001", stdin=b"y\n")
    assert "You have unsaved text" in ended.err
    assert "Saved as version 2" in ended.err
    assert form_of(kept).startswith("Headline: Newly ")


def test_an_edition_is_held_and_marked_stale(kept: Cli, tmp_path: Path) -> None:
    """Both are said where the release is shown."""
    kept.done("release", "add", "-", "--to", "2026-001", "--language", "fr", stdin=RELEASE.encode())
    path = tmp_path / "form.md"
    path.write_text(form_of(kept).replace("Headline: ", "Headline: Newly "), "utf-8")
    kept.done("release", "edit", "2026-001", "--from", str(path))
    held = kept.done("release", "edition", "hold", "2026-001", "FR")
    assert "Let it go with: distrib release edition let-go 2026-001 fr\n" in held.err
    assert "editions: en fr (stale, held)" in kept.done("release", "show", "2026-001").out
    assert "fr (stale)" in kept.done("release", "list").out
    kept.done("release", "edition", "translated", "2026-001", "fr")
    kept.done("release", "edition", "let-go", "2026-001", "fr")
    assert "editions: en fr\n" in kept.done("release", "show", "2026-001").out


def test_the_offices_boilerplate(kept: Cli, tmp_path: Path) -> None:
    """Kept from a file, shown, and put into a release."""
    path = tmp_path / "about.md"
    path.write_text("About all of us.", "utf-8")
    kept.done("release", "boilerplate", "--keep", "English", "--from", str(path))
    assert "About all of us." in kept.done("release", "boilerplate").out
    kept.done("release", "boilerplate", "2026-001", "--all")
    assert "About all of us." in kept.done("release", "show", "2026-001").out
    assert kept("release", "boilerplate", "--keep", "en").status == 2


def test_restoring_says_which_language_goes_away(kept: Cli, tmp_path: Path) -> None:
    """Before, where a person is asked, and after; what only changes words is not asked about."""
    kept.done("release", "add", "-", "--language", "fr", "--to", "2026-001", stdin=RELEASE.encode())
    kept.is_terminal = True
    asked = kept("release", "restore", "2026-001", "1", stdin=b"n\n")
    assert (asked.status, "Version 1 changes this: fr edition taken away. Restore it?" in asked.err) == (1, True)
    kept.is_terminal = False
    refused = kept("release", "restore", "2026-001", "1")
    assert (refused.status, "Add --yes" in refused.err) == (2, True)
    done = kept.done("release", "restore", "2026-001", "1", "--yes")
    assert "What changed: fr edition taken away. The text before is version 2." in done.err
    assert "What changed: fr edition added." in kept.done("release", "restore", "2026-001", "2").err


def test_restoring_says_which_translation_falls_behind(kept: Cli, tmp_path: Path) -> None:
    """A translation is of the source that it was made from."""
    path = tmp_path / "form.md"
    kept.done("release", "add", "-", "--language", "fr", "--to", "2026-001", stdin=RELEASE.encode())
    path.write_text(form_of(kept).replace("Headline: ", "Headline: Newly "), "utf-8")
    kept.done("release", "edit", "2026-001", "--from", str(path))
    kept.done("release", "edition", "translated", "2026-001", "fr")
    path.write_text(form_of(kept).replace("Headline: ", "Headline: Encore "), "utf-8")
    kept.done("release", "edit", "2026-001", "--language", "fr", "--from", str(path))
    asked = kept("release", "restore", "2026-001", "3", stdin=b"n\n")
    assert "fr edition is behind its source then" in asked.err
