"""The messages of which every byte is kept: one per language, with everything that a release can bring.

    python tests/golden_mail.py

writes them anew into `tests/mail/golden`, after a change that is meant; look at each difference before it is committed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mail_samples import ARABIC, ENGLISH, REFERENCE, SENDER
from picture_samples import PDF

from distrib.core.look import Logo, Look
from distrib.core.message import Personal, splice
from distrib.core.message.attachments import content_id
from distrib.core.release import Attachment, Contact, Dateline, Edition
from distrib.core.release.correction import corrected
from distrib.core.release.embargo import Embargo
from distrib.mail.embargo_line import with_embargo
from distrib.mail.notices import correction
from distrib.mail.render import prepare

FOLDER = Path(__file__).parent / "mail" / "golden"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LOGO, TENTS = ((FOLDER / name).read_bytes() for name in ("logo.png", "tents.png"))


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


FILES = {_sha(data): data for data in (LOGO, TENTS, PDF)}
BRANDED = replace(SENDER, look=Look(footer="Registered charity 1234", logo=Logo(_sha(LOGO), 160, 40)))
PICTURE = Attachment(
    "tents.png", "image/png", len(TENTS), _sha(TENTS), "Tents in a row below a hill", content_id(_sha(TENTS))
)
REPORT = Attachment("Situation report.pdf", "application/pdf", len(PDF), _sha(PDF))
LIFT = Embargo(datetime(2026, 12, 1, 6, 0, tzinfo=UTC), "Africa/Tripoli")

_ENGLISH = replace(
    ENGLISH,
    body=ENGLISH.body.replace("\n\n- Water", "\n\n![](tents.png)\n\n## What was brought\n\n- Water")
    + "\n\n> “Nine days is too long,” said *Safa Mansour*.\n\n"
    "| Place | People reached |\n|---|---|\n| Tripoli | 1,200 |\n| Derna | 950 |",
    notes="Pictures and [footage](https://relief.example/footage) may be used until 31 December.\n\n- Credit: Relief "
    "Alliance\n- Names were changed",
    attachments=(PICTURE, REPORT),
)

_FRENCH_BEFORE = Edition(
    language="fr",
    headline="L’aide atteint les vallées du nord",
    subheadline="Les premiers camions arrivent après neuf jours",
    dateline=Dateline("GENÈVE", None, date(2026, 11, 23)),
    body="L’Alliance a annoncé l’arrivée de l’aide. Elle atteint 1 200 familles.\n\n"
    "Elle demande des *routes sûres* ; lire [le rapport complet](https://relief.example/rapport).",
    notes="Photos sur demande.",
    boilerplate="L’Alliance travaille dans 41 pays.",
    contacts=(
        Contact(
            "Léonie Brûlé",
            "Porte-parole",
            "Genève",
            ("+41227302590",),
            ("+41 22 730 25 90",),
            ("brule@relief.example",),
        ),
    ),
)
_FRENCH_AFTER = replace(_FRENCH_BEFORE, body=_FRENCH_BEFORE.body.replace("1 200", "2 100"), markers=("RECTIFICATIF",))
_FRENCH = replace(
    _FRENCH_AFTER, correction=correction("fr", _FRENCH_BEFORE.headline, corrected(_FRENCH_BEFORE, _FRENCH_AFTER))
)

_SPANISH = Edition(
    language="es",
    headline="La ayuda llega a los valles del norte",
    subheadline="Los primeros camiones llegan tras nueve días",
    dateline=Dateline("GINEBRA", None, date(2026, 11, 23)),
    body="La Alianza anunció hoy que la ayuda ha llegado.\n\n1. Agua\n2. Medicinas",
    notes="Imágenes disponibles en https://relief.example/imagenes.",
    boilerplate="La Alianza trabaja en 41 países.",
    contacts=(Contact("Íñigo Peña", "Prensa", None, ("+34915550123",), (), ("pena@relief.example",)),),
)

_ARABIC = with_embargo(
    replace(
        ARABIC,
        subheadline="الشاحنات الأولى تصل بعد تسعة أيام",
        body=ARABIC.body + "\n\n- ماء\n- دواء\n\n> «تسعة أيام مدة طويلة» كما قالت صفاء منصور.",
        notes="الصور متاحة عند الطلب: +41 22 730 25 90.",
        boilerplate="يعمل تحالف الإغاثة في 41 بلدًا.",
        attachments=(replace(PICTURE, alt="خيام في صف أسفل تل"),),
    ),
    LIFT,
    "Africa/Tripoli",
    "UTC",
)


@dataclass(frozen=True, slots=True)
class Golden:
    """One message: its edition, how it is composed, and what its reader is called."""

    edition: Edition
    name: str
    options: dict[str, Any]

    @property
    def message(self) -> bytes:
        """Every byte as it goes to the server, before it is signed."""
        skeleton = prepare(self.edition, BRANDED, reference=REFERENCE, files=FILES, **self.options)
        answers = ("<d1.k1@relief.example>", "<d2.k2@relief.example>") if self.options.get("is_answer") else ()
        personal = Personal(self.name, "reader@news.example", "<d3.k3@relief.example>", "k3v9x2m7q4", NOW, answers)
        return bytes(splice(skeleton, personal))


GOLDEN = {
    "en": Golden(_ENGLISH, "Zoë O’Hara", {}),
    "fr": Golden(_FRENCH, "Amélie Dupré", {"is_answer": True}),
    "es": Golden(_SPANISH, "", {"is_test": True, "is_fallback": True}),
    "ar": Golden(_ARABIC, "أمل حداد", {}),
}


def path_of(language: str) -> Path:
    """Where the message of a language is kept."""
    return FOLDER / f"{language}.eml"


def main() -> None:
    """Write all of them."""
    for language, golden in GOLDEN.items():
        path_of(language).write_bytes(golden.message)


if __name__ == "__main__":
    main()
