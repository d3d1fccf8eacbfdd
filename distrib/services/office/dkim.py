"""The office's DKIM keys: making one, what DNS must say of them, and which of them sign a sender's mail."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from distrib.core.message.dkim import Algorithm, PublicKey, Signer, is_aligned
from distrib.core.message.words import header_address
from distrib.core.phrase import phrased
from distrib.db import office as office_rows
from distrib.errors import SettingsError
from distrib.services import office
from distrib.services.context import Context

if TYPE_CHECKING:
    from distrib.mail.dkim_keys import Key


def new(context: Context, *, algorithm: Algorithm, selector: str | None = None) -> PublicKey:
    """Make a key for [dkim] domain, else for the sender's domain; mail is signed with it from then on.

    Raises:
        MailServerUnusable: no domain and no sender is set up.
        NotAllowed: the library is missing, the selector is no name, or there is such a key already.
    """
    from distrib.mail.dkim_keys import make_key

    domain = context.settings.dkim.domain or domain_of(office.sender(context).address)
    chosen = selector or _next_selector(context, domain, algorithm)
    made = make_key(folder(context), domain=domain, selector=chosen, algorithm=algorithm).public
    with context.database.writing() as transaction:
        office_rows.record(
            transaction,
            actor=context.actor,
            action="dkim key made",
            subject=f"dkim {made.name}",
            content_hash=hashlib.sha256(made.data).hexdigest(),
            detail={"algorithm": made.algorithm.value, "bits": made.bits},
            now=context.now(),
        )
    return made


def published(context: Context) -> tuple[PublicKey, ...]:
    """What DNS must say of each key there is, whether it signs now or not.

    Raises:
        SettingsError: the library is missing, or a key cannot be read.
    """
    from distrib.mail.dkim_keys import key_files, read_key

    return tuple(read_key(file).public for file in key_files(folder(context)))


def signers(context: Context) -> tuple[Signer, ...]:
    """The keys that may sign; none is well, one that cannot be used is not.

    Raises:
        SettingsError: a key that is to sign cannot be used, or [dkim] names one that is not there.
    """
    return tuple(key.signer for key in _chosen(context))


def signing_keys(context: Context) -> tuple[PublicKey, ...]:
    """The public halves of the keys that sign the office's mail as it is set up now.

    Raises:
        SettingsError: as `signers`.
        MailServerUnusable: no sender is set up.
    """
    chosen = _chosen(context)
    used = for_sender([key.signer for key in chosen], office.sender(context).address)
    return tuple(key.public for key in chosen if key.signer in used)


def for_sender(keys: Sequence[Signer], address: str) -> tuple[Signer, ...]:
    """Those that count for a sender's domain, where any does; else all, because a stranger's signature is no harm."""
    domain = domain_of(address)
    return tuple(one for one in keys if is_aligned(domain, one.domain)) or tuple(keys)


def _chosen(context: Context) -> list[Key]:
    """The keys that [dkim] lets sign; without [dkim] all of them."""
    from distrib.mail.dkim_keys import key_files, read_key

    wanted = context.settings.dkim
    files = [
        file
        for file in key_files(folder(context))
        if wanted.domain in (None, file.domain) and (not wanted.selectors or file.selector in wanted.selectors)
    ]
    lacking = sorted(set(wanted.selectors) - {file.selector for file in files})
    if lacking or (wanted.domain and not files):
        what = phrased("domain {domain}", domain=wanted.domain)
        if lacking:
            what = phrased("selector {selectors}", selectors=", ".join(lacking))
        raise SettingsError(
            [
                phrased(
                    "config.toml [dkim]: {folder} has no key for the {what}. Make one with: distrib dkim new",
                    folder=folder(context),
                    what=what,
                )
            ]
        )
    return [read_key(file) for file in files]


def folder(context: Context) -> Path:
    """Where the keys lie."""
    from distrib.mail.dkim_keys import FOLDER

    return context.settings.home / FOLDER


def domain_of(address: str) -> str:
    """The domain of an address as DNS has it.

    Raises:
        NotAllowed: it cannot be written in ASCII.
    """
    return header_address("press@" + address.rpartition("@")[2]).rpartition("@")[2].lower()


def _next_selector(context: Context, domain: str, algorithm: Algorithm) -> str:
    """The one that is configured and still lacks its key, else a name that tells when the key was made."""
    from distrib.mail.dkim_keys import key_files

    there = {file.selector for file in key_files(folder(context)) if file.domain == domain}
    configured = [one for one in context.settings.dkim.selectors if one not in there]
    return configured[0] if configured else f"{algorithm.key_type}-{context.now():%Y%m}"
