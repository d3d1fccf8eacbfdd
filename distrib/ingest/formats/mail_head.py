"""The head of an e-mail or newsgroup posting that was saved with its text (RFC 5322, RFC 1036)."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from distrib.ingest.characters import clean, collapse

_FIELD = re.compile(r"([A-ZÀ-Þ][A-Za-zÀ-ÿ-]{0,40})(?:\s(?:em|el|le|il|am|op))?\s?:(?:\s|$)")
"""Some programs write "Enviado el:", "Enviada em:", "Gesendet am:"."""

_FIELD_NAMES = (
    "from to cc subject date reply-to message-id received path newsgroups xref organization sender lines "
    "mime-version content-type delivered-to return-path x-mailer references in-reply-to sent importance "
    "von an betreff gesendet de para asunto enviado objet envoyé à da a oggetto inviato "
    "assunto enviada datum date data fecha verzonden aan onderwerp från skickat till ämne fra sendt til emne"
)
_KNOWN = frozenset(_FIELD_NAMES.split())
_SUBJECTS = frozenset(("subject", "betreff", "asunto", "objet", "oggetto", "assunto", "onderwerp", "ämne", "emne"))
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(r"\s*-{2,}\s*(?:original|forwarded|begin forwarded|weitergeleitete|message)\b[^\n]*\n", re.I)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)

_QUOTE = re.compile(r"[ \t]{0,8}(?:>[ ]?){1,20}")
LEAST_QUOTED, QUOTED_SHARE = 8, 0.9
"""Fewer quoted lines are a quotation within a release."""

MAX_HEAD_LINES = 200


def split_mail(text: str) -> tuple[str | None, str, bool]:
    """(subject, text without head and signature, whether there was a head)."""
    start = text.lstrip()
    forwarded = _FORWARDED.match(start)
    if forwarded:
        start = start[forwarded.end() :].lstrip()
    head, _, rest = start.partition("\n\n")
    fields = _fields(head)
    if len(_KNOWN & fields.keys()) < 2:
        fields, rest = _spaced_fields(start)
    if len(_KNOWN & fields.keys()) < 2:
        return None, text, False
    subject = next((fields[name] for name in fields if name in _SUBJECTS), None)
    return readable_subject(subject), without_signature(rest), True


def unquoted(text: str) -> tuple[str, int]:
    """(text without the marks of a quoted mail, columns they took), where nearly all of it is quoted."""
    rows = text.split("\n")
    told = [row for row in rows if row.strip()]
    quoted = sum(row.lstrip().startswith(">") for row in told)
    if len(told) < LEAST_QUOTED or quoted < QUOTED_SHARE * len(told):
        return text, 0
    width = min(len(found[0]) for row in told if (found := _QUOTE.match(row)))
    return "\n".join(_QUOTE.sub("", row, count=1) for row in rows), width


def without_signature(text: str) -> str:
    """The text above the sender's signature."""
    signature = _SIGNATURE.search(text)
    return text[: signature.start()] if signature else text


def _fields(head: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in head.split("\n")[:MAX_HEAD_LINES]:
        found = _FIELD.match(line)
        if found:
            name = found[1].lower()
            fields.setdefault(name, line[found.end() :].strip())
        elif name and line[:1] in " \t":
            fields[name] += " " + line.strip()
        else:
            return {}
    return fields


def _spaced_fields(text: str) -> tuple[dict[str, str], str]:
    """The fields of a head pasted from a screen, indented or with blank lines among them; and what follows."""
    fields: dict[str, str] = {}
    rows = text.split("\n")
    for number, row in enumerate(rows[:MAX_HEAD_LINES]):
        found = _FIELD.match(row.strip(" \t*").replace(":*", ":"))
        if found and found[1].lower() in _KNOWN:
            fields.setdefault(found[1].lower(), row.partition(":")[2].strip(" \t*"))
        elif row.strip():
            return fields, "\n".join(rows[number:])
    return fields, ""


def readable_subject(subject: str | None) -> str | None:
    """A subject as it is read, without "Re:" and its kin."""
    if not subject:
        return None
    try:
        readable = str(make_header(decode_header(subject)))
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        readable = subject
    return collapse(_REPLY.sub("", clean(readable))) or None
