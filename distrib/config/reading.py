"""Reading the settings, once: the files of the office's folder, and variables, which go before them."""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from distrib.config.checks import check_values
from distrib.config.mistakes import CONFIG_FILE, SECRETS_FILE, at, meant, no_setting, no_table, no_text
from distrib.config.screen import ScreenSettings, read_keys
from distrib.config.settings import (
    DkimSettings,
    LogSettings,
    LookSettings,
    MetricsSettings,
    OfficeSettings,
    ReturnsSettings,
    SenderSettings,
    SendingSettings,
    Settings,
    SmtpSettings,
)
from distrib.config.tables import read_pacing, read_retry, read_routes
from distrib.core.phrase import Said, phrase, phrased
from distrib.core.smtp.target import Timeouts
from distrib.core.system_words import why
from distrib.errors import SettingsError

_SECTIONS: dict[str, type[Any]] = {
    "office": OfficeSettings,
    "sender": SenderSettings,
    "look": LookSettings,
    "smtp": SmtpSettings,
    "smtp.timeouts": Timeouts,
    "dkim": DkimSettings,
    "returns": ReturnsSettings,
    "sending": SendingSettings,
    "log": LogSettings,
    "metrics": MetricsSettings,
    "screen": ScreenSettings,
}
KNOWN = {
    name: [item.name for item in fields(kind) if f"{name}.{item.name}" not in _SECTIONS]
    for name, kind in _SECTIONS.items()
} | {"database": ["url"]}
_OF_THEIR_OWN = ("pacing", "retry", "routes", "keys")
"""Sections that `tables` and `screen` read."""

_NUMBERS = ("connections", "late_start_minutes", "largest_message_mb", "type_number_above", "undo_seconds")
_TOKEN_COMMANDS = {
    "smtp_oauth2_token_command": "smtp_password",
    "returns_oauth2_token_command": "returns_password",
}
"""Each with the password that it stands in for."""
_SECRETS = [*_TOKEN_COMMANDS, *_TOKEN_COMMANDS.values()]
_SWITCHES = ("addresses",)


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Nothing is written; `make_home` makes the folder.

    Raises:
        SettingsError: with every mistake found.
    """
    home = _home(environment)
    mistakes: list[Said] = []
    content = _flat(_read_toml(home / CONFIG_FILE, mistakes))
    known_before = len(mistakes)
    secrets = _read_secrets(home / SECRETS_FILE, mistakes)
    is_read = len(mistakes) == known_before
    pacing = read_pacing(content.pop("pacing", {}), mistakes)
    retry = read_retry(content.pop("retry", {}), mistakes)
    routes = read_routes(content.pop("routes", {}), secrets.pop("smtp_passwords", {}), mistakes)
    keys = read_keys(content.pop("keys", {}), mistakes)
    content = _checked_sections(content, mistakes)
    are_secrets_right = _are_checked_secrets(secrets, mistakes) and is_read
    sections = {name: kind(**content.get(name, {})) for name, kind in _SECTIONS.items()}
    url = environment.get("DISTRIB_SMTP") or sections["smtp"].url
    sections["smtp"] = replace(sections["smtp"], url=url, timeouts=sections.pop("smtp.timeouts"))
    if not are_secrets_right:  # whether a login has its password cannot be told
        secrets = {}
        sections["smtp"] = replace(sections["smtp"], url=None)
        sections["returns"] = replace(sections["returns"], url=None)
    settings = Settings(
        home=home,
        database_url=environment.get("DISTRIB_DATABASE")
        or content.get("database", {}).get("url")
        or f"sqlite:///{quote(str(home / 'distrib.sqlite'))}",
        several_routes=() if environment.get("DISTRIB_SMTP") else routes,
        pacing=pacing,
        retry=retry,
        keys=keys,
        smtp_password=secrets.get("smtp_password"),
        smtp_token_command=tuple(shlex.split(secrets.get("smtp_oauth2_token_command", ""))),
        returns_password=secrets.get("returns_password"),
        returns_token_command=tuple(shlex.split(secrets.get("returns_oauth2_token_command", ""))),
        is_demo=(home / "demo-office").exists(),
        **sections,
    )
    check_values(settings, mistakes)
    if mistakes:
        raise SettingsError(mistakes)
    return settings


def make_home(home: Path) -> None:
    """Make the office's folder, closed to other users of the machine, where it is missing.

    Raises:
        SettingsError: it cannot be made.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise SettingsError(
            [
                phrased(
                    "The folder {home} cannot be made ({why}). Name another one in DISTRIB_HOME.",
                    home=home,
                    why=why(fault),
                )
            ]
        ) from fault


def is_new(settings: Settings) -> bool:
    """Whether nobody has set the office up: there are no settings, and no variable names a mail server."""
    return not (settings.is_demo or settings.routes or (settings.home / CONFIG_FILE).exists())


def _home(environment: Mapping[str, str]) -> Path:
    chosen = environment.get("DISTRIB_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("distrib", appauthor=False)


def _read_toml(path: Path, mistakes: list[Said]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as fault:
        unread = phrased("{path} cannot be read: {reason}. Put that right and try again.", path=path, reason=why(fault))
    except (ValueError, RecursionError) as fault:
        unread = phrased(
            "{path} cannot be read: {reason}. Correct that line, or move the file away to start afresh.",
            path=path,
            reason=_no_settings(fault),
        )
    mistakes.append(unread)
    return {}


def _no_settings(fault: ValueError | RecursionError) -> Said:
    """Why a file is none; a number of thousands of figures and thousands of brackets are faults of their own kinds."""
    if isinstance(fault, tomllib.TOMLDecodeError):
        return no_toml(fault)
    if isinstance(fault, UnicodeDecodeError):
        line = fault.object[: fault.start].count(b"\n") + 1
        return phrased("line {line} has a character that is not written in UTF-8", line=line)
    return phrased("something in it is too long or too deep")


_PLACE = re.compile(r"line (\d+), column (\d+)")


def no_toml(fault: tomllib.TOMLDecodeError) -> Said:
    """Where it stops being TOML. The parser's own words would be English, and may quote what stands there."""
    place = _PLACE.search(str(fault))
    if place is None:
        return phrased("something is missing at its end")
    return phrased("line {line} cannot be understood from column {column} on", line=place[1], column=place[2])


def _flat(content: dict[str, Any]) -> dict[str, Any]:
    """Sections within sections beside the others, under the name that stands in the file."""
    flat = dict(content)
    for section in _SECTIONS:
        outer, dot, inner = section.partition(".")
        if dot and isinstance(content.get(outer), dict) and inner in content[outer]:
            flat[section] = content[outer][inner]
            flat[outer] = {key: value for key, value in flat[outer].items() if key != inner}
    return flat


def _read_secrets(path: Path, mistakes: list[Said]) -> dict[str, Any]:
    if path.exists() and os.name == "posix" and path.stat().st_mode & 0o077:
        mistakes.append(phrased("{path} can be read by others on this machine. Run: chmod 600 {path}", path=path))
        return {}
    return _read_toml(path, mistakes)


def _checked_sections(content: Mapping[str, Any], mistakes: list[Said]) -> dict[str, dict[str, Any]]:
    """The settings whose form is right, so that what they mean can be checked beside the mistakes of the others."""
    right: dict[str, dict[str, Any]] = {}
    for section, values in content.items():
        if section not in KNOWN:
            close = meant(section, [*KNOWN, *_OF_THEIR_OWN])
            mistakes.append(at("", phrased("there is no section [{section}]{meant}", section=section, meant=close)))
            continue
        if not isinstance(values, dict):
            mistakes.append(no_table(section))
            continue
        known, right[section] = KNOWN[section], {}
        for key, value in values.items():
            wanted = _wanted(section, key)
            if key not in known:
                mistakes.append(no_setting(section, key, known))
            elif type(value) not in wanted:  # True counts as a number otherwise
                mistakes.append(at(f"[{section}] {key}", phrased("write {form}.", form=phrased(_FORMS[wanted[0]]))))
            else:
                right[section][key] = value
    return right


_FORMS: dict[type, str] = {
    int: phrase("a number"),
    bool: phrase("true or false"),
    str: phrase("text in quotes"),
}


def _wanted(section: str, key: str) -> tuple[type, ...]:
    if section == "smtp.timeouts":
        return int, float
    return (int,) if key in _NUMBERS else (bool,) if key in _SWITCHES else (str,)


def _are_checked_secrets(secrets: Mapping[str, Any], mistakes: list[Said]) -> bool:
    """Whether each can be used; False too where their file could not be read."""
    before = len(mistakes)
    for key, value in secrets.items():
        if key not in _SECRETS:
            unknown = phrased("there is no secret `{key}`{meant}", key=key, meant=meant(key, _SECRETS))
            mistakes.append(at("", unknown, file=SECRETS_FILE))
        elif not isinstance(value, str):
            mistakes.append(no_text(key, file=SECRETS_FILE))
    for command, password in _TOKEN_COMMANDS.items():
        if _is_set(secrets, command) and _is_set(secrets, password):
            both = phrased("write `{password}` or `{command}`, not both.", password=password, command=command)
            mistakes.append(at("", both, file=SECRETS_FILE))
        if _is_set(secrets, command) and not _can_be_split(secrets[command]):
            mistakes.append(at(command, phrased("a quotation mark is not closed."), file=SECRETS_FILE))
    return len(mistakes) == before


def _can_be_split(command: str) -> bool:
    try:
        return bool(shlex.split(command))
    except ValueError:
        return False


def _is_set(secrets: Mapping[str, Any], key: str) -> bool:
    return isinstance(secrets.get(key), str) and bool(secrets[key].strip())
