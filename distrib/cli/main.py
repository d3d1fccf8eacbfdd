"""The `distrib` command: finds the command asked for, runs it, and turns how it ended into an exit status.

Commands are imported when they are run, so that `--help` and `--version` answer at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from distrib import __version__
from distrib.cli.output import complain
from distrib.errors import DistribError, UsageError

DONE, COULD_NOT, WRONG_USAGE, NEEDS_A_PERSON = 0, 1, 2, 3

_COMMANDS = {
    "desk": ("distrib.cli.desk", "What needs you now, the most urgent first."),
    "demo": ("distrib.cli.demo", "Try distrib with an invented office; nothing leaves this machine."),
    "release": ("distrib.cli.release", "Read, keep, look at and approve releases."),
    "people": ("distrib.cli.people", "Import journalists and spokespeople; take an import back."),
    "search": ("distrib.cli.search", "Find releases, people and what they were sent."),
    "journalists": ("distrib.cli.journalists", "Find and change journalists; opt-outs, exports, privacy."),
    "audience": ("distrib.cli.audience", "Save queries under names; see whom they find and why."),
    "spokespeople": ("distrib.cli.spokespeople", "Who speaks for what, when and how; duty hours and leave."),
    "send": ("distrib.cli.send", "Send an approved release to an audience."),
    "dispatch": ("distrib.cli.dispatch", "See, pause, resume or stop what is being sent; hold a domain."),
    "returns": ("distrib.cli.returns", "Read what came back: bounces and receipts."),
    "settle": ("distrib.cli.settle", "Decide about those who are in doubt."),
    "worker": ("distrib.cli.worker", "Deliver what is queued."),
    "metrics": ("distrib.cli.metrics", "Numbers of this moment, for Prometheus."),
    "log": ("distrib.cli.log", "Who got a release, and who did not."),
    "dkim": ("distrib.cli.dkim", "Make a key that signs mail, and see its DNS record."),
    "setup": ("distrib.cli.setup", "Questions that set the office up: sender, mail server, signing."),
    "doctor": ("distrib.cli.doctor", "What is wrong with this set-up, in plain words."),
    "db": ("distrib.cli.db", "Upgrade, back up or check the database."),
}


class _LazyGroup(click.Group):
    """A group whose commands are modules, each holding one click command named `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101 - each module of this room holds one
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="distrib")
@click.pass_context
def main(context: click.Context) -> None:
    """The press office in a terminal. Without a command it opens the screen.

    Exit status: 0 done, 1 could not, 2 wrong usage, 3 done but some recipients were refused or are in doubt.
    """
    if context.invoked_subcommand is None:
        from distrib.tui.start import open_screen

        open_screen()


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status."""
    status = _run(arguments)
    return status if _is_written() else COULD_NOT


def _run(arguments: Sequence[str] | None) -> int:
    try:
        words = list(arguments) if arguments is not None else None
        status = main.main(args=words, prog_name="distrib", standalone_mode=False)
        return status if isinstance(status, int) else DONE
    except click.exceptions.NoArgsIsHelpError as fault:
        path = fault.ctx.command_path
        complain(f"A command is missing: choose one of those below. Nothing was done. See: {path} COMMAND --help")
        click.echo(f"\n{fault.ctx.get_help()}", err=True)
        return WRONG_USAGE
    except click.ClickException as fault:
        complain(_usage(fault))
        return WRONG_USAGE if isinstance(fault, click.UsageError) else COULD_NOT
    except DistribError as fault:
        complain(_sentence(fault))
        return WRONG_USAGE if isinstance(fault, UsageError) else COULD_NOT
    except (click.Abort, KeyboardInterrupt):
        complain("Stopped. Nothing more was done.")
    except BrokenPipeError:
        _is_written()
        sys.stderr.close()
    except Exception as bug:  # a person gets a sentence, the trace goes to a file
        if isinstance(bug, OSError) and not _is_written():
            return COULD_NOT
        from distrib.trouble import explain

        complain(str(explain(bug)))
    return COULD_NOT


def _is_written() -> bool:
    """Whether what was printed has arrived. What cannot is given up, or Python would complain of it at its end."""
    try:
        sys.stdout.flush()
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(fault, BrokenPipeError):
            complain(
                f"What was printed could not be written ({fault.strerror}) and is not complete. What the command did "
                "before stays done. Make room, and look at it again."
            )
        return False
    return True


def _usage(fault: click.ClickException) -> str:
    """What is wrong with the words of the command, that it did nothing, and where they are explained."""
    context = fault.ctx if isinstance(fault, click.UsageError) else None
    path = context.command_path if context else "distrib"
    words = " ".join(fault.format_message().split())
    return f"{_closed(words)} Nothing was done. See: {path} --help"


def _sentence(fault: DistribError) -> str:
    from distrib.core.query.terms import QueryError

    if isinstance(fault, QueryError):
        return _closed(f"The query was not understood, so nothing was done. Look at {fault}")
    return str(fault)


def _closed(words: str) -> str:
    """With a full stop, where they do not end in a mark of their own."""
    return words if words.endswith((".", "?", "!")) else f"{words}."
