"""The columns of the list of releases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from distrib.tui.plain import joined, moment, moment_width
from distrib.tui.release_words import TONES, kind_words, state_words
from distrib.tui.widgets.columns import Column
from distrib.tui.wording import _

if TYPE_CHECKING:
    from distrib.services.releases.listing import Listed


def release_columns(zone: ZoneInfo, now: Callable[[], datetime]) -> list[Column[Listed]]:
    """An embargo that has lifted says nothing any more."""

    def embargo(one: Listed) -> str:
        lifts_at = one.release.lifts_at
        return moment(lifts_at, zone) if lifts_at and lifts_at > now() else ""

    return [
        Column(_("Release"), lambda one: one.release.reference, 9),
        Column(_("State"), lambda one: state_words(one.release), 9, tone=_tone),
        Column(_("Embargo"), embargo, moment_width(), from_width=78),
        Column(_("Languages"), lambda one: " ".join(each.language for each in one.release.editions), 11),
        Column(_("Last sent"), lambda one: moment(one.last_sent, zone), moment_width(), from_width=100),
        Column(_("Headline"), _headline),
    ]


def _headline(one: Listed) -> str:
    return joined(kind_words(one.release), one.release.source.headline, by=_(": "))


def _tone(one: Listed) -> str:
    return TONES.get(one.release.state, "faint")
