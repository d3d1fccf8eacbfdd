"""A dispatch in figures beside its people: pace, a picture over time, by domain and by mail server."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from distrib.core.figures import Figures, sparkline
from distrib.core.progress import span
from distrib.tui.plain import fit, line, moment
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _, figure, said

PICTURE = 40
"""Columns of the picture over time."""

MOST_DOMAINS = 12


class FiguresPane(Reading):
    """Shows what it is given."""

    def show_figures(self, figures: Figures, zone: ZoneInfo) -> None:
        """Keep the place: it is shown anew while somebody reads."""
        self.show_facts([("", one) for one in _lines(figures, zone)], keep_place=True)


def picture(figures: Figures | None, width: int) -> str:
    """One line of blocks; none before there are two to compare."""
    over_time = figures.over_time if figures else None
    return sparkline(over_time.counts, width) if over_time and len(over_time.counts) > 1 else ""


def _lines(figures: Figures, zone: ZoneInfo) -> Iterator[str]:
    if over_time := figures.over_time:
        size = -(-len(over_time.counts) // PICTURE)
        yield _("Ended, {span} a block").format(span=said(span(over_time.step * size)))
        yield sparkline(over_time.counts, PICTURE)
        yield f"{moment(over_time.first, zone)} – {moment(over_time.last, zone)}"
        yield ""
    yield _("By domain            all   got   not  doubt waits")
    for one in figures.domains[:MOST_DOMAINS]:
        counts = (one.people, one.got, one.not_delivered)
        numbers = "".join(f"{figure(count):>6}" for count in counts)
        yield f"{fit(line(one.domain) or '?', 18)}{numbers}{figure(one.in_doubt):>7}{figure(one.waiting):>6}"
    if len(figures.domains) > MOST_DOMAINS:
        yield _("… and smaller ones")
    if figures.routes:
        yield ""
        yield _("By mail server     tries  taken")
    for route in figures.routes:
        name = fit(line(route.route) or _("the only one"), 18)
        yield f"{name}{figure(route.attempts):>6}{figure(route.accepted):>7}"
