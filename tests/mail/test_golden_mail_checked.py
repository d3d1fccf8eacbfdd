"""What html-validate, caniemail and SpamAssassin say of the golden messages: a check for developers.

The first two come by `make mail-tools`, where there is node; the third is the system's `spamassassin`. Where one is not
there, the test says so and is skipped.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from golden_mail import GOLDEN, path_of

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / ".tools" / "mail" / "node_modules"
MOST_POINTS = 0.5
OLDEST_NODE = (20, 19)

_INLINE = "every style is inline as well"
_ATTRIBUTE = "the attribute says the same"
_HIDDEN = "one of several ways in which the preheader is hidden"
_MARGINS = "without it the page is closer or wider, and as readable"
_OUTLOOK = "Outlook for Windows draws with Word, which has its own reading of it and shows it"

UNSUPPORTED: Mapping[str, str] = {
    "<style> element": _INLINE,
    "@media": "phones and dark mode get less than the best, and the page of 600 pixels scales",
    "<body> element": "the outer table has the ground, and the inner div language and direction",
    "display:none": _HIDDEN,
    "height property": _HIDDEN,
    "overflow": _HIDDEN,
    "white-space": "a telephone number may break at a space",
    "word-break": "a word wider than a phone widens the page",
}
"""Features that one of the four programs does not know, with what a reader loses."""

PARTLY: Mapping[str, str] = {
    "<style> element": _INLINE,
    "@media": UNSUPPORTED["@media"],
    "<body> element": UNSUPPORTED["<body> element"],
    "<ul>, <ol> and <dl>": "no type of list but those by default",
    "background": "colours only, which all know",
    "border": _OUTLOOK,
    "dir attribute": "on html, body, div and tables, with align beside it",
    "display": "block and none only",
    "display:none": _HIDDEN,
    "font-size": "pixels only",
    "font-weight": "bold only",
    "height attribute": "on the logo, in pixels",
    "height property": _HIDDEN,
    "lang attribute": "also on the html element",
    "line-height": _OUTLOOK,
    "mailto: links": "the address is in the text part, too",
    "margin": _MARGINS,
    "max-width": _ATTRIBUTE,
    "overflow": _HIDDEN,
    "padding": "on cells, where all know it",
    "role attribute": "a screen reader reads the layout as a table",
    "text-align": "left and right, never start",
    "text-decoration": "underline only",
    "white-space": UNSUPPORTED["white-space"],
    "width attribute": "pixels on pictures and tables",
    "width property": _ATTRIBUTE,
    "word-break": UNSUPPORTED["word-break"],
}
"""Features that one of them knows in part, with why that part is enough."""


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """Everything that both tools say of all pages."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, so html-validate and caniemail did not look at the pages")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60, check=True).stdout.strip()
    if tuple(map(int, said.removeprefix("v").split(".")[:2])) < OLDEST_NODE:
        pytest.skip(f"node {said} is too old for html-validate and caniemail, so they did not look at the pages")
    if not MODULES.is_dir():
        pytest.skip("html-validate and caniemail are not there (make mail-tools), so they did not look at the pages")
    folder = tmp_path_factory.mktemp("pages")
    pages = [folder / f"{language}.html" for language in GOLDEN]
    for language, page in zip(GOLDEN, pages, strict=True):
        page.write_text(page_of(language), encoding="utf-8")
    script = Path(__file__).with_name("check_page.mjs")
    ran = subprocess.run(
        [node, script, MODULES, *pages], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def page_of(language: str) -> str:
    """The HTML part of a golden message."""
    message = message_from_bytes(path_of(language).read_bytes(), policy=policy.default)
    body = message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def test_html_validate_finds_nothing(findings: list[dict[str, str]]) -> None:
    """But what mail is made of, which `check_page.mjs` names."""
    assert [one for one in findings if one["kind"] == "html-validate"] == []


@pytest.mark.parametrize(("kind", "accepted"), [("unsupported", UNSUPPORTED), ("partly", PARTLY)])
def test_caniemail_finds_what_is_accepted_and_nothing_else(
    findings: list[dict[str, str]], kind: str, accepted: Mapping[str, str]
) -> None:
    """For Gmail, Outlook for Windows, Apple Mail and Yahoo; nothing is accepted that is not found."""
    assert {one["what"] for one in findings if one["kind"] == kind} == set(accepted)


@pytest.mark.parametrize("language", sorted(GOLDEN))
def test_spamassassin_sees_no_spam(language: str) -> None:
    """By its local rules alone; at five points filters act."""
    program = shutil.which("spamassassin")
    if program is None:
        pytest.skip("spamassassin is not installed, so it did not look at the messages")
    ran = subprocess.run(
        [program, "--local", "--test-mode"],
        input=path_of(language).read_bytes(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    points = re.search(rb"^Content analysis details:\s+\((-?[0-9.]+) points", ran.stdout, re.MULTILINE)
    assert points is not None, ran.stderr
    assert float(points[1]) <= MOST_POINTS, ran.stdout.partition(b"Content analysis")[2].decode(errors="replace")
