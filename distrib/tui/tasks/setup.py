"""Tasks of the set-up room: what stands there, keeping a page, checks, keys and their records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from distrib.tui.wording import said

if TYPE_CHECKING:
    from distrib.services.context import Context
    from distrib.services.office.setup import Kept


def answers(context: Context, page: str) -> dict[str, str]:
    """What stands there now; never a secret."""
    from distrib.services.office import setup

    return setup.answers(context.settings, page)


def has_password(context: Context) -> bool:
    """Whether there is one."""
    from distrib.services.office import setup

    return setup.has_password(context.settings)


def pages_set_up(context: Context, pages: tuple[str, ...]) -> dict[str, bool]:
    """Which pages somebody has filled in."""
    from distrib.services.office import setup

    return {one: setup.is_set_up(context, one) for one in pages}


def keep(context: Context, page: str, given: Mapping[str, str]) -> Kept:
    """Keep what was changed on a page; what came of it.

    Raises:
        SettingsError, UsageError: something cannot be; nothing was changed.
    """
    from distrib.services.office import setup

    return setup.keep(context, page, given)


def as_it_is(context: Context) -> Context:
    """The office with its settings as they are in its files now.

    Raises:
        SettingsError: they cannot be read.
    """
    from distrib.services.office import setup

    return setup.as_it_is(context)


def check_server(context: Context, given: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the server answers, as pairs of health and sentence.

    Raises:
        UsageError: the server cannot be named so.
    """
    from distrib.services.office import setup

    return [(one.health.value, said(one.said)) for one in setup.check_server(context, given)]


def examine(context: Context) -> list[tuple[str, str]]:
    """Everything that `distrib doctor` looks at, as pairs of health and sentence."""
    from distrib.services.office import doctor

    return [(one.health.value, said(one.said)) for one in doctor.examine(context)]


def records(context: Context) -> list[str]:
    """The DNS record of each key.

    Raises:
        SettingsError: a key cannot be read.
    """
    from distrib.services.office import dkim, setup

    return [setup.record_of(one) for one in dkim.published(context)]


def advice(context: Context) -> tuple[str, ...]:
    """What DNS should say beside the keys."""
    from distrib.services.office import setup

    return tuple(map(said, setup.advice(context)))


def make_key(context: Context) -> None:
    """A key that every mailbox can verify.

    Raises:
        NotAllowed, MailServerUnusable: as `dkim.new`.
    """
    from distrib.core.message.dkim import Algorithm
    from distrib.services.office import dkim

    dkim.new(context, algorithm=Algorithm.RSA)
