"""Settings: config.toml, the secrets file and DISTRIB_ variables, read once into frozen values.

Every mistake is found and listed at once. A secret is never part of a message or a repr.
"""

from distrib.config.mistakes import CONFIG_FILE, SECRETS_FILE
from distrib.config.reading import is_new, load, make_home
from distrib.config.screen import ScreenSettings
from distrib.config.settings import (
    LONGEST_GRACE,
    TRIAL_ADDRESS,
    DkimSettings,
    LogSettings,
    LookSettings,
    MetricsSettings,
    OfficeSettings,
    ReturnsSettings,
    SenderSettings,
    SendingSettings,
    Settings,
    SmtpSettings,
)

__all__ = [
    "CONFIG_FILE",
    "LONGEST_GRACE",
    "SECRETS_FILE",
    "TRIAL_ADDRESS",
    "DkimSettings",
    "LogSettings",
    "LookSettings",
    "MetricsSettings",
    "OfficeSettings",
    "ReturnsSettings",
    "ScreenSettings",
    "SenderSettings",
    "SendingSettings",
    "Settings",
    "SmtpSettings",
    "is_new",
    "load",
    "make_home",
]
