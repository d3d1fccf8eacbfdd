"""Pictures as they are sent: no larger than a mail shows them, and without what a camera wrote into them.

Where a picture was taken, by whom and with what never leaves the house. Bytes come from outside: what would take
more memory than a picture needs is refused before it is unpacked.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps, UnidentifiedImageError

from distrib.core.message.attachments import JPEG, PNG
from distrib.errors import UnreadableText

LONGEST_SIDE = 1200
"""Pixels: twice the width of the layout, for screens with small pixels."""

MOST_PIXELS = 50_000_000
"""Of a picture as it comes: 200 MB once it is unpacked. Phones take 12 to 50 million."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be sent."""

    data: bytes
    media_type: str
    width: int
    height: int


def reencoded(data: bytes, name: str, *, longest: tuple[int, int] = (LONGEST_SIDE, LONGEST_SIDE)) -> Picture:
    """The picture upright, scaled down to fit into `longest`, without metadata; photographs as JPEG, the rest as PNG.

    Of a moving picture the first frame is kept.

    Raises:
        UnreadableText: it is no picture, is damaged, or has too many pixels.
    """
    image = _opened(data, name)
    image.thumbnail(longest, Image.Resampling.LANCZOS)
    is_photograph = image.mode in ("RGB", "L") and _was_jpeg(data)
    return _saved(image, "JPEG" if is_photograph else "PNG")


def on_ground(data: bytes, name: str, *, colour: str, longest: tuple[int, int]) -> Picture:
    """The picture as an opaque PNG on a ground of a colour (`#rrggbb`): dark modes make holes of transparency.

    Raises:
        UnreadableText: as `reencoded`.
    """
    image = _opened(data, name).convert("RGBA")
    image.thumbnail(longest, Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", image.size, colour)
    return _saved(Image.alpha_composite(ground, image).convert("RGB"), "PNG")


@lru_cache(maxsize=256)
def dimensions(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture that was made here."""
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        return image.size


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Our own limit is lower; theirs would only warn.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _check_pixels(image.width * image.height, name)
                image.load()
                upright = ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise UnreadableText(
            "{name} is damaged and cannot be read as a picture, so it was not attached. Save it anew in the "
            "program it comes from, as PNG or JPEG, and try again.",
            name=name,
        ) from fault
    return _plain(upright)


def _check_pixels(count: int, name: str) -> None:
    if count > MOST_PIXELS:
        raise UnreadableText(
            "{name} has {count:,.0f} million pixels, more than the {most} million that are read, so it was not "
            "attached. Scale it down and try again.",
            name=name,
            count=count / 1e6,
            most=MOST_PIXELS // 1_000_000,
        )


def _plain(image: Image.Image) -> Image.Image:
    """In one of the forms that every mail program shows: grey, colour, or colour with transparency.

    Only the pixels are taken along; comments, positions and profiles stay behind.
    """
    has_holes = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if has_holes else "L" if image.mode in ("1", "L", "I", "I;16") else "RGB"
    source = image.convert(mode)
    bare = Image.new(mode, source.size)
    bare.paste(source)
    return bare


def _was_jpeg(data: bytes) -> bool:
    return data.startswith(b"\xff\xd8") or data[8:12] == b"WEBP"


def _saved(image: Image.Image, form: str) -> Picture:
    out = io.BytesIO()
    if form == "JPEG":
        image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    else:
        image.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), JPEG if form == "JPEG" else PNG, image.width, image.height)
