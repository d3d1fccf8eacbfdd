"""Lifting an embargo early: what is asked before, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from distrib.tui.plain import joined
from distrib.tui.wording import _, counted

if TYPE_CHECKING:
    from distrib.services.releases.lifting import Lifted


def lift_question(holding: int, waiting: int) -> str:
    """Whom it tells, and what they are told."""
    if not holding:
        told = _("Nobody holds the text yet")
    else:
        told = counted("{number} holds the text and gets a notice", "{number} hold the text and get a notice", holding)
    at_once = counted("{number} gets the text at once", "{number} get the text at once", waiting)
    words = f"{joined(told, at_once if waiting else None)}."
    if not holding:
        return words
    says = _(
        "The notice says in each reader's language that it may be published at once. You approve it with this, and it "
        "goes out as urgent."
    )
    return f"{words}\n\n{says}"


def lift_words(reference: str, lifted: Lifted) -> str:
    """What was done."""
    words = _("The embargo of {reference} is lifted.").format(reference=reference)
    told = lifted.notice.tally.audience if lifted.notice else 0
    notice = counted("A notice goes to {number} person.", "A notice goes to {number} people.", told) if told else None
    text = counted("The text goes to {number} person.", "The text goes to {number} people.", lifted.freed)
    return joined(words, notice, text if lifted.freed else None, by=" ")
