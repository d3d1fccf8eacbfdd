"""What the audit trail, versions and consent records hold, in the person's language. They hold it in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from distrib.core.phrase import Joined, Said, phrase, phrased
from distrib.core.release.approval import Policy
from distrib.core.stored_words import Nested, recognised
from distrib.core.trail import Event
from distrib.tui.plain import line
from distrib.tui.wording import _, said

DONE = (
    phrase("release added"),
    phrase("release submitted"),
    phrase("release sent back"),
    phrase("release approved"),
    phrase("release issued"),
    phrase("release corrected"),
    phrase("release killed"),
    phrase("release discarded"),
    phrase("release brought back"),
    phrase("dispatch queued"),
    phrase("test sent"),
    phrase("audience set"),
    phrase("embargo set"),
    phrase("embargo taken away"),
    phrase("embargo lifted early"),
    phrase("notice of a lift made"),
    phrase("contacts changed"),
    phrase("boilerplate taken from the office"),
    phrase("version {number} restored"),
    phrase("edition {language} added"),
    phrase("edition {language} held"),
    phrase("edition {language} let go"),
    phrase("{language} edition changed"),
    phrase("{language} edition is up to date"),
    phrase("correction of {reference}"),
    phrase("correction of {reference} begun"),
    phrase("refile of {reference}"),
    phrase("refile of {reference} begun"),
    phrase("hold of {reference}"),
    phrase("hold of {reference} begun"),
    phrase("kill of {reference}"),
    phrase("kill of {reference} begun"),
    phrase("advisory of {reference}"),
    phrase("advisory of {reference} begun"),
    phrase("{name} attached"),
    phrase("{name} detached"),
)
"""What is done to a release, as actions in its history and comments of its versions; a test finds what is missing."""

_CHANGED = (
    *(phrase("embargo none → {after}"), phrase("embargo {before} → none"), phrase("embargo {before} → {after}")),
    *(phrase("audience none → {after}"), phrase("audience {before} → none"), phrase("audience {before} → {after}")),
    *(phrase("{what} of the {language} edition"), phrase("{language} edition taken away")),
    *(phrase("{language} edition added"), phrase("contacts ({changes})"), phrase("files ({changes})")),
    *(phrase("{name} changed"), phrase("{name} added"), phrase("{name} taken away")),
    *("headline", "subhead", "dateline", "embargo line", "markers", "release line", "text", "boilerplate"),
    *("notes to editors", "correction note"),
)
"""What differs between two versions, by the sentences of `core.release.differences`."""

_NAMES = {
    "version": phrase("version"),
    "changed": phrase("changed"),
    "policy": phrase("policy"),
    "own text": phrase("own text"),
    "because": phrase("because"),
    "dispatch": phrase("dispatch"),
    "query": phrase("query"),
    "recipients": phrase("recipients"),
    "urgent": phrase("urgent"),
    "not before": phrase("not before"),
    "embargo until": phrase("embargo until"),
    "freed": phrase("freed"),
    "was until": phrase("was until"),
    "to": phrase("to"),
    "language": phrase("language"),
    "message": phrase("message"),
}
SOURCES = (
    phrase("recorded by {who}"),
    phrase("added by {who}"),
    phrase("delivery {number}, marked by {who}"),
    phrase("delivery {number}"),
)
"""Where a step in somebody's consent comes from; the others are names of lists."""

REASONS = (phrase("edited"), phrase("merged"), phrase("erased"), phrase("opted out"), phrase("in {list}"))
"""Why an address gets no mail."""

QUERIES = (phrase("holders of {reference}"),)
"""For whom something was sent, where that is no query that a person wrote."""

POLICIES = {Policy.SELF: phrase("one person is enough"), Policy.FOUR_EYES: phrase("a second pair of eyes")}
"""What an approval took."""

_NESTED = Nested(one=("what",), several=("changes",))
_MOMENTS = ("not before", "embargo until", "was until")


def done(stored: str | None) -> str:
    """What was done, of an action or a comment; what is not known is shown as it is stored."""
    if not stored:
        return ""
    found = recognised(stored, DONE)
    return line(said(found)) if found else line(stored)


def stored(words: str | None, templates: Sequence[str]) -> str:
    """A source or reason of a consent record; what is not ours is shown as it came."""
    found = recognised(words, templates) if words else None
    return line(said(found) if found else words)


def details(event: Event, clock: Callable[[datetime], str]) -> str:
    """What the trail says of it beside, on one line."""
    return line(_("; ").join(_details(event, clock)))


def _details(event: Event, clock: Callable[[datetime], str]) -> Iterator[str]:
    for name, value in event.detail.items():
        if value is not None:
            shown = _(_NAMES[name]) if name in _NAMES else name
            yield said(phrased("{name}: {value}", name=shown, value=_value(name, value, clock)))


def _value(name: str, value: Any, clock: Callable[[datetime], str]) -> object:
    if isinstance(value, bool):
        return phrased("yes") if value else phrased("no")
    if isinstance(value, list):
        return Joined(tuple(_changed(str(one)) for one in value))
    if name == "policy" and value in tuple(Policy):
        return phrased(POLICIES[Policy(value)])
    if name == "query":
        return recognised(str(value), QUERIES) or str(value)
    if name in _MOMENTS:
        return clock(datetime.fromisoformat(value))
    return str(value)


def _changed(stored: str) -> Said | str:
    return recognised(stored, _CHANGED, _NESTED) or stored
