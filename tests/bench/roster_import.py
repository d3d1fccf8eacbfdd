"""What bringing in a list costs: read, validated, deduplicated, indexed and undoable, against the bare minimum.

    python tests/bench/roster_import.py [rows] [rounds]

The minimum is email-validator alone over the addresses, and sqlite3's executemany of the cells into one table with a
unique address. Both run in processes of their own, turn about, on the same file, once the modules are loaded and an
empty office is there; memory is the importing process's peak. Processor seconds stand beside those of the clock, since
they mean something on a busy machine too. The ratio should be at most 3, and the memory under 300 MB.
"""

from __future__ import annotations

import csv
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from roster import HEADER, people


def main() -> None:
    """Measure and print; with a task's name, do that task and print its seconds and megabytes."""
    if len(sys.argv) == 4 and sys.argv[1] in _TASKS:
        clock, processor = _TASKS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
        print(clock, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    words = [int(word) for word in sys.argv[1:]]
    count, rounds = words[0] if words else 100_000, words[1] if len(words) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.csv"
        with file.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written).writerows((HEADER, *people(count)))
        print(f"{count:,} rows, {file.stat().st_size / 1e6:.1f} MB, {rounds} rounds")
        _show({task: [_run(task, file, Path(folder) / f"{task}{n}") for n in range(rounds)] for task in _TASKS})


def _show(found: dict[str, list[tuple[float, float, float]]]) -> None:
    medians = {task: [statistics.median(values) for values in zip(*runs, strict=True)] for task, runs in found.items()}
    bare = [medians["validate"][place] + medians["insert"][place] for place in (0, 1)]
    for task, runs in found.items():
        clock, processor, _ = medians[task]
        memory = max(one for *_, one in runs)
        spread = f"({min(one for one, *_ in runs):.1f}-{max(one for one, *_ in runs):.1f})"
        ratios = f"ratio {clock / bare[0]:.2f} by the clock, {processor / bare[1]:.2f} by the processor"
        print(f"  {task:10} {clock:6.2f} s {spread:12} {processor:6.2f} s of processor {memory:6.0f} MB  {ratios}")


def _run(task: str, file: Path, home: Path) -> tuple[float, float, float]:
    home.mkdir()
    command = [sys.executable, __file__, task, str(file), str(home)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    clock, processor, memory = map(float, ended.stdout.split())
    return clock, processor, memory


@contextmanager
def _timed() -> Iterator[list[float]]:
    """Seconds by the clock and of the processor."""
    times: list[float] = []
    clock, processor = time.perf_counter(), time.process_time()
    yield times
    times += [time.perf_counter() - clock, time.process_time() - processor]


def _validate(file: Path, _: Path) -> list[float]:
    from email_validator import validate_email

    with file.open(encoding="utf-8", newline="") as rows, _timed() as times:
        for row in csv.DictReader(rows):
            validate_email(row["Email"], check_deliverability=False, test_environment=True)
    return times


def _insert(file: Path, home: Path) -> list[float]:
    columns = ", ".join(f'"{name}"' for name in HEADER)
    places = ", ".join("?" for _ in HEADER)
    bare = sqlite3.connect(home / "bare.sqlite")
    with file.open(encoding="utf-8", newline="") as rows, _timed() as times, bare:
        bare.execute(f'CREATE TABLE people (id INTEGER PRIMARY KEY, {columns}, UNIQUE ("Email"))')
        reader = csv.reader(rows)
        next(reader)
        bare.executemany(f"INSERT INTO people ({columns}) VALUES ({places})", reader)
    bare.close()
    return times


def _distrib(file: Path, home: Path) -> list[float]:
    from distrib import app, config
    from distrib.services import people as services

    office = app.build(config.load({"DISTRIB_HOME": str(home)}))
    with file.open("rb") as data, _timed() as times:
        report = services.import_journalists(office.context, data, file.name)
    assert not report.rejected
    print(f"{report.added} added, {len(report.duplicates)} duplicate", file=sys.stderr)
    office.close()
    return times


_TASKS = {"validate": _validate, "insert": _insert, "distrib": _distrib}

if __name__ == "__main__":
    main()
