"""A composed message: what a mailbox reads is what the edition says, to each recipient, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mail_reading import read
from mail_samples import AMAL, ARABIC, ENGLISH, REFERENCE, SENDER, check_lines, long_way, read_name

from distrib.core.delivery.dispatch import Sender
from distrib.core.message import Personal, needs_smtputf8, splice
from distrib.core.plain_text import one_line
from distrib.core.release import Dateline, Edition
from distrib.errors import NotAllowed
from distrib.mail.phrases import phrases_for
from distrib.mail.render import CLIPPED_AT, WARN_AT, prepare, preview_html, preview_text

FIELDS = [
    *("Date", "From", "To", "Reply-To", "Subject", "Message-ID", "List-ID", "List-Unsubscribe"),
    *("Content-Language", "MIME-Version", "Content-Type"),
]
AWKWARD = "aZ é ن\u200d🙂=?_-,;<>@\"\\'().:#*_[]{}%|`~>+&\t\r\n\x00\x1b\u202e\ufdd0\ufdd1\ufdd2\ufdd3"


def compose(edition: Edition = ENGLISH, personal: Personal = AMAL, sender: Sender = SENDER, **options: Any) -> bytes:
    """One recipient's message."""
    return splice(prepare(edition, sender, reference=REFERENCE, **options), personal)


def bodies(raw: bytes) -> tuple[str, str]:
    """Text and HTML."""
    parts = [str(part.get_content()).replace("\r\n", "\n") for part in read(raw).iter_parts()]
    return parts[0], parts[1]


@pytest.mark.parametrize("edition", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_a_message_has_two_parts_that_say_the_same(edition: Edition) -> None:
    """Plain text first, both UTF-8 in quoted-printable, in lines any server takes."""
    raw = compose(edition)
    check_lines(raw)
    message = read(raw)
    assert message.keys() == FIELDS
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for part in message.iter_parts():
        assert part.get_content_charset() == "utf-8"
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
    text, html = bodies(raw)
    for said in (edition.headline, SENDER.organisation, edition.contacts[0].name, REFERENCE, AMAL.name, AMAL.token):
        assert said is not None
        assert said in text
        assert said in html


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.text(st.sampled_from(AWKWARD), max_size=80) | st.sampled_from(["", AMAL.name, "أمل حداد", "x" * 150]),
    email=st.sampled_from(["amal@news.example", "o'hara+press@news.example"]),
    token=st.from_regex(r"[a-z0-9]{8,40}", fullmatch=True),
    headline=st.text(st.sampled_from(AWKWARD), max_size=150),
    body=st.text(st.sampled_from(AWKWARD), max_size=300),
    language=st.sampled_from(["en", "fr", "ar"]),
)
def test_splicing_says_what_composing_the_long_way_says(
    name: str, email: str, token: str, headline: str, body: str, language: str
) -> None:
    """Read by the standard library, every header and both bodies are equal, whatever was typed."""
    edition = Edition(language=language, headline=headline, body=body)
    personal = replace(AMAL, name=name, email=email, token=token)
    greeting = phrases_for(language).greeting
    text = preview_text(edition, SENDER, reference=REFERENCE)
    html = preview_html(edition, SENDER, reference=REFERENCE)
    text = text.replace(greeting.nameless, greeting.to(name), 1)
    escaped = greeting.to(name).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = html.replace(greeting.nameless, escaped.replace('"', "&quot;").replace("'", "&#x27;"), 1)
    mark = "opt-out%20"
    slow = long_way(
        SENDER,
        personal,
        one_line(headline),
        language,
        text.replace(f"{mark}preview", mark + token),
        html.replace(f"{mark}preview", mark + token),
    )
    fast = compose(edition, personal)

    check_lines(fast)
    assert bodies(fast) == bodies(slow)
    assert read_name(fast) == one_line(name)
    for field in FIELDS:
        if field == "To":
            assert read(fast)[field].addresses[0].addr_spec == read(slow)[field].addresses[0].addr_spec
        elif field != "Content-Type":
            assert read(fast)[field] == read(slow)[field]


@pytest.mark.parametrize(
    ("changes", "is_test", "subject"),
    [
        ({}, False, "Aid reaches the northern valleys"),
        ({}, True, "TEST: Aid reaches the northern valleys"),
        ({"markers": ("CORRECTION",)}, False, "CORRECTION: Aid reaches the northern valleys"),
        (
            {"markers": ("*** Correction: ***", "MEDIA ADVISORY")},
            True,
            "TEST: Correction: MEDIA ADVISORY: Aid reaches the northern valleys",
        ),
        ({"headline": "Aid\r\nBcc: all@news.example"}, False, "Aid Bcc: all@news.example"),
        (
            {"headline": "=?utf-8?q?a=0D=0ABcc:_all=40news=2Eexample?="},
            False,
            "=?utf-8?q?a=0D=0ABcc:_all=40news=2Eexample?=",
        ),
        ({"headline": "  "}, False, ""),
        ({"headline": "wort " * 100}, False, "wort " * 59 + "wort…"),
    ],
)
def test_the_subject_is_the_headline_as_text(changes: dict[str, Any], is_test: bool, subject: str) -> None:
    """Markers first, TEST before all; no line break in it, written or encoded, is obeyed."""
    message = read(compose(replace(ENGLISH, **changes), is_test=is_test))
    assert message["Subject"] == subject
    assert message.keys() == FIELDS


def test_the_opt_out_header_is_raw_and_whole() -> None:
    """One line, no encoded word, whatever its length: a mailbox only obeys it like that."""
    token = "t" * 100
    raw = compose(personal=replace(AMAL, token=token))
    line = f"\r\nList-Unsubscribe: <mailto:optout@relief.example?subject=opt-out%20{token}>\r\n"
    assert line.encode() in raw


def test_the_opt_out_link_is_personal_in_both_parts() -> None:
    """It carries the token of this delivery, once in each part."""
    link = f"mailto:optout@relief.example?subject=opt-out%20{AMAL.token}"
    assert [body.count(link) for body in bodies(compose())] == [1, 1]


def test_recipients_share_everything_that_is_not_personal() -> None:
    """One skeleton serves all; what one recipient is called is never read by another."""
    skeleton = prepare(ENGLISH, SENDER, reference=REFERENCE)
    one, two = (splice(skeleton, replace(AMAL, name=name, email=f"{name}@news.example")) for name in ("Ann", "Bob"))
    assert one.replace(b"Ann", b"Bob") == two
    assert skeleton.return_address == SENDER.return_address
    assert skeleton.opt_out_address == SENDER.opt_out_address


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_each_language_greets_with_and_without_a_name(language: str) -> None:
    """Both parts greet alike."""
    edition = replace(ENGLISH, language=language)
    greeting = phrases_for(language).greeting
    for name in ("Amal Haddad", ""):
        text, html = bodies(compose(edition, replace(AMAL, name=name)))
        assert f"\n{greeting.to(name)}\n" in text
        assert f">{greeting.to(name)}</p>" in html


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }}",
        "{% raw %}",
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "[link](https://x.example)",
        "${x} %s {x}",
        "**x** _y_",
    ],
)
def test_markup_in_names_and_headlines_is_text(typed: str) -> None:
    """Neither templates nor mail programs obey it, in either part."""
    contact = replace(ENGLISH.contacts[0], name=typed, role=typed, office=typed)
    edition = Edition(
        language="en", headline=typed, subheadline=typed, body="Text.", contacts=(contact,), markers=(typed,)
    )
    edition = replace(edition, dateline=Dateline(typed, typed), embargo=typed, release_line=typed)
    sender = replace(SENDER, organisation=typed, name=typed, postal_address=typed)
    raw = compose(edition, replace(AMAL, name=typed), sender)
    text, html = bodies(raw)
    shown = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    # organisation twice, marker, embargo, release line, headline, subhead, greeting, dateline twice, contact thrice,
    # postal address, and in why the reader gets it
    assert text.count(typed) == 15
    assert shown.count(typed) >= 15
    assert "<script" not in html
    assert "x.example" not in "".join(re.findall(r'href="([^"]*)"', html))
    assert read(raw)["From"].addresses[0].addr_spec == SENDER.address


def test_size_is_warned_of_and_then_refused() -> None:
    """Gmail hides the end of a long mail, and the opt-out with it."""
    long = replace(ENGLISH, body="word " * (WARN_AT // 5 - 1000))
    assert any("Gmail" in str(warning) for warning in prepare(long, SENDER, reference=REFERENCE).warnings)
    assert prepare(ENGLISH, SENDER, reference=REFERENCE).warnings == ()
    for body in ("word " * (CLIPPED_AT // 5 - 500), "<" * (CLIPPED_AT // 4), "x" * 10_000_000):
        with pytest.raises(NotAllowed, match="Gmail hides everything beyond 102 KB"):
            prepare(replace(ENGLISH, body=body), SENDER, reference=REFERENCE)


def test_a_cut_subject_and_missing_phrases_are_warned_of() -> None:
    """The person who approves is told."""
    warnings = prepare(replace(ENGLISH, headline="word " * 99, language="sw"), SENDER, reference=REFERENCE).warnings
    assert [str(warning).split()[0] for warning in warnings] == ["The", "There"]


def test_an_unknown_language_is_greeted_in_english() -> None:
    """The text stays in its language, and says which."""
    raw = compose(replace(ENGLISH, language="sw", body="Habari."))
    assert read(raw)["Content-Language"] == "sw"
    assert "Dear Amal Haddad," in bodies(raw)[0]


def test_a_reader_without_a_shared_language_is_told_why() -> None:
    """The note is in the language of the edition they get."""
    raw = compose(is_fallback=True)
    for body in bodies(raw):
        assert "in English because there is no edition in your language" in body
    assert "no edition" not in bodies(compose())[0]


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({"reply_to": None}, True),
        ({"name": "Büro\r\nBcc: x@y.example", "organisation": "Ünion\nX: y"}, True),
        ({"name": "", "postal_address": None}, True),
        ({"address": "press@relief.example\r\nBcc: x@y.example"}, False),
        ({"address": "présse@relief.example"}, False),
        ({"opt_out_address": "a b@relief.example"}, False),
        ({"reply_to": "x@y.example>, <z@y.example"}, False),
    ],
)
def test_a_sender_is_written_as_text_or_refused(change: dict[str, Any], allowed: bool) -> None:
    """Names are text; an address that cannot be written stops the edition before anything is sent."""
    sender = replace(SENDER, **change)
    if not allowed:
        with pytest.raises(NotAllowed, match="address"):
            compose(sender=sender)
        return
    raw = compose(sender=sender)
    check_lines(raw)
    assert read(raw).keys() == [field for field in FIELDS if field != "Reply-To" or sender.reply_to]
    assert [address.addr_spec for address in read(raw)["From"].addresses] == [SENDER.address]


def test_only_a_recipient_needs_smtputf8() -> None:
    """The rest of the message is ASCII, whatever the names."""
    raw = compose(ARABIC, replace(AMAL, name="أمل حداد"))
    assert raw.isascii()
    assert needs_smtputf8("أمل@news.example")
    assert not compose(ARABIC, replace(AMAL, email="أمل@news.example")).isascii()
