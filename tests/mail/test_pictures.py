"""Pictures leave the house small, upright and without what a camera wrote into them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from picture_samples import SECRET, photograph, picture
from PIL import Image

from distrib.core.message.attachments import JPEG, PNG
from distrib.errors import UnreadableText
from distrib.mail.pictures import LONGEST_SIDE, MOST_PIXELS, dimensions, on_ground, reencoded


def test_a_photograph_is_scaled_and_tells_nothing_of_its_maker() -> None:
    """No EXIF, no comment, no profile."""
    before = photograph((3000, 1500))
    assert SECRET.encode() in before
    after = reencoded(before, "photo.jpg")
    assert (after.width, after.height, after.media_type) == (LONGEST_SIDE, 600, JPEG)
    assert SECRET.encode() not in after.data
    with Image.open(io.BytesIO(after.data)) as image:
        assert not image.getexif()
        assert "comment" not in image.info
        assert "icc_profile" not in image.info
    assert dimensions(after.data) == (1200, 600)


def test_a_photograph_taken_upright_stays_upright() -> None:
    """The camera only notes how it was held; that note is gone, so the pixels are turned."""
    after = reencoded(photograph((800, 400), orientation=6), "photo.jpg")
    assert (after.width, after.height) == (400, 800)


def test_a_small_picture_is_not_blown_up() -> None:
    """It stays as large as it is."""
    assert dimensions(reencoded(picture(size=(20, 10)), "dot.png").data) == (20, 10)


@pytest.mark.parametrize(
    ("form", "mode", "media_type"),
    [
        ("PNG", "RGB", PNG),
        ("PNG", "RGBA", PNG),
        ("PNG", "P", PNG),
        ("PNG", "1", PNG),
        ("PNG", "I;16", PNG),
        ("JPEG", "L", JPEG),
        ("JPEG", "CMYK", JPEG),
        ("GIF", "P", PNG),
        ("WEBP", "RGB", JPEG),
        ("WEBP", "RGBA", PNG),
    ],
)
def test_every_kind_becomes_what_every_program_shows(form: str, mode: str, media_type: str) -> None:
    """PNG or JPEG, and grey, colour, or colour with transparency."""
    after = reencoded(picture(form, mode=mode), "x")
    assert after.media_type == media_type
    with Image.open(io.BytesIO(after.data)) as image:
        assert image.mode in ("RGB", "RGBA", "L")


def test_the_same_picture_gives_the_same_bytes() -> None:
    """What was approved is what is sent, however often it is attached."""
    assert reencoded(photograph(), "a").data == reencoded(photograph(), "b").data


def test_a_logo_has_no_holes_for_a_dark_mode() -> None:
    """Transparency becomes the office's colour."""
    clear = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    logo = on_ground(out.getvalue(), "logo.png", colour="#16324f", longest=(640, 160))
    with Image.open(io.BytesIO(logo.data)) as image:
        assert image.mode == "RGB"
        assert image.getpixel((5, 5)) == (0x16, 0x32, 0x4F)


def _bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8_000, 60_000])
def test_too_many_pixels_are_refused_before_they_are_unpacked(side: int) -> None:
    """Few bytes can claim more memory than there is."""
    assert side * side > MOST_PIXELS
    with pytest.raises(UnreadableText, match=r"million pixels|damaged"):
        reencoded(_bomb(side, side), "bomb.png")


@pytest.mark.parametrize("data", [photograph()[:2000], b"\xff\xd8\xff\xe0junk", _bomb(10, 10)], ids=len)
def test_a_damaged_picture_is_refused_in_a_sentence(data: bytes) -> None:
    """No trace of a parser reaches a person."""
    with pytest.raises(UnreadableText, match="damaged and cannot be read as a picture"):
        reencoded(data, "photo.jpg")
