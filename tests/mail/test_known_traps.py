"""Known traps of composing mail on Python 3.11, over what is really composed: nothing is lost, and nothing added."""

from __future__ import annotations

import base64
import quopri
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mail_reading import read
from mail_samples import AMAL, ENGLISH, REFERENCE, SENDER, check_lines

from distrib.core.message import splice
from distrib.core.message.words import MAX_SUBJECT, shortened, subject
from distrib.core.release import Contact, Edition
from distrib.core.release.embargo import Embargo
from distrib.mail import phrases
from distrib.mail.embargo_line import worded
from distrib.mail.render import prepare

WORDS = ("Genève", "aide", "réfugiés", "à", "Côte-d’Ivoire", "Łódź", "IOM", "ñandú", "Überfälle", "—", "1 200", "café:")
_WORD = re.compile(r"=\?utf-8\?([bq])\?([^?]*)\?=", re.IGNORECASE)


def compose(edition: Edition, name: str = AMAL.name) -> bytes:
    """One recipient's message."""
    return splice(prepare(edition, SENDER, reference=REFERENCE), replace(AMAL, name=name))


def decoded(value: bytes) -> str:
    """A header's value by RFC 2047 alone: words are joined where only white space parts them (§6.2)."""
    unfolded = value.decode("ascii").replace("\r\n", "")

    def word(match: re.Match[str]) -> str:
        coded = match[2].encode()
        raw = base64.b64decode(coded) if match[1].lower() == "b" else quopri.decodestring(coded.replace(b"_", b" "))
        return raw.decode("utf-8")

    return _WORD.sub(word, re.sub(r"(\?=)\s+(?==\?)", r"\1", unfolded))


def test_three_thousand_accented_subjects_survive() -> None:
    """By Python's parser and by the letter of RFC 2047; `EmailMessage` loses a space in about every ninth."""
    chance = random.Random(2047)
    for _ in range(3_000):
        typed = " ".join(chance.choices(WORDS, k=chance.randint(1, 24)))
        meant, value = shortened(typed, MAX_SUBJECT), subject(typed)
        assert str(read(b"Subject: " + value + b"\r\n\r\n")["Subject"]) == meant
        assert decoded(value) == meant


class _Page(HTMLParser):
    """Reads a page back: what stands in each element that has a meaning of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {"h1": [], "marker": [], "contact": [], "body": []}
        self.now: str | None = None
        self.is_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class")
        self.is_body = kind == "body" if tag == "div" else self.is_body
        if tag == "br" and self.now:
            self.said[self.now][-1] += "\n"
        elif tag in ("h1", "p"):
            self.now = tag if tag == "h1" else kind if kind in self.said else "body" if self.is_body else None
            if self.now:
                self.said[self.now].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "p"):
            self.now = None
        elif tag == "div":
            self.is_body = False

    def handle_data(self, data: str) -> None:
        if self.now:
            self.said[self.now][-1] += data


LINE = (
    st.text(st.sampled_from("abzéÜñ ßنما 123,"), min_size=1, max_size=60)
    .map(lambda line: f"x {line} z")
    .map(lambda line: " ".join(line.split()))
)
CONTACT = st.builds(
    Contact,
    name=LINE,
    role=st.none() | LINE,
    office=st.none(),
    phones=st.just(("+41227302590",)),
    phones_as_written=st.sampled_from([("+41 22 730 25 90",), ("022 730 25 90",)]),
    emails=st.lists(st.sampled_from(["a.b@relief.example", "x+y@relief.example"]), max_size=2, unique=True).map(tuple),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    headline=LINE,
    markers=st.lists(LINE, max_size=2).map(tuple),
    paragraphs=st.lists(LINE, min_size=1, max_size=4),
    contacts=st.lists(CONTACT, max_size=3).map(tuple),
    language=st.sampled_from(["en", "fr", "es"]),
)
def test_a_release_comes_back_from_its_message(
    headline: str, markers: tuple[str, ...], paragraphs: list[str], contacts: tuple[Contact, ...], language: str
) -> None:
    """Headline, markers, text and contacts, each from the page and from the text part."""
    edition = Edition(language, headline, "\n\n".join(paragraphs), markers=markers, contacts=contacts)
    message = read(compose(edition))
    known = phrases.phrases_for(language)
    greeting = known.greeting.to(AMAL.name)
    cards = [_card(one, known) for one in contacts]
    assert message["Subject"] == ": ".join([*markers, headline])[:MAX_SUBJECT]
    html, plain = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert plain is not None
    page = _Page()
    page.feed(html.get_content())
    shown = [one.strip("\n") for one in page.said["contact"]]
    assert page.said | {"contact": shown} == {
        "h1": [headline],
        "marker": list(markers),
        "body": [greeting, *paragraphs],
        "contact": cards,
    }
    above = [known.immediate] if not markers else ["\n".join(markers)]
    blocks = plain.get_content().replace("\r\n", "\n").split("\n\n")
    below = [known.contacts, *cards] if contacts else []
    expected = [SENDER.organisation, *above, headline, greeting, *paragraphs, *below]
    assert blocks[: len(expected) + 1] == [*expected, "-----"]


def _card(contact: Contact, known: phrases.Phrases) -> str:
    phones = [f"{known.phone}{known.colon}{number}" for number in contact.phones_as_written]
    emails = [f"{known.email}{known.colon}{email}" for email in contact.emails]
    return "\n".join(filter(None, [contact.name, contact.role, *phones, *emails]))


@pytest.mark.parametrize(
    "typed", ["a\r.\r\nMAIL FROM:<x@y.example>", "a\n.\nb", "a\r.\rb", ".", "\r\n.\r\n", "a\r\rb\n\nc"]
)
@pytest.mark.parametrize("where", ["headline", "body", "notes", "boilerplate", "name"])
def test_no_text_ends_a_message_early(typed: str, where: str) -> None:
    """No bare CR or LF is left for a server to read as a line end, and no line is a dot alone (SMTP smuggling)."""
    changes: dict[str, Any] = {} if where == "name" else {where: typed}
    edition = replace(ENGLISH, **changes)
    raw = compose(edition, typed if where == "name" else "Ann")
    check_lines(raw)
    assert b"\r\n." not in raw
    assert raw.count(b"\r\nMIME-Version") == 1


@pytest.mark.parametrize("kind", ["q?a=0D=0ABcc:_all=40news=2Eexample", "b?YQ0KQmNjOiBhbGxAbmV3cy5leGFtcGxl"])
@pytest.mark.parametrize("where", ["headline", "subheadline", "name", "organisation"])
def test_an_encoded_word_never_becomes_a_header(kind: str, where: str) -> None:
    """Text that would decode to a line break and a Bcc is sent as the text it is."""
    typed = f"=?utf-8?{kind}?="
    changes: dict[str, Any] = {where: typed} if where in ("headline", "subheadline") else {}
    edition = replace(ENGLISH, **changes)
    sender = replace(SENDER, organisation=typed, name=typed) if where == "organisation" else SENDER
    personal = replace(AMAL, name=typed) if where == "name" else AMAL
    raw = splice(prepare(edition, sender, reference=REFERENCE), personal)
    assert read(raw).keys() == read(compose(ENGLISH)).keys()
    again = read(raw).as_bytes(policy=policy.SMTP)
    assert b"\nbcc:" not in again.lower()
    assert "all@news.example" not in str(read(raw)["To"])


@pytest.fixture
def made_up_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language that nobody speaks, as one more file."""
    folder = tmp_path / "phrases"
    folder.mkdir()
    for path in phrases.available().values():
        (folder / path.name).write_bytes(path.read_bytes())
    words = (folder / "en.toml").read_text(encoding="utf-8")
    for english, own in (("Dear {name}", "Oi {name}"), ("Notes to editors", "Notu redaktu"), ('"ltr"', '"rtl"')):
        assert english in words
        words = words.replace(english, own)
    (folder / "qaa.toml").write_text(words, encoding="utf-8")
    monkeypatch.setattr(phrases, "templates_folder", lambda: tmp_path)
    phrases.available.cache_clear()
    yield "qaa"
    phrases.available.cache_clear()


def test_another_language_is_one_file(made_up_language: str) -> None:
    """Its phrases and its direction are used, without a warning, and an embargo has its words."""
    edition = replace(ENGLISH, language=made_up_language, notes="Nix.")
    skeleton = prepare(edition, SENDER, reference=REFERENCE)
    assert skeleton.warnings == ()
    message = read(splice(skeleton, AMAL))
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None
        assert "Oi Amal Haddad," in body.get_content()
        assert "Notu redaktu" in body.get_content()
    assert body is not None
    assert '<html lang="qaa" dir="rtl">' in body.get_content()
    embargo = Embargo(datetime(2026, 12, 1, 6, tzinfo=UTC), "UTC")
    assert worded(embargo, made_up_language) == "EMBARGOED UNTIL 06:00 GMT, Tuesday 1 December 2026"
