"""Tasks of a release's way: submitted, sent back, under embargo, lifted, and notices about what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from distrib.core.release import Release, ReleaseKind
from distrib.tui.desk import Desk
from distrib.tui.tasks.workers import ensure_worker
from distrib.tui.wording import spoken

if TYPE_CHECKING:
    from distrib.services.releases.lifting import Lifted


def submit(desk: Desk, reference: str) -> Release:
    """Put a draft before those who approve.

    Raises:
        NotAllowed: it is no draft.
    """
    from distrib.services.releases import reviewing

    return reviewing.submit(desk.context, reference)


def returnable(desk: Desk, reference: str) -> Release:
    """The release as it is now, where it may be sent back.

    Raises:
        NotAllowed: it is not in review.
    """
    from distrib.services.releases import reviewing

    return reviewing.returnable(desk.context, reference)


def send_back(desk: Desk, reference: str, because: str) -> Release:
    """Give what was submitted back to its authors.

    Raises:
        UsageError: no reason.
        NotAllowed: it is not in review.
    """
    from distrib.services.releases import reviewing

    return reviewing.send_back(desk.context, reference, because)


def set_embargo(desk: Desk, reference: str, when: str, zone: str) -> Release:
    """Put it under embargo; without a moment it is under none.

    Raises:
        UsageError: the moment or the zone cannot be understood.
        NotAllowed: it was sent.
    """
    from distrib.services.releases import embargoes

    if not when.strip():
        return embargoes.clear_embargo(desk.context, reference)
    return embargoes.set_embargo(desk.context, reference, when.strip(), zone.strip() or None)


def embargo_words(desk: Desk, release: Release) -> str:
    """Until when it is under embargo, by every clock that matters; empty where it is under none."""
    from distrib.services.releases import embargoes

    return embargoes.in_words(desk.context, release.embargo, language=spoken()) if release.embargo else ""


def holders(desk: Desk, reference: str) -> tuple[int, int]:
    """How many hold what is to be lifted, and how many wait for it.

    Raises:
        NotAllowed: there is nothing to lift.
    """
    from distrib.services.releases import lifting

    return lifting.holders_of(desk.context, reference)


def lift(desk: Desk, reference: str) -> Lifted:
    """End an embargo now, and see that a worker delivers.

    Raises:
        NotAllowed: there is nothing to lift, or its notice may not be approved by this person.
    """
    from distrib.services.releases import lifting

    lifted = lifting.lift(desk.context, reference)
    ensure_worker(desk)
    return lifted


def discardable(desk: Desk, reference: str) -> Release:
    """The release as it is now, where it may be discarded.

    Raises:
        NotAllowed: it was queued or sent.
    """
    from distrib.services.releases import discarding

    return discarding.discardable(desk.context, reference)


def discard(desk: Desk, reference: str) -> Release:
    """Throw a draft away that nobody got.

    Raises:
        NotAllowed: it was queued or sent meanwhile.
    """
    from distrib.services.releases import discarding

    return discarding.discard(desk.context, reference)


def bring_back(desk: Desk, reference: str) -> Release:
    """Make what was discarded a draft again.

    Raises:
        NotAllowed: it is not discarded, or another notice took its place.
    """
    from distrib.services.releases import discarding

    return discarding.bring_back(desk.context, reference)


def tellable(desk: Desk, reference: str, kind: ReleaseKind) -> Release:
    """The release as it is now, where such a notice may speak of it.

    Raises:
        NotAllowed: it was not sent, or has such a notice already.
    """
    from distrib.services.releases import notices

    return notices.tellable(desk.context, reference, kind)


def begin_notice(desk: Desk, reference: str, kind: ReleaseKind, reason: str = "") -> Release:
    """A notice in the making. A kill stops at once what is unsent, and a hold pauses it.

    Raises:
        UsageError: a reason is needed and none was given.
        NotAllowed: it was not sent, or has such a notice already.
    """
    from distrib.services.releases import notices

    if kind in (ReleaseKind.CORRECTION, ReleaseKind.REFILE):
        return notices.correct(desk.context, reference, kind)
    return notices.tell(desk.context, reference, kind, reason)
