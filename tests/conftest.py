"""Fixtures that tests in several folders ask for by name."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["database_fixtures", "cli_office"]

settings.register_profile("distrib", deadline=None)  # how long an example takes says more of the machine than of us
settings.load_profile("distrib")
