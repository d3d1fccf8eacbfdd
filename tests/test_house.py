"""The rules of the house that no tool checks: what may be loaded, how long things may be, and that tests are sound."""

from __future__ import annotations

import ast
import runpy
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

ROOT = Path(__file__).parent.parent
TOP = {
    *("pyproject.toml", "distrib", "templates", "migrations", "tests", "README.md"),
    *(
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "docs",
        "uv.lock",
        ".ci",
        ".gitattributes",
        ".gitignore",
    ),
}
"""What stands at the top of the tree."""

PACKAGE = ROOT / "distrib"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS_FOLDER = ROOT / "tests"
TESTS = sorted(TESTS_FOLDER.rglob("*.py"))
MOST_MODULE, MOST_FUNCTION, MOST_METHODS = 400, 50, 15

IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print(*sorted(sys.modules))
"""


@pytest.mark.parametrize(
    ("room", "foreign"),
    [
        ("distrib.core", {"sqlalchemy", "alembic", "jinja2", "smtplib", "textual", "click", "aiosmtpd", "sqlite3"}),
        ("distrib.services", {"textual", "click"}),
        ("distrib.worker", {"textual", "click"}),
        ("distrib.ingest", {"sqlalchemy", "jinja2", "textual", "click", "aiosmtpd"}),
        ("distrib.mail", {"sqlalchemy", "alembic", "textual", "click", "sqlite3"}),
        ("distrib.db", {"jinja2", "textual", "click", "aiosmtpd"}),
        ("distrib.cli", {"textual"}),
    ],
)
def test_a_room_brings_along_only_what_it_may(room: str, foreign: set[str]) -> None:
    """In a process of its own, with every module of the room."""
    arguments = [sys.executable, "-c", IMPORT_ALL, room]
    ended = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {name.partition(".")[0] for name in ended.stdout.split()}
    assert "distrib" in loaded
    assert not loaded & foreign


def test_whoever_sends_or_looks_up_waits_for_no_reading_of_releases() -> None:
    """What labels a contact in forty languages takes a quarter of a second to load."""
    quick = [f"distrib.services.{name}" for name in ("sending", "desk", "delivery.dispatches", "people.lookup")]
    asked = f"import sys, distrib.worker.process, {', '.join(quick)}; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "distrib.services.sending" in ended.stdout.split()
    assert "distrib.ingest.labels.contact" not in ended.stdout.split()


def test_modules_are_short_enough_to_be_read() -> None:
    """At most 400 lines."""
    long = {str(path.relative_to(ROOT)): length for path in MODULES if (length := _lines(path)) > MOST_MODULE}
    assert long == {}


def test_functions_are_short_enough_to_be_seen_at_once() -> None:
    """At most 50 lines, and classes offer at most 15 methods; on the screen, which answers messages with private ones,
    those count too.
    """
    long = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            name = f"{path.relative_to(ROOT)}:{node.name}"
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > MOST_FUNCTION:
                    long[name] = length
            if isinstance(node, ast.ClassDef):
                methods = [one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
                if len(methods) > MOST_METHODS:
                    long[name] = len(methods)
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_its_duty(path: Path) -> None:
    """A docstring, postponed annotations, and a docstring on whatever others may use; is_ and has_ speak for
    themselves.
    """
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module does not say its duty"
    if any(not isinstance(node, ast.Expr) for node in tree.body) and path.name != "__init__.py":
        first = next(node for node in tree.body if not isinstance(node, ast.Expr))
        assert isinstance(first, ast.ImportFrom)
        assert first.module == "__future__"
    silent = [node.name for node in _public(tree.body) if not ast.get_docstring(node)]
    assert [name for name in silent if not name.startswith(("is_", "has_"))] == []


def test_there_is_no_drawer_for_everything() -> None:
    """A module is named for its duty."""
    names = {path.stem for path in MODULES}
    assert not names & {"utils", "util", "helpers", "common", "misc", "tools", "base_repository"}


def test_nothing_lies_before_the_door() -> None:
    """A database or a mail that a trial left at the top would be kept with the code, and whom it names."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    found = {path.split("/")[0] for path in tracked.stdout.split("\0") if path}
    assert found - TOP == set()


def test_test_modules_have_names_of_their_own() -> None:
    """So that a failing test is found by its file's name."""
    twice = [name for name, number in Counter(path.name for path in TESTS).items() if number > 1]
    assert twice == []


def test_tests_say_what_they_hold_and_never_sleep() -> None:
    """A docstring on every test; waiting by time makes a test slow and unsure."""
    silent, sleepy = [], []
    for path in TESTS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                if not ast.get_docstring(node):
                    silent.append(f"{path.name}:{node.name}")
            elif isinstance(node, ast.Call) and _sleeps(node):
                sleepy.append(f"{path.name}:{node.lineno}")
    assert silent == []
    assert sleepy == []


def test_every_measurement_starts_by_itself() -> None:
    """`python tests/bench/screen.py`: each finds what it shares with the tests, whatever was loaded before."""
    tests = [name for name, module in sys.modules.items() if _is_of_tests(getattr(module, "__file__", None))]
    elsewhere = [entry for entry in sys.path if not _is_of_tests(entry)]
    for path in sorted(TESTS_FOLDER.glob("bench/*.py")):
        with patch.dict(sys.modules), patch.object(sys, "path", [str(path.parent), *elsewhere]):
            for name in tests:
                del sys.modules[name]
            runpy.run_path(str(path), run_name="loaded")


def _is_of_tests(path: str | None) -> bool:
    return path is not None and Path(path).is_relative_to(TESTS_FOLDER)


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _sleeps(call: ast.Call) -> bool:
    """time.sleep, or asyncio.sleep of more than a turn of the loop."""
    is_sleep = ast.unparse(call.func) in ("time.sleep", "asyncio.sleep", "sleep")
    return is_sleep and not (call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0)
