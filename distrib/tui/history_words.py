"""One delivery told from its first attempt on: in plain words for everybody, and with its codes for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from distrib.core.delivery.bounce import Kind
from distrib.core.delivery.history import Attempt, History, SentMessage
from distrib.core.delivery.outcome import heard
from distrib.tui.delivery_words import STATE_NAMES, in_words, meant
from distrib.tui.names import language_name
from distrib.tui.plain import line, moment
from distrib.tui.wording import _, said

Facts = Iterator[tuple[str, str]]

_ENDED = {
    "accepted": _("the mail server took it"),
    "deferred": _("the mail server asked to come back later: {said}"),
    "refused": _("not taken: {said}"),
    "in_doubt": _("the line broke before the mail server answered; nobody knows whether it has it"),
}
_CAME_BACK = {
    Kind.DELIVERED: _("their server reports that it was delivered"),
    Kind.EXPANDED: _("their server handed it on to several addresses"),
    Kind.RELAYED: _("their server handed it on to another"),
    Kind.DELAYED: _("their server reports a delay"),
    Kind.FAILED: _("it came back: {said}"),
}


def story(one: History, zone: ZoneInfo) -> Facts:
    """In plain words."""
    delivery = one.delivery
    language = language_name(delivery.edition)
    what = _("{release}, version {version}, in {language}")
    yield "", what.format(release=delivery.release, version=delivery.version, language=language)
    yield _("Now"), in_words(delivery, zone)
    for attempt in one.attempts:
        yield moment(attempt.ended_at, zone), _attempt(attempt)
    for returned in one.evidence:
        told = _(_CAME_BACK.get(returned.kind, _("something came back: {said}")))
        yield moment(returned.at, zone), told.format(said=line(returned.diagnostic) or _("no reason is given"))
    if delivery.is_repeat:
        yield _("Again"), _("a person had it sent again, not knowing whether it had arrived")
    if not one.attempts:
        yield "", _("It was not tried yet.")


def _attempt(attempt: Attempt) -> str:
    means = meant(attempt.code, attempt.enhanced, attempt.reply or attempt.fault)
    return _(_ENDED.get(attempt.verdict, "{said}")).format(said=means)


def codes(one: History, zone: ZoneInfo) -> Facts:
    """Everything that is known, as the servers said it."""
    delivery = one.delivery
    yield _("State"), _(STATE_NAMES[delivery.state])
    yield _("Dispatch"), _("{number}, delivery {delivery}").format(number=delivery.dispatch_id, delivery=delivery.id)
    for attempt in one.attempts:
        code = " ".join(filter(None, (str(attempt.code or ""), line(said(heard(attempt.reply or attempt.fault))))))
        via = f", {line(attempt.route)}" if attempt.route else ""
        yield moment(attempt.ended_at, zone), f"{attempt.number}. {attempt.verdict}, {attempt.stage}{via}: {code}"
    for returned in one.evidence:
        told = " ".join(filter(None, (returned.kind.value, returned.status, line(returned.diagnostic))))
        yield moment(returned.at, zone), f"{told} ({line(returned.reporter) or '?'}, {line(returned.source)})"
    yield "ID", line(delivery.message_id)
    yield "SHA-256", delivery.sha256 or _("not sent yet")


def as_sent(sent: SentMessage) -> str:
    """The message, below whether it is what was sent."""
    if sent.is_identical:
        verdict = _("This is what was sent, byte for byte: its SHA-256 is the one in the ledger.")
    elif sent.recorded is None:
        verdict = _("Nothing was sent yet; this is what would be.")
    else:
        verdict = _(
            "What was sent is another one: the keys that sign, or this program, changed since. Ledger: {sha256}"
        )
        verdict = verdict.format(sha256=sent.recorded)
    return f"{verdict}\nSHA-256 {sent.sha256}\n\n{sent.data.decode('utf-8', 'replace')}"
