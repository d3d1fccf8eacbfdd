"""Mails as programs save them: which part is read, what its letters are, what is named and not opened."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from document_samples import mail, page
from release_samples import HEADLINE, QUOTE, STORY, STORY_AR, STORY_FR

from distrib.errors import UnreadableText
from distrib.services.releases.reading import read

HEAD = "From: press@example.org\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n{more}\r\n"


def message(body: bytes, *, kind: str, more: str = "", subject: str = "x") -> bytes:
    """A message of one part, as it travels."""
    return HEAD.format(kind=kind, more=more, subject=subject).encode() + body


@pytest.mark.parametrize(
    ("story", "page", "declared"),
    [
        (STORY_FR, "cp1252", "iso-8859-1"),
        (STORY_FR, "utf-8", "us-ascii"),
        (STORY_FR, "utf-8", "iso-8859-1"),
        (STORY_FR, "cp1252", "utf-8"),
        (STORY_AR, "cp1256", "windows-1256"),
        (STORY_AR, "cp1256", "unknown-8bit"),
        (STORY_AR, "utf-8", "x-made-up"),
        ("日本語の発表です。" * 20, "iso-2022-jp", "iso-2022-jp"),
    ],
)
def test_letters_are_read_whatever_is_declared(story: str, page: str, declared: str) -> None:
    """A declaration counts where it can be true."""
    text = f"{HEADLINE}\r\n\r\n{story}\r\n\r\n{story}\r\n".encode(page)
    draft = read(
        message(text, kind=f"text/plain; charset={declared}", more="Content-Transfer-Encoding: 8bit\r\n"), "m", None
    )
    assert story in draft.draft.body


def test_the_page_is_read_rather_than_the_text_beside_it() -> None:
    """It has the links; a part without any lines is passed over."""
    assert "[full report]" in read(mail(), "m.eml", None).draft.body
    sent = EmailMessage()
    sent["Subject"] = HEADLINE
    sent.set_content(f"{HEADLINE}\n\n{STORY}\n\n{QUOTE}\n")
    sent.add_alternative("<html><body></body></html>", subtype="html")
    recognised = read(sent.as_bytes(), "m.eml", None)
    assert recognised.kind == "an e-mail, its text part"
    assert recognised.draft.body == f"{STORY}\n\n{QUOTE}"


def test_soft_line_breaks_and_signatures() -> None:
    """Lines that a mail program broke are joined (RFC 3676); the sender's signature is no part of the release."""
    words = STORY.split()
    flowed = " \r\n".join([" ".join(words[:6]), " ".join(words[6:14]), " ".join(words[14:])])
    body = f"{HEADLINE}\r\n\r\n{flowed}\r\n\r\n{QUOTE}\r\n-- \r\nAna\r\nana@example.org\r\n"
    draft = read(message(body.encode(), kind="text/plain; charset=utf-8; format=flowed"), "m", None).draft
    assert draft.body == f"{STORY}\n\n{QUOTE}"
    assert not draft.contacts


def test_attachments_are_named_and_a_text_that_is_attached_is_not_the_release() -> None:
    """Names are shown as text, and only so many."""
    sent = EmailMessage()
    sent["Subject"] = "Release"
    sent.set_content(f"{HEADLINE}\n\n{STORY}\n\n{QUOTE}\n")
    for number in range(14):
        sent.add_attachment("Secret plans", filename=f"plan \x1b[31m{number}.txt".replace("\x1b", "\u202e"))
    recognised = read(sent.as_bytes(), "m.eml", None)
    assert "Secret" not in recognised.draft.body
    [told] = recognised.remarks
    assert str(told).startswith("Attachments were not opened: plan [31m0.txt, ")
    assert str(told).endswith(" and 4 more.")


def test_a_forwarded_message_is_opened_where_nothing_else_is_said() -> None:
    """As far as three deep; then it is refused with a sentence."""
    inner = mail()
    for depth in range(1, 5):
        boundary = f"b{depth}"
        inner = message(
            f"--{boundary}\r\nContent-Type: message/rfc822\r\n\r\n".encode()
            + inner
            + f"\r\n--{boundary}--\r\n".encode(),
            kind=f'multipart/mixed; boundary="{boundary}"',
        )
        if depth < 4:
            assert read(inner, "m.eml", None).draft.headline == HEADLINE
    with pytest.raises(UnreadableText, match="without a text of its own"):
        read(inner, "m.eml", None)


def test_a_page_that_was_saved_as_mail() -> None:
    """MHTML says where it came from, so that its links lead somewhere."""
    body = page().replace("https://water.example/report", "/report").encode()
    part = (
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://water.example/news/1\r\n\r\n"
        + body
    )
    saved = message(part + b"\r\n--b--\r\n", kind='multipart/related; boundary="b"')
    assert "[full report](https://water.example/report)" in read(saved, "page.mhtml", None).draft.body


@pytest.mark.parametrize("kind", ["application/pdf", "multipart/mixed; boundary=b", "image/png"])
def test_a_mail_without_text(kind: str) -> None:
    """Is refused, and says what to do."""
    with pytest.raises(UnreadableText, match="without a text of its own"):
        read(message(b"--b\r\nContent-Type: application/pdf\r\n\r\nJVBERi0=\r\n--b--", kind=kind), "m.eml", None)
