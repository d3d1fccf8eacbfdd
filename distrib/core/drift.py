"""What changed in an audience between the moment somebody looked at it and now."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.core.audience import Audience, Recipient


@dataclass(frozen=True, slots=True)
class Drift:
    """Who came, who went, and who gets something else."""

    came: tuple[Recipient, ...]
    went: tuple[tuple[Recipient, str], ...]
    """With the reason."""
    changed: tuple[tuple[Recipient, Recipient], ...]
    """Before and now: another address, or another edition."""

    @property
    def is_none(self) -> bool:
        """Everybody gets what they would have got."""
        return not (self.came or self.went or self.changed)


def drift(before: Audience, now: Audience) -> Drift:
    """The difference of two audiences of one query."""
    earlier = {one.journalist_id: one for one in before.recipients}
    later = {one.journalist_id: one for one in now.recipients}
    reasons = {one.journalist_id: one.explanation for one in now.left_out}
    return Drift(
        came=tuple(one for one in now.recipients if one.journalist_id not in earlier),
        went=tuple(
            (one, reasons.get(one.journalist_id, "is not found by the query any more"))
            for one in before.recipients
            if one.journalist_id not in later
        ),
        changed=tuple(
            (earlier[one.journalist_id], one)
            for one in now.recipients
            if one.journalist_id in earlier and _gets(earlier[one.journalist_id]) != _gets(one)
        ),
    )


def _gets(one: Recipient) -> tuple[str, str]:
    return one.email, one.language
