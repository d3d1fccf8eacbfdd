"""What may happen to a release and when: draft → in review → approved → issued → corrected or killed.

What was never queued can be discarded, and comes back as a draft.

One table; no other code decides what may follow what.
"""

from __future__ import annotations

from enum import StrEnum

from distrib.core.release import ReleaseState


class Step(StrEnum):
    """What a person can do to a release."""

    EDIT = "edit"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    ISSUE = "issue"
    CORRECT = "correct"
    KILL = "kill"
    DISCARD = "discard"
    BRING_BACK = "bring back"


STEPS: dict[tuple[ReleaseState, Step], ReleaseState] = {
    (ReleaseState.DRAFT, Step.EDIT): ReleaseState.DRAFT,
    (ReleaseState.DRAFT, Step.SUBMIT): ReleaseState.IN_REVIEW,
    (ReleaseState.DRAFT, Step.APPROVE): ReleaseState.APPROVED,
    (ReleaseState.IN_REVIEW, Step.EDIT): ReleaseState.DRAFT,
    (ReleaseState.IN_REVIEW, Step.RETURN): ReleaseState.DRAFT,
    (ReleaseState.IN_REVIEW, Step.APPROVE): ReleaseState.APPROVED,
    (ReleaseState.APPROVED, Step.EDIT): ReleaseState.DRAFT,
    (ReleaseState.APPROVED, Step.APPROVE): ReleaseState.APPROVED,
    (ReleaseState.APPROVED, Step.ISSUE): ReleaseState.ISSUED,
    (ReleaseState.ISSUED, Step.ISSUE): ReleaseState.ISSUED,
    (ReleaseState.ISSUED, Step.CORRECT): ReleaseState.CORRECTED,
    (ReleaseState.ISSUED, Step.KILL): ReleaseState.KILLED,
    (ReleaseState.CORRECTED, Step.CORRECT): ReleaseState.CORRECTED,
    (ReleaseState.CORRECTED, Step.KILL): ReleaseState.KILLED,
    (ReleaseState.DRAFT, Step.DISCARD): ReleaseState.DISCARDED,
    (ReleaseState.IN_REVIEW, Step.DISCARD): ReleaseState.DISCARDED,
    (ReleaseState.APPROVED, Step.DISCARD): ReleaseState.DISCARDED,
    (ReleaseState.DISCARDED, Step.BRING_BACK): ReleaseState.DRAFT,
}


def follow(state: ReleaseState, step: Step) -> ReleaseState | None:
    """The state after the step; None where the step is not open."""
    return STEPS.get((state, step))
