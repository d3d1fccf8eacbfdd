"""What notices about an earlier release say, in each language. Composes no message."""

from __future__ import annotations

import re
from collections.abc import Sequence

from distrib.core.plain_text import one_line
from distrib.core.release import ReleaseKind
from distrib.core.release.correction import PARAGRAPH, Passage
from distrib.mail.phrases import Phrases, fill, phrases_for

_MARKUP = re.compile(r"[\\`*_{}\[\]<|~]|^[>#+]")
"""A picture begins with an exclamation mark before a bracket, and the bracket is taken care of."""

MOST_OF_A_WORDING = 600
"""Characters of an old or new wording that a correction quotes; the text below it has all of the new one."""


def correction(language: str, headline: str, passages: Sequence[Passage]) -> str:
    """What a correction says above its text, as Markdown; `headline` is the one its readers have."""
    phrases = phrases_for(language)
    heading = fill(phrases.notices.corrects, headline=_literal(headline))
    return "\n\n".join([f"**{heading}**", "\n".join(f"- {_passage(phrases, one)}" for one in passages)])


def marker(language: str, kind: ReleaseKind) -> str:
    """The wire's word for a kind of notice, such as KILL."""
    return str(getattr(phrases_for(language).notices, f"{kind.value}_marker"))


def body(language: str, kind: ReleaseKind, *, headline: str, reference: str, reason: str) -> str:
    """The text of a notice that brings no text of its own, as Markdown: HOLD, KILL, ADVISORY."""
    phrases = phrases_for(language)
    said = fill(getattr(phrases.notices, kind.value), headline=_literal(headline), reference=_literal(reference))
    return "\n\n".join([said, _because(phrases, reason)])


def _because(phrases: Phrases, reason: str) -> str:
    return fill(phrases.notices.because, reason=_literal(reason))


def _passage(phrases: Phrases, one: Passage) -> str:
    words = phrases.notices
    name = words.paragraph if one.where == PARAGRAPH else str(getattr(words, one.where))
    pattern = words.changed if one.old and one.new else words.added if one.new else words.removed
    quoted = {"old": _quoted(one.old), "new": _quoted(one.new)}
    return fill(pattern, where=fill(name, number=str(one.number)), **quoted)


def _quoted(text: str) -> str:
    shown = one_line(text)
    return _literal(shown if len(shown) <= MOST_OF_A_WORDING else shown[: MOST_OF_A_WORDING - 1] + "…")


def _literal(text: str) -> str:
    """Words as they stand: what would be markup in Markdown is shown."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))
