"""Visiting cards (vCard 2.1, 3.0 and RFC 6350) one after another; a card that is broken costs only itself.

Read by lines of bytes, because a 2.1 property names its own character set. Pictures, sounds and keys are passed over.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from distrib.core.phrase import Said, phrased

MAX_LINE = 65_536
"""Bytes of a property once it is unfolded. No name, number or address comes near it; pictures do."""

MAX_PROPERTIES = 1_000
"""Properties of one card."""

_PASSED_OVER = re.compile(rb"(?:[A-Za-z0-9-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)\b", re.IGNORECASE)
_BEGIN = re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_HEAD = re.compile(r'(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:[^":;]|"[^"]*")*)*):', re.DOTALL)
"""A property's group, name and parameters, up to the colon before its value (RFC 6350 §3.3)."""
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_QUOTED_PRINTABLE = re.compile(rb";\s*(?:ENCODING\s*=\s*)?QUOTED-PRINTABLE\b[^:]*:", re.IGNORECASE)
_SIGNS = re.compile(r"\\.|.", re.DOTALL)
"""A sign, with the backslash that escapes it."""
_CHARSETS = re.compile(r"us-ascii|iso-8859-\d{1,2}|(?:windows-|cp)125\d|koi8-[ru]|shift_jis|euc-\w{2}|gb\w+|big5", re.I)
_ESCAPED = re.compile(r"\\([\\,;:nN])")


@dataclass(frozen=True, slots=True)
class Property:
    """A line of a card."""

    name: str
    """In capitals, without its group."""
    value: str
    """As written, escapes and all; `text` and `parts` read it."""
    types: frozenset[str] = frozenset()
    """WORK, CELL, PREF=1 and the like, in lower case."""
    parameters: tuple[tuple[str, str], ...] = ()
    """Name in capitals, and value."""

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.value)

    def parts(self, separator: str = ";") -> tuple[str, ...]:
        """The value's components: of N, ORG and ADR by semicolons, of CATEGORIES by commas."""
        parts = [""]
        for piece in _SIGNS.findall(self.value):
            if piece == separator:
                parts.append("")
            else:
                parts[-1] += piece
        return tuple(map(unescaped, parts))

    def parameter(self, name: str) -> str:
        """A parameter's value; empty when it has none."""
        return next((value for one, value in self.parameters if one == name), "")


@dataclass(frozen=True, slots=True)
class Card:
    """A card, or why it is none."""

    line: int
    """Of its BEGIN, counted from 1."""
    properties: tuple[Property, ...] = ()
    fault: Said | None = None

    def all(self, name: str) -> tuple[Property, ...]:
        """The properties of a name, the preferred first."""
        return tuple(sorted((one for one in self.properties if one.name == name), key=_preference))

    def first(self, name: str) -> Property | None:
        """The preferred one."""
        return next(iter(self.all(name)), None)


def is_cards(data: bytes) -> bool:
    """Whether a file begins as a list of cards does."""
    return bool(_BEGIN.match(_as_utf8(data[:1_000]).lstrip(b"\r\n\t ")))


def read_cards(data: bytes) -> Iterator[Card]:
    """Each card in turn; what stands between two cards is named as well."""
    started: int | None = None
    lines: list[tuple[int, bytes]] = []
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", _as_utf8(data)), start=1):
        begins = bool(_BEGIN.fullmatch(line))
        if started is not None and (begins or _END.fullmatch(line)):
            yield _unclosed(started) if begins else _card(started, lines)
            started, lines = (number if begins else None), []
        elif begins:
            started = number
        elif started is not None:
            lines.append((number, line))
        elif line.strip():
            yield Card(number, fault=phrased("this line stands outside of any card"))
    if started is not None:
        yield _unclosed(started)


def unescaped(value: str) -> str:
    """A value with its backslashes resolved (RFC 6350 §3.4)."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def _as_utf8(data: bytes) -> bytes:
    """Bytes whose line ends are bytes; a card that names its own character set is left to it."""
    for bom, codec in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            return data.decode(codec, "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def _unclosed(line: int) -> Card:
    return Card(line, fault=phrased("the card that begins here is never closed (END:VCARD is missing)"))


def _card(started: int, lines: list[tuple[int, bytes]]) -> Card:
    properties = []
    for number, line in _unfolded(lines):
        if _PASSED_OVER.match(line):
            continue
        if len(line) > MAX_LINE:
            return Card(
                started,
                fault=phrased(
                    "line {number} has {count:,} bytes (at most {most:,})",
                    number=number,
                    count=len(line),
                    most=MAX_LINE,
                ),
            )
        found = _property(line)
        if found:
            properties.append(found)
    if len(properties) > MAX_PROPERTIES:
        return Card(
            started,
            fault=phrased(
                "the card has {count:,} lines (at most {most:,})", count=len(properties), most=MAX_PROPERTIES
            ),
        )
    return Card(started, tuple(properties))


def _unfolded(lines: list[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Whole properties: a line goes on where the next begins with white space (RFC 6350 §3.2), and a quoted-printable
    one where it ends with an equals sign (RFC 2045 §6.7)."""
    number, pieces, is_soft = 0, [b""], False
    for at, line in lines:
        if is_soft:
            pieces[-1] = pieces[-1].rstrip(b" \t")[:-1]
            pieces.append(line)
        elif line[:1] in (b" ", b"\t"):
            pieces.append(line[1:])
        else:
            yield number, b"".join(pieces)
            number, pieces = at, [line]
        is_soft = line.rstrip(b" \t").endswith(b"=") and bool(_QUOTED_PRINTABLE.search(pieces[0]))
    yield number, b"".join(pieces)


def _property(line: bytes) -> Property | None:
    """A line's property; None for an empty line, and for the rest of a picture that was not folded."""
    head = _HEAD.match(line.decode("latin-1"))
    if head is None:
        return None
    value = line[head.end() :]
    types: set[str] = set()
    parameters: list[tuple[str, str]] = []
    for parameter in _PARAMETER.findall(head[2]):
        name, equals, given = _decoded(parameter.encode("latin-1"), "").partition("=")
        name, given = name.strip().upper(), given.strip().strip('"')
        if not equals:  # 2.1 writes TEL;CELL and leaves TYPE= out
            types.add(name.lower())
        elif name == "TYPE":
            types.update(part.strip().lower() for part in given.split(","))
        else:
            parameters.append((name, given))
    given_as = dict(parameters)
    if given_as.get("ENCODING", "").upper() == "QUOTED-PRINTABLE" or "quoted-printable" in types:
        value = quopri.decodestring(value)
    text = _decoded(value, given_as.get("CHARSET", ""))
    return Property(head[1].upper(), text, frozenset(types), tuple(parameters))


def _decoded(data: bytes, charset: str) -> str:
    """UTF-8 where it is that, else what the property names, else the commonest Windows set."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    known = charset if _CHARSETS.fullmatch(charset) else "cp1252"
    try:
        return data.decode(known, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _preference(one: Property) -> int:
    """RFC 6350 §5.3: PREF from 1 to 100; earlier versions only say `pref`."""
    given = one.parameter("PREF")
    return int(given) if given.isdecimal() and len(given) < 4 else 1 if "pref" in one.types else 101
