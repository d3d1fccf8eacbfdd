"""Notices about a release that was sent: CORRECTION, REFILE, HOLD, KILL, ADVISORY, in the wire services' sense.

A notice is a release of its own that is about the earlier one. It goes to exactly those who hold that, in the language
they had, threaded under it; a person approves and sends it like any other.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from distrib.core.delivery.audience import Audience
from distrib.core.phrase import numbered, phrased
from distrib.core.plain_text import one_line
from distrib.core.release import Edition, Release, ReleaseKind, ReleaseState
from distrib.core.release import holders as rules
from distrib.core.release.workflow import Step, follow
from distrib.db import dispatches as dispatch_rows
from distrib.db import holders as rows
from distrib.db import office, steering, suppressions, writing
from distrib.db import releases as release_rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, UsageError
from distrib.services.context import Context
from distrib.services.releases import families, found, halting, in_words, recorded
from distrib.services.releases.correction_notes import CORRECTING

_WITH_THE_TEXT = CORRECTING | {ReleaseKind.RELEASE}
_OPEN = frozenset({ReleaseState.DRAFT, ReleaseState.IN_REVIEW, ReleaseState.APPROVED})


def correct(context: Context, reference: str, kind: ReleaseKind = ReleaseKind.CORRECTION) -> Release:
    """A correction or refile in the making, with the text its readers have, for a person to mend.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it was not sent, was killed, has such a notice in the making, or was corrected before.
    """
    with context.database.writing() as transaction:
        earlier = told_of(transaction, reference, kind)
        editions = tuple(
            replace(one, markers=(_marker(one, kind),), release_line=None, embargo=None, translation_of=None)
            for one in earlier.editions
        )
        return _made(context, transaction, earlier, kind, editions)


def tell(context: Context, reference: str, kind: ReleaseKind, reason: str) -> Release:
    """A HOLD, KILL or ADVISORY in the making, worded in each language of the release.

    A kill stops at once whatever of the release and its corrections is unsent, and a hold pauses it.

    Raises:
        NotFound: there is no such release.
        UsageError: no reason was given.
        NotAllowed: it was not sent, was killed, or has such a notice in the making.
    """
    if not one_line(reason):
        raise UsageError("Say why: those who have {reference} read it. Nothing was changed.", reference=reference)
    with context.database.writing() as transaction:
        earlier = told_of(transaction, reference, kind)
        steering.lock_ledger(transaction)
        editions = tuple(_worded(earlier, one, kind, reason) for one in earlier.editions)
        family = release_rows.family(transaction, reference)
        if kind is ReleaseKind.KILL:
            halting.stop_what_is_unsent(context, transaction, family)
            _move_on(context, transaction, earlier, Step.KILL)
        elif kind is ReleaseKind.HOLD:
            halting.pause_what_runs(context, transaction, family)
        return _made(context, transaction, earlier, kind, editions)


def tellable(context: Context, reference: str, kind: ReleaseKind) -> Release:
    """The release, where such a notice may speak of it: for a face that asks a person for the reason first.

    Raises:
        NotFound, NotAllowed: as `tell`.
    """
    with context.database.reading() as transaction:
        return told_of(transaction, reference, kind, lock=False)


def told_of(transaction: Transaction, reference: str, kind: ReleaseKind, *, lock: bool = True) -> Release:
    """The earlier release, locked, of which a notice of this kind may speak.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it was not sent, was killed, or has such a notice in the making.
    """
    earlier = found(transaction, reference, lock=lock)
    families.above(transaction, earlier, lock=lock)
    if earlier.state is ReleaseState.DISCARDED:
        raise NotAllowed(
            "{reference} is discarded and was not sent, so there is nobody to tell. Nothing was changed.",
            reference=reference,
        )
    if earlier.state in _OPEN:
        raise NotAllowed(
            "{reference} is {state} and was not sent, so there is nobody to tell. Nothing was changed. Change "
            "its text with: distrib release edit {reference}",
            reference=reference,
            state=in_words(earlier.state),
        )
    if earlier.state is ReleaseState.KILLED and kind is not ReleaseKind.ADVISORY:
        raise NotAllowed("{reference} is killed already. Nothing was changed.", reference=reference)
    check_only_one(transaction, reference, kind)
    if kind in CORRECTING:
        families.check_is_newest(transaction, earlier)
    return earlier


def check_only_one(transaction: Transaction, reference: str, kind: ReleaseKind) -> None:
    """Two notices of a kind at once would each speak of a text that the other replaces.

    Raises:
        NotAllowed: the family of this release has one in the making.
    """
    family = (found(transaction, one) for one in release_rows.family(transaction, reference))
    open_ones = [one.reference for one in family if one.kind is kind and one.state in _OPEN]
    if open_ones:
        raise NotAllowed(
            "{reference} has a {kind} in the making already: {other}. Nothing was changed. See it with: "
            "distrib release show {other}",
            reference=reference,
            kind=phrased(kind.value),
            other=open_ones[0],
        )


def audience(transaction: Transaction, release: Release) -> Audience:
    """Who gets a notice: everybody who holds what it is about, inside the transaction that will freeze it.

    Raises:
        NotAllowed: somebody is still to get the uncorrected text, or has it in a language the notice does not speak,
            or the text was killed.
    """
    families.check_not_killed(transaction, release)
    earlier = families.others(transaction, release)
    if release.kind in CORRECTING:
        families.check_speaks_of_newest(transaction, release)
        _check_nobody_is_to_come(transaction, release, earlier)
        _check_something_is_corrected(release)
    holders = rows.holders(transaction, earlier)
    _check_languages(release, holders)
    founded = office.organisation(transaction)
    emails = [one.email for one in holders]
    held = writing.held(transaction, release.id)
    return rules.audience(
        holders,
        statuses=rows.statuses(transaction, {one.journalist_id for one in holders if one.journalist_id}),
        suppressed=suppressions.suppressed_among(transaction, founded[1], emails) if founded else frozenset(),
        has_it=dispatch_rows.who_has_it(transaction, release.id).by_address,
        held=held,
    )


def check_lifted(context: Context, transaction: Transaction, release: Release) -> None:
    """Whether a notice of an early lift tells the truth: it is made before the lift, and sent together with it.

    Raises:
        NotAllowed: what it is about is under embargo still.
    """
    if release.kind is not ReleaseKind.LIFT or release.about is None:
        return
    lifts_at = found(transaction, release.about).lifts_at
    if lifts_at is not None and lifts_at > context.now():
        raise NotAllowed(
            "{reference} says that the embargo of {about} is lifted, and it is not yet, so it was not sent. Lift it, "
            "and the notice goes with it: distrib release lift {about}",
            reference=release.reference,
            about=release.about,
        )


def mark_corrected(context: Context, transaction: Transaction, release: Release) -> None:
    """Every earlier text is corrected as soon as a correction or refile is queued, and goes to nobody any more."""
    if release.kind not in CORRECTING:
        return
    for reference in families.others(transaction, release):
        earlier = found(transaction, reference, lock=True)
        if earlier.kind in _WITH_THE_TEXT:
            _move_on(context, transaction, earlier, Step.CORRECT)


def _made(
    context: Context, transaction: Transaction, earlier: Release, kind: ReleaseKind, editions: tuple[Edition, ...]
) -> Release:
    now = context.now()
    reference = release_rows.next_reference(transaction, now.year)
    identity = release_rows.insert_release(transaction, reference, now, kind=kind, about=earlier.reference)
    comment = f"{kind.value} of {earlier.reference}"
    is_kept_back = earlier.lifts_at is not None and earlier.lifts_at > now
    release_rows.insert_version(
        transaction,
        identity,
        1,
        editions,
        actor=context.actor,
        now=now,
        embargo=earlier.embargo if is_kept_back else None,
        comment=comment,
    )
    return recorded(context, transaction, reference, f"{comment} begun")


def _worded(earlier: Release, edition: Edition, kind: ReleaseKind, reason: str) -> Edition:
    from distrib.mail.notices import body

    said = {"headline": edition.headline, "reference": earlier.reference, "reason": reason}
    return Edition(
        language=edition.language,
        headline=edition.headline,
        body=body(edition.language, kind, **said),
        markers=(_marker(edition, kind),),
        contacts=edition.contacts,
    )


def _marker(edition: Edition, kind: ReleaseKind) -> str:
    from distrib.mail.notices import marker

    return marker(edition.language, kind)


def _move_on(context: Context, transaction: Transaction, release: Release, step: Step) -> None:
    state = follow(release.state, step)
    if state is not None and state is not release.state:
        release_rows.set_state(transaction, release.id, state, context.now(), release.approved_hash)
        recorded(context, transaction, release.reference, f"release {state.value}")


def _check_nobody_is_to_come(transaction: Transaction, release: Release, earlier: Collection[str]) -> None:
    waiting = rows.still_to_come(transaction, earlier)
    if waiting:
        which = ", ".join(str(identity) for identity in waiting)
        number = sum(waiting.values())
        some = numbered("{number} person is", "{number} people are", number)
        raise NotAllowed(
            "{some} still to get {about} as it was (dispatch {which}), so {reference} was not sent. "
            "Stop that first: distrib dispatch stop {first}",
            some=some,
            about=release.about,
            which=which,
            reference=release.reference,
            first=next(iter(waiting)),
        )


def _check_something_is_corrected(release: Release) -> None:
    if not any(edition.correction for edition in release.editions):
        raise NotAllowed(
            "{reference} has the same text as {about}: it corrects nothing, so it was not sent. Mend the text "
            "with: distrib release edit {reference}",
            reference=release.reference,
            about=release.about,
        )


def _check_languages(release: Release, holders: Collection[rules.Holder]) -> None:
    spoken = {edition.language for edition in release.editions}
    missing = sorted({one.language for one in holders} - spoken)
    if missing:
        count = sum(one.language in missing for one in holders)
        raise NotAllowed(
            "{some} {about} in {missing}; {reference} has no such edition. Nothing was sent. Add it "
            "with: distrib release add FILE --to {reference}",
            some=numbered("{number} person has", "{number} people have", count),
            about=release.about,
            missing=", ".join(missing),
            reference=release.reference,
        )
