"""`distrib setup`: plain questions, one a line, that set an office up. What is kept stays until it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.asking import is_somebody_there, says_yes
from distrib.cli.output import complain, open_office, remark, say
from distrib.core.setup_pages import PAGES, Page, Question
from distrib.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from distrib.services.context import Context

NOTHING = "-"
"""Typed to empty what stands there."""


@click.command("setup")
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
def command(pages: tuple[str, ...]) -> None:
    """Set the office up by answering questions: organisation, sender, server, signing, approval.

    Name pages to be asked those alone. Enter keeps what stands in brackets, and `-` empties it. Passwords go into
    secrets.toml, which no other user of the machine can read, and are never shown.
    """
    from distrib.services.office import setup

    chosen = [setup.page(one) for one in pages] or PAGES
    with open_office() as office:
        context = office.context
        remark(f"The settings are kept in {context.settings.home}. Ctrl+C leaves; what was kept stays.")
        for page in chosen:
            say(f"\n{page.title}. {page.why}")
            context = _signing(context) if page.key == "signing" else _ask_page(context, page)
    remark("See what still needs attention with: distrib doctor")


def _ask_page(context: Context, page: Page) -> Context:
    """Ask until what is answered can be kept."""
    from distrib.services.office import setup

    before = setup.answers(context.settings, page.key)
    while True:
        given = {one.key: _ask(context, one, before[one.key]) for one in page.questions}
        if page.key == "server" and not given["host"]:
            remark("Without a host nothing is kept here, and nothing can be sent yet.")
            return context
        try:
            if page.key == "server":
                for finding in setup.check_server(context, given):
                    say(f"{finding.health.value}: {finding.text}")
            kept = setup.keep(context, page.key, given)
        except (SettingsError, UsageError) as fault:
            complain(str(fault))
            if not says_yes("Answer again?", default=True):
                return context
            before = given | {one.key: "" for one in page.questions if one.is_secret}
            continue
        context, others = kept.context, ", ".join(f"{one.label} ({value or NOTHING})" for one, value in kept.others)
        if kept.is_kept:
            remark(f"{page.title} is kept.")
            if others:
                remark(f"Somebody else changed this meanwhile, and it stays: {others}.")
            return context
        complain(f"Somebody else changed this meanwhile: {others}. Nothing was written.")
        if not says_yes("Answer again?", default=True):
            return context
        before = setup.answers(context.settings, page.key)


def _ask(context: Context, question: Question, before: str) -> str:
    from distrib.services.office import setup

    words = f"{question.label} ({question.hint})" if question.hint else question.label
    if question.is_secret:
        if setup.has_password(context.settings):
            words = f"{question.label} (Enter keeps the one there is)"
        hidden = is_somebody_there()
        answer = click.prompt(words, default="", show_default=False, hide_input=hidden)
    else:
        answer = click.prompt(words, default=before.replace("\n", ", "), show_default=bool(before))
        answer = before if answer == before.replace("\n", ", ") else answer
    return "" if answer == NOTHING else str(answer)


def _signing(context: Context) -> Context:
    """Make a key where there is none, and say what DNS has to say."""
    from distrib.core.message.dkim import Algorithm
    from distrib.services.office import dkim, setup

    keys = dkim.published(context)
    if not keys and says_yes("Make a key now?", default=True):
        keys = (dkim.new(context, algorithm=Algorithm.RSA),)
        remark(f"The key lies in {dkim.folder(context)}; back it up like a password.")
    for key in keys:
        say(setup.record_of(key))
    for sentence in setup.advice(context):
        say(str(sentence))
    return context
