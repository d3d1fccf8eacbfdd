"""`distrib settle`: who is in doubt, what is known of them, and a person's word on it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from distrib.cli.asking import only_one
from distrib.cli.dispatch_report import ID
from distrib.cli.output import AS_JSON, json_line, moment, number_of, open_office, remark, say

if TYPE_CHECKING:
    from distrib.core.delivery.dispatch import Doubt

_WORDS = {"--sent": "sent", "--not-sent": "not sent", "--again": "send again"}


@click.command("settle")
@ID
@click.option("--email", help="Only this recipient; without it everybody who is in doubt.")
@click.option("--sent", is_flag=True, help="It arrived.")
@click.option("--not-sent", is_flag=True, help="It did not arrive, and is not sent again.")
@click.option("--again", is_flag=True, help="Send it again, once, with the same Message-ID.")
@AS_JSON
def command(*, dispatch_id: int, email: str | None, sent: bool, not_sent: bool, again: bool, as_json: bool) -> None:
    """Decide about those who are in doubt.

    Without --sent, --not-sent or --again it shows who they are and what is known, and changes nothing. Whoever has the
    message already and gets it again gets it under the same Message-ID, which many mailboxes show once.
    """
    from distrib.core.people import address_key
    from distrib.services.delivery import dispatches, settling

    chosen = only_one({"--sent": sent, "--not-sent": not_sent, "--again": again})
    word = None if chosen is None else _WORDS[chosen]
    with open_office() as office:
        if word is not None:
            settled = settling.settle(office.context, dispatch_id, settling.Word(word), email=email)
            reference = dispatches.get(office.context, dispatch_id).release_reference
        else:
            settled = settling.doubts(office.context, dispatch_id)
            if email is not None:
                settled = tuple(one for one in settled if address_key(one.email) == address_key(email))
    for one in settled:
        _show(one, as_json)
    _conclude(dispatch_id, word, len(settled))
    if word == "not sent":
        remark(f"Another send of it reaches them: distrib send {reference}")


def _show(one: Doubt, as_json: bool) -> None:
    if as_json:
        json_line(asdict(one))
        return
    say(f"{one.name} <{one.email}>")
    say(f"    {moment(one.at)}: {_last_word(one)}")
    say(f"    Message-ID {one.message_id}, attempt {one.attempts}, SHA-256 {one.sha256 or 'unknown'}")
    for returned in one.evidence:
        say(f"    {moment(returned.at)}: {returned.text} (read from {returned.source})")
    if one.is_repeat:
        say("    It was sent again once already.")


def _last_word(one: Doubt) -> str:
    if one.stage is None:
        return "the worker died after it was allowed to send the final dot, before it heard a reply"
    said = one.reply or one.fault or "no reply"
    return f"no clear reply to the final dot: {said}"


def _conclude(dispatch_id: int, word: str | None, number: int) -> None:
    if word is None and not number:
        remark(f"Nobody is in doubt in dispatch {dispatch_id}.")
    elif word is None:
        remark(
            f"{number} in doubt. Look for the Message-ID in the mail server's log, or ask; "
            "then settle with --sent, --not-sent or --again."
        )
    elif word == "send again":
        remark(
            f"{number_of(number, 'goes', 'go')} out once more, under the same Message-ID. Delivered by: distrib worker"
        )
    else:
        remark(f"{number} settled as {word}.")
