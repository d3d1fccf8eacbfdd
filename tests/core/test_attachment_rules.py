"""What may go with a release is seen in its bytes; what it is called on the way holds nothing but a name."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_samples import PDF, picture

from distrib.core.message.attachments import JPEG, MAX_NAME, PNG, Refused, clean_name, on_the_way, recognised
from distrib.core.message.attachments import PDF as PDF_TYPE
from distrib.core.message.file_names import file_name_parameter


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "PDF"),
        (picture("PNG"), "PNG"),
        (picture("JPEG"), "JPEG"),
        (picture("GIF"), "GIF"),
        (picture("WEBP"), "WEBP"),
    ],
    ids=["pdf", "png", "jpeg", "gif", "webp"],
)
def test_a_file_is_known_by_its_bytes(data: bytes, kind: str) -> None:
    """Whatever it is called."""
    assert recognised(data, "invoice.exe") == kind


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (PDF[:40], "report.pdf", "a PDF that is cut short"),
        (b"PK\x03\x04rest", "report.docx", "a Word document"),
        (b"PK\x03\x04rest", "report.pdf", "a ZIP archive or an Office document"),
        (b"MZ\x90", "report.pdf", "a Windows program"),
        (b"MZ\x90", "report.docx", "a Windows program"),
        (b"<svg xmlns='x'><script/></svg>", "logo.png", "an SVG drawing"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "page.pdf", "a web page"),
        (b"plain words", "report.pdf", "called .pdf and is none"),
        (b"plain words", "notes.txt", "a text"),
        (b"\x00\x00\x00\x20ftypheic", "photo.heic", "a HEIC picture"),
        (b"???", "thing", "of no known kind"),
        (b"", "report.pdf", "an empty file"),
    ],
)
def test_anything_else_is_refused_by_name(data: bytes, name: str, what: str) -> None:
    """So that a person knows what to do with it."""
    kind = recognised(data, name)
    assert isinstance(kind, Refused)
    assert str(kind.what) == what


@pytest.mark.parametrize(
    ("name", "media_type", "clean"),
    [
        ("Annual report 2026.pdf", PDF_TYPE, "Annual report 2026.pdf"),
        ("../../etc/passwd", PDF_TYPE, "passwd.pdf"),
        ("C:\\Users\\ana\\report.PDF", PDF_TYPE, "report.pdf"),
        ("invoice\u202efdp.exe", PDF_TYPE, "invoicefdp.pdf"),
        ('a"b\r\nBcc: x@y.example.pdf', PDF_TYPE, "ab Bcc x@y.example.pdf"),
        ("my photo (1).jpeg", JPEG, "my-photo-1.jpg"),
        ("photo.webp", PNG, "photo.png"),
        ("....", PNG, "picture.png"),
        (".pdf", PDF_TYPE, "document.pdf"),
        ("تقرير سنوي.pdf", PDF_TYPE, "تقرير سنوي.pdf"),
        ("x" * 300 + ".pdf", PDF_TYPE, "x" * MAX_NAME + ".pdf"),
    ],
)
def test_names_lose_folders_and_whatever_is_hidden(name: str, media_type: str, clean: str) -> None:
    """And end in what the file is."""
    assert clean_name(name, media_type) == clean
    assert clean_name(clean, media_type) == clean


@given(st.text(st.sampled_from("aé تن🙂 %'\"*\\;=.-_()"), min_size=1, max_size=120))
def test_any_name_is_read_as_it_was_written(name: str) -> None:
    """Quoted, or in the codes of RFC 2231, on lines that every server takes."""
    clean = clean_name(name, PDF_TYPE)
    field = b"Content-Disposition: attachment" + file_name_parameter(clean) + b"\r\n"
    assert field.isascii()
    assert max(map(len, field.split(b"\r\n"))) <= 78
    assert message_from_bytes(field + b"\r\n", policy=policy.default).get_filename() == clean


@given(st.integers(0, 10_000))
def test_the_size_on_the_way_is_foreseen(size: int) -> None:
    """As the standard library encodes it."""
    import base64

    assert on_the_way(size) == len(base64.encodebytes(bytes(size)).replace(b"\n", b"\r\n"))
