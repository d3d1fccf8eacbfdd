"""Splicing: what is put into a skeleton stays where it belongs, whatever it holds."""

from __future__ import annotations

import quopri
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_samples import AMAL

from distrib.core.message import (
    Greeting,
    Personal,
    Skeleton,
    Slot,
    envelope_sender,
    needs_smtputf8,
    read_token,
    splice,
)
from distrib.core.message.quoted_printable import MAX_LINE, SOFT_BREAK, encode_line, encode_text
from distrib.core.smtp.transparency import transparent
from distrib.errors import NotAllowed

DEAR = Greeting("Dear ", ",", "Dear colleague,")
SMALL = Skeleton(
    pieces=(
        *(b"To: ", Slot.RECIPIENT, b"\r\nMessage-ID: ", Slot.MESSAGE_ID, b"\r\nDate: ", Slot.DATE),
        b"\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + SOFT_BREAK,
        *(Slot.TEXT_GREETING, SOFT_BREAK + b"\r\n" + SOFT_BREAK, Slot.HTML_GREETING, SOFT_BREAK + b"\r\n"),
    ),
    greeting=DEAR,
    return_address="bounce@relief.example",
    opt_out_address="optout@relief.example",
)


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Amal Haddad", "Dear Amal Haddad,"),
        ("", "Dear colleague,"),
        (" \u200b\x07 ", "Dear colleague,"),
        ("{{7*7}}", "Dear {{7*7}},"),
        ("Amal\r\nBcc: all@news.example", "Dear Amal Bcc: all@news.example,"),
        ("A\u202emal", "Dear Amal,"),
        ("\x1b[2JAmal", "Dear [2JAmal,"),
    ],
)
def test_a_greeting_shows_a_name_as_text_on_one_line(name: str, greeting: str) -> None:
    """No name is obeyed, and one that is empty after cleaning is no name."""
    assert DEAR.to(name) == greeting


@pytest.mark.parametrize("piece", [b"a\nb", b"a\rb", b"a\r.\r\n", b"\n", b"a\r\r\n", b".", b"a\r\n.b\r\n"])
def test_a_skeleton_refuses_what_could_end_the_message_early(piece: bytes) -> None:
    """A bare CR or LF is how a second message is smuggled behind the first; a dot would have to be stuffed."""
    with pytest.raises(ValueError, match="bare CR or LF, or a line that begins with a dot"):
        replace(SMALL, pieces=(piece, b"a\r\n"))


@pytest.mark.parametrize("end", [b"a", Slot.TEXT_GREETING])
def test_a_skeleton_ends_its_last_line(end: bytes | Slot) -> None:
    """The final dot stands on a line of its own."""
    with pytest.raises(ValueError, match="ends in CR LF"):
        replace(SMALL, pieces=(b"a\r\n", end))


@given(name=st.text(alphabet=st.sampled_from(". aé=\r\n"), max_size=200))
def test_what_is_spliced_goes_over_the_wire_as_it_is(name: str) -> None:
    """No line of it begins with a dot, however many a name has and wherever it is folded."""
    raw = splice(SMALL, replace(AMAL, name=name))
    assert transparent(raw) == raw


@given(name=st.text(max_size=300))
def test_no_name_adds_a_header_or_breaks_a_line(name: str) -> None:
    """Header names and the number of body lines are the same for every name; the name itself arrives."""
    raw = splice(SMALL, replace(AMAL, name=name))
    message = message_from_bytes(raw, policy=policy.default)
    assert message.keys() == ["To", "Message-ID", "Date", "Content-Type", "Content-Transfer-Encoding"]
    assert [address.addr_spec for address in message["To"].addresses] == [AMAL.email]
    body = message.get_content().replace("\r\n", "\n")
    assert body.split("\n")[0] == DEAR.to(name)
    assert body.count("\n") == 2
    assert raw.replace(b"\r\n", b"").count(b"\n") == raw.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(map(len, raw.split(b"\r\n"))) <= MAX_LINE


def test_a_name_is_escaped_in_html_and_not_in_text() -> None:
    """Each part shows the same name."""
    raw = splice(SMALL, replace(AMAL, name="<b>Amal & Co</b>"))
    body = message_from_bytes(raw, policy=policy.default).get_content().splitlines()
    assert body == ["Dear <b>Amal & Co</b>,", "Dear &lt;b&gt;Amal &amp; Co&lt;/b&gt;,"]


@pytest.mark.parametrize(
    ("email", "written"),
    [
        ("amal@news.example", b'To: "Amal Haddad" <amal@news.example>\r\n'),
        ("amal@bücher.example", b'To: "Amal Haddad" <amal@xn--bcher-kva.example>\r\n'),
        ("أمل@news.example", 'To: "Amal Haddad" <أمل@news.example>\r\n'.encode()),
        ("أمل@bücher.example", 'To: "Amal Haddad" <أمل@bücher.example>\r\n'.encode()),
    ],
)
def test_addresses_are_never_encoded_words(email: str, written: bytes) -> None:
    """A domain becomes A-labels; a local part beyond ASCII stays raw, for SMTPUTF8."""
    assert splice(SMALL, replace(AMAL, email=email)).startswith(written)


def test_only_a_local_part_beyond_ascii_needs_smtputf8() -> None:
    """The domain has an ASCII form, the local part has none."""
    assert needs_smtputf8("أمل@news.example")
    assert not needs_smtputf8("amal@bücher.example")
    assert not needs_smtputf8("amal@news.example")


@pytest.mark.parametrize(
    "email",
    [
        *(
            "a@b.example\r\nBcc: c@d.example",
            "a b@c.example",
            "<a@b.example>",
            "a@b.example,c@d.example",
            "",
            "@b.example",
        ),
        *("a@", "no-at", "a\x00@b.example", "a@b\u2028c.example", "a@-ü-.example"),
    ],
)
def test_an_address_that_cannot_be_written_is_refused(email: str) -> None:
    """It is not mended: a mended address is somebody else's."""
    with pytest.raises(NotAllowed, match="cannot be written"):
        splice(SMALL, replace(AMAL, email=email))


@pytest.mark.parametrize(
    "personal",
    [
        replace(AMAL, token="a b"),
        replace(AMAL, token="a\r\nBcc: x"),
        replace(AMAL, token=""),
        replace(AMAL, message_id="<a@b>\r\nBcc: x@y.example"),
        replace(AMAL, message_id="no-at"),
        replace(AMAL, date=datetime(2026, 1, 1)),  # noqa: DTZ001 - naive on purpose
    ],
)
def test_what_the_office_makes_itself_must_be_well_formed(personal: Personal) -> None:
    """A wrong token, Message-ID or date is a bug here, not something a person typed."""
    with pytest.raises(ValueError, match=r"token|Message-ID|date"):
        splice(SMALL, personal)


def test_a_message_id_has_its_brackets_once() -> None:
    """It may be given with or without them."""
    with_brackets = splice(SMALL, replace(AMAL, message_id="<a@b.example>"))
    assert with_brackets == splice(SMALL, replace(AMAL, message_id="a@b.example"))
    assert b"\r\nMessage-ID: <a@b.example>\r\n" in bytes(with_brackets)


@given(token=st.from_regex(r"[a-z0-9][a-z0-9_-]{7,39}", fullmatch=True))
def test_a_token_comes_back_from_the_envelope_sender(token: str) -> None:
    """Also where the return address has a subaddress of its own, or comes in angle brackets."""
    assert envelope_sender("press@office.example", token) == f"press+{token}@office.example"
    assert read_token(envelope_sender("press@office.example", token)) == token
    assert read_token(f"<{envelope_sender('press+bounce@office.example', token)}>") == token


@pytest.mark.parametrize(
    "address",
    ["", "press@office.example", "press+@office.example", "+", "press+tok", "press+a b@office.example", "<>", "@"],
)
def test_an_address_without_a_token_has_none(address: str) -> None:
    """Nothing is guessed."""
    assert read_token(address) is None


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=400))
def test_quoted_printable_decodes_to_the_same_text(text: str) -> None:
    """In lines of at most 76 bytes, none ending in white space."""
    coded = encode_text(text)
    assert quopri.decodestring(coded).replace(b"\r\n", b"\n").decode() == text
    for line in coded.split(b"\r\n"):
        assert len(line) <= MAX_LINE
        assert not line.endswith((b" ", b"\t"))


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=200))
def test_a_line_leaves_room_for_a_soft_break(text: str) -> None:
    """So that anything may be spliced behind it."""
    coded = encode_line(text) + SOFT_BREAK
    assert quopri.decodestring(coded).decode() == text
    assert all(len(line) <= MAX_LINE for line in coded.split(b"\r\n"))
