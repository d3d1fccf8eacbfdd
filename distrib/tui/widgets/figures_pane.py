"""A dispatch in figures beside its people: pace, a picture over time, by domain and by mail server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from distrib.core.delivery.figures import Figures, sparkline
from distrib.core.delivery.progress import span
from distrib.tui.plain import fit, line, moment
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _, figure, said

Row = tuple[str, tuple[int, ...]]
"""A name and its numbers."""

PICTURE = 40
"""Columns of the picture over time."""

MOST_DOMAINS = 12

NAME = 18
"""Columns of a name at least; more where there is room and somebody has a longer one."""


class FiguresPane(Reading):
    """Shows what it is given."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._shown: tuple[Figures, ZoneInfo] | None = None

    def show_figures(self, figures: Figures, zone: ZoneInfo) -> None:
        """Keep the place: it is shown anew while somebody reads."""
        self._shown = figures, zone
        width = self.region.width - self.styles.gutter.width - self.styles.scrollbar_size_vertical
        self.show_facts([("", one) for one in _lines(figures, zone, width)], keep_place=True)

    def on_resize(self) -> None:
        """There is other room for names."""
        if self._shown:
            self.show_figures(*self._shown)


def picture(figures: Figures | None, width: int) -> str:
    """One line of blocks; none before there are two to compare."""
    over_time = figures.over_time if figures else None
    return sparkline(over_time.counts, width) if over_time and len(over_time.counts) > 1 else ""


def _lines(figures: Figures, zone: ZoneInfo, width: int) -> Iterator[str]:
    if over_time := figures.over_time:
        size = -(-len(over_time.counts) // PICTURE)
        yield _("Ended, {span} a block").format(span=said(span(over_time.step * size)))
        yield sparkline(over_time.counts, PICTURE)
        yield f"{moment(over_time.first, zone)} – {moment(over_time.last, zone)}"
        yield ""
    domains = [
        (line(one.domain) or "?", (one.people, one.got, one.not_delivered, one.in_doubt, one.waiting))
        for one in figures.domains[:MOST_DOMAINS]
    ]
    yield from _table(_("By domain"), _("all got not doubt waits").split(), domains, width)
    if len(figures.domains) > MOST_DOMAINS:
        yield _("… and smaller ones")
    if figures.routes:
        yield ""
        routes = [(line(one.route) or _("the only one"), (one.attempts, one.accepted)) for one in figures.routes]
        yield from _table(_("By mail server"), _("tries taken").split(), routes, width)


def _table(title: str, heads: Sequence[str], rows: Sequence[Row], width: int) -> Iterator[str]:
    """Names, cut where there is no room for them, and numbers below their heads."""
    numbers = [[figure(one) for one in counts] for _name, counts in rows]
    longest = max([NAME, *(cell_len(name) for name, _counts in rows)])
    columns = [max(map(len, column)) + 2 for column in zip(heads, *numbers, strict=True)]
    if longest + sum(columns) > width:
        columns = [one - 1 for one in columns]
    name_width = max(NAME, min(longest, width - sum(columns)))
    for name, told in [(title, heads), *((row[0], one) for row, one in zip(rows, numbers, strict=True))]:
        yield fit(name, name_width) + "".join(f"{one:>{columns[place]}}" for place, one in enumerate(told))
