"""What changed in an audience between the moment somebody looked at it and now."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.core.delivery.audience import Audience, LeftOut, Recipient


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
    earlier = {_who(one): one for one in before.recipients}
    later = {_who(one): one for one in now.recipients}
    reasons = {_who(one): one.explanation for one in now.left_out}
    return Drift(
        came=tuple(one for one in now.recipients if _who(one) not in earlier),
        went=tuple(
            (one, reasons.get(_who(one), "is not found by the query any more"))
            for one in before.recipients
            if _who(one) not in later
        ),
        changed=tuple(
            (earlier[_who(one)], one)
            for one in now.recipients
            if _who(one) in earlier and _gets(earlier[_who(one)]) != _gets(one)
        ),
    )


def _who(one: Recipient | LeftOut) -> int | str:
    """A notice also goes to addresses whose person is on the list no more."""
    return one.journalist_id or one.email


def _gets(one: Recipient) -> tuple[str, str]:
    return one.email, one.language
