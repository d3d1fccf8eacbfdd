"""`distrib release`: a pasted text is read, kept, looked at and approved; what is no release is named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from cli_office import Cli
from command_line import RELEASE
from document_samples import docx, paragraph, word_body

HEADLINE = "Harbour Office Raises Alarm for Families Near Tripoli"
HOSTILE = RELEASE.replace("Harbour Office Raises Alarm", "Alarm \x1b[31m{{ 7*7 }} [bold]<script>\u202e%s")


def test_adding_prints_the_reference_and_nothing_else(cli: Cli) -> None:
    """So that a script can take it; what was recognised is a remark."""
    ended = cli.done("release", "add", cli.file("r.txt", RELEASE))
    reference = ended.out.strip()
    assert ended.out == f"{reference}\n"
    assert reference.endswith("-001")
    assert f"Headline: {HEADLINE}" in ended.err
    assert "Contact:  Rashid Al Amin" in ended.err
    assert cli.done("release", "add", "-", stdin=RELEASE.encode()).out.strip().endswith("-002")


def test_another_language_is_added_to_the_same_release(cli: Cli) -> None:
    """The remark speaks of the text that was just added."""
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    french = cli.file("f.txt", RELEASE.replace("Harbour Office Raises Alarm", "Le Harbour Office sonne l'alarme"))
    ended = cli.done("release", "add", french, "--language", "French", "--to", reference)
    assert ended.out.strip() == reference
    assert "Language: fr" in ended.err
    assert "sonne l'alarme" in ended.err
    listed = cli.done("release", "list").out.splitlines()
    assert len(listed) == 2
    assert "en fr" in listed[1]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("frech", "did you mean French?"), ("../../x", "Write its code"), ("", "Write its code"), ("\x1b[1m", "Write")],
)
def test_a_language_that_is_none(cli: Cli, language: str, expected: str) -> None:
    """Wrong usage; nothing is kept."""
    ended = cli("release", "add", cli.file("r.txt", RELEASE), "--language", language)
    assert (ended.status, ended.out) == (2, "")
    assert expected in ended.err
    assert len(cli.done("release", "list").out.splitlines()) == 1


BAD = [
    (b"", "is empty"),
    (b" \n\t\r\n ", ""),
    (b"\x00\x01\x02\x03\xff\xfe" * 500, "binary"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "PNG image"),
    (b"Only one line\n", ""),
]


@pytest.mark.parametrize(("content", "expected"), BAD, ids=["empty", "blank", "junk", "picture", "one line"])
@pytest.mark.parametrize("command", ["add", "parse"])
def test_what_is_no_release(cli: Cli, command: str, content: bytes, expected: str) -> None:
    """A sentence and status 1; nothing is kept. Parsing shows what there is, where there is any text."""
    ended = cli("release", command, cli.file("r.txt", content))
    if command == "parse" and content.startswith(b"Only"):
        assert ended.status == 0
        return
    assert ended.status == 1
    assert ended.out == ""
    assert ended.err.startswith("distrib: ")
    assert expected in ended.err
    assert "Traceback" not in ended.err
    assert len(cli.done("release", "list").out.splitlines()) == 1


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "a\nb", "-no"])
def test_a_file_that_is_not_there(cli: Cli, name: str) -> None:
    """Named; a name that looks like an option is wrong usage."""
    ended = cli("release", "add", name)
    assert ended.status == (2 if name == "-no" else 1)
    assert ended.out == ""


def test_parsing_keeps_nothing_and_prints_json_lines(cli: Cli) -> None:
    """One object a file; a file that cannot be read does not stop the others."""
    good, bad = cli.file("r.txt", RELEASE), cli.file("bad.txt", b"")
    ended = cli("release", "parse", "--json", good, bad, good)
    assert ended.status == 1
    assert [one["headline"] for one in ended.objects] == [HEADLINE, HEADLINE]
    assert "bad.txt is empty" in ended.err
    assert HEADLINE in cli.done("release", "parse", good).out
    assert len(cli.done("release", "list").out.splitlines()) == 1


def test_showing_names_the_hash_that_was_approved(cli: Cli) -> None:
    """Before and after approval, and after a change to the text."""
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    shown = cli.done("release", "show", reference).out
    assert "Approved:  by nobody" in shown
    this = next(line.split()[-1] for line in shown.splitlines() if line.startswith("Text:"))
    assert HEADLINE.casefold() in shown.casefold()
    ended = cli.done("release", "approve", reference)
    assert ended.out == ""
    assert this[:12] in ended.err
    approved = cli.done("release", "show", reference).out
    assert "Approved:  version 1 by " in approved
    assert "Not approved" not in approved
    cli.done("release", "add", cli.file("f.txt", RELEASE), "--language", "fr", "--to", reference)
    shown = cli.done("release", "show", reference).out
    assert "Not approved as it stands. Changed since: fr edition added" in shown
    assert this not in shown


def test_a_preview_is_written_where_it_is_asked_for(cli: Cli, tmp_path: Path) -> None:
    """As a complete page; an edition that there is not is named with those there are."""
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    target = tmp_path / "page.html"
    assert cli.done("release", "preview", reference, "--output", str(target)).out == f"{target}\n"
    assert HEADLINE in target.read_text("utf-8")
    for command in ("show", "preview"):
        ended = cli("release", command, reference, "--language", "ar")
        assert ended.status == 1
        assert "has no edition in 'ar'. There is: en." in ended.err
    ended = cli("release", "preview", reference, "--output", str(tmp_path / "no" / "page.html"))
    assert ended.status == 1
    assert "No such file or directory" in ended.err
    assert not (cli.home / "errors.log").exists()


@pytest.mark.parametrize("command", [["show"], ["approve"], ["preview"], ["add", "--to"]])
@pytest.mark.parametrize("reference", ["2026-999", "'; DROP TABLE releases; --", "\x1b[2J{{x}}", "%", ""])
def test_a_reference_that_names_nothing(cli: Cli, command: list[str], reference: str) -> None:
    """Status 1, with the command that lists them; shown as text."""
    file = [cli.file("r.txt", RELEASE)] if command[0] == "add" else []
    ended = cli("release", command[0], *file, *command[1:], reference)
    assert ended.status == 1
    assert "There is no release" in ended.err
    assert "distrib release list" in ended.err
    assert "\x1b" not in ended.err


def test_hostile_text_is_shown_as_text(cli: Cli, tmp_path: Path) -> None:
    """No escape reaches the terminal, no template is filled in, no script gets into the page."""
    path = cli.file("r.txt", HOSTILE)
    reference = cli.done("release", "add", path).out.strip()
    page = tmp_path / "page.html"
    cli.done("release", "parse", path)
    (parsed,) = cli.done("release", "parse", "--json", path).objects
    cli.done("release", "list")
    shown = cli.done("release", "show", reference).out
    cli.done("release", "preview", reference, "--output", str(page))
    assert "{{ 7*7 }} [bold]<script>%s" in shown
    assert "{{ 7*7 }}" in json.dumps(parsed)
    assert "<script>" not in page.read_text("utf-8")
    assert not any(character in text for text in cli.seen for character in "\x1b\u202e")


def test_an_issued_release_is_not_changed(cli: Cli) -> None:
    """Once somebody may have it, a new text is a new release."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue")
    ended = cli("release", "add", cli.file("f.txt", RELEASE), "--language", "fr", "--to", reference)
    assert ended.status == 1
    assert "2026-001 is issued, and what people hold cannot be changed any more. Nothing was changed." in ended.err
    assert cli("release", "approve", reference).status == 1


def test_every_format_is_added_and_its_remarks_are_told(cli: Cli) -> None:
    """A Word document with its page header; what was left out is said."""
    body = word_body() + paragraph("<w:drawing><a:blip/></w:drawing>")
    ended = cli.done("release", "add", cli.file("r.docx", docx(body)))
    assert "Note:     Not taken over: 1 picture." in ended.err
    assert "Embargo:  " in ended.err
    assert "--none\n" in ended.err, "an embargo that is past asks"
    shown = cli.done("release", "parse", cli.file("r.docx", docx())).out
    assert "Read as a Word document (DOCX)." in shown
    assert "Headline (paragraph 1): Families return" in shown
    assert "Embargo (page header, paragraph 1): " in shown


def test_fields_are_corrected_before_anything_is_kept(cli: Cli) -> None:
    """By options; contacts and markers may be repeated."""
    options = ["--headline", "Right headline", "--dateline", "LYON", "--date", "3 May 2024", "--language", "fr"]
    options += ["--contact", "Ana Silva, ana@office.example", "--contact", "Bo Li, bo@office.example"]
    ended = cli.done("release", "add", cli.file("r.txt", RELEASE), *options, "--marker", "CORRECTION")
    assert "Headline: Right headline" in ended.err
    assert "Language: fr   Dateline: LYON, 3 May 2024" in ended.err
    assert "Contact:  Ana Silva" in ended.err
    assert "Contact:  Bo Li" in ended.err
    assert "Rashid" not in ended.err


def editor(cli: Cli, old: str, new: str) -> dict[str, str]:
    """An editor that replaces some words."""
    script = cli.file(
        "editor.py",
        f"import sys, pathlib\np = pathlib.Path(sys.argv[-1])\nt = p.read_text('utf-8')\n"
        f"assert {old!r} in t\np.write_text(t.replace({old!r}, {new!r}), 'utf-8')\n",
    )
    return {"EDITOR": f"{sys.executable} {script}", "VISUAL": ""}


def test_everything_is_corrected_in_an_editor(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is what was saved there."""
    cli.is_terminal = True
    for name, value in editor(cli, f"headline: {HEADLINE}", "headline: Edited headline").items():
        monkeypatch.setenv(name, value)
    ended = cli.done("release", "add", cli.file("r.txt", RELEASE), "--edit")
    assert "Headline: Edited headline" in ended.err
    assert "Contact:  Rashid Al Amin" in ended.err


def test_what_was_edited_is_never_lost(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in the form leaves it in a file."""
    cli.is_terminal = True
    for name, value in editor(cli, "headline: ", "hedline: ").items():
        monkeypatch.setenv(name, value)
    ended = cli("release", "add", cli.file("r.txt", RELEASE), "--edit")
    assert (ended.status, ended.out) == (2, "")
    assert "there is no field `hedline`" in ended.err
    assert f"hedline: {HEADLINE}" in (cli.home / "not-kept.txt").read_text("utf-8")
    assert len(cli.done("release", "list").out.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# " + "Word " * 2_000 + f"\n\n{RELEASE}", "which no subject line holds"),
        ("x" * 1_200_000, "1,000,000 at most"),
    ],
)
def test_what_is_too_long(cli: Cli, text: str, why: str) -> None:
    """Is not kept, and said."""
    ended = cli("release", "add", cli.file("r.txt", text))
    assert (ended.status, ended.out) == (1, "")
    assert why in ended.err


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://files.example/a", "http:// or https://"),
        ("http://127.0.0.1:9/", "private network"),
        ("http://user:secret@news.example/", "user name or password"),
    ],
)
@pytest.mark.parametrize("command", ["add", "parse"])
def test_addresses_that_are_not_read(cli: Cli, command: str, address: str, why: str) -> None:
    """Before anybody is asked."""
    ended = cli("release", command, address)
    assert (ended.status, ended.out) == (1, "")
    assert why in ended.err
    assert "secret" not in ended.err


def test_a_draft_is_discarded_and_brought_back(cli: Cli) -> None:
    """A person is asked first; it leaves the list and the desk, and stands under --discarded."""
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    cli.is_terminal = True
    asked = cli("release", "discard", reference, stdin=b"n\n")
    assert (asked.status, f"Discard {reference}, " in asked.err) == (1, True)
    assert reference in cli.done("release", "list").out
    done = cli.done("release", "discard", reference, stdin=b"y\n")
    assert f"Bring it back with: distrib release bring-back {reference}" in done.err
    assert reference not in cli.done("release", "list").out + cli.done("desk").out
    assert reference in cli.done("release", "list", "--discarded").out
    again = cli("release", "discard", reference)
    assert (again.status, again.err) == (1, f"distrib: {reference} is discarded already. Nothing was changed.\n")
    cli.done("release", "bring-back", reference)
    assert reference in cli.done("release", "list").out


def test_without_a_terminal_discarding_wants_a_yes(cli: Cli) -> None:
    """Nothing is thrown away unasked."""
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    refused = cli("release", "discard", reference)
    assert (refused.status, "Add --yes" in refused.err) == (2, True)
    cli.done("release", "discard", reference, "--yes")


def test_a_list_that_is_cut_says_so(cli: Cli) -> None:
    """Nobody takes its end for the end of what there is."""
    for _ in range(3):
        cli.done("release", "add", cli.file("r.txt", RELEASE))
    assert not cli.done("release", "list").err
    cut = cli.done("release", "list", "--limit", "1")
    assert len(cut.out.splitlines()) == 2
    assert cut.err.startswith("2 more are not shown.")
