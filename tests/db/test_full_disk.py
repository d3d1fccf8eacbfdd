"""A full disk: what is kept can still be read, and what cannot be written is said and not half done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from an_office import new_sqlite

from distrib.db.engine import Database

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")

COMMAND = """
import resource, sys
from distrib.cli.main import run
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
sys.exit(run(sys.argv[1:]))
"""
"""A command whose files take no more than a thousand bytes, so that a write-ahead log cannot have its index."""

HELD_OPEN = """
import resource, subprocess, sys
from sqlalchemy import text
from distrib.db.engine import Database
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
database = Database(sys.argv[1])
for _ in range(2):
    with database.reading() as transaction:
        transaction.execute(text("SELECT count(*) FROM releases")).scalar_one()
    assert database.change_stamp()
other = subprocess.run([sys.executable, "-c", sys.argv[2], "release", "list"], timeout=20)
sys.exit(other.returncode)
"""


def python(home: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Python in another process."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("DISTRIB_")}
    arguments = [sys.executable, "-c", code, *words]
    # A module that Python compiles under the limit would be cut off on the disk, and be so for everybody after.
    environment = variables | {"DISTRIB_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of an office whose database nobody has open."""
    database = Database(new_sqlite(tmp_path))
    database.close()
    return tmp_path


@pytest.mark.parametrize("words", [["desk"], ["release", "list"], ["search", "rain"]])
def test_what_is_kept_can_be_read(home: Path, words: list[str]) -> None:
    """Nothing has to be written for that."""
    ended = python(home, COMMAND, *words)
    assert (ended.returncode, "disk" in ended.stderr) == (0, False), ended


def test_what_cannot_be_written_is_said(home: Path) -> None:
    """And nothing of it is there."""
    release = home / "release.txt"
    release.write_text(
        "Rain Stops the Ferry\n\nGeneva - The ferry stayed in port on Monday.\n\nNobody was hurt.\n", "utf-8"
    )
    ended = python(home, COMMAND, "release", "add", str(release))
    assert ended.returncode == 1
    assert "disk" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(python(home, COMMAND, "release", "list").stdout.splitlines()) == 1


def test_whoever_reads_keeps_nobody_else_out(home: Path) -> None:
    """A screen that stands open leaves the database to other processes between two readings."""
    ended = python(home, HELD_OPEN, f"sqlite:///{home / 'distrib.sqlite'}", COMMAND)
    assert (ended.returncode, ended.stderr) == (0, "")
