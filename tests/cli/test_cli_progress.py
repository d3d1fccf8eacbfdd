"""Progress on the command line: one look, a watch that can be piped, and the line a person sees while waiting."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from an_office import ACCEPTED, REFUSED, AnOffice, an_office
from cli_office import Cli
from scripted_smtp import ScriptedServer

from distrib import app, config
from distrib.cli import watch
from distrib.cli.meter import Meter
from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Fault, Outcome, judge
from distrib.core.smtp.stages import Stage
from distrib.services.delivery import hands, progress

JOB = Job(1, 1, 1, 1, "reporter@news.example", "N", "<t@office.example>", "t", 1, "c", None)  # type: ignore[arg-type]


def queued(cli: Cli) -> None:
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue")


def test_show_says_why_nothing_moves(cli: Cli) -> None:
    """No worker; paused; and the same for programs."""
    queued(cli)
    assert "Now:      2 wait and no worker runs\n" in cli.done("dispatch", "show", "1").out
    (one,) = cli.done("dispatch", "show", "1", "--json").objects
    assert (one["done"], one["why"], one["per_minute"], one["seconds_left"]) == (0, "no_worker", None, None)
    cli.done("dispatch", "pause", "1")
    assert "Now:      Paused: 2 wait until it is resumed\n" in cli.done("dispatch", "show", "1").out
    cli.done("dispatch", "stop", "1")
    shown = cli.done("dispatch", "show", "1").out
    assert "Now:" not in shown
    assert "Stands:   stopped for good" in shown


def test_a_deferral_is_told_with_its_next_try(cli: Cli) -> None:
    """At the end of a send that could not end."""
    reference = cli.furnish()
    with ScriptedServer({"RCPT": "450 4.2.0 later"}) as server:
        cli.smtp(server.url)
        ended = cli("send", reference, "--to", "all", "--yes")
    assert ended.status == 3
    assert "\r" not in ended.err
    assert "What is still to do is delivered by: distrib worker" in ended.err


def test_a_watch_ends_with_the_dispatch(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line a change, none where nothing changed; status 3 where somebody was refused."""
    queued(cli)
    looks = 0

    def sleep(seconds: float) -> None:
        nonlocal looks
        looks += 1
        assert seconds >= 1
        office = app.build(config.load())
        if looks == 2:
            hands.pause(office.context, 1)
        if looks == 4:
            hands.stop(office.context, 1)
        office.close()

    monkeypatch.setattr("distrib.cli.dispatch.time.sleep", sleep)
    lines = cli.done("dispatch", "show", "1", "--watch").out.splitlines()
    assert [line.partition("  ")[2] for line in lines] == [
        "0 of 2: 0 accepted, 0 refused, 0 in doubt. 2 wait and no worker runs.",
        "0 of 2: 0 accepted, 0 refused, 0 in doubt. Paused: 2 wait until it is resumed.",
        "2 of 2: 0 accepted, 0 refused, 0 in doubt, 2 stopped. Stopped for good.",
    ]
    (one,) = cli.done("dispatch", "show", "1", "--watch", "--json").objects
    assert (one["why"], one["done"], one["pending"]) == ("stopped", 2, 0)
    assert cli("dispatch", "show", "9", "--watch").status == 1


def test_a_watch_sees_each_change_once(tmp_path: Path) -> None:
    """And the status of the command is that of the counts."""
    with an_office(tmp_path) as office:
        dispatch = office.dispatch()
        steps: Iterator[list[Outcome]] = iter([[ACCEPTED], [], [REFUSED, ACCEPTED]])
        seen = list(
            watch.changes(lambda: progress.of(office.context, dispatch.id), lambda _: _end(office, *next(steps)))
        )
    assert [one.done for _, one in seen] == [0, 1, 3]
    assert seen[-1][0].tally.needs_a_person
    assert watch.values(seen[-1][1])["why"] == "done"


def _end(office: AnOffice, *outcomes: Outcome) -> None:
    for outcome in outcomes:
        (job,) = office.claim(1)
        if outcome.is_after_dot:
            office.commit(job)
        assert office.record(job, outcome)


def test_the_refused_make_a_watch_end_with_3(cli: Cli) -> None:
    """As everywhere."""
    reference = cli.furnish()
    with ScriptedServer({"RCPT": "550 5.1.1 gone"}) as server:
        cli.smtp(server.url)
        cli("send", reference, "--to", "all", "--yes")
    ended = cli("dispatch", "show", "1", "--watch")
    assert ended.status == 3
    assert ended.out.endswith("2 of 2: 0 accepted, 2 refused, 0 in doubt. Done.\n")


class _Terminal:
    """Standard error as a person sees it."""

    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""


def test_the_line_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """How far, how fast, how long, and what went wrong; looked at twice a second and no more often."""
    now, terminal = [0.0], _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    meter = Meter(1_000, clock=lambda: now[0])
    outcomes = [ACCEPTED, REFUSED, judge(Stage.DOT, Fault.CLOSED)]
    for number in range(300):
        now[0] += 0.1
        meter.heard(JOB, outcomes[min(2, number)] if number < 3 else ACCEPTED)
    assert meter.line() == "Sending: 300 of 1,000, 600 a minute, about 70 s left, 1 refused, 1 in doubt"
    assert 50 <= terminal.written.count("\r") <= 61
    meter.clear()
    assert terminal.written.endswith("\r\x1b[K")


def test_the_pace_is_that_of_the_last_minute() -> None:
    """What was fast an hour ago says nothing about now."""
    now = [0.0]
    meter = Meter(clock=lambda: now[0])
    for _ in range(1_000):
        meter.heard(JOB, ACCEPTED)
    for _ in range(240):
        now[0] += 0.5
        meter.heard(JOB, ACCEPTED)
        meter.line()
    assert meter.line() == "Sending: 1,240, 120 a minute"
