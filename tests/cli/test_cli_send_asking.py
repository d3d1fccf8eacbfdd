"""What a person at a terminal has to do before a send begins."""

from __future__ import annotations

import pytest
from cli_office import Cli

from distrib.cli import send_asking


def _queue(cli: Cli, typed: bytes, sending: str = "type_number_above = 1", *more: str) -> tuple[int, str, int]:
    """Exit status, what was said, and how many were queued."""
    reference = cli.furnish()
    cli.is_terminal = True
    (cli.home / "config.toml").write_text(f"[sending]\n{sending}\n")
    ended = cli("send", reference, "--to", "all", "--queue", *more, stdin=typed)
    return ended.status, ended.err, len(cli.done("log", reference, "--json").objects)


@pytest.mark.parametrize("typed", [b"2\n", b" 2 \n"])
def test_for_a_large_audience_the_number_is_typed(cli: Cli, typed: bytes) -> None:
    """And it is said how it is taken back."""
    status, said, queued = _queue(cli, typed)
    assert (status, queued, cli.waits) == (0, 2, [10])
    assert "Send to 2 recipients now? If so, type their number" in said
    assert "It is queued in 10 seconds. Until then Ctrl+C takes it back." in said


@pytest.mark.parametrize("typed", [b"y\n", b"3\n", b"22\n", b"\n", b""])
def test_another_number_sends_nothing(cli: Cli, typed: bytes) -> None:
    """A yes is no number."""
    status, said, queued = _queue(cli, typed)
    assert (status, queued, cli.waits) == (1, 0, [])
    assert "It is queued" not in said


def test_up_to_the_threshold_a_yes_is_enough(cli: Cli) -> None:
    """The threshold itself is not above it."""
    status, said, queued = _queue(cli, b"y\n", "type_number_above = 2\nundo_seconds = 0")
    assert (status, queued, cli.waits) == (0, 2, [])
    assert "It is queued" not in said


def test_ctrl_c_takes_it_back(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is queued before the seconds are over."""

    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(send_asking, "sleep", interrupted)
    status, said, queued = _queue(cli, b"2\n")
    assert (status, queued) == (1, 0)
    assert "Taken back. Nothing was queued or sent." in said


def test_yes_asks_nothing_and_waits_for_nothing(cli: Cli) -> None:
    """Scripts decide beforehand."""
    status, said, queued = _queue(cli, b"", "type_number_above = 1", "--yes")
    assert (status, queued, cli.waits) == (0, 2, [])
    assert "?" not in said
