"""A notice and what it is about, up to the first release: locked together, and whether any of it was withdrawn."""

from __future__ import annotations

from datetime import datetime

from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services.releases import found

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
