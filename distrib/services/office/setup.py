"""Setting an office up: the pages of the guide, what stands there now, keeping it, and looking whether it works.

Must never give a password back: whoever looks at a page learns at most that there is one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from distrib.config import Settings, is_new, load, writing
from distrib.core.health import Finding
from distrib.core.message.dkim import PublicKey
from distrib.core.phrase import Joined, Said, Unclear, phrased
from distrib.core.plain_text import many_lines, one_line
from distrib.core.release.approval import Policy
from distrib.core.setup_pages import PAGES, Page, Question
from distrib.core.smtp.target import Protection, SmtpTarget, Timeouts, parse_smtp_url
from distrib.errors import DistribError, SettingsError, UsageError
from distrib.services import office
from distrib.services.context import Context
from distrib.services.office import doctor_mail

PATIENCE = Timeouts(connect=10, greeting=15, command=15)
"""Somebody looks at the screen meanwhile."""

PROTECTIONS = {"starttls": Protection.STARTTLS, "tls": Protection.TLS, "none": Protection.NONE}


_SECTIONS = {"organisation": "office", "sender": "sender", "approval": "office"}


def page(key: str) -> Page:
    """A page by its key.

    Raises:
        UsageError: there is none.
    """
    for one in PAGES:
        if one.key == key:
            return one
    raise UsageError(
        "There is no page `{key}`. There is: {keys}.", key=one_line(key), keys=", ".join(one.key for one in PAGES)
    )


def answers(settings: Settings, key: str) -> dict[str, str]:
    """What stands there now, by question; a secret is empty, whatever it is."""
    if key == "server":
        return _server_answers(settings)
    section = getattr(settings, _SECTIONS[key]) if key in _SECTIONS else None
    return {one.key: str(getattr(section, one.key) or "") for one in page(key).questions}


def is_set_up(context: Context, key: str) -> bool:
    """Whether somebody has filled the page in."""
    settings = context.settings
    if key == "signing":
        from distrib.mail.dkim_keys import key_files
        from distrib.services.office import dkim

        return bool(key_files(dkim.folder(context)))
    if key == "server":
        return bool(settings.routes)
    if key == "sender":
        return settings.sender.address is not None
    if key == "organisation":
        return settings.office.postal_address is not None
    return True


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping a page."""

    context: Context
    """The office as it is set up now."""
    is_kept: bool
    """False where somebody else changed the same setting since it was shown: nothing was written."""
    others: tuple[tuple[Question, str], ...] = ()
    """What somebody else changed on the page since it was shown: pairs of a question and its answer now."""


def as_it_is(context: Context) -> Context:
    """The office with its settings as they stand in its files now; another screen may have changed them.

    Raises:
        SettingsError: they cannot be read.
    """
    return replace(context, settings=load(os.environ | {"DISTRIB_HOME": str(context.settings.home)}))


def keep(context: Context, key: str, given: Mapping[str, str]) -> Kept:
    """Keep in the office's files what was changed on a page. `context` has the settings that the page showed.

    What somebody else changed meanwhile stays, unless it was changed here to something else: then nothing is written,
    and keeping again with the context that is returned puts it in the other's place.

    Raises:
        SettingsError: something cannot be; nothing was changed.
        UsageError: the server cannot be named so.
    """
    now = as_it_is(context)
    shown, there = answers(context.settings, key), answers(now.settings, key)
    is_first = is_new(now.settings)
    typed = {name: text for name, text in given.items() if is_first or not _is_same(text, shown[name])}
    is_named = bool(now.settings.smtp.url)
    if key == "server" and (typed or not is_named):
        _refuse_other_places(now.settings)
    theirs = {name for name in shown if there[name] != shown[name]}
    others = tuple((one, there[one.key]) for one in page(key).questions if one.key in theirs)
    contested = theirs & typed.keys() if key != "server" else theirs if typed else ()
    if any(name in given and not _is_same(given[name], there[name]) for name in contested):
        return Kept(now, is_kept=False, others=others)
    if key == "server":
        changes, secrets = ({}, {}) if is_named and not typed else _server_changes(now.settings, given)
    else:
        changes, secrets = {(_SECTIONS[key], name): _clean(name, text) for name, text in typed.items()}, {}
    settings = writing.keep(now.settings.home, changes, secrets) if changes or secrets else now.settings
    return Kept(replace(now, settings=settings), is_kept=True, others=others)


def _is_same(text: str, kept: str) -> bool:
    """A box is one line, and shows the lines of a setting with commas."""
    return text in (kept, ", ".join(kept.splitlines()))


def check_server(context: Context, given: Mapping[str, str]) -> tuple[Finding, ...]:
    """Connect, begin TLS, log in and leave, with what is typed: what the server answered. Sends nothing.

    Raises:
        UsageError: the server cannot be named so.
    """
    target = replace(_target(context.settings, given), timeouts=PATIENCE, ca_file=context.settings.smtp.ca_file)
    if context.settings.is_demo and not target.is_loopback:
        raise UsageError("This is a demo office: it talks to this machine only. Nothing was connected to.")
    return tuple(doctor_mail.answers(target))


def advice(context: Context) -> tuple[Said, ...]:
    """What DNS should say beside the keys, so that mailboxes believe the sender (RFC 7208, RFC 7489)."""
    from distrib.services.office import dkim

    try:
        address = office.sender(context).address
        domain = dkim.domain_of(address)
    except DistribError:
        return (phrased("Name the sender first: keys and records are for its domain."),)
    return (
        phrased(
            "SPF: the record of {domain} has to name your mail server. Whoever runs it knows the words.", domain=domain
        ),
        phrased(
            'DMARC: begin with _dmarc.{domain}. IN TXT "v=DMARC1; p=none; rua=mailto:{address}"',
            domain=domain,
            address=address,
        ),
        phrased(
            "Once its reports say that all your mail passes, p=quarantine or p=reject keeps others from using "
            "your name."
        ),
    )


def _server_answers(settings: Settings) -> dict[str, str]:
    words = dict.fromkeys(("host", "protection", "port", "user", "password"), "")
    if not settings.smtp.url:
        return words | {"protection": "starttls"}
    target = parse_smtp_url(settings.smtp.url, password=settings.smtp_password)
    protection = next(name for name, one in PROTECTIONS.items() if one is target.protection)
    return words | {
        "host": target.host,
        "protection": protection,
        "port": str(target.port),
        "user": target.user or "",
    }


def has_password(settings: Settings) -> bool:
    """Whether there is one; what it is nobody learns."""
    if not settings.smtp.url:
        return False
    return parse_smtp_url(settings.smtp.url, password=settings.smtp_password).password is not None


def _refuse_other_places(settings: Settings) -> None:
    """The server is named where this page does not write."""
    if os.environ.get("DISTRIB_SMTP"):
        raise UsageError("The variable DISTRIB_SMTP names the mail server and goes before every file. Unset it first.")
    if settings.several_routes:
        raise UsageError("config.toml names several mail servers in [routes]. Change them there; nothing was changed.")


def _server_changes(settings: Settings, given: Mapping[str, str]) -> tuple[writing.Changes, writing.Changes]:
    target = _target(settings, given)
    secrets: writing.Changes = {}
    if target.user is None or target.password is not None:
        secrets = {("", "smtp_password"): target.password}
    return {("smtp", "url"): _url(target)}, secrets


def _target(settings: Settings, given: Mapping[str, str]) -> SmtpTarget:
    """The server that is typed. A kept password goes only where it went before: to the same user at the same host."""
    protection = PROTECTIONS.get(given["protection"].strip().lower())
    if protection is None:
        raise UsageError("Protection: write {protections}. Nothing was changed.", protections=", ".join(PROTECTIONS))
    host, user, port = given["host"].strip(), given["user"].strip(), given["port"].strip()
    before = _server_answers(settings)
    before_url = settings.smtp.url if (host, user) == (before["host"], before["user"]) else None
    kept = parse_smtp_url(before_url, password=settings.smtp_password).password if before_url else None
    login = f"{quote(user, safe='')}@" if user else ""
    name = f"[{host}]" if ":" in host and not host.startswith("[") else host
    url = f"{protection.value}://{login}{name}{f':{port}' if port else ''}"
    commands = settings.smtp_token_command if before_url else ()
    try:
        return parse_smtp_url(url, password=given["password"] or kept, token_command=commands)
    except Unclear as fault:
        raise UsageError("The mail server: {why} Nothing was changed.", why=fault.said) from fault


def _url(target: SmtpTarget) -> str:
    """Without the password."""
    login = f"{quote(target.user, safe='')}@" if target.user else ""
    host = f"[{target.host}]" if ":" in target.host else target.host
    return f"{target.protection.value}://{login}{host}:{target.port}"


def _clean(name: str, text: str) -> str | None:
    """As it is kept; empty takes the setting out."""
    clean = many_lines(text).strip() if name == "postal_address" else one_line(text)
    if name == "country":
        clean = clean.upper()
    if name == "approval" and clean not in {one.value for one in Policy}:
        raise SettingsError(
            [
                phrased(
                    "Policy: write {policies}. Nothing was changed.",
                    policies=Joined(tuple(one.value for one in Policy), phrased(" or ")),
                )
            ]
        )
    return clean or None


def record_of(key: PublicKey) -> str:
    """The TXT record of a key as a zone file has it (RFC 1035 §5.1)."""
    strings = "\n".join(f'    "{string}"' for string in key.strings)
    return f"{key.name}. IN TXT (\n{strings}\n)"
