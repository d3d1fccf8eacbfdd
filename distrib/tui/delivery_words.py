"""The ledger in plain words: who got it, who did not, and what a mail server meant. Codes stand in the details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from distrib.core.delivery.dispatch import Delivery, Dispatch, LeftOutRecord
from distrib.core.delivery.ledger import PENDING, State
from distrib.core.delivery.outcome import heard
from distrib.core.delivery.progress import Why
from distrib.core.delivery.progress import in_words as progress_words
from distrib.tui.keys import SHOWN
from distrib.tui.plain import fit, line, moment
from distrib.tui.tasks.deliveries import Standing
from distrib.tui.wording import _, figure, said

GOT_IT = (State.ACCEPTED, State.SETTLED_SENT, State.COMPLAINED)
IN_DOUBT = (State.IN_DOUBT,)
WAITING = tuple(sorted(PENDING))
NOT_DELIVERED = tuple(state for state in State if state not in {*GOT_IT, *IN_DOUBT, *WAITING})
GROUPS: dict[str, tuple[State, ...]] = {
    "got": GOT_IT,
    "not": NOT_DELIVERED,
    "doubt": IN_DOUBT,
    "waiting": WAITING,
}
"""Every state is in exactly one group, so the counts add up to the audience."""

LABELS = {
    "all": _("All"),
    "got": _("Got it"),
    "not": _("Not delivered"),
    "doubt": _("In doubt"),
    "waiting": _("Waiting"),
}
TONES = {"got": "good", "not": "bad", "doubt": "doubt", "waiting": "faint"}

_ADDRESS = _("The server refused this address")
_SUBJECTS = {
    "1": _ADDRESS,
    "2": _("The mailbox does not take mail"),
    "3": _("The receiving system does not take it"),
    "4": _("The message could not be passed on"),
    "5": _("The two servers did not understand each other"),
    "6": _("The server refused the message's form"),
    "7": _("The server refused it by its own rules"),
}
"""What the second figure of an enhanced status code speaks of (RFC 3463 §3)."""

_STATES = {
    State.PLANNED: _("waits"),
    State.QUEUED: _("waits"),
    State.CLAIMED: _("is being sent"),
    State.COMMITTING: _("is being sent"),
    State.ACCEPTED: _("got it: the mail server took it"),
    State.COMPLAINED: _("got it, and complained"),
    State.IN_DOUBT: _("may have it: the line broke before the server answered"),
    State.BOUNCED: _("came back"),
    State.SUPPRESSED: _("stopped: wants no mail"),
    State.CANCELLED: _("stopped"),
    State.EXPIRED: _("given up after many tries"),
    State.SETTLED_SENT: _("got it: settled later"),
    State.SETTLED_NOT_SENT: _("did not get it: settled later"),
}


STATE_NAMES = {
    State.PLANNED: _("planned"),
    State.QUEUED: _("queued"),
    State.CLAIMED: _("claimed"),
    State.COMMITTING: _("committing"),
    State.ACCEPTED: _("accepted"),
    State.DEFERRED: _("deferred"),
    State.REFUSED: _("refused"),
    State.IN_DOUBT: _("in doubt"),
    State.BOUNCED: _("bounced"),
    State.COMPLAINED: _("complained"),
    State.SUPPRESSED: _("suppressed"),
    State.CANCELLED: _("cancelled"),
    State.EXPIRED: _("expired"),
    State.SETTLED_SENT: _("settled sent"),
    State.SETTLED_NOT_SENT: _("settled not sent"),
}
"""Each state by itself, for whoever asks for codes."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """Somebody in the report."""

    name: str
    email: str
    outlet: str | None
    what: str
    tone: str
    delivery: Delivery | None = None
    """None for somebody who was left out."""

    @property
    def identity(self) -> object:
        """What tells it from the others; nothing does of somebody who was left out and erased."""
        return self.delivery.id if self.delivery else self.email or None


def report_line(delivery: Delivery, zone: ZoneInfo) -> ReportLine:
    """A row of the ledger."""
    tone = next(TONES[group] for group, states in GROUPS.items() if delivery.state in states)
    name, what = who(delivery.name, delivery.email), in_words(delivery, zone)
    return ReportLine(name, delivery.email, delivery.outlet, what, tone, delivery)


def left_out_line(record: LeftOutRecord) -> ReportLine:
    """Somebody who was not made a recipient."""
    what = _("left out: {reason}").format(reason=_(record.explanation))
    return ReportLine(who(record.name, record.email), record.email, None, what, "faint")


def who(name: str, email: str) -> str:
    """What somebody in the ledger is called; of who was erased since only that is known."""
    return name or (_("erased") if is_erased(email) else email)


def is_erased(email: str) -> bool:
    """Whether an address in the ledger was taken away, or stands as a keyed hash."""
    return "@" not in email


def in_words(delivery: Delivery, zone: ZoneInfo) -> str:
    """How a delivery stands."""
    if delivery.state is State.DEFERRED:
        sentence = _("waits for another try, {at}: {why}")
        return sentence.format(at=moment(delivery.due_at, zone), why=_meant(delivery))
    if delivery.state is State.REFUSED:
        return _meant(delivery)
    if delivery.state is State.EXPIRED:
        return _("given up: {why}").format(why=_meant(delivery))
    return _(_STATES[delivery.state])


def _meant(delivery: Delivery) -> str:
    return meant(delivery.code, delivery.enhanced, delivery.reply)


def meant(code: int | None, enhanced: str | None, reply: str | None) -> str:
    """A server's reply in plain words."""
    if code is None:
        return line(said(heard(reply))) or _("no reason is known")
    subject = (enhanced or "").split(".")[1:2]
    if subject and subject[0] in _SUBJECTS:
        return _(_SUBJECTS[subject[0]])
    if 400 <= code < 500:
        return _("The server asked to come back later")
    return _(_ADDRESS) if code in (550, 551, 553) else _("The server refused it")


def details(shown: ReportLine, zone: ZoneInfo) -> str:
    """Everything that is known, codes and proof included."""
    lines = [
        line(shown.name) if is_erased(shown.email) else f"{line(shown.name)} <{line(shown.email)}>",
        line(shown.outlet),
        shown.what[:1].upper() + shown.what[1:],
        "",
    ]
    one = shown.delivery
    if one is not None:
        reply = " ".join(part for part in (str(one.code or ""), line(said(heard(one.reply)))) if part)
        facts = [
            (_("State"), _("{state}, since {at}").format(state=_(STATE_NAMES[one.state]), at=moment(one.at, zone))),
            (_("Server said"), reply or _("nothing yet")),
            (_("Attempts"), figure(one.attempts)),
            (_("Edition"), _("{edition}, version {number}").format(edition=line(one.edition), number=one.version)),
            ("Message-ID", line(one.message_id)),
            ("SHA-256", one.sha256 or _("not sent yet")),
        ]
        lines += [f"{fit(label, 12)} {value}" for label, value in facts]
    return "\n".join(lines)


def filters(dispatch: Dispatch, left_out: int | None) -> list[tuple[str, str]]:
    """The filters with their counts, as key and label."""
    labels = [("all", f"{_(LABELS['all'])} {figure(dispatch.tally.audience)}")]
    labels += [
        (group, f"{_(LABELS[group])} {figure(dispatch.tally.count(*states))}") for group, states in GROUPS.items()
    ]
    return [*labels, ("left-out", _("Left out") if left_out is None else f"{_('Left out')} {figure(left_out)}")]


def outcome(dispatch: Dispatch) -> str:
    """A dispatch in a few words."""
    tally = dispatch.tally
    counts = {group: tally.count(*GROUPS[group]) for group in ("waiting", "not", "doubt")}
    trouble = [f"{figure(count)} {_(LABELS[group]).lower()}" for group, count in counts.items() if count]
    return ", ".join(trouble) or _("all got it")


def progress(dispatch: Dispatch) -> Iterator[tuple[str, int]]:
    """Group and count, in the order of the bar."""
    for group, states in GROUPS.items():
        yield group, dispatch.tally.count(*states)


def standing_words(standing: Standing, zone: ZoneInfo) -> str:
    """How far it is and why it is not going on, and what can be done here about it."""
    why = standing.progress.why
    if why is Why.DONE:
        return _("Finished {at}").format(at=moment(standing.dispatch.last_change, zone))
    if why is Why.NO_WORKER and standing.is_fresh:
        return _("A worker is starting …")
    words = said(progress_words(standing.progress, lambda at: moment(at, zone)))
    return (
        f"{line(words)}. {_(_ADVICE.get(why, '')).format(key=SHOWN)}".rstrip() if why in _ADVICE else f"{line(words)}."
    )


_ADVICE = {
    Why.SENDING: _("Leaving this screen does not stop it."),
    Why.NO_WORKER: _("Press {key[start_worker]} to start one."),
    Why.PAUSED: _("Press {key[resume]} to go on."),
    Why.HELD: _("Press {key[resume]} to begin it, {key[stop]} to stop it."),
    Why.DOMAIN_HELD: _("Press {key[hold]} to release it."),
}
