"""Releases in languages whose labels, dates and scripts are not those of English."""

from __future__ import annotations

from datetime import date

import pytest

from distrib.ingest.dates import find_date
from distrib.ingest.formats.documents import text_document
from distrib.ingest.release.release_text import read_release

GREEK = """ΔΕΛΤΙΟ ΤΥΠΟΥ

Πειραιάς, 12 Μαΐου 2025

Νέα δρομολόγια για τα μικρά νησιά

Το λιμάνι ανακοίνωσε σήμερα νέα δρομολόγια για δεκατέσσερα μικρά νησιά, που αρχίζουν την πρώτη Ιουνίου.

Επικοινωνία:
Ελένη Παππά, Γραφείο Τύπου
Τηλ.: +30 210 555 0134
"""

JAPANESE = """報道関係者各位

ニュースリリース

2025年9月18日
例示電機株式会社

例示電機、海水淡水化向け新型ポンプを発売
~消費電力を従来比で30%削減~

例示電機株式会社は、海水淡水化設備向けの新型高圧ポンプを2025年10月1日より発売いたします。価格は一台三百万円です。

【会社概要】
会社名:例示電機株式会社

【本件に関するお問い合わせ先】
例示電機株式会社 広報部 担当:山田 花子
TEL:06-5550-0123
"""

KOREAN = """보도자료

예시바이오, 진단키트 수출 시작

[서울, 2025년 6월 11일] 예시바이오는 말라리아 진단키트를 아프리카 여섯 나라에 수출하기 시작했다고 밝혔다.

문의: 홍보팀 김민수
전화: 02-555-0134
"""

CHINESE = """首页 > 新闻中心 > 新闻发布

示例局启动沿海湿地修复三年行动

发布时间:2025-04-08 10:30 来源:示例局 字体:大 中 小

青岛,2025年4月8日——示例局今日宣布启动沿海湿地修复三年行动,计划修复湿地两万公顷。该行动覆盖八个省份。

媒体联系人:李明
电话:010-5550 0188

分享到:微信 微博
相关新闻
"""

RUSSIAN = """ПРЕСС-РЕЛИЗ

«Пример» запустил ночной поезд

Каменогорск, 17 марта 2025 года. Компания «Пример» запустила ночной поезд, который ходит по пятницам и воскресеньям.

Справка о компании
«Пример» основан в 2009 году.

Контакты для СМИ:
Ольга Смирнова, пресс-секретарь
тел.: +7 495 555-01-34
"""

SWAHILI = """JAMHURI YA MFANO
WIZARA YA AFYA

TAARIFA KWA VYOMBO VYA HABARI

TAARIFA KUHUSU CHANJO YA SURUA

Wizara ya Afya imeanza kampeni ya chanjo ya surua kwa watoto wenye umri wa miezi tisa hadi miaka mitano.

Imetolewa na:

Asha Mwinyi
Msemaji wa Wizara
Simu: +255 22 555 0101
DODOMA
22 Oktoba, 2025
"""

HINDI = """प्रेस विज्ञप्ति

जल मंत्रालय ने सौ गाँवों के लिए नई योजना शुरू की

नई दिल्ली, ५ मई २०२५: जल मंत्रालय ने आज सौ गाँवों में पीने के पानी की नई योजना शुरू की और इससे हज़ारों लोगों को लाभ होगा।

अधिक जानकारी के लिए संपर्क करें:
मीडिया प्रकोष्ठ
फोन: 011-5550 0134
"""


@pytest.mark.parametrize(
    ("text", "language", "headline", "place", "day", "name", "phones"),
    [
        (GREEK, "el", "Νέα δρομολόγια για τα μικρά νησιά", "Πειραιάς", date(2025, 5, 12), "Ελένη Παππά", 1),
        (JAPANESE, "ja", "例示電機、海水淡水化向け新型ポンプを発売", None, date(2025, 9, 18), "山田 花子", 1),
        (KOREAN, "ko", "예시바이오, 진단키트 수출 시작", "서울", date(2025, 6, 11), "김민수", 1),
        (CHINESE, "zh", "示例局启动沿海湿地修复三年行动", "青岛", date(2025, 4, 8), "李明", 1),
        (RUSSIAN, "ru", "«Пример» запустил ночной поезд", "Каменогорск", date(2025, 3, 17), "Ольга Смирнова", 1),
        (SWAHILI, "sw", "TAARIFA KUHUSU CHANJO YA SURUA", "DODOMA", date(2025, 10, 22), "Asha Mwinyi", 1),
        (HINDI, "hi", "जल मंत्रालय ने सौ गाँवों के लिए नई योजना शुरू की", "नई दिल्ली", date(2025, 5, 5), None, 1),
    ],
)
def test_a_release_of_any_language(
    text: str, language: str, headline: str, place: str | None, day: date, name: str | None, phones: int
) -> None:
    """The form is the same everywhere; only the words of the labels are not."""
    draft = read_release(text)
    assert (draft.language, draft.headline) == (language, headline)
    assert (draft.dateline.place, draft.dateline.date) == (place, day)
    assert [(one.name, len(one.phones)) for one in draft.contacts] == [(name, phones)]


def test_what_a_russian_or_japanese_release_says_of_its_sender_is_no_body() -> None:
    """ "Справка о компании" and "会社概要" head a description."""
    for text in (RUSSIAN, JAPANESE):
        draft = read_release(text)
        assert draft.boilerplate
        assert draft.body
        assert "2009" not in draft.body
        assert "会社名" not in draft.body


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025. május 12.", date(2025, 5, 12)),
        ("2025 m. gegužės 12 d.", date(2025, 5, 12)),
        ("2025년 6월 11일", date(2025, 6, 11)),
        ("2025. 6. 11", date(2025, 6, 11)),
        ("令和6年1月11日", date(2024, 1, 11)),
        ("2025/04/08", date(2025, 4, 8)),
        ("3 במאי 2025", date(2025, 5, 3)),
        ("3 de maig de 2025", date(2025, 5, 3)),
        ("5 जनवरी 2025", date(2025, 1, 5)),
        ("22 Oktoba, 2025", date(2025, 10, 22)),
        ("۱۲ خرداد ۱۴۰۴", None),
    ],
)
def test_a_date_as_a_country_writes_it(written: str, day: date | None) -> None:
    """A day of Iran's year is found, and not taken for one of ours."""
    found = find_date(f"({written}) x")
    assert found is not None
    assert (found.text.rstrip("."), found.day, found.is_impossible) == (written.rstrip("."), day, False)


def test_a_date_glued_to_a_place_or_a_wire() -> None:
    """Chinese parts no words; a wire's tag may follow the year."""
    texts = [find_date(line) for line in ("青岛2025年4月8日电", "ABIDJAN, November 20, 2025/Example Group/ -- The")]
    assert [found and found.text for found in texts] == ["2025年4月8日", "November 20, 2025"]


def test_no_word_of_another_script_takes_a_place_from_the_page() -> None:
    """The lines stay as they are, marks of vowels included."""
    assert text_document(HINDI).lines[1].text == "जल मंत्रालय ने सौ गाँवों के लिए नई योजना शुरू की"
