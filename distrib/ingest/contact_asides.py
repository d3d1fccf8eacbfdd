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
"""When somebody answers, not where they work."""

_BY_WHEN = re.compile(
    r"(?:before|until|by|after|no later than|avant|jusqu['’]|vor|bis|antes|hasta|até)\b", re.IGNORECASE
)


def is_aside(text: str) -> bool:
    """When somebody answers, in which languages, and a handle: nothing of who they are."""
    return text.startswith("@") or bool(_ZONE.match(text) or _LANGUAGE.match(text))


def opens_with_when(text: str) -> bool:
    """ "Before noon", "bis 18 Uhr": by when one is to call."""
    return bool(_BY_WHEN.match(text))
