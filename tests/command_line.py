"""The `distrib` command as a person runs it: a process of its own, in an office of its own."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RELEASE = """\
Home
Our work
News and media
Share

Harbour Office Raises Alarm for Families Near Tripoli

Geneva - The Harbour Office today raised concerns for families in the south of Tripoli, as fighting drew closer.

Since Sunday more than 3,200 people have left their homes for safer parts of the city.

“Nobody should have to sleep where shells may fall,” said Director General Ingrid Solheim.

For further information please contact

Rashid Al Amin at Harbour Office Tripoli: +218 91 555 0142, email rashid.alamin@office.example
Helena Brandt at Harbour Office Geneva: +41 79 555 01 10, helena.brandt@office.example
"""
"""A release as pasted from a site; `DISTRIB_TEST_RELEASE` names another file to use instead."""


@dataclass(frozen=True)
class CommandLine:
    """Commands run in `home`, mailing through `smtp`."""

    home: Path
    smtp: str
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DISTRIB_")}
        return kept | {"DISTRIB_HOME": str(self.home), "DISTRIB_SMTP": self.smtp, **self.extra}

    def run(self, *arguments: str, status: int = 0, stdin: str = "") -> str:
        """Run to the end; returns stdout, and asserts the exit status."""
        ended = subprocess.run(
            [sys.executable, "-m", "distrib", *arguments],
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )
        assert ended.returncode == status, f"{arguments}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
        return ended.stdout

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start and leave running."""
        return subprocess.Popen(
            [sys.executable, "-m", "distrib", *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def json(self, *arguments: str) -> list[dict[str, Any]]:
        """The JSON lines a command prints."""
        return [json.loads(line) for line in self.run(*arguments).splitlines()]

    def furnish(self, people: int) -> str:
        """Import a roster, add and approve the release; returns its reference."""
        self.home.mkdir(parents=True, exist_ok=True)
        roster = self.home / "roster.csv"
        with roster.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["Name", "Email", "Outlet", "Country", "Languages", "Beats"])
            for number in range(people):
                name = ("Zoë Ng", "Amal Haddad", "José Núñez", "Li Wei", "Anne-Marie d'Arcy")[number % 5]
                writer.writerow(
                    [f"{name} {number}", f"reporter{number}@news.example", "The Mercury", "GB", "en", "world"]
                )
        self.run("people", "import", str(roster), "--as", "journalists")
        text = self.home / "release.txt"
        chosen = os.environ.get("DISTRIB_TEST_RELEASE")
        text.write_text(Path(chosen).read_text("utf-8") if chosen else RELEASE, "utf-8")
        reference = self.run("release", "add", str(text)).strip()
        self.run("release", "approve", reference)
        return reference
