"""Asides in contact lines: which languages somebody speaks, when they answer, and handles. Nothing of who they are."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(
    r"(?:english|french|spanish|arabic|russian|german|portuguese|italian|dutch|swedish|chinese|japanese|hindi|urdu|farsi|dari"
    r"|pashto|turkish|ukrainian|polish|swahili|korean|anglais|français|espagnol|arabe|allemand|russe|portugais|italien"
    r"|inglés|español|francés|árabe|ruso|alemán|portugués|العربية|الإنجليزية|الفرنسية)$",
    re.IGNORECASE,
)
"""What somebody speaks: "Jane Doe (English, Arabic)"."""

_ZONE = re.compile(
    r"(?:GMT|UTC|[ECMP][SD]T|[WCE]ES?T|BST|[WCE]AT|IST|AES?D?T|SAST)(?:\s?[+±–-]\s?\d{1,2}(?::\d\d)?)?(?:\s+time)?$"
)
"""The clock by which somebody answers, not where they work."""

_DAY = (
    r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:(?:nes|s|ur|rs)?day)?s?|lun(?:di|es|ed[iì])?|mar(?:di|tes|ted[iì])?|mer(?:credi|coled[iì])?"
    r"|mi[ée]rcoles|jeu(?:di)?|jueves|ven(?:dredi|erd[iì])?|viernes|sam(?:edi)?|s[áa]bado|dim(?:anche)?|domingo|domenica"
    r"|montags?|mo|dienstags?|di|mittwochs?|mi|donnerstags?|do|freitags?|fr|samstags?|sa|sonntags?|so)\.?"
)
_TO = r"\s?(?:[-–—]|to|bis|until|au|à|al?|até|às)\s?"
_CLOCK = r"\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?|h(?:rs|eures|oras)?|uhr|noon)?"
_HOURS = re.compile(
    rf"{_DAY}(?:{_TO}{_DAY})?(?:[\s,]+{_CLOCK}{_TO}{_CLOCK})?$"
    rf"|(?:from |von |de )?{_CLOCK}{_TO}{_CLOCK}(?:\s[A-Z]{{2,4}})?$"
    r"|(?:(?:out of|outside|during|after) )?(?:office|working|business) hours$|(?:weekdays?|weekends?)(?: only)?$"
    r"|urgent (?:enquiries|inquiries|calls|matters|media enquiries)(?: only)?$"
    r"|(?:erreichbar|reachable|joignable|raggiungibile|localizable|contactável|bereikbaar)\b",
    re.IGNORECASE,
)
"""When somebody answers: "Mon-Fri, 7am-6pm", "erreichbar von 11 bis 12 Uhr"."""

_BY_WHEN = re.compile(
    r"(?:before|until|by|after|no later than|avant|jusqu['’]|vor|bis|antes|hasta|até)\b", re.IGNORECASE
)


def is_aside(text: str) -> bool:
    """When somebody answers, in which languages, and a handle: nothing of who they are."""
    return text.startswith("@") or bool(_ZONE.match(text) or _HOURS.match(text) or _LANGUAGE.match(text))


def opens_with_when(text: str) -> bool:
    """ "Before noon", "bis 18 Uhr": by when one is to call."""
    return bool(_BY_WHEN.match(text))
