"""`distrib dkim`: what is pasted into DNS verifies the mail that goes out, and no private key is ever printed."""

from __future__ import annotations

import builtins
import re
from typing import Any

import pytest
from cli_office import Cli
from dkim_verifier import verified
from scripted_smtp import ScriptedServer

RECORD = re.compile(r"(?P<name>\S+)\. IN TXT \(\n(?P<strings>(?:    \"[^\"]+\"\n)+)\)\n")


def records(zone: str) -> dict[str, str]:
    """The printed records, as a name server would read them."""
    found = {one["name"]: "".join(re.findall(r'"([^"]+)"', one["strings"])) for one in RECORD.finditer(zone)}
    assert RECORD.sub("", zone) == ""
    return found


def check_secrets(cli: Cli) -> None:
    """No line of a key file was printed."""
    files = list((cli.home / "dkim").glob("*.pem"))
    assert files
    for path in files:
        assert path.stat().st_mode & 0o777 == 0o600
        for line in path.read_text().splitlines():
            assert not any(line in text for text in cli.seen)


def test_a_key_is_made_and_its_record_verifies_what_is_sent(cli: Cli) -> None:
    """Both algorithms; the record is the same when it is asked for again."""
    made = [cli.done("dkim", "new").out, cli.done("dkim", "new", "--algorithm", "ed25519", "--selector", "quick").out]
    assert cli.done("dkim", "show").out == "".join(sorted(made))
    zone = records("".join(made))
    assert sorted(name.partition(".")[2] for name in zone) == ["_domainkey.office.example"] * 2
    assert max(len(one) for one in re.findall(r'"([^"]+)"', made[0])) == 255
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("send", cli.furnish(), "--to", "all", "--yes")
        assert "look  Mail is not signed" not in cli.done("doctor").out
    assert len(server.received) == 2
    for one in server.received:
        assert sorted(verified(one.content, zone)) == ["ed25519-sha256", "rsa-sha256"]
    check_secrets(cli)


def test_a_key_is_not_made_twice(cli: Cli) -> None:
    """The first stays as it is."""
    before = cli.done("dkim", "new", "--selector", "a").out
    again = cli("dkim", "new", "--selector", "a")
    assert (again.status, again.out) == (1, "")
    assert "There is a key with the selector a for office.example already" in again.err
    assert cli.done("dkim", "show").out == before
    check_secrets(cli)


@pytest.mark.parametrize("selector", ["../x", "A", "a b", "\x1b[31m", ""])
def test_a_selector_must_be_a_name(cli: Cli, selector: str) -> None:
    """What is refused is shown as text."""
    ended = cli("dkim", "new", "--selector", selector)
    assert ended.status == (1 if selector else 0)
    assert ("cannot be a name in DNS" in ended.err) == bool(selector)
    assert "\x1b" not in ended.err


def test_without_a_key_nothing_is_shown(cli: Cli) -> None:
    """And what to do about it."""
    ended = cli.done("dkim", "show")
    assert ended.out == ""
    assert "distrib dkim new" in ended.err


def test_an_unusable_key_is_said_before_anything_is_sent(cli: Cli) -> None:
    """Nobody gets mail that should have been signed; it stays queued."""
    cli.done("dkim", "new")
    (path,) = (cli.home / "dkim").iterdir()
    path.write_text("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
    with ScriptedServer() as server:
        cli.smtp(server.url)
        reference = cli.furnish()
        ended = cli("send", reference, "--to", "all", "--yes")
        assert ended.status == 1
        assert "holds no key that mail can be signed with" in ended.err
        assert cli("doctor").status == 1
    assert server.received == []
    check_secrets(cli)


def test_without_the_extra_a_sentence_says_what_to_install(cli: Cli) -> None:
    """Everything else works as before."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("cryptography"):
            raise ModuleNotFoundError(name)
        return real(name, *rest, **named)

    cli.patch.setattr(builtins, "__import__", without)
    ended = cli("dkim", "new")
    assert ended.status == 1
    assert "Install distrib with the extra `dkim`" in ended.err
    assert not (cli.home / "dkim").exists()
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("send", cli.furnish(), "--to", "all", "--yes")
    assert len(server.received) == 2


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ('domain = "-x"', "[dkim] domain: write it as DNS has it"),
        ('selector = "a,,b"', "[dkim] selector: write it as DNS has it"),
        ('selector = ""', "[dkim] selector: write it as DNS has it"),
        ("selector = 5", "[dkim] selector: write text in quotes"),
        ('selektor = "a"', "did you mean `selector`?"),
        ('selector = "a"', "has no key for the selector a"),
    ],
)
def test_mistakes_in_the_settings_are_named(cli: Cli, config: str, expected: str) -> None:
    """Before anything is done."""
    cli.home.joinpath("config.toml").write_text(f"[dkim]\n{config}\n")
    ended = cli("worker", "--once")
    assert ended.status == 1
    assert expected in ended.err
