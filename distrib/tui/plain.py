"""Data as the screen shows it: text without markup, controls or hidden steering, cut by the columns it takes.

Everything that comes from a list, a release or a mail server passes here before a widget sees it.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from rich.cells import cell_len, set_cell_size

from distrib.core.plain_text import many_lines, one_line
from distrib.tui.wording import _, figure

MOST_CHARACTERS = 60_000
"""A pane shows this much of a text; laying out more holds up the keys, and the browser preview is whole."""

MOST_OF_A_LINE = 2_000
"""Characters of a field that are looked at; no terminal is wider."""


def line(text: str | None) -> str:
    """A field on one line."""
    return one_line(text[:MOST_OF_A_LINE]) if text else ""


def lines(text: str) -> str:
    """A long text; what is cut off is said."""
    shown = many_lines(text[:MOST_CHARACTERS]).expandtabs(4)
    if len(text) > MOST_CHARACTERS:
        more = _("… {number} more characters. The browser preview shows all of them.")
        shown += "\n\n" + more.format(number=figure(len(text) - MOST_CHARACTERS))
    return shown


def fit(text: str, width: int) -> str:
    """A line of exactly so many columns, wide characters counted as two; an ellipsis stands for what is cut."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant in the office's zone, to the minute."""
    return "" if at is None else f"{day(at, zone)} {at.astimezone(zone):%Y %H:%M}"


def day_and_time(at: datetime, zone: ZoneInfo) -> str:
    """The same where there is no room for the year."""
    return f"{day(at, zone)} {at.astimezone(zone):%H:%M}"


def moment_width() -> int:
    """Columns that a moment takes in the language in use; months have names of several lengths."""
    return day_width() + len(" 2026")


def day_width() -> int:
    """Columns of a day and time."""
    return len("24  10:00") + max(map(len, _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()))


def day(at: datetime, zone: ZoneInfo) -> str:
    """Day and month in the office's zone."""
    local = at.astimezone(zone)
    return f"{local:%d} {_('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec').split()[local.month - 1]}"


def joined(*parts: str | None, by: str = ", ") -> str:
    """The parts that there are, on one line."""
    return by.join(shown for part in parts if (shown := line(part)))


@lru_cache(maxsize=1024)
def telephone(number: str) -> str:
    """A number in international form with groups that can be read out; as written where it cannot be read."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return line(number)
    if parsed.extension:
        return line(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
