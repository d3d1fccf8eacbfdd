"""A send that is being prepared: what is known of it, and how each step stands. Reads nothing and draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.core.delivery.drift import Drift, drift
from distrib.core.send_steps import Facts, Light, Step, light
from distrib.tui.background import Trouble
from distrib.tui.send_words import reason
from distrib.tui.tasks.sending import Look, Planned
from distrib.tui.wording import _


@dataclass(slots=True)
class Preparation:
    """Of one release; another release is another preparation."""

    reference: str = ""
    look: Look | None = None
    planned: Planned | None = None
    first: Planned | None = None
    """The first plan of this wish: what changed since is shown."""
    trouble: Trouble | None = None
    looked_at: frozenset[str] = frozenset()
    """Languages of which a message was looked at."""
    is_tested: bool = False
    """A test of this version was sent."""
    query: str = ""
    """What is typed as audience."""

    def forget_plan(self) -> None:
        """What was planned does not count any more."""
        self.planned, self.first, self.trouble = None, None, None

    def take(self, planned: Planned) -> None:
        """A plan is here; a later one of the same wish is compared with the first."""
        self.planned, self.trouble = planned, None
        self.first = self.first or planned

    @property
    def fixed(self) -> str:
        """Words about an audience that stands already; empty where it is typed."""
        release = self.look.release if self.look else None
        if release and release.about:
            return _("It goes to exactly those who hold {about}.").format(about=release.about)
        if release and release.audience and self.look and not self.look.refusal:
            return _("Approved for: {query}").format(query=release.audience)
        return ""

    @property
    def count(self) -> int:
        """How many would get it."""
        return len(self.planned.plan.audience.recipients) if self.planned else 0

    @property
    def drift(self) -> Drift | None:
        """Who came and went since the first count."""
        if self.first is None or self.planned is None:
            return None
        found = drift(self.first.plan.audience, self.planned.plan.audience)
        return None if found.is_none else found

    @property
    def facts(self) -> Facts:
        """What decides the lights."""
        look, plan = self.look, self.planned.plan if self.planned else None
        used = set(plan.audience.by_language) if plan else set()
        return Facts(
            is_refused=bool(look and look.refusal),
            has_trouble=self.trouble is not None,
            names_people=bool(self.fixed) or bool(self.query.strip()),
            audience=plan.audience if plan else None,
            was_sent=bool(look and look.sent),
            has_warnings=bool(plan and plan.warnings),
            unsure=(look.stale & used) | look.held if look else frozenset(),
            looked_at=self.looked_at,
            has_drifted=self.drift is not None,
            is_tested=self.is_tested,
        )

    def light(self, step: Step) -> Light:
        """How a step stands; nothing is known before the text was read."""
        return light(step, self.facts) if self.look else Light.OPEN

    def reason(self, step: Step) -> str:
        """Why it stands so."""
        trouble = self.trouble.sentence if self.trouble else None
        return reason(step, self.facts, self.look, trouble) if self.reference else ""
