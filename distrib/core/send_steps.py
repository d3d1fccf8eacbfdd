"""The steps before a send, and what stands in the way of each: green, amber or red. Facts in, a light out; no words.

Must never let anything through by itself: whoever freezes checks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from distrib.core.delivery.audience import Audience


class Step(StrEnum):
    """In their order."""

    TEXT = "text"
    LANGUAGES = "languages"
    PEOPLE = "people"
    PREVIEW = "preview"
    TEST = "test"
    CONFIRM = "confirm"


class Light(StrEnum):
    """How a step stands."""

    OPEN = "open"
    """Nothing is known yet."""
    GREEN = "green"
    AMBER = "amber"
    """It can be sent, and a person should know something."""
    RED = "red"
    """It cannot be sent like this."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a send that is being prepared."""

    is_refused: bool
    """The text may not be sent: not approved, changed since, or its embargo is not settled."""
    has_trouble: bool = False
    """No plan could be made."""
    names_people: bool = False
    """Somebody said who gets it."""
    audience: Audience | None = None
    """None while it is not counted."""
    was_sent: bool = False
    """An earlier dispatch of it exists."""
    has_warnings: bool = False
    unsure: frozenset[str] = frozenset()
    """Languages whose edition is stale or held."""
    looked_at: frozenset[str] = frozenset()
    """Languages of which a message was looked at."""
    has_drifted: bool = False
    """The people are not those of the first count."""
    is_tested: bool = False


def light(step: Step, facts: Facts) -> Light:
    """How a step stands."""
    if step is Step.TEXT:
        return _text(facts)
    if step is Step.TEST:
        return Light.GREEN if facts.is_tested else Light.AMBER
    if step is Step.PEOPLE and not facts.names_people:
        return Light.RED
    if step is Step.CONFIRM:
        return _confirm(facts)
    if facts.audience is None:
        return Light.RED if step is Step.PEOPLE and facts.has_trouble and not facts.is_refused else Light.OPEN
    return _of_people(step, facts, facts.audience)


def _text(facts: Facts) -> Light:
    if facts.is_refused:
        return Light.RED
    return Light.AMBER if facts.was_sent or facts.has_warnings else Light.GREEN


def _of_people(step: Step, facts: Facts, audience: Audience) -> Light:
    if step is Step.LANGUAGES:
        return Light.AMBER if facts.unsure or audience.fallbacks else Light.GREEN
    if step is Step.PREVIEW:
        return Light.GREEN if facts.looked_at >= set(audience.by_language) else Light.AMBER
    if not audience.recipients:
        return Light.RED
    return Light.AMBER if facts.has_drifted else Light.GREEN


def _confirm(facts: Facts) -> Light:
    before = [light(one, facts) for one in (Step.TEXT, Step.LANGUAGES, Step.PEOPLE, Step.PREVIEW)]
    if Light.RED in before or facts.has_trouble:
        return Light.RED
    if facts.audience is None:
        return Light.OPEN
    return Light.AMBER if Light.AMBER in before else Light.GREEN
