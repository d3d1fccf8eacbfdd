"""Errors say sentences that a catalogue can hold: what differs from case to case is a value, never the sentence."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import words
from babel.messages.catalog import Catalog

from distrib.core.contacts.duty_text import NoDuty
from distrib.core.phrase import Joined, Said, Tongue, Unclear, filled, numbered, phrased
from distrib.core.query.terms import QueryError
from distrib.core.release.field_form import FormFault
from distrib.errors import DistribError, NotAllowed, OlderCopy, SettingsError

ROOT = Path(__file__).parent.parent
ROOTS = frozenset({"DistribError", "Unclear"})
"""Every error with a sentence is one of these."""

ELSEWHERE = frozenset({"SettingsError"})
"""Takes a list of mistakes, each of which is `Said`; mypy holds it to that."""


HANDED_ON = {
    ("distrib/db/engine.py", "refused"): "what `refusals` makes of the server's words is `Said`",
    ("distrib/db/engine.py", "sentence"): "what a failure means is found in a table of phrases",
}
"""First arguments that are no literal at the place, and why that is no harm."""

PHRASES: Mapping[str, frozenset[str]] = {"phrased": frozenset(), "numbered": frozenset({"number"})}
"""What makes sentences that are data, and the fields that it gives them itself."""


@dataclass(frozen=True)
class Made:
    """A place in the code where an error is made."""

    where: str
    error: str
    sentence: ast.expr
    fields: frozenset[str]

    @property
    def template(self) -> str | None:
        """The sentence, where it is a literal."""
        one = self.sentence
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in ("phrase", "_"):
            one = one.args[0]
        return one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else None

    @property
    def is_handed_on(self) -> bool:
        """Such as `fault.said`, or a constant, which is marked where it is made."""
        one = self.sentence
        name = one.id if isinstance(one, ast.Name) else ""
        is_known = name.isupper() or (self.where.partition(":")[0], name) in HANDED_ON
        return is_known or (isinstance(one, ast.Attribute) and one.attr == "said")


@cache
def sources() -> tuple[tuple[str, ast.Call | ast.ClassDef], ...]:
    """Every call and class of the package, and its file; found once, and not before a test asks."""
    files = {str(path.relative_to(ROOT)): path for path in sorted((ROOT / "distrib").rglob("*.py"))}
    return tuple(
        (where, node)
        for where, path in files.items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call | ast.ClassDef)
    )


@cache
def errors() -> frozenset[str]:
    """The names of all errors with a sentence, found by what they derive from."""
    classes = [node for _, node in sources() if isinstance(node, ast.ClassDef)]
    known: frozenset[str] = ROOTS
    while True:
        more = {one.name for one in classes if any(isinstance(b, ast.Name) and b.id in known for b in one.bases)}
        if more <= known:
            return known
        known |= more


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Where, what is called, and with what."""
    for where, node in sources():
        if isinstance(node, ast.Call) and (name := words.called(node)):
            yield f"{where}:{node.lineno}", name, node


@cache
def made() -> tuple[Made, ...]:
    """Every place where an error is made."""
    return tuple(
        Made(where, name, call.args[words.ERRORS.get(name, 0)], named(call))
        for where, name, call in calls()
        if name in errors() - ELSEWHERE and not is_clicks(call)
    )


def named(call: ast.Call) -> frozenset[str]:
    return frozenset(one.arg or "**" for one in call.keywords)


def is_clicks(call: ast.Call) -> bool:
    """`click.UsageError` is for the command line alone."""
    return (
        isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "click"
    )


@cache
def phrases() -> tuple[Made, ...]:
    """Sentences that are data: those of findings, and what stands in the fields of others."""
    return tuple(
        Made(where, name, sentence, named(call) | PHRASES[name])
        for where, name, call in calls()
        if name in PHRASES
        for sentence in call.args[: 2 if name == "numbered" else 1]
    )


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_the_extractor_knows_every_error() -> None:
    """One that it does not know would stay English."""
    assert errors() - ROOTS - ELSEWHERE == words.ERRORS.keys() - ROOTS


def test_every_error_is_made_of_a_literal() -> None:
    """An f-string is another sentence each time, which no catalogue holds."""
    assert len(made()) > 280
    assert [one.where for one in made() if one.template is None and not one.is_handed_on] == []


def test_no_phrase_is_put_together_in_the_code() -> None:
    """Nor may two be joined: word order differs from language to language."""
    put_together = (ast.JoinedStr, ast.BinOp)
    assert [one.where for one in phrases() if isinstance(one.sentence, put_together)] == []


def test_every_field_has_its_value_and_every_value_its_field() -> None:
    """Else the person would see braces, or `KeyError`."""
    wrong = [
        one.where
        for one in (*made(), *phrases())
        if one.template is not None and one.fields != (fields(one.template) if one.fields else set())
    ]
    assert wrong == []


def test_fields_are_names() -> None:
    """A template that reaches into its values would let data decide what is shown."""
    assert [
        one.where for one in made() for name in fields(one.template or "") if one.fields and not name.isidentifier()
    ] == []


@pytest.mark.parametrize("path", words.catalogues(), ids=lambda path: path.parent.parent.name)
def test_every_error_that_can_come_to_the_screen_is_translated(path: Path) -> None:
    """With the same fields."""
    catalogue: Catalog = words.read(path)
    missing = []
    for one in made():
        if one.template is None or Path(one.where).parts[1] in words.SILENT:
            continue
        found = catalogue.get(one.template)
        told = found.string if found else ""
        if not isinstance(told, str) or not told or (one.fields and fields(told) != one.fields):
            missing.append(one.where)
    assert missing == []


def test_what_stands_in_a_field_is_never_formatted() -> None:
    """Foreign text may hold braces."""
    fault = NotAllowed("The headline {headline} stays.", headline="{0.__class__} {evil} {")
    assert str(fault) == "The headline {0.__class__} {evil} { stays."
    assert str(NotAllowed("It {is} as it stands.")) == "It {is} as it stands."


def test_a_sentence_within_a_sentence_is_looked_up_too() -> None:
    """And so is what stands between several."""
    inner = phrased("{state} since {day}", state=phrased("killed"), day="Monday")
    said = phrased("{names}: {inner}", names=Joined(("a", "b"), phrased(" or ")), inner=inner)
    assert str(said) == "a or b: killed since Monday"
    loud = Tongue("xx", lambda one: one.sentence.upper().format_map(_Lower()))
    assert filled(said, loud) == "a OR b: KILLED SINCE Monday"


class _Lower(dict[str, str]):
    """Leaves fields as they are, in small letters."""

    def __missing__(self, key: str) -> str:
        return "{" + key.lower() + "}"


@pytest.mark.parametrize(("number", "text"), [(1, "1 file"), (0, "0 files"), (1200, "1,200 files")])
def test_numbers_choose_the_sentence(number: int, text: str) -> None:
    """English has one for one thing and one for all others."""
    assert str(numbered("{number} file", "{number} files", number)) == text


@pytest.mark.parametrize(
    "fault",
    [
        NotAllowed("{who} may not.", who="Ana"),
        OlderCopy("It is older."),
        QueryError(4, "there is no field `{field}`", field="x"),
        SettingsError([phrased("one"), phrased("{number} others", number=2)]),
        FormFault(3, "there is no headline"),
        NoDuty("`{written}` names no hours.", written="x"),
        Unclear(Said("as it is")),
    ],
)
def test_errors_survive_another_process(fault: DistribError | Unclear) -> None:
    """With everything that they say."""
    again = pickle.loads(pickle.dumps(fault))
    assert (type(again), str(again), vars(again)) == (type(fault), str(fault), vars(fault))
