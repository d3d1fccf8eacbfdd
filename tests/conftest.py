"""Fixtures that tests in several folders ask for by name."""

from __future__ import annotations

pytest_plugins = ["database_fixtures", "cli_office"]
