"""Consent: whatever is done in whatever order, nobody who wanted no mail gets any."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people_office import people_office
from sqlalchemy import select

from distrib.core.delivery import audience
from distrib.core.people import FINAL, ConsentKind, JournalistStatus, address_key
from distrib.db import people as rows
from distrib.db.schema import ConsentEventRow
from distrib.errors import DistribError, NotAllowed, NotFound, UsageError
from distrib.services import people
from distrib.services.context import Context
from distrib.services.people import editing, merging, privacy, undoing

ADDRESSES = tuple(f"{name}@x.example" for name in "abcde")
NAMES = ("Ana Silva", "Bea Costa", "Cyrus")
address = st.sampled_from(ADDRESSES)
spelt = address.flatmap(lambda one: st.sampled_from((one, one.upper(), one.title())))
line = st.tuples(st.sampled_from(NAMES), spelt, st.just("") | address, st.sampled_from(("", "subscribed", "opted out")))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.lists(line, min_size=1, max_size=4), st.booleans()),
        st.tuples(st.just("opt out"), spelt),
        st.tuples(st.just("merge"), spelt, spelt),
        st.tuples(st.just("add"), spelt, address),
        st.tuples(st.just("primary"), spelt, address),
        st.tuples(st.just("drop"), spelt, address),
        st.tuples(st.just("undo"), st.integers(1, 6)),
        st.tuples(st.just("erase"), spelt),
    ),
    max_size=12,
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """An empty office."""
    with people_office(tmp_path) as made:
        yield made


def bring_in(context: Context, lines: list[tuple[str, str, str, str]], near_as_new: bool) -> None:
    """Import a list that claims whatever it likes."""
    text = "".join(f"{name},{email},{other},Post,{status}\n" for name, email, other, status in lines)
    data = f"Name,Email,Other emails,Outlet,Status\n{text}".encode()
    people.import_journalists(context, data, "list.csv", near_as_new=near_as_new)


STEPS: dict[str, Callable[..., object]] = {
    "import": bring_in,
    "opt out": people.opt_out,
    "merge": merging.merge,
    "add": lambda context, email, other: editing.edit(context, email, {"others": f"+{other}"}),
    "drop": lambda context, email, other: editing.edit(context, email, {"others": f"-{other}"}),
    "primary": lambda context, email, other: editing.edit(context, email, {"email": other}),
    "undo": undoing.undo,
    "erase": privacy.erase,
}


def unwilling(context: Context) -> set[str]:
    """Address keys of everybody whose status says that they want no mail."""
    with context.database.reading() as transaction:
        everyone = rows.by_addresses(transaction, [*ADDRESSES])
        return {address_key(email) for one in everyone.values() if one.status in FINAL for email in one.emails}


def receiving(context: Context) -> set[str]:
    """Address keys of all who would get a release."""
    with context.database.reading() as transaction:
        found = tuple(people.candidates(context, transaction, "all"))
    return {address_key(one.email) for one in audience.resolve(found, ["en"], fallback="en").recipients}


@settings(max_examples=20, deadline=None)
@given(steps)
def test_no_sequence_of_steps_revives_anybody(sequence: list[tuple[object, ...]]) -> None:
    """Not an import, a merge, an edit, an undo, nor erasing somebody and adding them again."""
    with tempfile.TemporaryDirectory() as folder, people_office(Path(folder)) as context:
        refused: set[str] = set()
        for name, *arguments in sequence:
            assert isinstance(name, str)
            with suppress(DistribError):
                STEPS[name](context, *arguments)
            if name in ("opt out", "erase"):
                refused.add(address_key(str(arguments[0])))
            refused |= unwilling(context)
            assert not refused & receiving(context), (name, arguments)


def test_an_address_that_was_once_somebodys_who_wants_no_mail_stays_silent(context: Context) -> None:
    """Added to them later, dropped again, and brought in as somebody new."""
    bring_in(context, [("Ana Silva", "a@x.example", "", "")], True)
    people.opt_out(context, "a@x.example")
    editing.edit(context, "a@x.example", {"others": "+b@x.example"})
    editing.edit(context, "a@x.example", {"others": "-b@x.example"})
    bring_in(context, [("Bea Costa", "b@x.example", "", "subscribed")], True)
    assert receiving(context) == set()


def test_consent_is_a_record(context: Context) -> None:
    """Every step with basis, source, instant and evidence; a later one never changes an earlier one."""
    data = b"Name,Email,Status\nAna,a@x.example,\nBea,b@x.example,opted out\n"
    people.import_journalists(context, data, "list.csv", basis="legitimate interest, Article 6(1)(f)")
    people.opt_out(context, "a@x.example")
    with context.database.reading() as transaction:
        row = ConsentEventRow
        columns = (row.journalist_id, row.kind, row.basis, row.source, row.evidence, row.at)
        events = [tuple(one) for one in transaction.execute(select(*columns).order_by(row.journalist_id, row.id))]
    basis, now = "legitimate interest, Article 6(1)(f)", context.now()
    assert events == [
        (1, ConsentKind.IMPORTED, basis, "list.csv", "line 2", now),
        (1, ConsentKind.OPTED_OUT, None, "recorded by ana", None, now),
        (2, ConsentKind.IMPORTED, basis, "list.csv", "line 3", now),
        (2, ConsentKind.OPTED_OUT, basis, "list.csv", "line 3", now),
    ]


def test_a_merge_keeps_the_stricter_consent_and_both_histories(context: Context) -> None:
    """Whichever of both is named first; notes, consent and addresses are those of both."""
    bring_in(context, [("Ana", "a@x.example", "", ""), ("Ana Silva", "b@x.example", "c@x.example", "")], True)
    editing.note(context, "b@x.example", "Met in Geneva.")
    people.opt_out(context, "c@x.example")
    one = merging.merge(context, "a@x.example", "b@x.example")
    assert (one.name, one.emails) == ("Ana", ("a@x.example", "b@x.example", "c@x.example"))
    assert one.status is JournalistStatus.OPTED_OUT
    held = privacy.dossier(context, "a@x.example")
    assert [event["kind"] for event in held["consent"]] == ["imported", "imported", "opted_out", "merged"]
    assert [note["body"] for note in held["notes"]] == ["Met in Geneva."]
    assert [entry["line"] for entry in held["imports"]] == [2, 3]
    assert people.count_journalists(context, "all") == 1
    assert [each.email for each in undoing.undo(context, 1).left] == ["a@x.example", "a@x.example"]


def test_what_cannot_be_merged_is_said(context: Context) -> None:
    """The same entry, somebody unknown, somebody erased."""
    bring_in(context, [("Ana", "a@x.example", "b@x.example", ""), ("Cyrus", "c@x.example", "", "")], True)
    with pytest.raises(UsageError, match="one entry already"):
        merging.merge(context, "a@x.example", "B@x.example")
    with pytest.raises(NotFound, match="is not on the list"):
        merging.merge(context, "a@x.example", "z@x.example")
    with pytest.raises(NotAllowed, match="belongs to Cyrus"):
        editing.edit(context, "a@x.example", {"email": "c@x.example"})


def test_people_who_are_probably_the_same_are_listed(context: Context) -> None:
    """Nearly the same name at the same outlet; a number in a name tells people apart."""
    lines = [("Jon Smith", "a@x.example"), ("Smith, John", "b@x.example"), ("Desk 1", "c@x.example")]
    bring_in(context, [(name.replace(",", ""), email, "", "") for name, email in lines], True)
    bring_in(context, [("Desk 2", "d@x.example", "", "")], True)
    found = list(merging.near_duplicates(context, "all"))
    assert [(one.email, other.email) for one, other in found] == [("a@x.example", "b@x.example")]
