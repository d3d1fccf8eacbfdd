"""A message with files: each program finds text, page, pictures and attachments where it looks for them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from mail_samples import AMAL, ARABIC, ENGLISH, REFERENCE, SENDER, check_lines
from picture_samples import PDF, picture

from distrib.core.look import Logo, Look
from distrib.core.message import Slot, splice
from distrib.core.message.attachments import content_id
from distrib.core.message.dkim import Algorithm, Signer, seal, signatures
from distrib.core.release import Attachment, Edition
from distrib.mail.pictures import reencoded
from distrib.mail.render import prepare, preview_html, preview_text

PICTURE = reencoded(picture(size=(900, 300)), "camp.png").data
LOGO = reencoded(picture(size=(200, 80)), "logo.png").data
LARGE = bytes(range(256)) * 2000


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


FILES = {sha(data): data for data in (PICTURE, LOGO, PDF, LARGE)}
REPORT = Attachment("Rapport été.pdf", "application/pdf", len(PDF), sha(PDF))
CAMP = Attachment("camp.png", "image/png", len(PICTURE), sha(PICTURE), "Tents in a row", content_id(sha(PICTURE)))
BRANDED = replace(SENDER, look=Look(logo=Logo(sha(LOGO), 100, 40, "Relief Alliance, since 1951")))


def read(edition: Edition, sender: object = SENDER) -> EmailMessage:
    """One recipient's message as a mailbox reads it."""
    raw = splice(prepare(edition, sender, reference=REFERENCE, files=FILES), AMAL)  # type: ignore[arg-type]
    check_lines(raw)
    return message_from_bytes(raw, policy=policy.default)


def shape(message: EmailMessage) -> object:
    """Content types as a tree."""
    if not message.is_multipart():
        return message.get_content_type()
    return {message.get_content_type(): [shape(part) for part in message.iter_parts()]}  # type: ignore[arg-type]


PAGE = {"multipart/related": ["text/html", "image/png"]}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((), {"multipart/alternative": ["text/plain", "text/html"]}),
        ((CAMP,), {"multipart/alternative": ["text/plain", PAGE]}),
        (
            (REPORT,),
            {"multipart/mixed": [{"multipart/alternative": ["text/plain", "text/html"]}, "application/pdf"]},
        ),
        (
            (REPORT, CAMP),
            {"multipart/mixed": [{"multipart/alternative": ["text/plain", PAGE]}, "application/pdf"]},
        ),
    ],
    ids=["none", "picture", "file", "both"],
)
def test_parts_are_nested_as_programs_expect(files: tuple[Attachment, ...], expected: object) -> None:
    """Pictures belong to the page, files to the message (RFC 2387, RFC 2046 §5.1.3)."""
    assert shape(read(replace(ENGLISH, attachments=files))) == expected


def test_a_file_arrives_byte_for_byte_under_its_name() -> None:
    """Whatever letters are in it."""
    message = read(replace(ENGLISH, attachments=(REPORT, CAMP)))
    (report,) = message.iter_attachments()
    assert (report.get_filename(), report.get_content_disposition()) == ("Rapport été.pdf", "attachment")
    assert report.get_content() == PDF
    picture = next(part for part in message.walk() if part.get_content_type() == "image/png")
    assert (picture.get_filename(), picture.get_content_disposition()) == ("camp.png", "inline")
    assert picture["Content-ID"] == f"<{CAMP.content_id}>"
    assert picture.get_payload(decode=True) == PICTURE


@pytest.mark.parametrize("edition", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_a_picture_stands_where_the_text_places_it(edition: Edition) -> None:
    """By its content id, with words for who does not see it, no wider than the column; the text part says the words."""
    placed = replace(edition, body="One.\n\n![Rows of tents](camp.png)\n\nTwo.", attachments=(CAMP,))
    page, text = (make(placed, SENDER, reference=REFERENCE, files=FILES) for make in (preview_html, preview_text))
    (found,) = re.findall(r"<img[^>]*>", page)
    assert 'alt="Rows of tents"' in found
    assert 'width="536"' in found
    assert page.rindex("One.") < page.index(found) < page.rindex("Two.")
    assert "\n[Rows of tents]\n" in text
    body = read(placed).get_body(("html",))
    assert body is not None
    assert f'src="cid:{CAMP.content_id}"' in body.get_content()


def test_a_picture_that_the_text_does_not_place_stands_below_it() -> None:
    """With the words that were given when it was attached."""
    edition = replace(ENGLISH, attachments=(CAMP,))
    page = preview_html(edition, SENDER, reference=REFERENCE, files=FILES)
    assert page.index("Medicine") < page.index('alt="Tents in a row"') < page.index("Leonard Roth")
    assert "\n[Tents in a row]\n" in preview_text(edition, SENDER, reference=REFERENCE, files=FILES)


def test_a_picture_from_elsewhere_is_never_shown() -> None:
    """Opening a mail fetches nothing: what is not attached stays a link, or words."""
    body = "![a](https://x.example/p.png) ![b](unknown.png) [![c](https://x.example/q.png)](https://x.example/)"
    edition = replace(ENGLISH, body=body, attachments=(CAMP,))
    page = preview_html(edition, SENDER, reference=REFERENCE, files=FILES)
    assert page.count("<img") == 1
    assert "![b](unknown.png)" in page
    assert not re.search(r'src="(?!data:image/png;base64,)', page)


def test_the_logo_travels_along() -> None:
    """An opaque PNG with its measures and words; without it the name stands there."""
    message = read(ENGLISH, BRANDED)
    body = message.get_body(("html",))
    assert body is not None
    assert (
        '<img src="cid:logo@picture.invalid" alt="Relief Alliance, since 1951" width="100" height="40"'
        in body.get_content()
    )
    assert shape(message) == {"multipart/alternative": ["text/plain", PAGE]}


def test_files_cost_a_recipient_nothing() -> None:
    """They are one constant piece behind the last personal place, encoded once."""
    skeleton = prepare(replace(ENGLISH, attachments=(REPORT,)), SENDER, reference=REFERENCE, files=FILES)
    plain = prepare(ENGLISH, SENDER, reference=REFERENCE)
    assert len(skeleton.pieces) == len(plain.pieces)
    assert not isinstance(skeleton.pieces[-1], Slot)


def test_a_large_message_is_signed_as_any() -> None:
    """What the skeleton's signature covers is what a signature of the finished message covers."""
    large = Attachment("figures.pdf", "application/pdf", len(LARGE), sha(LARGE))
    edition = replace(ENGLISH, attachments=(large, CAMP))
    skeleton = prepare(edition, BRANDED, reference=REFERENCE, files=FILES)
    signer = Signer("relief.example", "s", Algorithm.ED25519, lambda digest: digest)
    whole = splice(skeleton, AMAL)
    assert seal(skeleton, [signer]).message(AMAL) == signatures(whole, [signer], AMAL.date) + whole
