"""The roster from the command line: lists taken back, people changed, merged and erased, audiences explained."""

from __future__ import annotations

import json

import click
import pytest
from cli_office import Cli

ODD = "Kontakt,Who,Media\namal@news.example,Amal Haddad,The Mercury\n\u0430nna@news.example,Anna,The Mercury\n"


@pytest.fixture
def furnished(cli: Cli) -> Cli:
    """Two journalists and an approved release."""
    cli.furnish()
    return cli


def test_a_mapping_is_shown_and_corrected_and_an_odd_address_confirmed(cli: Cli) -> None:
    """The dry run says what would happen; a mistake in --map is wrong usage."""
    path = cli.file("odd.csv", ODD)
    arguments = ("people", "import", path, "--as", "journalists")
    assert "Kontakt, Who, Media" in cli(*arguments).err
    mapped = (*arguments, "--map", "email=Kontakt", "--map", "name=2")
    tried = cli.done(*mapped, "--dry-run")
    assert tried.out == "1 would be added, 0 would be updated, 0 unchanged, 1 rejected\n"
    assert "columns: email = Kontakt; name = Who; outlet = Media" in tried.err
    assert "mixes Cyrillic and Latin" in tried.err
    done = cli.done(*mapped, "--confirm", "\u0430nna@news.example", "--basis", "consent")
    assert done.out.startswith("2 added")
    assert "distrib people undo 1" in done.err
    for wrong in ("email", "=x", "email="):
        assert cli(*arguments, "--map", wrong).status == 2


def test_an_import_is_previewed_and_taken_back(furnished: Cli) -> None:
    """What changes is spelt out by line; whoever was edited since is named, and the status says so."""
    newer = "Name,Email,Role,Outlet\nAmal Haddad,amal@news.example,Editor,\nAmal Hadad,a2@news.example,,The Mercury\n"
    path = furnished.file("n.csv", newer + "Bo,bo@x.example,,Post\n")
    tried = furnished.done("people", "import", path, "--as", "journalists", "--dry-run")
    assert tried.out == "1 would be added, 1 would be updated, 0 unchanged, 1 duplicate, 0 rejected\n"
    assert "line 2: changed, Amal Haddad: role: nothing → Editor" in tried.err
    assert "line 3: Amal Hadad at The Mercury looks like amal@news.example, who is known" in tried.err
    furnished.done("people", "import", path, "--as", "journalists")
    furnished.done("journalists", "edit", "amal@news.example", "tags=+circle")
    ended = furnished("people", "undo", "2")
    assert (ended.status, ended.out) == (3, "1 removed, 0 restored, 1 left as they are\n")
    assert "left as they are: Amal Haddad <amal@news.example> (line 2): edited since" in ended.err
    assert "n.csv" in furnished.done("people", "imports").out
    assert furnished("people", "undo", "9").status == 1


def test_an_import_that_was_undone_is_not_undone_again(furnished: Cli) -> None:
    """It is said, with when, and not that nobody was removed."""
    done = furnished.done("people", "undo", "1")
    assert done.out == "2 removed, 0 restored, 0 left as they are\n"
    ended = furnished("people", "undo", "1")
    assert (ended.status, ended.out) == (1, "")
    assert "Import 1 (roster.csv) was undone already, at 20" in ended.err
    assert "bring the list in again" in ended.err


def test_an_edit_with_something_since_says_what_that_is(furnished: Cli) -> None:
    """And what the fields were before, so that the person can write them again."""
    furnished.done("journalists", "edit", "amal@news.example", "role=Editor")
    furnished.done("journalists", "note", "amal@news.example", "Prefers mornings.")
    ended = furnished("journalists", "undo", "amal@news.example")
    assert (ended.status, ended.out) == (1, "")
    assert "Amal Haddad was changed again since that edit: a note (20" in ended.err
    assert "Nothing was changed; write the former values in a new edit (role: Editor → nothing)." in ended.err


def test_people_who_look_like_somebody_known_can_be_taken_as_new(furnished: Cli) -> None:
    """And are listed as probably the same until they are merged."""
    path = furnished.file("n.csv", "Name,Email,Outlet\nHaddad Amal,a2@news.example,The Mercury\n")
    furnished.done("people", "import", path, "--as", "journalists", "--near-as-new")
    listed = furnished.done("journalists", "near")
    assert "a2@news.example" in listed.out
    assert listed.err.startswith("1 pair;")
    merged = furnished.done("journalists", "merge", "amal@news.example", "a2@news.example")
    assert merged.out == "Amal Haddad is one entry now: amal@news.example, a2@news.example; subscribed.\n"
    assert furnished.done("journalists", "near").err.startswith("0 pairs")


def test_somebody_is_changed_by_hand(furnished: Cli) -> None:
    """Field by field; lists can be added to and taken from, and a value that cannot be used changes nothing."""
    edit = ("journalists", "edit", "amal@news.example")
    furnished.done(*edit, "role=Editor", "tags=circle; quay", "type=agency", "zone=Africa/Tripoli")
    furnished.done(*edit, "beats=+health", "tags=-quay", "role=", "email=amal@home.example")
    (one,) = furnished.done("journalists", "find", "type:agency", "tag:circle", "--json").objects
    assert (one["role"], one["email"]) == (None, "amal@home.example")
    assert (one["beats"], one["tags"]) == (["migration", "health"], ["circle"])
    furnished.done("journalists", "note", "amal@news.example", "Prefers mornings.")
    held = json.loads(furnished.done("journalists", "dossier", "amal@news.example").out)
    assert held["journalist"]["others"] == ["amal@news.example"]
    assert [one["body"] for one in held["notes"]] == ["Prefers mornings."]
    edit = ("journalists", "edit", "amal@home.example")
    for wrong in ("role", "shoe=42", "country=Atlantis", "email=nobody", "status=subscribed", "zone=Mars"):
        ended = furnished(*edit, wrong)
        assert (ended.status, ended.out) == (2, ""), wrong
    assert "belongs to Zoë Ng" in furnished(*edit, "others=zoe@wire.example").err
    assert furnished("journalists", "note", "amal@home.example", " ").status == 2


def test_an_erasure_asks_and_says_what_stays(furnished: Cli) -> None:
    """Nobody brings the person back."""
    assert furnished("journalists", "erase", "amal@news.example", stdin=b"n\n").status == 1
    ended = furnished.done("journalists", "erase", "amal@news.example", "--yes")
    assert ended.out == "Erased.\n"
    assert "Backups made before may still hold this person." in ended.err
    assert "everywhere else" in furnished.done("journalists", "erase", "z@x.example", "--yes").out
    assert furnished.done("journalists", "find", "email:amal").out.count("\n") == 1
    listed = furnished.done("journalists", "find", "all")
    assert [one.split()[0] for one in listed.out.splitlines()] == ["name", "Zoë"]
    assert furnished.done("journalists", "find", "status:erased").out.splitlines()[1].startswith("erased at 20")


def test_audiences_are_saved_used_and_explained(furnished: Cli) -> None:
    """The same name in a search, in a send and in an explanation."""
    assert furnished.done("audience", "save", "Libya desk", "country:LY").out == "Saved. It finds 1 now.\n"
    assert "country:LY" in furnished.done("audience", "list").out
    (saved,) = furnished.done("audience", "list", "--json").objects
    assert (saved["name"], saved["query"]) == ("Libya desk", "country:LY")
    assert "amal@news.example" in furnished.done("audience", "show", "libya DESK").out
    to = ("--to", 'audience:"Libya desk" OR country:GB')
    told = furnished.done("audience", "explain", "2026-001", *to, "--email", "amal@news.example").out
    assert told.startswith(
        "In.\nAmal Haddad is found by the query, in the audience `Libya desk`.\nThey get the English"
    )
    assert "in no language of theirs" in furnished.done("send", "2026-001", *to, "--explain").out
    furnished.done("journalists", "opt-out", "zoe@wire.example")
    listed = furnished.done("send", "2026-001", *to, "--explain")
    assert "opted out" in listed.out
    assert listed.err == "1 in, 1 out. Nothing was sent.\n"
    assert furnished.done("log", "2026-001", "--json").out == ""
    assert furnished("audience", "save", "x", "audience:x").status == 2
    furnished.done("audience", "delete", "libya desk")
    assert furnished("audience", "show", "libya desk").status == 1


def test_what_changes_while_a_person_is_asked_is_shown_and_confirmed_again(
    furnished: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second question is about the new numbers; a third change stops the send."""
    furnished.is_terminal = True
    asked: list[str] = []
    extra = furnished.file("n.csv", "Name,Email,Country\nDana,dana@x.example,LY\n")

    def answer(question: str, **_: object) -> str:
        asked.append(question)
        if len(asked) == 1:
            furnished("people", "import", extra, "--as", "journalists")
        return "y"

    monkeypatch.setattr(click, "prompt", answer)
    ended = furnished.done("send", "2026-001", "--to", "all", "--queue")
    assert asked == ["Send to 2 recipients now? [y/N]", "Send to 3 recipients now? [y/N]"]
    assert "3 queued" in ended.out
    shown = "".join(furnished.seen)
    assert "While you were asked, this changed:\n    now in it: 1\n        Dana <dana@x.example>" in shown + ended.err
