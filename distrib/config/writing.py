"""Writing settings: lines of config.toml and secrets.toml change, and everything else in them stays as it is.

What would come out is read as the settings are read before a file is replaced; a mistake in it leaves both untouched.
Must never show what it writes: a message names keys and never a secret.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from distrib.config.mistakes import CONFIG_FILE, SECRETS_FILE
from distrib.config.reading import load, make_home, no_toml
from distrib.config.settings import Settings
from distrib.core.phrase import phrased
from distrib.core.system_words import why
from distrib.errors import SettingsError

Value = str | int | None
"""None takes a setting out."""

Changes = Mapping[tuple[str, str], Value]
"""(section, key) → value; the section "" is what stands before the first one."""

_SECTION = re.compile(r"\s*\[(?P<name>[^\[\]]+)\]\s*(#.*)?$")
_KEY = re.compile(r"\s*(?P<key>[A-Za-z0-9_-]+)\s*=")


def with_changes(text: str, changes: Changes) -> str:
    """The text of a TOML file with these settings changed.

    Raises:
        SettingsError: the file is no TOML, or is written so that a line cannot be changed surely.
    """
    lines = text.splitlines()
    for (section, key), value in changes.items():
        _put(lines, section, key, value)
    changed = "\n".join(lines).strip("\n")
    changed = f"{changed}\n" if changed else ""
    _check(text, changed, changes)
    return changed


def keep(home: Path, changes: Changes, secrets: Changes | None = None) -> Settings:
    """Change the files of an office's folder, and read the settings anew.

    Raises:
        SettingsError: a value cannot be, or a file cannot be written; both files are as they were.
    """
    make_home(home)
    config, hidden = _read(home / CONFIG_FILE), _read(home / SECRETS_FILE)
    config, hidden = with_changes(config, changes), with_changes(hidden, secrets or {})
    with tempfile.TemporaryDirectory(dir=home, prefix=".checking-") as trial:
        _write(Path(trial, CONFIG_FILE), config)
        if hidden:
            _write(Path(trial, SECRETS_FILE), hidden)
        load(os.environ | {"DISTRIB_HOME": trial})
    try:
        if secrets:
            _replace(home / SECRETS_FILE, hidden)
        if changes:
            _replace(home / CONFIG_FILE, config)
    except OSError as fault:
        refused = phrased(
            "The folder {home} cannot be written to ({why}). Change its rights.", home=home, why=why(fault)
        )
        raise SettingsError([refused]) from fault
    return load(os.environ | {"DISTRIB_HOME": str(home)})


def _put(lines: list[str], section: str, key: str, value: Value) -> None:
    """Change the line of a key, or put it at the end of its section, or make the section."""
    first, last = _place(lines, section)
    if first is None:
        if value is not None:
            lines += [*([""] if lines else []), f"[{section}]", _line(key, value)]
        return
    for number in range(first, last):
        found = _KEY.match(lines[number])
        if found and found["key"] == key:
            lines[number : number + 1] = [] if value is None else [_line(key, value)]
            return
    if value is not None:
        while last > first and not lines[last - 1].strip():
            last -= 1
        lines.insert(last, _line(key, value))


def _place(lines: list[str], section: str) -> tuple[int | None, int]:
    """Where the settings of a section begin and end."""
    first: int | None = 0 if not section else None
    for number, text in enumerate(lines):
        found = _SECTION.match(text)
        if not found and not text.lstrip().startswith("[["):
            continue
        if first is not None:
            return first, number
        if found and found["name"].strip() == section:
            first = number + 1
    return first, len(lines)


def _line(key: str, value: str | int) -> str:
    """JSON's strings are TOML's basic strings, but for the one control character that JSON leaves as it is."""
    written = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{key} = {written}"


def _check(before: str, after: str, changes: Changes) -> None:
    """What is read is what was there, with these changes and no others."""
    try:
        wanted, found = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError as fault:
        refused = phrased("The file cannot be changed: {why}. Correct it by hand.", why=no_toml(fault))
        raise SettingsError([refused]) from fault
    for (section, key), value in changes.items():
        table: dict[str, Any] = wanted
        for part in section.split(".") if section else ():
            table = table.setdefault(part, {})
        table.pop(key, None)
        if value is not None:
            table[key] = value
    if _filled(wanted) != _filled(found):
        keys = ", ".join(f"[{section}] {key}" if section else key for section, key in changes)
        raise SettingsError(
            [phrased("The file is written in a way that cannot be changed here. Set by hand: {keys}.", keys=keys)]
        )


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    """Without sections that hold nothing: whether they stand there makes no difference."""
    return {key: value for key, value in table.items() if value != {}}


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as fault:
        unreadable = phrased("{path} cannot be read ({why}). Nothing was changed.", path=path, why=why(fault))
        raise SettingsError([unreadable]) from fault


def _replace(path: Path, text: str) -> None:
    """In one step, so that no moment sees half a file; a link keeps leading to its file."""
    path = path.resolve()
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    _write(beside, text)
    beside.replace(path)


def _write(path: Path, text: str) -> None:
    """Closed to other users from its first byte on."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
