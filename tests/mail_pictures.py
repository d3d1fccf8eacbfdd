"""The pictures of the mail in `docs/pictures/mail`: left to right and right to left, light and dark, in a real browser.

    python tests/mail_pictures.py

needs Chromium, and says so where there is none. Look at each before it is committed.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from golden_mail import BRANDED, FILES, GOLDEN
from mail_samples import REFERENCE
from PIL import Image, ImageChops

from distrib.mail.render import Reader, preview_html

FOLDER = Path(__file__).parent.parent / "docs" / "pictures" / "mail"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LANGUAGES = ("en", "ar")
SCHEMES = {"light": "1", "dark": "0"}
"""As Blink numbers what a person prefers."""
WIDTH, LONGEST = 600, 2200
COLOURS = 32
"""Enough for text and small for a repository."""
_SAFELY = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking")


def main() -> int:
    """One picture a language and scheme."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.stderr.write("No Chromium here, so no picture was taken.\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        golden = GOLDEN[language]
        page = preview_html(
            golden.edition, BRANDED, reference=REFERENCE, files=FILES, reader=Reader(golden.name, is_fallback=False)
        )
        for scheme, number in SCHEMES.items():
            path = FOLDER / f"{language}-{scheme}.png"
            path.write_bytes(_small(_taken(browser, page, number)))
            sys.stdout.write(f"{path} is drawn.\n")
    return 0


def _taken(browser: str, page: str, scheme: str) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        source.write_text(page, "utf-8")
        options = (
            f"--user-data-dir={folder}/profile",
            f"--blink-settings=preferredColorScheme={scheme}",
            f"--window-size={WIDTH},{LONGEST}",
            f"--screenshot={shot}",
        )
        subprocess.run([browser, *_SAFELY, *options, source.as_uri()], check=True, capture_output=True, timeout=60)
        return Image.open(io.BytesIO(shot.read_bytes())).convert("RGB")


def _small(picture: Image.Image) -> bytes:
    """Without the empty page below the mail, in few colours."""
    ground = Image.new("RGB", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, ground).getbbox()
    whole = picture.crop((0, 0, picture.width, min(picture.height, (box[3] if box else 0) + 20)))
    kept = io.BytesIO()
    whole.quantize(COLOURS).save(kept, "PNG", optimize=True)
    return kept.getvalue()


if __name__ == "__main__":
    sys.exit(main())
