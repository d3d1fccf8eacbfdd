"""What a value means, once its form is right: zones, addresses, certificates, limits. Every mistake is listed."""

from __future__ import annotations

from dataclasses import fields

from distrib.config.mistakes import at, check_certificates, no_number, one_of
from distrib.config.screen import check_screen
from distrib.config.settings import (
    LONGEST_GRACE,
    MOST_UNDO,
    REPORTS,
    DkimSettings,
    LookSettings,
    SenderSettings,
    Settings,
)
from distrib.core.languages import find_language
from distrib.core.look import is_colour
from distrib.core.people.address_words import reason
from distrib.core.phrase import Said, Unclear, phrased
from distrib.core.release.approval import Policy
from distrib.core.smtp.target import LONGEST_WAIT, Timeouts, parse_smtp_url

LARGEST_MESSAGE = 50
"""Megabytes: no mailbox takes more."""

_LOG_LEVELS = ("off", "warning", "info", "debug")
_ADDRESSES = ("address", "reply_to", "return_address", "opt_out_address")


def check_values(settings: Settings, mistakes: list[Said]) -> None:
    """Add a sentence for each value that cannot be."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(settings.office.zone)
    except (KeyError, ValueError, OSError):
        unknown = phrased("{zone} is no time zone; write one such as Europe/Rome.", zone=repr(settings.office.zone))
        mistakes.append(at("[office] zone", unknown))
    if len(settings.office.name.splitlines()) != 1 or not settings.office.name.strip():
        mistakes.append(at("[office] name", phrased("write the name on one line, or take the setting out.")))
    country = settings.office.country
    if country is not None and not (
        len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()
    ):
        wanted = phrased("write the two capital letters of the country, such as CH.")
        mistakes.append(at("[office] country", wanted))
    if find_language(settings.office.language) != settings.office.language.lower():
        mistakes.append(at("[office] language", phrased("write the code of a language, such as en.")))
    if not 0 <= settings.office.late_start_minutes <= LONGEST_GRACE:
        mistakes.append(no_number("[office] late_start_minutes", 0, LONGEST_GRACE))
    policies = [one.value for one in Policy]
    if settings.office.approval not in policies:
        mistakes.append(at("[office] approval", phrased("write {form}.", form=one_of(policies))))
    if settings.sending.type_number_above < 0:
        mistakes.append(at("[sending] type_number_above", phrased("write 0 or more.")))
    if not 0 <= settings.sending.undo_seconds <= MOST_UNDO:
        mistakes.append(no_number("[sending] undo_seconds", 0, MOST_UNDO))
    _check_smtp(settings, mistakes)
    _check_look(settings.look, mistakes)
    _check_returns(settings, mistakes)
    if settings.log.level not in _LOG_LEVELS:
        mistakes.append(at("[log] level", phrased("write one of {words}.", words=", ".join(_LOG_LEVELS))))
    check_screen(settings.screen, mistakes)
    _check_addresses(settings.sender, mistakes)
    _check_dkim(settings.dkim, mistakes)
    if settings.smtp.url and settings.several_routes:
        both = phrased("write [smtp] url or [routes], not both; [smtp] is for one mail server.")
        mistakes.append(at("", both))


def _check_smtp(settings: Settings, mistakes: list[Said]) -> None:
    smtp = settings.smtp
    if smtp.connections is not None and not 1 <= smtp.connections <= 64:
        mistakes.append(no_number("[smtp] connections", 1, 64))
    if not 1 <= smtp.largest_message_mb <= LARGEST_MESSAGE:
        mistakes.append(no_number("[smtp] largest_message_mb", 1, LARGEST_MESSAGE))
    mistakes += [
        at(f"[smtp.timeouts] {key}", phrased("write seconds from 1 to {most}.", most=LONGEST_WAIT))
        for key in (item.name for item in fields(Timeouts))
        if not 1 <= getattr(smtp.timeouts, key) <= LONGEST_WAIT
    ]
    check_certificates("[smtp] ca_file", smtp.ca_file, mistakes)
    if smtp.url:
        try:
            parse_smtp_url(smtp.url, password=settings.smtp_password, token_command=settings.smtp_token_command)
        except Unclear as fault:
            mistakes.append(phrased("The mail server (DISTRIB_SMTP or [smtp] url): {why}", why=fault.said))


def _check_look(look: LookSettings, mistakes: list[Said]) -> None:
    mistakes += [
        at(f"[look] {key}", phrased('write a colour as "#16324f".'))
        for key in (item.name for item in fields(look) if item.name.endswith("_colour"))
        if not is_colour(getattr(look, key))
    ]


def _check_returns(settings: Settings, mistakes: list[Said]) -> None:
    returns = settings.returns
    if returns.reports not in REPORTS:
        mistakes.append(at("[returns] reports", phrased("write {form}.", form=one_of(tuple(REPORTS)))))
    check_certificates("[returns] ca_file", returns.ca_file, mistakes)
    if returns.url is not None:
        from distrib.core.imap_target import parse_imap_url

        try:
            parse_imap_url(
                returns.url, password=settings.returns_password, token_command=settings.returns_token_command
            )
        except Unclear as fault:
            mistakes.append(at("[returns] url", fault.said))


def _check_addresses(sender: SenderSettings, mistakes: list[Said]) -> None:
    chosen = {key: getattr(sender, key) for key in _ADDRESSES if getattr(sender, key) is not None}
    if not chosen:
        return
    from email_validator import EmailNotValidError, validate_email

    for key, address in chosen.items():
        try:
            validate_email(address, check_deliverability=False)
        except EmailNotValidError as fault:
            mistakes.append(at(f"[sender] {key}", phrased("{reason}.", reason=reason(fault))))


def _check_dkim(dkim: DkimSettings, mistakes: list[Said]) -> None:
    named = {"domain": [dkim.domain] if dkim.domain is not None else [], "selector": list(dkim.selectors)}
    if not any(named.values()):
        return
    from distrib.core.message.dkim import is_name

    for key, example in (("domain", "office.example"), ("selector", "rsa-202611")):
        if not all(map(is_name, named[key])):
            mistakes.append(at(f"[dkim] {key}", phrased("write it as DNS has it, such as {example}.", example=example)))
