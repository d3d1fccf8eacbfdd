"""A plan in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from distrib.core.audience import EXPLANATIONS
from distrib.core.languages import language_name
from distrib.tui.plain import line

if TYPE_CHECKING:
    from distrib.services.dispatches import Plan


def described(plan: Plan) -> Iterator[tuple[str, str]]:
    """Labels and values."""
    from distrib.services.embargo_waves import in_words

    audience = plan.audience
    languages = ", ".join(f"{count} in {language_name(code)}" for code, count in audience.by_language.items())
    count = len(audience.recipients)
    yield "To", f"{count} {'person' if count == 1 else 'people'}" + (f": {languages}" if languages else "")
    if when := in_words(plan.release, plan.waves):
        yield "Embargo", when
    yield "Left out", left_out_in_words(plan)
    yield "Sender", f"{line(plan.sender.name)} <{line(plan.sender.address)}>"
    yield "Through", line(plan.server)
    for edition in plan.release.editions:
        if edition.language in audience.by_language:
            yield "Subject", f"[{edition.language}] {line(edition.headline)}"
    if audience.fallbacks:
        source = language_name(plan.release.source.language)
        yield "Note", f"{audience.fallbacks} read none of these languages and get the {source} edition."
    for warning in plan.warnings:
        yield "Warning", line(warning)


def left_out_in_words(plan: Plan) -> str:
    """How many, and for which reasons."""
    audience = plan.audience
    reasons = ", ".join(f"{EXPLANATIONS[reason]}: {count}" for reason, count in audience.by_reason.items())
    return f"{len(audience.left_out)} ({reasons})" if reasons else "nobody"
