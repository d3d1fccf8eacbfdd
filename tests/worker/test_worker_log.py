"""The worker's log and numbers: every event by its name, and nothing in them that is nobody's business."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from an_office import ACCEPTED, AnOffice, an_office, said
from cli_office import Cli
from command_line import RELEASE
from filelock import FileLock
from prometheus_client.parser import text_string_to_metric_families
from scripted_smtp import ScriptedServer

from distrib.config import LogSettings
from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Verdict
from distrib.core.smtp.stages import Stage
from distrib.errors import DatabaseUnusable
from distrib.services.delivery import hands
from distrib.services.delivery.delivering import CommitToSend, GiveBack, Step
from distrib.worker import log_file, metrics
from distrib.worker.events import EVENTS, EventLog, logger_to
from distrib.worker.log_file import LogFile
from distrib.worker.metrics import Counters
from distrib.worker.witness import Witness, witnessing

AMAL, ZOE = "amal@news.example", "zoe@wire.example"
PASSWORD = "correct-horse-battery"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release."""
    with an_office(tmp_path) as opened:
        yield opened


def lines(home: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (home / "log" / "worker.log").read_text("ascii").splitlines()]


def send(cli: Cli, reply: str, **settings: str) -> str:
    """Send to both, the one refused in the server's words; returns the log as it stands."""
    for name, value in settings.items():
        with (cli.home / "config.toml").open("a") as file:
            file.write(f"[log]\n{name} = {value}\n")
    reference = cli.furnish()
    with ScriptedServer({"RCPT": lambda one: reply if one == AMAL else "250 ok"}) as server:
        cli.smtp(server.url.replace("smtp://", f"smtp://press:{PASSWORD}@") if reply.startswith("535") else server.url)
        cli("send", reference, "--to", "all", "--yes")
    return (cli.home / "log" / "worker.log").read_text("ascii")


def test_a_run_is_told_by_its_events_and_without_its_people(cli: Cli) -> None:
    """The refusal is a line of its own; what was accepted is counted."""
    text = send(cli, f"550 5.1.1 <{AMAL.upper()}>: amal is unknown, ask Amal; \x1b[2J\u202e")
    events = lines(cli.home)
    names = [one["event"] for one in events]
    assert (names[0], names[-1]) == ("worker started", "worker ended")
    assert names.count("connection opened") == names.count("connection closed") >= 1
    assert set(names[1:-1]) == {"connection opened", "attempt ended", "connection closed"}
    (refused,) = [one for one in events if one["event"] == "attempt ended"]
    facts = ("dispatch", "delivery", "attempt", "domain", "stage", "verdict", "scope", "code", "enhanced", "reply")
    assert [refused[fact] for fact in facts] == [
        *(1, 1, 1, "news.example", "rcpt", "refused", "recipient", 550, "5.1.1"),
        "5.1.1 <…@NEWS.EXAMPLE>: … is unknown, ask …; [2J",
    ]
    assert (events[-1]["accepted"], events[-1]["refused"]) == (1, 1)
    assert {one["worker"] for one in events} == {events[0]["worker"]}
    secrets = [PASSWORD, "amal", "haddad", "zoe", "zoë", *RELEASE.split("\n\n")[1:4], "\x1b"]
    assert [secret for secret in secrets if secret.lower() in text.lower()] == []
    log = cli.home / "log"
    assert [path.stat().st_mode & 0o077 for path in (log, log / "worker.log")] == [0, 0]


def test_an_office_may_choose_to_see_addresses_and_everything(cli: Cli) -> None:
    """For as long as it looks for a fault."""
    send(cli, f"550 5.1.1 <{AMAL}> unknown", addresses="true\nlevel = 'debug'")
    ended = [one for one in lines(cli.home) if one["event"] == "attempt ended"]
    assert {one["email"]: one["verdict"] for one in ended} == {AMAL: "refused", ZOE: "accepted"}
    assert f"<{AMAL}> unknown" in str(ended)


def test_off_is_off(cli: Cli) -> None:
    """Not even a folder."""
    with pytest.raises(FileNotFoundError):
        send(cli, "550 5.1.1 no", level="'off'")


@pytest.mark.parametrize("line", ["level = 'loud'", "addresses = 1", "addresses = 'yes'", "level = 3"])
def test_a_wrong_setting_is_named(cli: Cli, line: str) -> None:
    """With what to write instead."""
    (cli.home / "config.toml").write_text(f"[log]\n{line}\n")
    assert f"[log] {line.partition(' ')[0]}: write " in cli("doctor").err


def test_what_a_server_says_of_a_login_is_left_out() -> None:
    """Some repeat what they were given."""
    log = EventLog(logger_to(logging.NullHandler(), LogSettings()), LogSettings())
    facts = log.said(said(Stage.LOGIN, 535, f"5.7.8 wrong password {PASSWORD}"))
    assert (facts["code"], facts["enhanced"], facts["reply"]) == (535, "5.7.8", None)
    with pytest.raises(KeyError):
        log.write("nobody documented this")


def test_the_ledgers_refusals_and_failures_are_seen(office: AnOffice) -> None:
    """A claim that was taken away, and a database that does not answer; the caller is told as before."""
    dispatch = office.dispatch()
    jobs = office.claim()
    hands.pause(office.context, dispatch.id)
    with witnessing(office.context.settings, "w") as witness:
        steps: list[Step] = [CommitToSend(jobs[0], b""), GiveBack(jobs[1:])]
        assert witness.overseen(lambda some: [office.apply(one) for one in some])(steps) == [False, 0]

        def fails(_: object) -> list[Any]:
            raise DatabaseUnusable("The disk is full.")

        with pytest.raises(DatabaseUnusable):
            witness.overseen(fails)(steps)
    assert [
        (one["event"], one.get("messages"), one.get("delivery")) for one in lines(office.context.settings.home)
    ] == [
        ("claim taken away", None, jobs[0].delivery_id),
        ("database failure", None, None),
        ("dot not allowed", 1, None),
    ]
    assert (witness.counters.claims_taken_away, witness.counters.database_failures) == (1, 1)


def test_every_event_of_the_readme_is_one_that_is_written() -> None:
    """And the other way round."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert [event for event in EVENTS if f"`{event}`" not in readme] == []


def test_accepted_messages_cost_next_to_nothing(office: AnOffice) -> None:
    """Nothing of them reaches the handler at the usual level."""
    heard: list[object] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record)

    handler = Ear()
    witness = Witness(EventLog(logger_to(handler, LogSettings()), LogSettings()), Counters(0))
    office.dispatch()
    (job, *_) = office.claim()
    for outcome in (ACCEPTED, said(Stage.RCPT, 550, "no")):
        witness.heard(job, outcome)
    assert len(heard) == 1
    assert witness.counters.attempts[Verdict.ACCEPTED] == 1


def test_two_writers_rotate_one_file_and_lose_nothing(tmp_path: Path) -> None:
    """As two workers of one office do; every line is whole."""
    path = tmp_path / "log" / "worker.log"

    def write(name: str) -> None:
        handler = LogFile(path, most_bytes=4_000)
        log = EventLog(logger_to(handler, LogSettings()), LogSettings(), name)
        for number in range(100):
            log.write("taken back", returned=number, in_doubt=0)
        handler.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    files = [one for one in path.parent.iterdir() if one.suffix != ".lock"]
    found = [json.loads(line) for one in files for line in one.read_text().splitlines()]
    assert 1 < len(files) <= log_file.KEPT_FILES + 1
    assert {one.stat().st_mode & 0o077 for one in files} == {0}
    per_writer = {name: [one["returned"] for one in found if one["worker"] == name] for name in "ab"}
    assert all(len(set(numbers)) == len(numbers) for numbers in per_writer.values())
    if len(files) <= log_file.KEPT_FILES:
        assert {name: sorted(numbers) for name, numbers in per_writer.items()} == {
            name: list(range(100)) for name in "ab"
        }


def test_a_file_that_another_process_put_aside_is_left(tmp_path: Path) -> None:
    """The next line goes to the file that bears the name now."""
    path = tmp_path / "log" / "worker.log"
    handler = LogFile(path)
    log = EventLog(logger_to(handler, LogSettings()), LogSettings())
    for number in range(2):
        log.write("taken back", returned=number, in_doubt=0)
        path.rename(path.with_name(f"worker.log.{number}"))
    handler.close()
    kept = [path.with_name(f"worker.log.{number}").read_text() for number in range(2)]
    assert [json.loads(text)["returned"] for text in kept] == [0, 1]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("5.1.1 <zoe.ng+news@wire.example> is gone", "5.1.1 <…@wire.example> is gone"),
        ('write to "postmaster@news.example", please', 'write to "…@news.example", please'),
        ("token=abc@office.example", "…@office.example"),
        ("no such user AMAL here", "no such user … here"),
        ("amalgam is no name", "amalgam is no name"),
    ],
)
def test_nobody_is_named_by_a_servers_words(words: str, shown: str) -> None:
    """Whoever's address it repeats, whole or in part."""
    log = EventLog(logger_to(logging.NullHandler(), LogSettings()), LogSettings())
    assert log.shown(words, AMAL) == shown


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """Mail matters more."""
    (tmp_path / "log").write_text("a file where the folder should be")
    handler = LogFile(tmp_path / "log" / "worker.log")
    EventLog(logger_to(handler, LogSettings()), LogSettings()).write("taken back", returned=1, in_doubt=0)
    handler.close()


def values(text: str) -> dict[tuple[str, str], float]:
    """Name and labels → value, by Prometheus' own parser."""
    families = text_string_to_metric_families(text)
    return {(one.name, ",".join(one.labels.values())): one.value for family in families for one in family.samples}


def test_a_worker_leaves_its_numbers(cli: Cli) -> None:
    """In one file that is always whole, with those of the ledger."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue")
    before = values(cli.done("metrics").out)
    assert before["distrib_deliveries", f"1,{reference},queued"] == 2
    assert before["distrib_workers", ""] == 0
    file = cli.home / "distrib.prom"
    with ScriptedServer({"RCPT": lambda one: "450 4.2.0 later" if one == AMAL else "250 ok"}) as server:
        cli.smtp(server.url)
        cli("worker", "--once", "--connections", "1", "--metrics", str(file))
    found = values(file.read_text("utf-8"))
    assert found["distrib_worker_attempts_total", "accepted"] == 1
    assert found["distrib_worker_attempts_total", "deferred"] == 1
    assert found["distrib_worker_connections_opened_total", ""] >= 1
    assert found["distrib_deliveries", f"1,{reference},deferred"] == 1
    assert found["distrib_deliveries", f"1,{reference},accepted"] == 1
    assert {one.name for one in cli.home.iterdir() if ".prom" in one.name} == {"distrib.prom", ".distrib.prom.lock"}


def test_two_workers_do_not_write_the_same_numbers_by_turns(cli: Cli) -> None:
    """The second says so, and leaves its own when the first has ended."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue")
    file = cli.home / "distrib.prom"
    with ScriptedServer() as server:
        cli.smtp(server.url)
        with FileLock(cli.home / ".distrib.prom.lock"):
            ended = cli.done("worker", "--once", "--metrics", str(file))
        assert ended.err.count("Another worker leaves its numbers for Prometheus in") == 1
        assert "2 accepted" in ended.err
        assert not file.exists()
        cli.done("worker", "--once", "--metrics", str(file))
    assert values(file.read_text("utf-8"))["distrib_worker_attempts_total", "accepted"] == 0


def test_numbers_that_cannot_be_written_stop_nothing(cli: Cli) -> None:
    """The person is told once."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue")
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli.done("worker", "--once", "--metrics", str(cli.home / "no" / "such.prom"))
    assert ended.err.count("cannot be written") == 1
    assert "2 accepted" in ended.err


def test_every_name_of_a_number_is_documented(office: AnOffice) -> None:
    """In the README."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    from distrib.services.delivery.metrics import of_ledger

    names = [one.name for one in (*Counters(0).metrics(), *of_ledger(office.context))]
    assert [name for name in names if f"`{name}`" not in readme] == []
    assert metrics.EVERY <= 60
    assert Job.__slots__  # a job is what the log is told of, and it bears no text
