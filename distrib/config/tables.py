"""The parts of config.toml that hold more than words: [pacing], [retry] and [routes]. Every mistake is listed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from distrib.config.mistakes import (
    SECRETS_FILE,
    at,
    check_certificates,
    meant,
    no_number,
    no_setting,
    no_table,
    no_text,
)
from distrib.core.delivery.pacing import UNLIMITED, Limits, Rules
from distrib.core.delivery.retry import PATIENCE, Patience
from distrib.core.delivery.routes import Route
from distrib.core.people import address_key, domain_of
from distrib.core.phrase import Said, Unclear, phrased
from distrib.core.smtp.target import parse_smtp_url

FASTEST = 100_000
"""Messages a minute; who can send more needs no limit."""

MOST_CONNECTIONS = 1_000

LONGEST_WAIT = 24 * 60
"""Minutes: a retry that comes later than tomorrow is none."""

LONGEST_PATIENCE = 30 * 24
"""Hours."""

_ROUTE: dict[str, type] = {
    "url": str,
    "preference": int,
    "connections": int,
    "messages_per_minute": int,
    "ca_file": str,
}
_LIMITS = {"messages_per_minute": FASTEST, "connections": MOST_CONNECTIONS}


def read_pacing(table: object, mistakes: list[Said]) -> Rules:
    """[pacing] holds the limits for every domain, [pacing.domains."big.example"] those of one."""
    if not _is_table(table, "pacing", mistakes):
        return Rules()
    assert isinstance(table, Mapping)  # noqa: S101 - just checked
    default = {key: value for key, value in table.items() if key != "domains"}
    named = table.get("domains", {})
    domains = {}
    if _is_table(named, 'pacing.domains."big.example"', mistakes):
        for name, limits in named.items():
            section = f'pacing.domains."{name}"'
            key = _domain(name)
            if key is None:
                mistakes.append(at(f"[{section}]", phrased("that is no domain; write what stands after the @.")))
            elif _is_table(limits, section, mistakes):
                domains[key] = read_limits(limits, section, mistakes)
    return Rules(read_limits(default, "pacing", mistakes), domains)


def read_limits(table: Mapping[str, Any], section: str, mistakes: list[Said]) -> Limits:
    """Messages a minute and deliveries at the same time."""
    before = len(mistakes)
    for key, value in table.items():
        if key not in _LIMITS:
            mistakes.append(no_setting(section, key, list(_LIMITS)))
        elif not _is_number(value, _LIMITS[key]):
            mistakes.append(no_number(f"[{section}] {key}", 1, _LIMITS[key]))
    return Limits(**table) if len(mistakes) == before else UNLIMITED


def read_retry(table: object, mistakes: list[Said]) -> Patience:
    """[retry] minutes = [2, 5, 15, 30, 60], give_up_hours = 48."""
    if not _is_table(table, "retry", mistakes):
        return PATIENCE
    assert isinstance(table, Mapping)  # noqa: S101 - just checked
    known = ["minutes", "give_up_hours"]
    mistakes += [no_setting("retry", key, known) for key in table if key not in known]
    minutes, hours = table.get("minutes"), table.get("give_up_hours")
    schedule, give_up_after = PATIENCE.schedule, PATIENCE.give_up_after
    if minutes is not None and not (
        isinstance(minutes, list) and minutes and all(_is_number(one, LONGEST_WAIT) for one in minutes)
    ):
        wanted = phrased("write a list of numbers from 1 to {most}, such as [2, 5].", most=LONGEST_WAIT)
        mistakes.append(at("[retry] minutes", wanted))
    elif minutes is not None:
        schedule = tuple(timedelta(minutes=one) for one in minutes)
    if hours is not None and not _is_number(hours, LONGEST_PATIENCE):
        mistakes.append(no_number("[retry] give_up_hours", 1, LONGEST_PATIENCE))
    elif hours is not None:
        give_up_after = timedelta(hours=hours)
    return Patience(schedule, give_up_after)


def read_routes(table: object, passwords: object, mistakes: list[Said]) -> tuple[Route, ...]:
    """[routes.main] and so on; `passwords` is the table [smtp_passwords] of secrets.toml, by route."""
    if not (_is_table(table, "routes.main", mistakes) and isinstance(table, Mapping)):
        return ()
    if not isinstance(passwords, Mapping) or not all(isinstance(one, str) for one in passwords.values()):
        wanted = phrased("write the name of each route and its password in quotes.")
        mistakes.append(at("[smtp_passwords]", wanted, file=SECRETS_FILE))
        return ()
    mistakes += [
        at(
            "[smtp_passwords]",
            phrased("there is no route `{name}`{meant}", name=name, meant=meant(name, list(table))),
            file=SECRETS_FILE,
        )
        for name in passwords
        if name not in table
    ]
    found = [_route(name, values, passwords.get(name), mistakes) for name, values in table.items()]
    return tuple(route for route in found if route is not None)


def _route(name: str, values: object, password: str | None, mistakes: list[Said]) -> Route | None:
    section, before = f"routes.{name}", len(mistakes)
    if not (_is_table(values, section, mistakes) and isinstance(values, Mapping)):
        return None
    for key, value in values.items():
        wanted = _ROUTE.get(key)
        if wanted is None:
            mistakes.append(no_setting(section, key, list(_ROUTE)))
        elif wanted is str and not isinstance(value, str):
            mistakes.append(no_text(f"[{section}] {key}"))
        elif wanted is int and not _is_number(value, most := 64 if key == "connections" else FASTEST):
            mistakes.append(no_number(f"[{section}] {key}", 1, most))
    ca_file = values.get("ca_file")
    if isinstance(ca_file, str):
        check_certificates(f"[{section}] ca_file", ca_file, mistakes)
    try:
        parse_smtp_url(str(values.get("url", "")), password=password)
    except Unclear as fault:
        mistakes.append(at(f"[{section}] url", fault.said))
    if len(mistakes) > before:
        return None
    limits = Limits(values.get("messages_per_minute"))
    chosen = {key: values[key] for key in ("url", "preference", "connections", "ca_file") if key in values}
    return Route(name, password=password, limits=limits, places=values.get("connections"), **chosen)


def _is_table(value: object, section: str, mistakes: list[Said]) -> bool:
    if isinstance(value, Mapping):
        return True
    mistakes.append(no_table(section))
    return False


def _is_number(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _domain(name: str) -> str | None:
    """In the form of an address key."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return domain_of(address_key(validate_email(f"x@{name}", check_deliverability=False).normalized))
    except EmailNotValidError:
        return None
