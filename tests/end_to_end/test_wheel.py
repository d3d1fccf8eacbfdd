"""What is installed is what was tested: the wheel brings its templates, migrations and demo along."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
UV = os.environ.get("UV") or shutil.which("uv")
"""`make test` runs by uv, which says where it is; it installs in a tenth of pip's time."""

KEPT = ("PATH", "HOME", "PIP_INDEX_URL", "UV_CACHE_DIR", "UV_SYSTEM_CERTS")
PACKAGED = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "ARCHITECTURE.md")


def run(*arguments: str, cwd: Path, **environment: str) -> str:
    """Run to the end outside the checkout; stdout, and what went wrong where it did."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    ended = subprocess.run(
        arguments, cwd=cwd, env=kept | environment, capture_output=True, text=True, check=False, timeout=280
    )
    assert ended.returncode == 0, f"{arguments}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left in the checkout."""
    folder = tmp_path_factory.mktemp("source")
    for name in PACKAGED:
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, folder)
    for name in ("distrib", "templates", "migrations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    installer = ["--installer", "uv"] if UV else []
    path = os.pathsep.join([*([str(Path(UV).parent)] if UV else []), os.environ["PATH"]])
    run(sys.executable, "-m", "build", *installer, "--wheel", "--outdir", "dist", cwd=folder, PATH=path)
    (built,) = (folder / "dist").glob("*.whl")
    return built


@pytest.mark.timeout(300)
def test_the_wheel_holds_all_that_is_needed_and_nothing_else(wheel: Path) -> None:
    """Its files are the package's; templates and migrations lie inside."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"distrib"}
    packaged = {name for name in names if "/_templates/" in name or "/_migrations/" in name}
    for room, inside in (("templates", "_templates"), ("migrations", "_migrations")):
        files = [path for path in (ROOT / room).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert {f"distrib/{inside}/{path.relative_to(ROOT / room)}" for path in files} <= packaged
    catalogues = (ROOT / "distrib" / "tui" / "locale").rglob("*.mo")
    assert {str(path.relative_to(ROOT)) for path in catalogues} <= set(names)
    assert not [name for name in names if name.endswith((".pyc", ".sqlite", ".lock"))]


@pytest.mark.timeout(300)
def test_the_demo_runs_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    """In an environment that has nothing else, away from the checkout."""
    place = tmp_path / "venv"
    venv.create(place, with_pip=UV is None)
    python = str(place / "bin" / "python")
    installer = [UV, "pip", "install", "--python", python] if UV else [python, "-m", "pip", "install"]
    run(*installer, "--quiet", str(wheel), cwd=tmp_path)
    where = run(python, "-c", "import distrib; print(distrib.__file__)", cwd=tmp_path)
    assert where.startswith(str(place))
    printed = run(str(place / "bin" / "distrib"), "demo", "--headless", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert "0 refused, 0 in doubt, 0 still to do" in printed
    assert "List-Unsubscribe: " in printed
