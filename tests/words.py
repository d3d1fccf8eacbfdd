"""The catalogues of the screen: extracted from the code, brought up to date, and compiled. Run by `make words`.

It translates nothing: what has no translation yet is listed, and stands in English on the screen.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "distrib" / "tui" / "locale"
SILENT = frozenset({"cli", "worker"})
"""Rooms whose sentences are not shown on the screen."""
ERRORS = {
    "AudienceChanged": 0,
    "CellFault": 0,
    "DatabaseUnusable": 0,
    "FormFault": 1,
    "LooksKnown": 0,
    "MailServerUnusable": 0,
    "NoDuty": 0,
    "NoMoment": 0,
    "NotAllowed": 0,
    "NotFound": 0,
    "OlderCopy": 0,
    "OutcomeUnknown": 0,
    "QueryError": 1,
    "Stopped": 0,
    "TooLarge": 0,
    "Unclear": 0,
    "UnreadableText": 0,
    "UsageError": 0,
}
"""What is raised with a sentence, and at which place; a test finds those that are missing here."""
PLACES: dict[str, tuple[int, ...]] = {
    "_": (0,),
    "phrase": (0,),
    "phrased": (0,),
    "counted": (0, 1),
    "numbered": (0, 1),
    "Plural": (0, 1),
    "bind": (2,),
    "Binding": (2,),
    "Page": (1, 2),
    "Question": (1, 2),
} | {error: (place,) for error, place in ERRORS.items()}
"""Functions and values that take sentences, and at which places."""
PLURALS = ("counted", "numbered", "Plural")
"""Their two are one thing and several; those of others are two sentences."""
WIDTH = 100


def main() -> int:
    """Bring every catalogue up to date."""
    missing = 0
    for path in catalogues():
        catalogue = updated(path)
        write(path, catalogue)
        untold = list(unfinished(catalogue))
        missing += len(untold)
        sys.stdout.writelines(f"{path.relative_to(ROOT)}: no translation: {one.id!r}\n" for one in untold)
    sys.stdout.write(f"{missing} sentences are not translated.\n")
    return 1 if missing else 0


def catalogues() -> list[Path]:
    """The .po files."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/distrib.po"))


def extracted() -> Catalog:
    """Every sentence that the code has now, with the files it stands in."""
    found = Catalog(project="distrib", charset="utf-8")
    for path in sources():
        for sentence in sentences(path.read_text("utf-8")):
            found.add(sentence, None, [(str(path.relative_to(ROOT)), 0)])
    return found


def sources() -> list[Path]:
    """The modules whose sentences may come to the screen."""
    everything = ROOT / "distrib"
    return sorted(path for path in everything.rglob("*.py") if path.relative_to(everything).parts[0] not in SILENT)


def sentences(source: str) -> Iterator[str | tuple[str, ...]]:
    """Those of a module. The syntax tree has them inside f-strings too, which Babel's own reader leaves out on 3.11."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        given = [node.args[place] for place in PLACES.get(name, ()) if place < len(node.args)]
        told = tuple(one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))
        yield from (_plural(told),) if name in PLURALS and told else filter(None, told)


def _plural(told: tuple[str, ...]) -> tuple[str, ...]:
    """One thing and several; where English says the same of both, a catalogue has two all the same."""
    return (told[0], told[0]) if told[1:] == ("",) else told


def called(call: ast.Call) -> str:
    """What is called, by its last name; empty for what has none."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def read(path: Path) -> Catalog:
    """A catalogue; its language is the name of its folder."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def updated(path: Path) -> Catalog:
    """The catalogue with the sentences that there are now; those that are gone are dropped, nothing is guessed."""
    catalogue = read(path)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Without line numbers, which would change with every line of code."""
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH, sort_output=True, include_lineno=False, omit_header=False)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """As gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def write(path: Path, catalogue: Catalog) -> None:
    """Both files."""
    path.write_bytes(as_po(catalogue))
    path.with_suffix(".mo").write_bytes(as_mo(catalogue))


def unfinished(catalogue: Catalog) -> Iterator[Message]:
    """Sentences without a translation, or with an unsure one."""
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            yield message


if __name__ == "__main__":
    sys.exit(main())
