"""Files and previews on the command line."""

from __future__ import annotations

import re
from pathlib import Path

from cli_office import Cli
from picture_samples import PDF, photograph


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
