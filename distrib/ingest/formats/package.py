"""An office file (XLSX, DOCX, ODT): a ZIP archive of XML parts, read piece by piece within limits.

No part may declare entities or a document type. Must never believe what the archive says of its own size.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from distrib.core.phrase import Unclear

MAX_DIRECTORY = 4_000_000
"""Bytes of the list of files in an archive: some forty thousand files. Python keeps the whole list in memory."""

MAX_DEPTH = 500
"""Elements within each other; tables in tables in text boxes need fifty."""

DAMAGED = (zipfile.BadZipFile, zlib.error, ExpatError, ValueError, KeyError, EOFError, RuntimeError, OverflowError)
"""What a damaged package raises. zipfile: ValueError, KeyError and OverflowError for places that are none, RuntimeError
for a part that is encrypted, or packed in a way that it does not know."""

_PIECE = 256_000
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"


class TooLarge(Unclear):
    """Larger than what anybody keeps; the message says in what."""


class NotOffice(ValueError):
    """XML that no office program writes."""


class Reader(Protocol):
    """Hears the elements of a part by their local names."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """Characters inside it."""

    def end(self, name: str) -> None:
        """It ends."""


def parser_for(reader: Reader) -> XMLParserType:
    """A parser that tells the reader what it meets, and refuses entities."""
    parser = ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise NotOffice("a document type is declared")

    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise NotOffice("elements are nested without end")
        reader.start(_local(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(_local(name))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


@dataclass(slots=True)
class Package:
    """The parts of an office file, read against one common limit."""

    archive: zipfile.ZipFile
    most: int
    """Bytes that all parts together may unpack to."""
    unpacked: int = field(default=0)

    def feed(self, path: str, reader: Reader) -> None:
        """Let the reader see a part.

        Raises:
            TooLarge: what was read of this package is more than a person keeps in one.
        """
        parser = parser_for(reader)
        with self.archive.open(path) as file:
            while piece := file.read(_PIECE):
                self.unpacked += len(piece)
                if self.unpacked > self.most:
                    raise TooLarge("it unpacks to more than {most:,} bytes", most=self.most)
                parser.Parse(piece)
            parser.Parse(b"", True)

    def has(self, path: str) -> bool:
        """Whether there is such a part."""
        return path in self.archive.NameToInfo


def open_package(data: bytes, most: int) -> Package:
    """The package, its list of files read.

    Raises:
        TooLarge: it holds more files than any document.
        zipfile.BadZipFile: it is no archive.
    """
    end = data.rfind(_END)
    end_64 = data.rfind(_END_64, max(0, end - 200), max(0, end))
    sizes = [int.from_bytes(data[end + 12 : end + 16], "little")] if end >= 0 else []
    sizes += [int.from_bytes(data[end_64 + 40 : end_64 + 48], "little")] if end_64 >= 0 else []
    if any(MAX_DIRECTORY < size < len(data) for size in sizes):
        raise TooLarge("it packs tens of thousands of files")
    return Package(zipfile.ZipFile(io.BytesIO(data)), most)


def related(path: str) -> str:
    """Where the list of what a part refers to stands (ECMA-376 part 2 §6.5)."""
    folder, file = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def resolved(folder: str, target: str) -> str:
    """The path of a part that is named from within `folder`."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
