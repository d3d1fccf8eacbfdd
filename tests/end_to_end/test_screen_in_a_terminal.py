"""The real program in a real pseudo-terminal: keys go in, bytes come out."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest
from command_line import CommandLine
from release_samples import HEADLINE, release

from distrib.mail.capture import INDEX, capture

LONGEST = 60
"""Seconds until a step has failed; a loaded machine needs some of them."""
NARROW, WIDE = (24, 80), (60, 200)
SIZES = pytest.mark.parametrize(
    "size", [NARROW, pytest.param(WIDE, marks=pytest.mark.screens)], ids=["80x24", "200x60"]
)
ESC, TAB, ENTER, F2, F3, F5, F6, F8, F9 = (
    *("\x1b", "\t", "\r", "\x1bOQ", "\x1bOR", "\x1b[15~"),
    *("\x1b[17~", "\x1b[19~", "\x1b[20~"),
)
STEERING = re.compile(
    rb"\xc2[\x80-\x9f]"  # C1 controls
    rb"|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]"  # marks, embeddings, overrides and isolates of direction
    rb"|\x1b\]52;|\x1b\]0;stolen|\x1b\[31;5m"
)
"""Nothing of it is the screen's own."""
NAMES = (
    "Eve\x1b]52;c;aGk=\x07 Clipboard",
    "Eve\x1b]0;stolen\x07 Title",
    "Eve\x1b[31;5m Blink",
    "Eve\x9b31m Control",
    "Eve\u202e Override",
    "Eve\u2066 Isolate",
)


ASKED = "Media contact: Jane Example, +41 22 730 01 23, press@office.example"


class Screen:
    """A running screen, and all that it wrote."""

    def __init__(self, child: pexpect.spawn[bytes]) -> None:
        self._child = child
        self._log = child.logfile_read = io.BytesIO()

    @property
    def written(self) -> bytes:
        """All that was read of it."""
        return self._log.getvalue()

    def shows(self, words: str) -> None:
        """Wait for the words to be written."""
        self._child.expect_exact(words.encode())

    def shows_focused(self, words: str) -> None:
        """Wait for the words on a button that has the focus: bold and reversed (ECMA-48, 8.3.117)."""
        self._child.expect(rb"\x1b\[1;7;[0-9;]*m *" + re.escape(words.encode()))

    def press(self, *keys: str) -> None:
        """Type."""
        for key in keys:
            self._child.send(key.encode())

    def leave(self) -> int | None:
        """Quit; the exit status."""
        self.press("q")
        self._child.expect(pexpect.EOF)
        self._child.close()
        return self._child.exitstatus


@contextmanager
def screen(home: Path, size: tuple[int, int], **environment: str) -> Iterator[Screen]:
    """`distrib` in a terminal of so many rows and columns."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISTRIB_", "LC_", "NO_COLOR"))}
    child: pexpect.spawn[bytes] = pexpect.spawn(
        sys.executable,
        ["-m", "distrib"],
        env=kept | {"DISTRIB_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"} | environment,
        dimensions=size,
        timeout=LONGEST,
    )
    try:
        yield Screen(child)
    finally:
        child.close(force=True)


@pytest.mark.timeout(300)
def test_from_the_first_start_to_sent(tmp_path: Path) -> None:
    """An empty folder, a journalist, a pasted release, its approval, one confirmation: the mail server has it."""
    mail = tmp_path / "mail"
    with capture(mail) as url, screen(tmp_path / "home", NARROW, DISTRIB_SMTP=url) as seen:
        seen.shows("Nothing needs you now.")
        seen.press(F5)
        seen.shows("Nobody is on the list yet.")
        seen.press(ENTER)
        seen.shows("Audiences")
        seen.press("n")
        seen.shows("A new journalist")
        seen.shows("(F8)")
        seen.press("Amal Haddad", TAB, "amal@news.example")
        seen.shows("example")
        seen.press(F8)
        seen.shows("Amal Haddad is on the list")
        seen.press(F2)
        seen.shows("No release yet")
        seen.press("v")
        seen.shows("Read it (F8)")
        seen.press(f"\x1b[200~{release(tail=ASKED)}\x1b[201~")
        seen.shows("press@office.example")
        seen.press(F8)
        seen.shows("Keep as new")
        seen.press(ENTER)
        seen.shows("is kept: version 1")
        seen.press("a")
        seen.shows("Approve this text")
        seen.press(ENTER)
        seen.shows("is approved")
        seen.shows("approved")
        seen.press("s")
        seen.shows("Exactly this text is approved")
        seen.press("3")
        seen.shows("ho gets it?")  # the cursor stands on its first letter
        seen.press("all")
        seen.shows("1 person gets it")
        seen.press(F8)
        seen.shows("Dear")
        seen.press(F8)
        seen.shows("marked TEST")
        seen.press(F8)
        seen.shows("Everything is ready")
        seen.press(ENTER)
        seen.shows_focused("Send to 1 person")
        seen.press(ENTER)
        seen.shows("Take it back")
        seen.shows("100% done")
        assert seen.leave() == 0
    (kept,) = [json.loads(line) for line in (mail / INDEX).read_text("utf-8").splitlines()]
    assert kept["rcpt_to"] == ["amal@news.example"]
    assert f"Subject: {HEADLINE}" in (mail / kept["file"]).read_text("utf-8")


@SIZES
@pytest.mark.timeout(300)
def test_no_name_steers_the_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    """Whatever stands in a list or a release, no escape, no C1 and no change of direction reaches the terminal."""
    office = CommandLine(tmp_path / "home", "smtp://127.0.0.1:2525")
    rows = "".join(f"{name},eve{number}@news.example,LY,en\n" for number, name in enumerate(NAMES))
    office.run(
        "people", "import", write(tmp_path / "list.csv", f"Name,Email,Country,Languages\n{rows}"), "--as", "journalists"
    )
    office.run("release", "add", write(tmp_path / "text.txt", release(head=f"{HEADLINE} {' '.join(NAMES)}")))
    with screen(office.home, size, DISTRIB_SMTP="smtp://127.0.0.1:2525") as seen:
        seen.shows(HEADLINE)
        seen.press(F5)
        seen.shows("Override")
        seen.press(F2)
        seen.shows(HEADLINE)
        seen.press(F6)
        seen.shows("Nothing has been sent yet.")
        seen.press("/")
        seen.shows("Search releases, people and deliveries")
        seen.press("eve")
        seen.shows("Isolate")
        seen.press(ESC)
        seen.press(F9)
        seen.shows("needs you")
        assert seen.leave() == 0
    assert STEERING.findall(seen.written) == []
    assert b"Override" in seen.written


def write(path: Path, text: str) -> str:
    """A file of the person's own."""
    path.write_text(text, "utf-8", newline="")
    return str(path)
