"""Approving exactly what is kept, and whether what is about to be sent is what was approved, and for whom."""

from __future__ import annotations

from distrib.core.phrase import Joined, Said, phrase, phrased
from distrib.core.query.terms import Expression
from distrib.core.query.text import spelled_out
from distrib.core.release import Release, ReleaseState
from distrib.core.release.approval import Approval, Policy, refusal, stricter
from distrib.core.release.differences import differences
from distrib.core.release.workflow import Step, follow
from distrib.db import approvals
from distrib.db import releases as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, UsageError
from distrib.services.context import Context
from distrib.services.people.saved_audiences import understood
from distrib.services.releases import check_kept, found, in_words, recorded, step
from distrib.services.releases.embargo_lines import check_settled


def approve(context: Context, reference: str, *, seen: str | None = None) -> Release:
    """Approve exactly what is stored now; the hash of everything that an approval binds is kept with it.

    `seen` is the version hash of the text the person was looking at, where a screen knows it.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it was sent or killed, its text is not the one that was seen, its embargo is not settled, or the
            policy wants somebody else.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        if seen is not None and seen != release.version_hash:
            raise NotAllowed(
                "{reference} was changed by somebody while you were reading it, so it was not approved. Read the "
                "new text and approve again.",
                reference=reference,
            )
        check_settled(release, context.now(), done=phrase("approved"))
        state = step(release, Step.APPROVE, phrase("approved"))
        authors = approvals.authors_since(transaction, release.id)
        policy = _policy(context, transaction)
        why_not = refusal(policy, context.actor, authors)
        if why_not is not None:
            raise NotAllowed(
                "{reference} was not approved: {why_not}. Somebody else has to read and approve it.",
                reference=reference,
                why_not=why_not,
            )
        changed = changes(transaction, release)
        now = context.now()
        approval = Approval(release.version, release.version_hash, context.actor, now, policy)
        approvals.insert_approval(transaction, release.id, approval)
        rows.set_state(transaction, release.id, state, now, release.version_hash)
        said = {
            "policy": policy.value,
            "own text": context.actor in authors,
            "changed": [str(one) for one in changed] or None,
        }
        return recorded(context, transaction, reference, "release approved", **said)


def policy(context: Context) -> Policy:
    """The office's policy, by its settings and its database; the stricter of both counts."""
    with context.database.reading() as transaction:
        return _policy(context, transaction)


def last_approval(context: Context, release: Release) -> tuple[Approval | None, tuple[Said, ...]]:
    """The newest approval of a release, and what was changed since, in words; nothing where it still holds."""
    with context.database.reading() as transaction:
        return approvals.last(transaction, release.id), changes(transaction, release)


def changes(transaction: Transaction, release: Release) -> tuple[Said, ...]:
    """What differs from what was approved last, in words; nothing where nothing does, or nothing was approved."""
    approval = approvals.last(transaction, release.id)
    if approval is None or approval.version_hash == release.version_hash:
        return ()
    before = rows.at_version(transaction, release, approval.version)
    found_now = differences(before, release) if before else ()
    return found_now or (phrased("something that no version keeps, such as an address that was erased"),)


def approved_version(transaction: Transaction, release: Release) -> int:
    """Number of the version that was approved: a later one may say the same, and nobody looked at that."""
    approval = approvals.last(transaction, release.id)
    is_the_same = approval is not None and approval.version_hash == release.version_hash
    return approval.version if approval and is_the_same else release.version


def check_approved(transaction: Transaction, release: Release) -> None:
    """Whether the release may be sent as it stands.

    Raises:
        NotAllowed: it is not approved, or changed since; the message says what changed.
    """
    reference = release.reference
    check_kept(release, phrase("sent"))
    is_open = follow(release.state, Step.ISSUE) is not None
    if is_open and release.approved_hash == release.version_hash:
        return
    changed = changes(transaction, release)
    if changed and (is_open or follow(release.state, Step.APPROVE)):
        raise NotAllowed(
            "{reference} is not what was approved, so it was not sent. Changed since: {changed}. Read it and "
            "approve it again: distrib release approve {reference}",
            reference=reference,
            changed=Joined(changed, phrased("; ")),
        )
    if release.state is ReleaseState.CORRECTED:
        raise NotAllowed(
            "{reference} is corrected by a later release and goes to nobody any more, so it was not sent. Send the "
            "later one; the list of releases has it.",
            reference=reference,
        )
    if release.state is ReleaseState.KILLED:
        raise NotAllowed(
            "{reference} is killed and goes to nobody any more, so it was not sent. A new text is a new release.",
            reference=reference,
        )
    raise NotAllowed(
        "{reference} is {state}, so it was not sent. Read it and approve it first: distrib release approve {reference}",
        reference=reference,
        state=in_words(release.state),
    )


def approvable(context: Context, reference: str) -> Release:
    """The release, where it may be approved: for a face that shows its text to a person first.

    Raises:
        NotFound: there is none.
        NotAllowed: it was sent, corrected, killed or discarded.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
    step(release, Step.APPROVE, phrase("approved"))
    return release


def sendable(context: Context, reference: str) -> Release:
    """A release that may be sent.

    Raises:
        NotFound: there is none.
        NotAllowed: it is not approved as it stands.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        check_approved(transaction, release)
        return release


def audience_of(transaction: Transaction, release: Release, query: str | None) -> str:
    """The query that a release goes to: the approved one, where the approval names one.

    Raises:
        NotAllowed: it was approved for another audience.
        UsageError: nobody said who gets it.
        QueryError: the query cannot be understood.
    """
    bound = release.audience
    if bound is None:
        if query is None:
            raise UsageError("Say who gets it with --to; `all` is everyone. Nothing was sent.")
        return query
    if query is None or _meaning(transaction, query) == _meaning(transaction, bound):
        return bound
    if follow(release.state, Step.EDIT) is None:
        raise NotAllowed(
            "{reference} was approved for `{bound}` and sent, so nothing was sent to others. Leave --to out, and it "
            "goes to those of them who have not had it. For anybody else bring the text in as a new release: distrib "
            "release add FILE",
            reference=release.reference,
            bound=bound,
        )
    raise NotAllowed(
        "{reference} was approved for `{bound}` and goes to nobody else, so nothing was sent. Leave --to "
        "out, or change the audience and have it approved: distrib release audience {reference} QUERY",
        reference=release.reference,
        bound=bound,
    )


def _meaning(transaction: Transaction, query: str) -> Expression:
    return spelled_out(understood(transaction, query).expression)


def _policy(context: Context, transaction: Transaction) -> Policy:
    return stricter(Policy(context.settings.office.approval), approvals.policy(transaction))
