"""A notice and what it is about, up to the first release: locked together, and whether any of it was replaced."""

from __future__ import annotations

from datetime import datetime

from distrib.core.phrase import Said, phrased
from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.db import releases as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services.releases import found
from distrib.services.releases.correction_notes import CORRECTING

_MAY_SPEAK_OF_A_KILL = frozenset({ReleaseKind.KILL, ReleaseKind.ADVISORY})


def above(transaction: Transaction, release: Release, *, lock: bool = False) -> tuple[Release, ...]:
    """What a notice is about, what that is about, and so on to the first release; nothing for a release that is first.

    `lock` keeps all of them as they are until the transaction ends. Whoever sends anything of a family, withdraws it or
    sends it once more holds its first release, so that the one sees what the other did. It comes before the ledger.
    """
    chain: list[Release] = []
    about = release.about
    while about is not None:
        chain.append(found(transaction, about, lock=lock))
        about = chain[-1].about
    return tuple(chain)


def others(transaction: Transaction, release: Release) -> tuple[str, ...]:
    """References of all the rest of its family, the oldest first: of what it is about, and of the notices of that."""
    return tuple(one for one in rows.family(transaction, release.reference) if one != release.reference)


def lifts_at(transaction: Transaction, release: Release) -> datetime | None:
    """From when on a notice is under no embargo; None where it never was under one.

    What it is about may have been lifted early, and the notice with it.
    """
    if release.lifts_at is None:
        return None
    early = [one.lifted_at for one in above(transaction, release) if one.lifted_at is not None]
    return min(release.lifts_at, *early) if early else release.lifts_at


def check_not_killed(transaction: Transaction, release: Release) -> None:
    """Whether a notice may go out by what it is about: after a kill nothing repeats the text.

    Raises:
        NotAllowed: that is killed.
    """
    if release.kind in _MAY_SPEAK_OF_A_KILL:
        return
    for one in above(transaction, release):
        if one.state is ReleaseState.KILLED:
            raise NotAllowed(
                "{about} is killed and must not be used any more, so {reference} was not sent. A new text is a new "
                "release.",
                about=one.reference,
                reference=release.reference,
            )


def held(transaction: Transaction, release: Release) -> tuple[Said, ...]:
    """What a person should know who sends a text to more people while those who have it were asked not to use it.

    A notice, a correction too, goes to those alone.
    """
    if release.kind is not ReleaseKind.RELEASE:
        return ()
    family = (found(transaction, one) for one in rows.family(transaction, release.reference))
    holds = [one for one in family if one.kind is ReleaseKind.HOLD and one.state is not ReleaseState.DISCARDED]
    return tuple(
        phrased(
            "{hold} asks those who have {about} not to use it; whoever gets {reference} now is not asked",
            hold=one.reference,
            about=one.about,
            reference=release.reference,
        )
        for one in holds
    )


def check_speaks_of_newest(transaction: Transaction, release: Release) -> None:
    """Whether a correction or refile that is to go out first was made of the text that its readers had last.

    Raises:
        NotAllowed: another correction went out since, and this one would bring the older text again.
    """
    later = _newest_correction(transaction, release) if release.state is not ReleaseState.ISSUED else None
    if later is not None and later.reference != release.about:
        raise NotAllowed(
            "{later} has taken the place of {about} since {reference} was made of it, so {reference} was not sent: it "
            "would bring the older text again. Discard it, and correct the later one: distrib release correct {later}",
            later=later.reference,
            about=release.about,
            reference=release.reference,
        )


def check_is_newest(transaction: Transaction, earlier: Release) -> None:
    """Whether a text is what its readers had last, and may be corrected.

    Raises:
        NotAllowed: a correction took its place.
    """
    later = _newest_correction(transaction, earlier)
    if later is not None:
        raise NotAllowed(
            "{reference} is corrected by {later}, and that is the text that people have. Nothing was changed. Correct "
            "that one: distrib release correct {later}",
            reference=earlier.reference,
            later=later.reference,
        )


def _newest_correction(transaction: Transaction, release: Release) -> Release | None:
    """The one of its family that goes out still; None where there is none but this."""
    for reference in reversed(rows.family(transaction, release.reference)):
        one = found(transaction, reference)
        if one.kind in CORRECTING and one.state is ReleaseState.ISSUED:
            return None if one.reference == release.reference else one
    return None
