"""Fields as a plain text that a person changes in any editor, and back. Knows no field's meaning.

%% A word to whoever edits it.
Headline: Water reaches Derna
Subhead:
======== Text ========
The pumps run again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from distrib.core.phrase import Said, Unclear, phrase, phrased
from distrib.core.plain_text import one_line

_REMARK = "%%"
_SECTION = re.compile(r"={8} (.+?) ={8}[ \t]*")
_MASKED = re.compile(r"^(\\*={8} .+ ={8})", re.MULTILINE)
_UNMASKED = re.compile(r"^\\(\\*={8} .+ ={8})", re.MULTILINE)


class FormFault(Unclear):
    """A line of a form that cannot be understood. `line` is 1 for the first."""

    def __init__(self, line: int, sentence: str | Said, /, **values: object) -> None:
        self.line = line
        self.why = phrased(sentence, **values) if isinstance(sentence, str) else sentence
        super().__init__(phrase("Line {line}: {why}"), line=line, why=self.why)

    def __reduce__(self) -> tuple[type[FormFault], tuple[int, Said]]:
        return type(self), (self.line, self.why)


def write(short: Mapping[str, str], long: Mapping[str, str], remarks: Iterable[str] = ()) -> str:
    """The text to edit: remarks, the short fields on a line each, the long ones below headings. By their labels."""
    lines = [f"{_REMARK} {remark}" for remark in remarks]
    lines += [f"{label}: {value}".rstrip() for label, value in short.items()]
    for label, text in long.items():
        lines += [f"======== {label} ========", _MASKED.sub(r"\\\1", text), ""]
    return "\n".join(lines)


def read(form: str, short: Collection[str], long: Collection[str], meant: Callable[[str], str] = str) -> dict[str, str]:
    """Label → text, of every field that stands in the form, an empty one too. Labels are known in any case.

    `meant` may say which of the labels another word stands for.

    Raises:
        FormFault: a line above the first heading is no field, or there is no such field.
    """
    fields: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    section: list[str] | None = None
    for number, row in enumerate(form.replace("\r\n", "\n").split("\n"), 1):
        if begun := _SECTION.fullmatch(row):
            section = texts.setdefault(_known(long, meant(begun[1]), number), [])
        elif section is not None:
            section.append(row)
        elif row.strip() and not row.startswith(_REMARK):
            label, colon, value = row.partition(":")
            if not colon:
                raise FormFault(
                    number,
                    "`{row}` is no field; a field is `{label}: words`",
                    row=one_line(row)[:40],
                    label=next(iter(short)),
                )
            fields[_known(short, meant(label.strip()), number)] = value.strip()
    whole = {label: _UNMASKED.sub(r"\1", "\n".join(rows)).strip("\n") for label, rows in texts.items()}
    return fields | whole


def _known(labels: Collection[str], label: str, line: int) -> str:
    for known in labels:
        if known.casefold() == label.casefold():
            return known
    raise FormFault(
        line, "there is no field `{label}`; there are {labels}", label=one_line(label)[:40], labels=", ".join(labels)
    )
