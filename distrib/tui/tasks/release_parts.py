"""Tasks of the parts of a release: languages, contacts, audience, checks, what was sent, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from distrib.core.contacts import Answer
from distrib.core.delivery.audience import Audience
from distrib.core.delivery.dispatch import Dispatch
from distrib.core.release import Contact, Edition, Release
from distrib.core.trail import Event
from distrib.tui.desk import Desk

if TYPE_CHECKING:
    from distrib.services.releases.checks import Finding


@dataclass(frozen=True, slots=True)
class EditionLine:
    """A language of a release, and how it stands."""

    edition: Edition
    is_source: bool
    is_stale: bool
    is_held: bool


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody who is named in an edition, or whom the roster proposes for it."""

    language: str
    contact: Contact
    answer: Answer | None
    """Why they are proposed; None for those who are named."""

    @property
    def is_proposed(self) -> bool:
        """Whether it is only a proposal."""
        return self.answer is not None


def languages(desk: Desk, reference: str) -> tuple[EditionLine, ...]:
    """Every edition, the source first."""
    from distrib.services import releases
    from distrib.services.releases import editions

    release = releases.get(desk.context, reference)
    held = editions.held(desk.context, reference)
    return tuple(
        EditionLine(one, one == release.source, one.is_stale(release.source), one.language in held)
        for one in release.editions
    )


def hold_edition(desk: Desk, reference: str, line: EditionLine) -> None:
    """Let an edition wait, or go again.

    Raises:
        NotAllowed: somebody did that already.
    """
    from distrib.services.releases import editions

    change = editions.let_go if line.is_held else editions.hold
    change(desk.context, reference, line.edition.language)


def mark_translated(desk: Desk, reference: str, language: str) -> Release:
    """An edition says what the source says now.

    Raises:
        NotAllowed: it is the source, or it was sent.
    """
    from distrib.services.releases import editions

    return editions.translated(desk.context, reference, language)


def take_boilerplates(desk: Desk, reference: str) -> Release:
    """Put what the office says of itself into every edition that says nothing.

    Raises:
        NotAllowed: it was sent, or there is nothing to put in.
    """
    from distrib.services.releases import editions

    return editions.take_boilerplates(desk.context, reference)


def contacts(desk: Desk, reference: str) -> tuple[ContactLine, ...]:
    """For each edition who is named, then who is proposed."""
    from distrib.services.releases import contact_blocks

    lines: list[ContactLine] = []
    for one in contact_blocks.proposals(desk.context, reference):
        lines += [ContactLine(one.language, contact, None) for contact in one.named]
        proposed = zip(one.contacts, one.answers, strict=True)
        lines += [ContactLine(one.language, contact, answer) for contact, answer in proposed]
    return tuple(lines)


def take_contacts(desk: Desk, reference: str, language: str | None) -> Release:
    """Put the proposals into an edition, or into every one.

    Raises:
        NotAllowed: it was sent, or nobody is proposed.
    """
    from distrib.services.releases import contact_blocks

    return contact_blocks.take_proposals(desk.context, reference, language=language)


def name_contacts(desk: Desk, reference: str, names: str, language: str) -> Release:
    """Name these people of the roster, one a line, in an edition or in every one.

    Raises:
        NotFound: one of them is not on the roster.
        NotAllowed: it was sent, or somebody has nothing that may be given out.
    """
    from distrib.services.releases import contact_blocks

    wanted = [one.strip() for one in names.splitlines() if one.strip()]
    return contact_blocks.set_contacts(desk.context, reference, wanted, language=language.strip() or None)


def audience(desk: Desk, reference: str, query: str) -> Audience:
    """Who would get it now, and who would not. A notice goes to those who hold what it is about.

    Raises:
        QueryError: the query cannot be understood.
        NotAllowed: a correction would miss somebody.
    """
    from distrib.services import audiences

    return audiences.looked_at(desk.context, reference, query)


def set_audience(desk: Desk, reference: str, query: str) -> Release:
    """The audience that an approval binds; without a query none.

    Raises:
        QueryError: the query cannot be understood.
        NotAllowed: it was sent.
    """
    from distrib.services.releases import reviewing

    return reviewing.set_audience(desk.context, reference, query.strip() or None)


def findings(desk: Desk, reference: str) -> tuple[Finding, ...]:
    """Everything that has to be mended or known before it goes out; whatever else is to be looked at joins here."""
    from distrib.services.releases import checks

    return checks.findings(desk.context, reference)


def sendings(desk: Desk, reference: str) -> tuple[Dispatch, ...]:
    """Its dispatches, the newest first."""
    from distrib.services.delivery import dispatches

    return dispatches.of_release(desk.context, reference)[::-1]


def events(desk: Desk, reference: str) -> tuple[Event, ...]:
    """What was done to it, the newest first."""
    from distrib.services.releases import reviewing

    return reviewing.history(desk.context, reference)[::-1]
