"""A password given by DISTRIB_SMTP or the secrets file appears nowhere: output, database, logs, process list."""

from __future__ import annotations

import base64
import sys
import threading
from pathlib import Path

import pytest
from cli_office import Cli
from command_line import CommandLine
from scripted_smtp import Received, ScriptedServer, Steps

from distrib.services.releases import listing as release_list

SECRET = "hunter2-Tr0ub4dor"
SIGNS = (SECRET, base64.b64encode(f"\0press\0{SECRET}".encode()).decode(), base64.b64encode(SECRET.encode()).decode())
AUTH: dict[str, Steps] = {"EHLO": "250-x.example\r\n250 AUTH PLAIN LOGIN"}


def with_login(server: ScriptedServer) -> str:
    return server.url.replace("smtp://", f"smtp://press:{SECRET}@")


def check_files(home: Path) -> None:
    """No file of the office holds the password, in any form."""
    for path in home.rglob("*"):
        if path.is_file() and path.name != "secrets.toml":
            content = path.read_bytes()
            assert not any(sign.encode() in content for sign in SIGNS), path


def _bug(*_: object, **__: object) -> None:
    raise RuntimeError("a bug")


@pytest.mark.parametrize(
    ("script", "status"),
    [
        (AUTH, 0),
        (AUTH | {"AUTH": "535 5.7.8 bad credentials"}, 1),
        (AUTH | {"AUTH": "334 "}, 1),
        (AUTH | {"RCPT": "450 4.2.0 later"}, 3),
    ],
    ids=["welcome", "refused", "confused", "deferred"],
)
def test_no_command_shows_the_password(cli: Cli, script: dict[str, Steps], status: int) -> None:
    """Whether the login succeeds or not."""
    with ScriptedServer(script) as server:
        cli.smtp(with_login(server))
        reference = cli.furnish()
        assert cli("send", reference, "--to", "all", "--yes").status == status
        for command in (["worker", "--once"], ["doctor"], ["log", reference], ["log", reference, "--json"]):
            cli(*command)
        cli("release", "show", reference)
        cli.patch.setattr(release_list, "some", _bug)
        assert cli("release", "list").status == 1
    assert any(SECRET in command for command in server.commands) or any(SIGNS[1] in one for one in server.commands)
    assert not any(sign in text for text in cli.seen for sign in SIGNS)
    assert (cli.home / "errors.log").exists()
    check_files(cli.home)


@pytest.mark.parametrize(
    "url", [f"smtp://press:{SECRET}@mail.example", f"smtps://press:{SECRET}@", f"htp://press:{SECRET}@h"]
)
def test_an_address_that_is_refused_is_not_repeated(cli: Cli, url: str) -> None:
    """By any command that reads it."""
    cli.smtp(url)
    for command in (["doctor"], ["release", "list"], ["worker", "--once"], ["send", "x", "--to", "all", "--yes"]):
        assert cli(*command).status == 1
    assert not any(SECRET in text for text in cli.seen)


def test_the_database_password_is_not_shown(cli: Cli) -> None:
    """When the server does not answer, or its address cannot be used."""
    for url in (f"postgresql://press:{SECRET}@127.0.0.1:1/x", f"mysql://press:{SECRET}@h/x", f"x:{SECRET}@"):
        cli.patch.setenv("DISTRIB_DATABASE", url)
        assert cli("release", "list").status == 1
    assert not any(SECRET in text for text in cli.seen)
    check_files(cli.home)


@pytest.mark.parametrize("url", ["x", "mysql://u@h/x", "postgresql://h:x/y", "sqlite://", "sqlite:///"])
def test_a_database_address_that_cannot_be_used_is_a_sentence(cli: Cli, url: str) -> None:
    """It shows how to write one, and no name of a fault."""
    cli.patch.setenv("DISTRIB_DATABASE", url)
    ended = cli("release", "list")
    assert ended.status == 1
    assert "The database address cannot be used." in ended.err
    assert "Error" not in ended.err


def test_the_process_list_shows_no_password(cli: Cli) -> None:
    """Everybody on the machine can read it."""
    shown: list[bytes] = []
    at_the_dot = threading.Event()

    def look(_: Received) -> None:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                shown.append(path.read_bytes())
            except OSError:
                continue
        at_the_dot.set()

    if not Path("/proc/self/cmdline").exists():
        pytest.skip("this system shows no process list in /proc")
    with ScriptedServer(AUTH) as server:
        server.on_dot = look
        reference = cli.furnish()
        line = CommandLine(cli.home, with_login(server))
        line.run("send", reference, "--to", "all", "--yes", "--queue")
        line.run("worker", "--once")
    assert at_the_dot.is_set()
    assert any(b"distrib\0worker" in one for one in shown)
    assert not any(SECRET.encode() in one for one in shown)


TOKEN = "ya29.hunter2-Tr0ub4dor"


@pytest.mark.parametrize(
    ("auth", "status"), [("235 ok", 0), (["334 e30=", "535 5.7.8 no"], 1)], ids=["welcome", "refused"]
)
def test_no_command_shows_the_token(cli: Cli, tmp_path: Path, auth: Steps, status: int) -> None:
    """It is printed by a program, said to the server, and nowhere else."""
    helper = tmp_path / "helper.py"
    helper.write_text(f"print('{TOKEN}')")
    secrets = cli.home / "secrets.toml"
    secrets.parent.mkdir(parents=True, exist_ok=True)
    secrets.write_text(f'smtp_oauth2_token_command = "{sys.executable} {helper}"')
    secrets.chmod(0o600)
    said = base64.b64encode(f"user=press\1auth=Bearer {TOKEN}\1\1".encode()).decode()
    with ScriptedServer({"EHLO": "250-x.example\r\n250 AUTH XOAUTH2", "AUTH": auth}) as server:
        cli.smtp(server.url.replace("smtp://", "smtp://press@"))
        reference = cli.furnish()
        assert cli("send", reference, "--to", "all", "--yes").status == status
        for command in (["worker", "--once"], ["doctor"], ["log", reference, "--json"]):
            cli(*command)
    assert f"AUTH XOAUTH2 {said}" in server.commands
    signs = (TOKEN, said, base64.b64encode(TOKEN.encode()).decode())
    assert not any(sign in text for text in cli.seen for sign in signs)
    for path in cli.home.rglob("*"):
        assert not path.is_file() or not any(sign.encode() in path.read_bytes() for sign in signs), path
