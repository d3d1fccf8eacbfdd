"""The rooms of the office, in the order of the bar; the first is entered at the start."""

from __future__ import annotations

from distrib.tui.screens.deliveries import DeliveriesScreen
from distrib.tui.screens.desk import DeskScreen
from distrib.tui.screens.journalists import JournalistsScreen
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.screens.releases import ReleasesScreen
from distrib.tui.screens.send import SendScreen
from distrib.tui.screens.setup import SetupScreen
from distrib.tui.screens.spokespeople import SpokespeopleScreen

SCREENS: tuple[type[OfficeScreen], ...] = (
    DeskScreen,
    ReleasesScreen,
    SpokespeopleScreen,
    JournalistsScreen,
    DeliveriesScreen,
    SendScreen,
    SetupScreen,
)
