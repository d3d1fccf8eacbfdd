"""Invented files to attach: pictures with what a camera writes into them, and the smallest PDF."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
SECRET = "Lena Vogt, 59.91 N 10.75 E"
"""Stands in the metadata of every photograph."""


def picture(form: str = "PNG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any) -> bytes:
    """A picture with a gradient, so that it compresses like one."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    if mode == "RGBA":
        image.putalpha(128)
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def photograph(size: tuple[int, int] = (1600, 900), *, orientation: int = 1) -> bytes:
    """A JPEG with EXIF: who took it, and how the camera was held."""
    exif = Image.Exif()
    exif[0x013B] = SECRET
    exif[0x0112] = orientation
    return picture("JPEG", size, exif=exif, comment=SECRET.encode())
