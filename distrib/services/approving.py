"""Approving exactly what is kept, and whether what is about to be sent is what was approved."""

from __future__ import annotations

from distrib.core.release import Release
from distrib.core.workflow import Step, follow
from distrib.db import releases as rows
from distrib.errors import NotAllowed
from distrib.services.context import Context
from distrib.services.embargo_lines import check_settled
from distrib.services.releases import found, in_words, recorded, step


def approve(context: Context, reference: str, *, seen: str | None = None) -> Release:
    """Approve exactly the text that is stored now; the hash of all its editions is kept with it.

    `seen` is the version hash of the text the person was looking at, where a screen knows it.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it was sent or killed, its text is not the one that was seen, or its embargo is not settled.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        if seen is not None and seen != release.version_hash:
            raise NotAllowed(
                f"{reference} was changed by somebody while you were reading it, so it was not approved. "
                "Read the new text and approve again."
            )
        check_settled(release, context.now(), done="approved")
        state = step(release, Step.APPROVE, "approved")
        rows.set_state(transaction, release.id, state, context.now(), release.version_hash)
        return recorded(context, transaction, reference, "release approved")


def check_approved(release: Release) -> None:
    """Whether the text may be sent as it stands.

    Raises:
        NotAllowed: it is not approved, or changed since.
    """
    if follow(release.state, Step.ISSUE) is None:
        raise NotAllowed(
            f"{release.reference} is {in_words(release.state)}, so it was not sent. "
            f"Read it and approve it first: distrib release approve {release.reference}"
        )
    if release.approved_hash != release.version_hash:
        raise NotAllowed(
            f"The text of {release.reference} is not the one that was approved, so it was not sent. "
            f"Read it and approve it again: distrib release approve {release.reference}"
        )
