"""Why an address is none: whatever email-validator says has a sentence that can be translated."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import email_validator.syntax
import pytest
from email_validator import EmailNotValidError, validate_email

from distrib.core.people.address_words import BEGINNINGS, reason


def messages() -> Iterator[str]:
    """How each message in the library's source begins, up to the first thing that is filled in."""
    for node in ast.walk(ast.parse(inspect.getsource(email_validator.syntax))):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("EmailSyntaxError", "check_dot_atom")):
            continue
        for given in node.args:
            literal = next((one.value for one in ast.walk(given) if isinstance(one, ast.Constant)), None)
            if isinstance(literal, str) and literal[0].isupper():
                yield from (literal.format(mark) for mark in ("period", "hyphen"))


def test_every_message_of_the_library_is_known() -> None:
    """One that is new would stand in English on a French screen."""
    found = set(messages())
    assert len(found) > 30
    wrong = {"An email address cannot start with a hyphen.", *(one for one in found if "a hyphen immediately" in one)}
    assert sorted(one for one in found - wrong if not one.startswith(BEGINNINGS)) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("press", "An email address must have an @-sign"),
        ("a@", "There must be something after the @-sign"),
        ("a b@office.example", "The email address contains invalid characters before the @-sign: SPACE"),
        (f"a@{'a' * 64}.example", "After the @-sign, periods cannot be separated by so many characters"),
        ("a..b@office.example", "An email address cannot have two periods in a row"),
        ("a@localhost", "The part after the @-sign is not valid. It should have a period"),
    ],
)
def test_a_reason_is_a_sentence_and_what_it_objects_to(address: str, expected: str) -> None:
    """Explanations in parentheses, which are English, stay away."""
    with pytest.raises(EmailNotValidError) as caught:
        validate_email(address, check_deliverability=False, test_environment=True)
    assert str(reason(caught.value)) == expected


def test_what_is_not_known_is_quoted_without_anything_hidden() -> None:
    """A later version of the library may say something new."""
    said = reason(EmailNotValidError("Something\nnew\x1b[31m."))
    assert str(said) == "its form is not that of an address (Something new[31m)"
