"""The `distrib` command itself: quick to answer, honest in its exit status, and its own faults are told plainly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_office import Cli
from scripted_smtp import Act, ScriptedServer

import distrib
from distrib.cli.main import main
from distrib.db.migrate import HEAD
from distrib.services.releases import listing as release_list

COMMANDS = [
    [],
    ["demo"],
    ["release"],
    ["release", "parse"],
    ["release", "add"],
    ["release", "list"],
    ["release", "show"],
    ["release", "preview"],
    ["release", "attach"],
    ["release", "detach"],
    ["release", "check"],
    ["release", "approve"],
    ["people"],
    ["people", "import"],
    ["people", "imports"],
    ["people", "undo"],
    ["journalists"],
    ["journalists", "find"],
    ["journalists", "opt-out"],
    ["journalists", "edit"],
    ["journalists", "note"],
    ["journalists", "merge"],
    ["journalists", "near"],
    ["journalists", "export"],
    ["journalists", "dossier"],
    ["journalists", "erase"],
    ["audience"],
    ["audience", "save"],
    ["audience", "list"],
    ["audience", "show"],
    ["audience", "explain"],
    ["audience", "delete"],
    ["spokespeople"],
    ["spokespeople", "find"],
    ["send"],
    ["dispatch"],
    ["dispatch", "list"],
    ["dispatch", "show"],
    ["dispatch", "pause"],
    ["dispatch", "resume"],
    ["dispatch", "stop"],
    ["dispatch", "hold"],
    ["dispatch", "release"],
    ["dispatch", "figures"],
    ["dispatch", "reasons"],
    ["dispatch", "message"],
    ["dispatch", "export"],
    ["dispatch", "history"],
    ["desk"],
    ["search"],
    ["returns"],
    ["returns", "read"],
    ["returns", "fetch"],
    ["settle"],
    ["worker"],
    ["log"],
    ["metrics"],
    ["dkim"],
    ["dkim", "new"],
    ["dkim", "show"],
    ["setup"],
    ["doctor"],
    ["db"],
    ["db", "upgrade"],
    ["db", "backup"],
    ["db", "check"],
]
LOADED = """
import sys
from distrib.cli.main import run
status = run(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "distrib")
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_explains_itself(cli: Cli, command: list[str], option: str) -> None:
    """On stdout, with status 0, and every option has its words."""
    ended = cli.done(*command, option)
    assert ended.out.startswith("Usage: ")
    assert ended.err == ""
    assert "Error" not in ended.out


def test_the_list_of_commands_is_complete() -> None:
    """Each of them is tried above."""
    assert {command[0] for command in COMMANDS if command} == set(main.list_commands(main.make_context("x", [])))


def test_every_option_has_its_words(cli: Cli) -> None:
    """An option without a sentence helps nobody."""
    import click

    for words in COMMANDS:
        command: click.Command = main
        for word in words:
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), word)
            assert found is not None
            command = found
        assert command.help, words
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help or isinstance(parameter.type, click.Choice), f"{words} {parameter.name}"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["send", "--help"], ["nonsense"]])
def test_quick_answers_load_neither_the_screen_nor_the_database(tmp_path: Path, arguments: list[str]) -> None:
    """Nor do they make a folder."""
    home = tmp_path / "home"
    environment = {"DISTRIB_HOME": str(home), "PATH": os.environ["PATH"]}
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    status, *modules = ended.stderr.splitlines()[-1].split()
    assert status == ("2" if arguments == ["nonsense"] else "0")
    loaded = {module.partition(".")[0] for module in modules}
    assert not loaded & {"textual", "sqlalchemy", "alembic", "jinja2", "phonenumbers", "babel", "asyncio"}
    assert not home.exists()
    if arguments == ["--version"]:
        assert ended.stdout == f"distrib, version {distrib.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["release"],
        ["release", "nonsense"],
        ["release", "add"],
        ["people", "import", "x.csv"],
        ["people", "import", "x.csv", "--as", "cats"],
        ["journalists", "find"],
        ["log"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_is_status_2(cli: Cli, arguments: list[str]) -> None:
    """On stderr; nothing that could be taken for data is on stdout."""
    ended = cli(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("distrib: ")
    assert "Nothing was done. See: distrib" in ended.err


def test_a_group_alone_shows_its_commands_line_by_line(cli: Cli) -> None:
    """And says that one of them is missing."""
    said, nothing, usage, *lines = cli("dispatch").err.splitlines()
    assert said.startswith("distrib: A command is missing: choose one of those below.")
    assert (nothing, usage) == ("", "Usage: distrib dispatch [OPTIONS] COMMAND [ARGS]...")
    assert [line for line in lines if line.startswith("  pause ")]


def test_mistakes_in_the_settings_are_listed(cli: Cli) -> None:
    """Status 1, before anything is opened."""
    cli.home.joinpath("config.toml").write_text("[office]\ncountry = 'Libya'\nzone = 'x'\n")
    ended = cli("release", "list")
    assert (ended.status, ended.out) == (1, "")
    assert "two capital letters" in ended.err
    assert "no time zone" in ended.err


def _bug(*_: object, **__: object) -> None:
    password = "hunter2-local"
    raise RuntimeError(f"a bug\x1b[31m {len(password)}")


def test_a_bug_is_a_sentence_and_its_trace_goes_to_a_file(cli: Cli) -> None:
    """Closed to others, added to, without values of variables and without escapes."""
    cli.patch.setattr(release_list, "some", _bug)
    log = cli.home / "errors.log"
    for number in (1, 2):
        ended = cli("release", "list")
        assert (ended.status, ended.out) == (1, "")
        assert "distrib has a fault (RuntimeError), and this step was not done." in ended.err
        assert str(log) in ended.err
        assert "Traceback" not in ended.err
        assert log.read_text().count("Traceback") == number
    assert log.stat().st_mode & 0o777 == 0o600
    assert "in _bug" in log.read_text()
    assert "hunter2" not in log.read_text().replace('password = "hunter2-local"', "")
    assert "\x1b" not in log.read_text()


def test_a_bug_is_told_where_no_file_can_be_written(cli: Cli) -> None:
    """Then the trace is all there is."""
    cli.patch.setattr(release_list, "some", _bug)
    cli.home.joinpath("errors.log").mkdir()
    ended = cli("release", "list")
    assert ended.status == 1
    assert "distrib has a fault, and this step was not done.\nTraceback" in ended.err
    assert "\x1b" not in ended.err


@pytest.mark.parametrize("fault", [KeyboardInterrupt, EOFError, BrokenPipeError])
def test_an_interrupted_command_is_status_1(cli: Cli, fault: type[BaseException]) -> None:
    """Without a trace."""

    def interrupted(*_: object, **__: object) -> None:
        raise fault

    cli.patch.setattr(release_list, "some", interrupted)
    if fault is BrokenPipeError:
        cli.patch.setattr(sys, "stderr", open(os.devnull, "w"))  # noqa: SIM115, PTH123 - closed by the command
    ended = cli("release", "list")
    assert ended.status == 1
    assert "Traceback" not in ended.err


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path, cli: Cli) -> None:
    """`distrib log | head -1` ends quietly."""
    many = "".join(f"Reporter {number},r{number}@news.example\n" for number in range(3000))
    cli.done("people", "import", cli.file("many.csv", "Name,Email\n" + many), "--as", "journalists")
    process = subprocess.Popen(
        [sys.executable, "-m", "distrib", "journalists", "find", "all", "--json"],
        env={"DISTRIB_HOME": str(cli.home), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == 1
    assert b"Traceback" not in errors
    assert not (cli.home / "errors.log").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("arguments", [["--version"], ["metrics"]])
def test_output_that_finds_no_room_is_said_once(cli: Cli, arguments: list[str]) -> None:
    """Not as an exception of Python's at its end, and without saying that nothing was done."""
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "distrib", *arguments],
            env={"DISTRIB_HOME": str(cli.home), "PATH": os.environ["PATH"]},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == (
        "distrib: What was printed could not be written (No space left on device) and is not complete. "
        "What the command did before stays done. Make room, and look at it again.\n"
    )


def test_the_doctor_names_what_is_wrong(cli: Cli) -> None:
    """Status 1 while nothing could be sent, 0 once all is well enough."""
    ended = cli("doctor")
    assert ended.status == 1
    assert "BAD   smtp://localhost:2: the mail server could not be reached" in ended.out
    assert "Check the host, the port and the network." in ended.out
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli.done("doctor")
        assert "answers without encryption; it takes messages up to 10,000 kB." in ended.out
        reference = cli.furnish()
        cli.done("send", reference, "--to", "all", "--yes", "--queue")
        assert "look  2 deliveries wait" in cli.done("doctor").out
    with ScriptedServer({"greeting": Act.CLOSE}) as server:
        cli.smtp(server.url)
        assert "Check that the port is that of a mail server." in cli("doctor").out
    assert server.received == []


def test_the_database_is_backed_up_and_known(cli: Cli, tmp_path: Path) -> None:
    """A backup overwrites nothing."""
    copy = tmp_path / "copy.sqlite"
    assert cli.done("db", "upgrade").out == f"The database is at {HEAD}.\n"
    assert cli.done("db", "backup", str(copy)).out == f"Backed up to {copy}.\n"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert cli("db", "backup", str(copy)).status == 1
    assert cli("db", "backup", str(tmp_path)).status == 2


def test_the_demo_does_the_whole_job(cli: Cli) -> None:
    """In a folder of its own; the office of this environment is not touched."""
    before = {path: path.read_bytes() for path in cli.home.rglob("*") if path.is_file()}
    for name in ("DISTRIB_HOME", "DISTRIB_SMTP"):
        cli.patch.setenv(name, os.environ[name])  # put back after the demo has set them for itself
    cli.patch.setattr(sys, "argv", ["/checkout/.venv/bin/distrib", "demo", "--headless"])
    ended = cli.done("demo", "--headless")
    assert " /checkout/.venv/bin/distrib log 2026-001\n" in ended.out
    assert "accepted by the mail server, 0 refused, 0 in doubt, 0 still to do" in ended.out
    assert "List-Unsubscribe: " in ended.out
    assert {path: path.read_bytes() for path in cli.home.rglob("*") if path.is_file()} == before
