"""Settings: config.toml, the secrets file and DISTRIB_ variables, read once into frozen values.

Every mistake is found and listed at once. A secret is never part of a message or a repr.
"""

from __future__ import annotations

import os
import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from distrib.config_tables import meant, read_pacing, read_retry, read_routes
from distrib.core.dsn import Notify
from distrib.core.pacing import NO_RULES, Rules
from distrib.core.retry import PATIENCE, Patience
from distrib.core.routes import FIRST, Route
from distrib.core.smtp_target import LONGEST_WAIT, Timeouts, parse_smtp_url
from distrib.errors import SettingsError

CONFIG_FILE = "config.toml"
SECRETS_FILE = "secrets.toml"
LONGEST_GRACE = 7 * 24 * 60
"""Minutes: after a week a person decides."""

TRIAL_ADDRESS = "press@office.example"
"""Stands in for the sender until one is configured; usable with a mail server on this machine only."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """[office]"""

    name: str = "Press Office"
    country: str | None = None
    """ISO 3166-1 alpha-2; numbers written without a country code are read as this country's."""
    language: str = "en"
    zone: str = "UTC"
    """IANA zone in which the screens show times."""
    postal_address: str | None = None
    late_start_minutes: int = 60
    """How late a scheduled dispatch may begin by itself; after that it is held. Later news may be wrong."""


@dataclass(frozen=True, slots=True)
class SenderSettings:
    """[sender]"""

    name: str | None = None
    address: str | None = None
    reply_to: str | None = None
    return_address: str | None = None
    """Bounces come back to it, with a token after a plus sign. Default: `address`."""
    opt_out_address: str | None = None
    """Opt-outs by mail come to it. Default: `address`."""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """[smtp]"""

    url: str | None = field(default=None, repr=False)
    ca_file: str | None = None
    """PEM file of a private certificate authority."""
    connections: int = 4
    timeouts: Timeouts = field(default_factory=Timeouts)
    """[smtp.timeouts]"""


@dataclass(frozen=True, slots=True)
class DkimSettings:
    """[dkim]; without it every key in the folder `dkim` that fits the sender signs."""

    domain: str | None = None
    selector: str | None = None
    """One, or several parted by commas."""

    @property
    def selectors(self) -> tuple[str, ...]:
        """None named: any."""
        return tuple(one.strip() for one in self.selector.split(",")) if self.selector is not None else ()


@dataclass(frozen=True, slots=True)
class ReturnsSettings:
    """[returns]"""

    reports: str = "failures"
    """`failures`: also of delays; `all`: also of every success, where the mail server offers it (DSN)."""
    url: str | None = field(default=None, repr=False)
    """The mailbox of the return address, imaps://."""
    ca_file: str | None = None
    """PEM file of a private certificate authority."""

    @property
    def notify(self) -> Notify:
        """As the mail server is asked."""
        return _REPORTS[self.reports]


@dataclass(frozen=True, slots=True)
class LogSettings:
    """[log]: the worker's event log."""

    level: str = "info"
    """off, warning, info or debug."""
    addresses: bool = False
    """Whole addresses in it, and servers' words as they came; else no more of an address than its domain."""


@dataclass(frozen=True, slots=True)
class MetricsSettings:
    """[metrics]"""

    file: str | None = None
    """Where a worker leaves its numbers for Prometheus."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is configured."""

    home: Path
    database_url: str = field(repr=False)
    office: OfficeSettings = field(default_factory=OfficeSettings)
    sender: SenderSettings = field(default_factory=SenderSettings)
    smtp: SmtpSettings = field(default_factory=SmtpSettings)
    dkim: DkimSettings = field(default_factory=DkimSettings)
    returns: ReturnsSettings = field(default_factory=ReturnsSettings)
    several_routes: tuple[Route, ...] = ()
    """[routes]; none where [smtp] or a variable names the one there is."""
    pacing: Rules = NO_RULES
    retry: Patience = PATIENCE
    log: LogSettings = field(default_factory=LogSettings)
    metrics: MetricsSettings = field(default_factory=MetricsSettings)
    smtp_password: str | None = field(default=None, repr=False)
    smtp_token_command: tuple[str, ...] = field(default=(), repr=False)
    """Program and arguments that print an OAuth 2.0 access token for the mail server's user."""
    returns_password: str | None = field(default=None, repr=False)
    returns_token_command: tuple[str, ...] = field(default=(), repr=False)
    """The same for the mailbox of [returns]."""
    is_demo: bool = False
    """A demo office talks to nothing but this machine, whatever else is configured."""

    @property
    def routes(self) -> tuple[Route, ...]:
        """Every mail server, the preferred one first; none where none is set up."""
        if self.several_routes:
            return tuple(sorted(self.several_routes, key=lambda one: (one.preference, one.name)))
        smtp = self.smtp
        login = (self.smtp_password, self.smtp_token_command)
        return (Route(FIRST, smtp.url, 0, smtp.connections, smtp.ca_file, *login),) if smtp.url else ()

    @property
    def connections(self) -> int:
        """That a worker opens at the same time: as many as the widest route takes."""
        return max((route.connections for route in self.routes), default=self.smtp.connections)


_SECTIONS: dict[str, type[Any]] = {
    "office": OfficeSettings,
    "sender": SenderSettings,
    "smtp": SmtpSettings,
    "smtp.timeouts": Timeouts,
    "dkim": DkimSettings,
    "returns": ReturnsSettings,
    "log": LogSettings,
    "metrics": MetricsSettings,
}
_REPORTS = {"failures": Notify.FAILURES, "all": Notify.RECEIPTS}
_KNOWN = {
    name: [item.name for item in fields(kind) if f"{name}.{item.name}" not in _SECTIONS]
    for name, kind in _SECTIONS.items()
} | {"database": ["url"]}
_OF_THEIR_OWN = ("pacing", "retry", "routes")
"""Sections that `config_tables` reads."""

_NUMBERS = ("connections", "late_start_minutes")
_TOKEN_COMMANDS = {
    "smtp_oauth2_token_command": "smtp_password",
    "returns_oauth2_token_command": "returns_password",
}
"""Each with the password that it stands in for."""
_SECRETS = [*_TOKEN_COMMANDS, *_TOKEN_COMMANDS.values()]
_SWITCHES = ("addresses",)
_LOG_LEVELS = ("off", "warning", "info", "debug")
_ADDRESSES = ("address", "reply_to", "return_address", "opt_out_address")


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Nothing is written; `make_home` makes the folder.

    Raises:
        SettingsError: with every mistake found.
    """
    home = _home(environment)
    mistakes: list[str] = []
    content = _flat(_read_toml(home / CONFIG_FILE, mistakes))
    secrets = _read_secrets(home / SECRETS_FILE, mistakes)
    pacing = read_pacing(content.pop("pacing", {}), mistakes)
    retry = read_retry(content.pop("retry", {}), mistakes)
    routes = read_routes(content.pop("routes", {}), secrets.pop("smtp_passwords", {}), mistakes)
    _check_sections(content, mistakes)
    _check_secrets(secrets, mistakes)
    if mistakes:
        raise SettingsError(mistakes)
    sections = {name: kind(**content.get(name, {})) for name, kind in _SECTIONS.items()}
    url = environment.get("DISTRIB_SMTP") or sections["smtp"].url
    sections["smtp"] = replace(sections["smtp"], url=url, timeouts=sections.pop("smtp.timeouts"))
    settings = Settings(
        home=home,
        database_url=environment.get("DISTRIB_DATABASE")
        or content.get("database", {}).get("url")
        or f"sqlite:///{quote(str(home / 'distrib.sqlite'))}",
        several_routes=() if environment.get("DISTRIB_SMTP") else routes,
        pacing=pacing,
        retry=retry,
        smtp_password=secrets.get("smtp_password"),
        smtp_token_command=tuple(shlex.split(secrets.get("smtp_oauth2_token_command", ""))),
        returns_password=secrets.get("returns_password"),
        returns_token_command=tuple(shlex.split(secrets.get("returns_oauth2_token_command", ""))),
        is_demo=(home / "demo-office").exists(),
        **sections,
    )
    _check_values(settings, mistakes)
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
            [f"The folder {home} cannot be made ({fault.strerror}). Name another one in DISTRIB_HOME."]
        ) from fault


def _home(environment: Mapping[str, str]) -> Path:
    chosen = environment.get("DISTRIB_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("distrib", appauthor=False)


def _read_toml(path: Path, mistakes: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        reason = fault if isinstance(fault, tomllib.TOMLDecodeError) else type(fault).__name__
        mistakes.append(f"{path} cannot be read: {reason}. Correct that line, or move the file away to start afresh.")
        return {}


def _flat(content: dict[str, Any]) -> dict[str, Any]:
    """Sections within sections beside the others, under the name that stands in the file."""
    flat = dict(content)
    for section in _SECTIONS:
        outer, dot, inner = section.partition(".")
        if dot and isinstance(content.get(outer), dict) and isinstance(content[outer].get(inner), dict):
            flat[section] = content[outer][inner]
            flat[outer] = {key: value for key, value in flat[outer].items() if key != inner}
    return flat


def _read_secrets(path: Path, mistakes: list[str]) -> dict[str, Any]:
    if path.exists() and os.name == "posix" and path.stat().st_mode & 0o077:
        mistakes.append(f"{path} can be read by others on this machine. Run: chmod 600 {path}")
        return {}
    return _read_toml(path, mistakes)


def _check_sections(content: Mapping[str, Any], mistakes: list[str]) -> None:
    for section, values in content.items():
        if section not in _KNOWN:
            mistakes.append(
                f"{CONFIG_FILE}: there is no section [{section}]{meant(section, [*_KNOWN, *_OF_THEIR_OWN])}."
            )
            continue
        if not isinstance(values, dict):
            mistakes.append(f"{CONFIG_FILE}: write [{section}] on a line of its own and its settings below.")
            continue
        known = _KNOWN[section]
        for key, value in values.items():
            wanted = _wanted(section, key)
            if key not in known:
                mistakes.append(f"{CONFIG_FILE} [{section}]: there is no setting `{key}`{meant(key, known)}.")
            elif type(value) not in wanted:  # True counts as a number otherwise
                mistakes.append(f"{CONFIG_FILE} [{section}] {key}: write {_FORMS[wanted[0]]}.")


_FORMS: dict[type, str] = {int: "a number", bool: "true or false", str: "text in quotes"}


def _wanted(section: str, key: str) -> tuple[type, ...]:
    if section == "smtp.timeouts":
        return int, float
    return (int,) if key in _NUMBERS else (bool,) if key in _SWITCHES else (str,)


def _check_secrets(secrets: Mapping[str, Any], mistakes: list[str]) -> None:
    for key, value in secrets.items():
        if key not in _SECRETS:
            mistakes.append(f"{SECRETS_FILE}: there is no secret `{key}`{meant(key, _SECRETS)}.")
        elif not isinstance(value, str):
            mistakes.append(f"{SECRETS_FILE} {key}: write text in quotes.")
    for command, password in _TOKEN_COMMANDS.items():
        if _is_set(secrets, command) and _is_set(secrets, password):
            mistakes.append(f"{SECRETS_FILE}: write `{password}` or `{command}`, not both.")
        if _is_set(secrets, command) and not _can_be_split(secrets[command]):
            mistakes.append(f"{SECRETS_FILE} {command}: a quotation mark is not closed.")


def _can_be_split(command: str) -> bool:
    try:
        return bool(shlex.split(command))
    except ValueError:
        return False


def _is_set(secrets: Mapping[str, Any], key: str) -> bool:
    return isinstance(secrets.get(key), str) and bool(secrets[key].strip())


def _check_values(settings: Settings, mistakes: list[str]) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(settings.office.zone)
    except (KeyError, ValueError, OSError):
        mistakes.append(
            f"{CONFIG_FILE} [office] zone: {settings.office.zone!r} is no time zone; write one such as Europe/Rome."
        )
    country = settings.office.country
    if country is not None and not (
        len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()
    ):
        mistakes.append(f"{CONFIG_FILE} [office] country: write the two capital letters of the country, such as CH.")
    if not 0 <= settings.office.late_start_minutes <= LONGEST_GRACE:
        mistakes.append(f"{CONFIG_FILE} [office] late_start_minutes: write a number from 0 to {LONGEST_GRACE}.")
    _check_smtp(settings, mistakes)
    _check_returns(settings, mistakes)
    if settings.log.level not in _LOG_LEVELS:
        mistakes.append(f"{CONFIG_FILE} [log] level: write one of {', '.join(_LOG_LEVELS)}.")
    _check_addresses(settings.sender, mistakes)
    _check_dkim(settings.dkim, mistakes)
    if settings.smtp.url and settings.several_routes:
        mistakes.append(f"{CONFIG_FILE}: write [smtp] url or [routes], not both; [smtp] is for one mail server.")


def _check_smtp(settings: Settings, mistakes: list[str]) -> None:
    smtp = settings.smtp
    if not 1 <= smtp.connections <= 64:
        mistakes.append(f"{CONFIG_FILE} [smtp] connections: write a number from 1 to 64.")
    mistakes += [
        f"{CONFIG_FILE} [smtp.timeouts] {key}: write seconds from 1 to {LONGEST_WAIT}."
        for key in _KNOWN["smtp.timeouts"]
        if not 1 <= getattr(smtp.timeouts, key) <= LONGEST_WAIT
    ]
    if smtp.ca_file is not None and not Path(smtp.ca_file).is_file():
        mistakes.append(f"{CONFIG_FILE} [smtp] ca_file: there is no file {smtp.ca_file}.")
    if smtp.url:
        try:
            parse_smtp_url(smtp.url, password=settings.smtp_password, token_command=settings.smtp_token_command)
        except ValueError as fault:
            mistakes.append(f"The mail server (DISTRIB_SMTP or [smtp] url): {fault}")


def _check_returns(settings: Settings, mistakes: list[str]) -> None:
    returns = settings.returns
    if returns.reports not in _REPORTS:
        mistakes.append(f"{CONFIG_FILE} [returns] reports: write {' or '.join(map(repr, _REPORTS))}.")
    if returns.ca_file is not None and not Path(returns.ca_file).is_file():
        mistakes.append(f"{CONFIG_FILE} [returns] ca_file: there is no file {returns.ca_file}.")
    if returns.url is not None:
        from distrib.core.imap_target import parse_imap_url

        try:
            parse_imap_url(
                returns.url, password=settings.returns_password, token_command=settings.returns_token_command
            )
        except ValueError as fault:
            mistakes.append(f"{CONFIG_FILE} [returns] url: {fault}")


def _check_addresses(sender: SenderSettings, mistakes: list[str]) -> None:
    chosen = {key: getattr(sender, key) for key in _ADDRESSES if getattr(sender, key) is not None}
    if not chosen:
        return
    from email_validator import EmailNotValidError, validate_email

    for key, address in chosen.items():
        try:
            validate_email(address, check_deliverability=False)
        except EmailNotValidError as fault:
            mistakes.append(f"{CONFIG_FILE} [sender] {key}: {fault}")


def _check_dkim(dkim: DkimSettings, mistakes: list[str]) -> None:
    named = {"domain": [dkim.domain] if dkim.domain is not None else [], "selector": list(dkim.selectors)}
    if not any(named.values()):
        return
    from distrib.core.dkim import is_name

    for key, example in (("domain", "office.example"), ("selector", "rsa-202611")):
        if not all(map(is_name, named[key])):
            mistakes.append(f"{CONFIG_FILE} [dkim] {key}: write it as DNS has it, such as {example}.")
