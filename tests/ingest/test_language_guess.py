"""The language of a text, by script and commonest words."""

from __future__ import annotations

import pytest
from release_samples import STORY, STORY_AR, STORY_DE, STORY_ES, STORY_FR

from distrib.ingest.release.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        (STORY_FR, "fr"),
        (STORY_ES, "es"),
        (STORY_DE, "de"),
        (STORY_AR, "ar"),
        ("وزیراعظم نے پیغام میں کہا ہے کہ یہ سال ہمارے لیے بڑا اچھا رہا ہے", "ur"),
        ("Семьи начали возвращаться в свои дома.", "ru"),
        ("Сім'ї почали повертатися до своїх домівок і сіл.", "uk"),
        ("援助人员预计将在本周末之前到达其他村庄。", "zh"),
        ("支援者は週末までに他の村に到着する予定です。", "ja"),
        ("As famílias que fugiram do vale não voltaram às suas casas na semana passada.", "pt"),
        (
            "Familiile care au fugit din vale s-au întors și sunt în siguranță, după ce au fost ajutate de voluntari.",
            "ro",
        ),
        (
            (
                "La Commission a autorisé un régime de la région destiné à la pêche. Cette mesure permettra à la "
                "région de soutenir la pêche, a déclaré le vice-président à la presse."
            ),
            "fr",
        ),
        ("La ville de Lyon a ouvert un centre d'accueil.", "fr"),
        ("Le conseil a adopté un plan de soutien.", "fr"),
        ("À propos de Harbour Office : un ensemble de services essentiels au port.", "fr"),
        ("Le maire de Brest procèdera à l'inspection de l'ouvrage cet après-midi.", "fr"),
        ("Orașul a deschis un centru de primire.", "ro"),
        ("La ministra visitó a un grupo de pescadores.", "es"),
        ("Precisamos de fundos para a região.", "pt"),
        ("Le famiglie in fuga arrivano a Trieste.", "it"),
        ("A new health centre opens in Lebanon.", "en"),
        ("", None),
        ("12 34", None),
        ("Xyz", None),
    ],
)
def test_a_guess_or_none(text: str, language: str | None) -> None:
    """Too little text gives no guess."""
    assert guess_language(text) == language


def test_a_short_text_of_few_common_words_is_told_by_its_letters() -> None:
    """Turkish puts into endings what other languages say in words."""
    assert (
        guess_language("Fırtına nedeniyle adalar seferleri iptal edildi. Yolcularımız bilgileri sitemizden alır.")
        == "tr"
    )
    assert guess_language("xx yy zz qq rr ss tt uu") is None
