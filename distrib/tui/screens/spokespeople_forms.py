"""The boxes of the forms about spokespeople. Reads and keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping

from distrib.core.contacts.duty_text import duty_text
from distrib.core.people import Spokesperson
from distrib.tui.dialogs.form import Field
from distrib.tui.names import day_names
from distrib.tui.wording import _


def person_fields(values: Mapping[str, str]) -> list[Field]:
    """Everything that is kept of somebody but hours and leave."""
    several = _("several are parted by ;")
    boxes = (
        ("name", _("Name"), _("Ana Silva")),
        ("title", _("Title"), _("Spokesperson")),
        ("office", _("Office"), _("Lisbon")),
        ("phones", _("Phone"), _("+351 21 555 0101; {several}").format(several=several)),
        ("mobiles", _("Mobile"), ""),
        ("duty_phones", _("Duty phone"), ""),
        ("internal_phones", _("Internal"), _("shown here and nowhere else")),
        ("emails", _("Addresses"), several),
        ("languages", _("Languages"), _("Portuguese; en")),
        ("topics", _("Topics"), _("migration; empty: any")),
        ("places", _("Speaks for"), _("Portugal; southern-europe; world")),
    )
    return [Field(key, label, values.get(key, ""), hint) for key, label, hint in boxes]


def duty_fields(person: Spokesperson) -> list[Field]:
    """Hours and zone."""
    zone = person.duty[0].zone if person.duty else ""
    return [
        Field("hours", _("Hours"), duty_text(person.duty, day_names()), _("mon-fri 09:00-18:00; sat 22:00-06:00")),
        Field("zone", _("Zone"), zone, _("a city or zone; empty: that of the office")),
    ]


def leave_fields() -> list[Field]:
    """Days and cover."""
    return [
        Field("first", _("First day"), "", "2026-12-20"),
        Field("last", _("Last day"), "", _("the last day away; empty: the same day")),
        Field("cover", _("Who covers"), "", _("name or address; empty: nobody")),
    ]
