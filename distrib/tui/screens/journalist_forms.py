"""The boxes of the forms about journalists, called as the columns of a list are. Reads and keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping

from distrib.core.people import Journalist
from distrib.tui.dialogs.form import Field
from distrib.tui.names import kind_name
from distrib.tui.wording import _


def boxes_of(one: Journalist) -> dict[str, str]:
    """What stands in the boxes of somebody who is kept."""
    values = {
        "name": one.name,
        "email": one.email,
        "others": "; ".join(one.others),
        "outlet": one.outlet,
        "outlet kind": kind_name(one.outlet_kind),
        "role": one.role,
        "country": one.country,
        "languages": "; ".join(one.languages),
        "zone": one.zone,
        "beats": "; ".join(one.beats),
        "tags": "; ".join(one.tags),
    }
    return {key: value or "" for key, value in values.items()}


def journalist_fields(values: Mapping[str, str]) -> list[Field]:
    """Everything that is kept of somebody but consent."""
    several = _("several are parted by ;")
    boxes = (
        ("name", _("Name"), _("Ana Silva")),
        ("email", _("Address"), _("ana@news.example; mail goes here")),
        ("others", _("Also"), _("further addresses; {several}").format(several=several)),
        ("outlet", _("Outlet"), _("Radio Tunis")),
        ("outlet kind", _("Its type"), _("newspaper, magazine, agency, radio, television, online")),
        ("role", _("Role"), _("Editor")),
        ("country", _("Country"), _("Tunisia, or TN")),
        ("languages", _("Reads"), _("ar; fr, the preferred first")),
        ("zone", _("Zone"), _("Africa/Tunis")),
        ("beats", _("Beats"), _("migration; health")),
        ("tags", _("Tags"), _("your own words; {several}").format(several=several)),
    )
    return [Field(key, label, values.get(key, ""), hint) for key, label, hint in boxes]


def new_fields() -> list[Field]:
    """Somebody new, with the lawful basis."""
    basis = Field("basis", _("Basis"), "", _("why you may write to them: consent, press list …"))
    return [*journalist_fields({}), basis]
