"""Files and previews on the command line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from cli_office import Cli
from command_line import RELEASE
from picture_samples import PDF, photograph

from distrib.cli.main import run


def test_a_file_is_attached_and_taken_off(cli: Cli) -> None:
    """And the release has to be approved again."""
    reference = cli.furnish()
    ended = cli.done("release", "attach", reference, cli.file("figures.pdf", PDF))
    assert "figures.pdf, 0 kB, goes with" in ended.err
    assert "approved again" in ended.err
    assert "draft" in cli.done("release", "show", reference).out
    cli.done("release", "detach", reference, "figures.pdf")
    assert cli("release", "detach", reference, "figures.pdf").status == 1


def test_a_picture_is_seen_in_the_preview_of_a_reader(cli: Cli, tmp_path: Path) -> None:
    """With their greeting, and nothing that is fetched."""
    reference = cli.furnish()
    photo = cli.file("camp.jpg", photograph())
    assert cli("release", "attach", reference, photo, "--inline").status == 2
    ended = cli.done("release", "attach", reference, photo, "--inline", "--alt", "Tents")
    assert "![Tents](camp.jpg)" in ended.err
    target = tmp_path / "page.html"
    ended = cli.done("release", "preview", reference, "--as", "amal@news.example", "--output", str(target))
    assert "no edition in a language of theirs: they get the en one" in ended.err
    page = target.read_text("utf-8")
    assert "Dear Amal Haddad," in page
    assert "in English because there is no edition in your language" in page
    assert re.search(r'<img src="data:image/jpeg;base64,[^"]+" alt="Tents" width="536"', page)
    assert "Dear Amal Haddad," in cli.done("release", "preview", reference, "--as", "AMAL@news.example", "--text").out


def test_a_preview_as_nobody_known_is_refused(cli: Cli) -> None:
    """With what to do."""
    reference = cli.furnish()
    ended = cli("release", "preview", reference, "--as", "x\x1b[31m@news.example")
    assert ended.status == 1
    assert "Nobody on the list has the address" in ended.err
    assert "\x1b" not in ended.err


@pytest.mark.parametrize("content", [b"Headline: G\xe9n", "Headline: x".encode("utf-16"), bytes(range(256))])
@pytest.mark.parametrize("words", [["edit", "2026-001"], ["boilerplate", "--keep", "en"]])
def test_a_form_that_is_not_written_in_utf_8_is_a_sentence(cli: Cli, content: bytes, words: list[str]) -> None:
    """Nothing is kept of it."""
    cli.done("release", "add", "-", stdin=RELEASE.encode())
    ended = cli("release", *words, "--from", cli.file("form.md", content))
    assert (ended.status, "form.md is no text in UTF-8: line" in ended.err) == (1, True), ended
    folder = cli("release", *words, "--from", str(cli.home))
    assert (folder.status, "cannot be read: Is a directory. Nothing was changed." in folder.err) == (1, True), folder


@pytest.mark.parametrize(
    "words",
    [
        ["release", "list", "--limit"],
        ["search", "rain", "--limit"],
        ["release", "compare", "2026-001"],
        ["release", "restore", "2026-001"],
        ["people", "undo"],
        ["dispatch", "show"],
        ["spokespeople", "leave", "1", "--remove"],
    ],
)
@pytest.mark.parametrize("number", ["9" * 30, "x", "0", "1.5"])
def test_what_is_no_number_is_a_sentence(cli: Cli, words: list[str], number: str) -> None:
    """Whatever it is, and however large."""
    ended = cli(*words, number)
    assert (ended.status, f"`{number}` is no number from 1 to " in ended.err) == (2, True), ended


@pytest.mark.parametrize(
    "words",
    [
        ["release", "add", "-"],
        ["people", "import", "-", "--as", "journalists"],
        ["release", "discard", "2026-001"],
        ["send", "2026-001", "--to", "all"],
        ["release", "edit", "2026-001"],
    ],
)
def test_a_closed_standard_input_is_a_sentence(cli: Cli, words: list[str]) -> None:
    """As where a service starts it."""
    cli.furnish()
    cli.patch.setattr(sys, "stdin", None)
    status = run(words)
    said = cli.capture.readouterr().err
    assert status in (1, 2)
    assert "has a fault" not in said
    assert "Standard input is closed" in said or "can be asked" in said or "There is no terminal" in said


def test_what_click_says_ends_as_a_sentence(cli: Cli) -> None:
    """Before the next one begins."""
    assert "(2026-002). Nothing was done." in cli("release", "show", "2026-001", "2026-002").err
