"""Pieces of contact lines: what stands before, between and behind numbers and addresses. Judges one line at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from distrib.ingest.contacts.asides import opens_with_when
from distrib.ingest.labels.contact import contact_label_end
from distrib.ingest.labels.contact_words import CONTACT_VERBS, FURTHER_INFORMATION
from distrib.ingest.labels.people_words import is_name
from distrib.ingest.labels.release import SHORT
from distrib.ingest.labels.vocabulary import alternatives, compiled
from distrib.ingest.labels.ways import MAX_LINE, Way, WayKind, find_ways


@dataclass(frozen=True, slots=True)
class Piece:
    """Words or a way, in the order of the line."""

    text: str
    way: Way | None = None
    is_heading: bool = False
    """A colon follows it: the office of whoever comes next."""
    is_aside: bool = False
    """In parentheses behind the line's last number or address."""


_VERB = compiled(rf"(?<!\w)(?:please )?{alternatives(CONTACT_VERBS)}(?!\w)\s*:?\s*")
_FURTHER = compiled(rf"\W*{alternatives(FURTHER_INFORMATION)}")
_WAY_LABELS = (
    "or|and|ou|oder|und|of|y|o|at|on|by|via|please|also|au|à|al|am|the|unter|bei|to|in",
    "tel|tél|tfno|tlf|telephone|telefon\\w*|teléfonos?|téléphone|phone|ph|mobile?|mob|móvil|movil",
    "cell?(?:ular|phone|ulaire)?|fon|festnetz|telf|handy|natel|portable|gsm|office|bureau|büro|oficina|celular|direct|direkt|line|main",
    "switchboard|landline|work|home|out of hours|after hours|24/7|24 hours?|hours|duty phone|voice",
    "adresse (?:e-?mail|mail|électronique)|correo-e|dirección de correo",
    "(?:e-?)?mail address|e-?mail|mail|email|courriel|correo|electr[óo]nico|mél|email us here|tél\\. cell|here",
    "name|nom|nombre",
    "fax|telefax|télécopie(?:ur)?|whatsapp|signal|skype|twitter|web|website|internet|url|number|no|nr|t|m|f|e|p|o|c|d",
    "هاتف|الهاتف|جوال|محمول|بريد|البريد|إلكتروني|الإلكتروني|فاكس|تلفن|موبایل|همراه|ایمیل|نمابر|فون|ای میل",
    "simu|nukushi|barua pepe|puh(?:elin)?|sähköposti|sími|netfang|telp|ponsel|hp|surel|pos-el|điện thoại|di động|đt",
    "тел(?:ефон)?|моб(?:ильный|ільний)?|эл|почта|пошта|эл(?:ектронная)? почта|факс|τηλ(?:έφωνο)?|κιν|φαξ|โทร|อีเมล",
    'komórka|kom|komorni|mobilní|cep(?: tel)?|gsm|e-posta|eposta|belgeç|faks|טלפון|נייד|דוא"ל|פקס|फोन|ईमेल|मोबाइल',
    "电话|手机|传真|邮箱|电邮|电子邮[箱件]|電郵|電話|傳真|携帯(?:電話)?|直通|代表|メール(?:アドレス)?|전화|휴대폰|이메일|메일|팩스",
)
_WAY = rf"(?>{alternatives(_WAY_LABELS)}(?!\w))"
# Possessive throughout: what was read as a label or mark is never read again another way.
_LABELS_ONLY = compiled(rf"(?:{_WAY}|\W)*+$")
_MARKS_BEFORE, _MARKS_BEHIND = r"[\s:;,|(\[/–—-]++", r"[\s:;,|)\]/–—-]++"
_LABEL_TAIL = compiled(
    rf"(?:(?>(?!\s+(?:office|bureau|büro|oficina)(?!\w)){_MARKS_BEFORE}{_WAY}\.?)|{_MARKS_BEFORE})++$"
)
_LABEL_HEAD = compiled(rf"(?:(?>{_WAY}(?:\s{_WAY})*+\.?\s?:\s*)|{_MARKS_BEHIND}|(?:or|and|ou|und|oder|y|o)\s+)++")
_GLUE = re.compile(r"(?<=[a-zà-þ)])(?=[A-ZÀ-Þ][a-zà-þ])")
_GLUE_KEPT = re.compile(r"(?:\bMc|\bMac|\bDe|\bLa|\bDi|\bVan|\bO['’]|\bWhats|\bLinked|\bYou)$")
_CUT = re.compile(
    r"\s*[;|•·\t()（）、，✆☎☏✉📞📱📧]\s*|(?:担当者?|擔當|담당자?|联系人|聯絡人|氏名|姓名|이름|성명)\s?[:：]\s*|(?<=[\u3040-\u9fff\uac00-\ud7af])[:：]\s*|[,،、]\s*(?=\D)|\s[-–—]{1,2}(?=\s|\w)\s*|\s{3,}|\.\s+(?=[A-Z][a-z]+\s?:)|(?<=:)\s+|\s+(?:at|bei|chez|from|with)\s+(?=[A-ZÀ-Þ\d])|\s+(?:in|en|à|em|im)\s+(?:the\s+)?(?=[A-ZÀ-Þ])"
    r"|\s+(?:is|are)\s+(?:also\s+)?available\s+(?:for|to)\b[^:;,]{0,40}:?\s*"
    r"|\s+(?:of|in|from)\s+(?:the|our)\s+(?=(?:press|media|news|communications?|public)\b)"
)
REMARK_WORDS = 8

_NEW_SENTENCE = re.compile(r"[)\s]*[.!]\s+[^\W\d_]")
_TAIL_WORDS = re.compile(r"\s+(?:at|on|via|by|or|and|in|au|à|unter|al|en|to)$", re.IGNORECASE)


def pieces_of(line: str) -> list[Piece]:
    """The words and ways of one line, labels of ways taken away."""
    text = unglued(line[:MAX_LINE])
    pieces: list[Piece] = []
    at = 0
    for way in find_ways(text):
        start = _real_start(text, way, at)
        if not (at and way.kind is WayKind.LINK and _is_remark(text[at:start])):
            pieces += _words(text[at:start])
        found = Way(way.kind, start, way.end, text[start : way.end]) if start > way.start else way
        pieces.append(Piece(found.text, found))
        at = way.end
    tail = text[at:].strip(" .;")
    if at and _is_remark(text[at:]):
        return pieces
    is_aside = bool(pieces) and tail.startswith("(") and tail.endswith(")")
    return pieces + [replace(piece, is_aside=is_aside) for piece in _words(text[at:])]


def _is_remark(text: str) -> bool:
    """A sentence behind the last number, which names nobody: ". All our releases can be found on the home page"."""
    return bool(_NEW_SENTENCE.match(text)) and text.count(" ") >= REMARK_WORDS


def _real_start(text: str, way: Way, after: int) -> int:
    """Where an address begins that was glued to a name: "Jane Doejane@x.example"."""
    if way.kind is not WayKind.EMAIL or "@" not in text[way.start : way.end]:
        return way.start
    local = text[way.start : text.index("@", way.start)]
    before = re.findall(r"[^\W\d_]+", text[after : way.start])
    for word in before[-12:]:
        cut = local.casefold().find(word.casefold())
        if cut > 0 and len(word) > 2 and local[0].isupper() and local[cut - 1].isalpha():
            return way.start + cut
    return way.start


def unglued(text: str) -> str:
    """A page's lines run together taken apart: "Jane DoePress OfficerExample Ltd"."""
    parts: list[str] = []
    at = 0
    for found in _GLUE.finditer(text):
        before = text[at : found.start()]
        behind = text[found.start() : found.start() + 30].split(" ", 1)[0]
        if _GLUE_KEPT.search(before) or "@" in behind or "/" in behind or "." in behind[:-1]:
            continue
        parts.append(before)
        at = found.start()
    parts.append(text[at:])
    return " ; ".join(parts)


def _words(text: str) -> list[Piece]:
    found: list[Piece] = []
    parts = _CUT.split(text)
    for number, part in enumerate(parts):
        words = _stripped(part)
        if len(words) > 1 and any(map(str.isalpha, words)) and not opens_with_when(words):
            found.append(Piece(words, is_heading=part.endswith(":") and number + 1 < len(parts)))
    return found


def _stripped(text: str) -> str:
    """Words without the labels of the ways they stand next to."""
    words = text.strip(" \t,;:|.*()[]<>-–—/")
    if _LABELS_ONLY.match(words):
        return ""
    head = _LABEL_HEAD.match(words)
    words = words[head.end() :] if head else words
    words = _LABEL_TAIL.sub("", words)
    return _TAIL_WORDS.sub("", words).strip(" \t,;:|.*([<-–—/")


def without_verb(words: str) -> str:
    """ "phone Jane Doe": the name alone."""
    verb = _VERB.match(words)
    behind = words[verb.end() :] if verb and words[0].islower() else ""
    return behind if is_name(behind) else words


def lead_out(line: str) -> tuple[str, bool]:
    """(the line behind its contact label or call, whether it opened with one)."""
    text = line.lstrip("* •·-–—>")
    label = contact_label_end(text)
    if label:
        rest = text[label:]
        again = _sentence_start(rest)
        return rest[again:], True
    start = _sentence_start(text)
    if start:
        return text[start:], True
    if _FURTHER.match(text[:SHORT]) and text.rstrip().endswith(":"):
        return "", True
    return line, False


def _sentence_start(text: str) -> int:
    """Where whoever is to be called is named in "For more information, please contact …"."""
    ends = [found.end() for found in _VERB.finditer(text[:SHORT])]
    if not ends:
        return 0
    first_way = next((way.start for way in find_ways(text)), len(text))
    verbs = [end for end in ends if end <= first_way]
    named = [end for end in verbs if text[end : end + 1].isupper() and not _VERB.match(text, end)]
    if _FURTHER.match(text[:SHORT]):
        return (named or verbs or [0])[0 if named else -1]
    return named[0] if named and text[: named[0]].count(" ") <= 14 else 0
