"""Throwing away a draft that nobody got, and bringing it back. Its text, versions and history stay."""

from __future__ import annotations

from distrib.core.phrase import phrase
from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.core.release.workflow import Step, follow
from distrib.db import holders
from distrib.db import releases as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services.context import Context
from distrib.services.releases import found, in_words, notices, recorded, step

_HAS_NO_STEP_BEFORE_IT = frozenset({ReleaseKind.KILL, ReleaseKind.LIFT})
"""Notices that were begun together with what they tell of: the earlier release was killed or lifted then."""


def discardable(context: Context, reference: str) -> Release:
    """The release, where it may be discarded: for a face that asks a person first.

    Raises:
        NotFound, NotAllowed: as `discard`.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        _check(transaction, release)
        return release


def discard(context: Context, reference: str) -> Release:
    """Take a draft off the desk and out of the lists; an approval of it counts no more.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it was queued or sent, is discarded already, or is the kill of what people still hold.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        _check(transaction, release)
        return _moved(context, transaction, release, Step.DISCARD)


def bring_back(context: Context, reference: str) -> Release:
    """Make a discarded release a draft again, with the text it had. It has to be approved.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it is not discarded; or what it is about was killed since, or has such a notice in the making.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        if follow(release.state, Step.BRING_BACK) is None:
            raise NotAllowed(
                "{reference} is not discarded: it is {state}. Nothing was changed.",
                reference=reference,
                state=in_words(release.state),
            )
        if release.about and release.kind in _HAS_NO_STEP_BEFORE_IT:
            notices.check_only_one(transaction, release.about, release.kind)
        elif release.about:
            notices.told_of(transaction, release.about, release.kind)
        return _moved(context, transaction, release, Step.BRING_BACK)


def _moved(context: Context, transaction: Transaction, release: Release, wanted: Step) -> Release:
    done = {Step.DISCARD: phrase("discarded"), Step.BRING_BACK: phrase("brought back")}[wanted]
    rows.set_state(transaction, release.id, step(release, wanted, done), context.now(), None)
    return recorded(context, transaction, release.reference, f"release {done}")


def _check(transaction: Transaction, release: Release) -> None:
    if release.state is ReleaseState.DISCARDED:
        raise NotAllowed("{reference} is discarded already. Nothing was changed.", reference=release.reference)
    if follow(release.state, Step.DISCARD) is None:
        raise NotAllowed(
            "{reference} is {state}: it was queued, and people have it or may get it, so it was not discarded. What is "
            "still to go is stopped with: distrib dispatch stop; what people have is put right with: distrib release "
            "correct {reference}",
            reference=release.reference,
            state=in_words(release.state),
        )
    _check_nobody_has_to_be_told(transaction, release)


def _check_nobody_has_to_be_told(transaction: Transaction, release: Release) -> None:
    """A kill is begun before it is told; whoever holds the text would go on using it."""
    if release.kind is not ReleaseKind.KILL:
        return
    family = [one for one in rows.family(transaction, release.reference) if one != release.reference]
    if holders.holders(transaction, family):
        raise NotAllowed(
            "{about} is killed, and those who hold it are told so by {reference} alone, so it was not discarded. "
            "Approve it and send it: distrib release approve {reference}",
            about=release.about,
            reference=release.reference,
        )
