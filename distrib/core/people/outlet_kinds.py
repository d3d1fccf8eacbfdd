"""What types of outlets are called, in five languages."""

from __future__ import annotations

from distrib.core.folding import key
from distrib.core.people import OutletKind

_WORDS = {
    OutletKind.NEWSPAPER: "newspaper, newspapers, daily, weekly, paper, press, print, journal, quotidien, "
    "hebdomadaire, presse écrite, periódico, diario, semanario, prensa, zeitung, "
    "tageszeitung, wochenzeitung, صحيفة, جريدة",
    OutletKind.MAGAZINE: "magazine, magazines, review, revue, revista, zeitschrift, magazin, مجلة",
    OutletKind.AGENCY: "agency, news agency, wire, wire service, agence, agence de presse, agencia, "
    "agencia de noticias, agentur, nachrichtenagentur, وكالة, وكالة أنباء",
    OutletKind.RADIO: "radio, radio station, station de radio, emisora, rundfunk, hörfunk, إذاعة, راديو",
    OutletKind.TELEVISION: "television, tv, tv station, broadcaster, télévision, télé, chaîne de télévision, "
    "televisión, tele, fernsehen, fernsehsender, تلفزيون, قناة, قناة تلفزيونية",
    OutletKind.ONLINE: "online, web, website, site, site web, digital, blog, podcast, en ligne, numérique, "
    "en línea, sitio web, موقع, موقع إلكتروني",
    OutletKind.FREELANCE: "freelance, freelancer, independent, indépendant, indépendante, pigiste, autónomo, autónoma, "
    "independiente, freier journalist, freie journalistin, frei, مستقل, صحفي مستقل",
    OutletKind.OTHER: "other, autre, otro, otra, andere, sonstige, أخرى",
}
_SHOWN = {
    "fr": {
        OutletKind.NEWSPAPER: "journal",
        OutletKind.MAGAZINE: "magazine",
        OutletKind.AGENCY: "agence",
        OutletKind.RADIO: "radio",
        OutletKind.TELEVISION: "télévision",
        OutletKind.ONLINE: "en ligne",
        OutletKind.FREELANCE: "indépendant",
        OutletKind.OTHER: "autre",
    }
}
"""Language (ISO 639-1) → what its screen shows; elsewhere it is the word that is stored."""

_KINDS = {key(word): kind for kind, names in _WORDS.items() for word in names.split(", ")}


def find_kind(text: str) -> OutletKind | None:
    """The type that a text names, in any of the languages; None when it names none."""
    return _KINDS.get(key(text))


def kind_word(kind: OutletKind, language: str) -> str:
    """What a type is called by somebody with that language."""
    return _SHOWN.get(language, {}).get(kind, kind.value)
