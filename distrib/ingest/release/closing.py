"""Closing: where a story ends, and what stands below it: end mark, contacts, description. Takes no paragraph apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from distrib.ingest.characters import squash
from distrib.ingest.contacts.runs import is_card, leads_to_ways
from distrib.ingest.contacts.table import is_contact_row, is_table_row
from distrib.ingest.labels.contact import (
    asks_to_contact,
    contact_label_end,
    has_ways,
    inner_contact,
    is_contact_start,
    is_not_press,
    is_way_line,
)
from distrib.ingest.labels.dateline import read_date_line
from distrib.ingest.labels.page import (
    is_credit,
    is_footer,
    is_image,
    is_link,
    is_navigation,
    is_page_furniture,
    is_rule,
    is_star_line,
    is_wire_source,
)
from distrib.ingest.labels.release import (
    is_about_heading,
    is_end_mark,
    is_end_word,
    is_notes_heading,
    is_prose,
    is_release_line,
    last_prose,
)
from distrib.ingest.labels.vocabulary import compiled
from distrib.ingest.lines import Block, Note, make_block, make_line
from distrib.ingest.release.description import without_description
from distrib.ingest.release.signed import is_signature

_TO_PAGE = compiled(
    r"(?:to (?:read|view|see|download|watch)|for more|pour (?:lire|télécharger|consulter|voir)"
    r"|para (?:leer|ver|descargar))\b"
)
_QUOTES = compiled(r"(?:key )?(?:quotes?(?:\(s\))?|citations?|zitate?|citas?|citaten?)\s?:?$")
"""The heading of what was said, which some pages put below the story."""

NEAR_BREAK = 3
"""Lines between the foot of a page and the story on the next one."""

REACH = 10
"""A contact's number stands within so many paragraphs of its label."""


@dataclass(slots=True)
class Closing:
    """What was found from the first paragraph on."""

    body: list[Block] = field(default_factory=list)
    contacts: list[Block] = field(default_factory=list)
    description: list[Block] = field(default_factory=list)
    """About the sender, notes to editors."""
    end_mark: str | None = None


def read_closing(story: tuple[Block, ...], above: tuple[Block, ...] = ()) -> Closing:
    """The story taken apart paragraph by paragraph; `above` is its head, which printed pages repeat."""
    over = _body_end(story)
    end = without_description(story, over)
    body = _without_running_heads(story[:end], {squash(line.text) for block in above for line in block.lines})
    closing = Closing(body=_tidy(body, story))
    in_contacts = False
    for number in range(end, len(story)):
        block = story[number]
        is_first = number in (end, over) or (number == end + 1 and closing.end_mark is not None)
        if is_end_mark(block) or (number == end and (is_end_word(block) or is_star_line(block.raw))):
            closing.end_mark = closing.end_mark or block.raw
            in_contacts = False
            continue
        begins = _begins_contacts(story, number) or (
            not in_contacts and _is_contact(story, number, is_first=is_first, known=closing.contacts)
        )
        in_contacts = begins or (in_contacts and not _ends_contacts(block))
        if in_contacts:
            closing.contacts.append(block)
        else:
            _describe(closing, block)
    return closing


def _is_contact(story: tuple[Block, ...], number: int, *, is_first: bool, known: list[Block]) -> bool:
    """A call to somebody, or the first card below the story, set off by a blank line."""
    if asks_to_contact(story[number].text):
        return True
    return not known and (is_first or story[number].gap > 0) and is_card(story, number, is_first=is_first)


def _begins_contacts(story: tuple[Block, ...], number: int) -> bool:
    block = story[number]
    if block.note is Note.CONTACT or is_contact_start(block.text) or leads_to_ways(story, number):
        return True
    rows = story[number : number + 4] if is_table_row(block.lines[0]) else (block,)
    return any(is_contact_row(line) for row in rows for line in row.lines)


def _describe(closing: Closing, block: Block) -> None:
    """A paragraph about the sender, and the contacts a page ran together with it."""
    if _is_furniture(block) or is_wire_source(block.text):
        return
    cut = inner_contact(block.text)
    if cut:
        closing.contacts.append(make_block((make_line(block.text[cut:]),)))
        block = make_block((make_line(block.text[:cut]),))
    closing.description.append(block)


def _ends_contacts(block: Block) -> bool:
    if is_about_heading(block) or is_notes_heading(block) or is_wire_source(block.text) or _QUOTES.match(block.text):
        return True
    return is_prose(block) and not has_ways(block.text)


def _body_end(story: tuple[Block, ...]) -> int:
    """Index of the first paragraph that is not the story's any more."""
    last = last_prose(story)
    for number, block in enumerate(story):
        if _closes(story, number, last) and (number or is_end_mark(block)):
            return number
        if not number:
            continue
        if (is_page_furniture(block.text) or is_credit(block.text)) and number >= last:
            return number
        if _opens_contacts(story, number) and not _goes_on(story, number, last):
            return number
        if is_way_line(block) and not is_prose(block) and not _goes_on(story, number, last):
            return _before_address(story, number)
    return len(story)


def _closes(story: tuple[Block, ...], number: int, last: int) -> bool:
    """Whether the story is over with this paragraph; `last` is the index of the last prose."""
    block = story[number]
    if number >= last and (is_signature(block.text) or _is_signed(story, number)):
        return True
    if (is_end_word(block) or is_star_line(block.raw)) and not any(map(is_prose, story[number + 1 : number + 4])):
        return True
    if block.raw.startswith("***") and block.text.strip("* ") and block.text.isupper():
        return True
    return is_end_mark(block) or is_about_heading(block) or is_notes_heading(block) or is_wire_source(block.text)


def _is_signed(story: tuple[Block, ...], number: int) -> bool:
    """Place and date alone on a line below the story, as some offices sign; several are a list of events."""
    if is_prose(story[number]) or not _is_place_and_day(story[number].lines[0].text):
        return False
    beside = (*story[max(number - 1, 0) : number], *story[number + 1 : number + 2])
    return not any(_is_place_and_day(block.lines[0].text) for block in beside)


@lru_cache(maxsize=16)
def _is_place_and_day(text: str) -> bool:
    """Asked of each line and of those beside it."""
    found = read_date_line(text)
    return found is not None and found.date_text is not None and found.place is not None


def _opens_contacts(story: tuple[Block, ...], number: int) -> bool:
    block = story[number]
    if block.note is Note.CONTACT:
        return True
    if not is_contact_start(block.text):
        return leads_to_ways(story, number) or (not is_prose(block) and asks_to_contact(block.text))
    if block.words <= 6:
        return True
    near = story[number : number + REACH]
    if is_prose(block):
        # A sentence of the story: the signature of whoever passed it on, below the end mark, is not what it leads to.
        near = near[: next((at for at, other in enumerate(near) if is_end_mark(other)), len(near))]
    return any(has_ways(other.text) for other in near)


def _goes_on(story: tuple[Block, ...], number: int, last: int) -> bool:
    """Whether the story goes on below a page's foot that stands in its middle."""
    prose = 0
    for later in range(number + 1, min(number + 8, len(story))):
        block = story[later]
        if _closes(story, later, last):
            return False
        prose += is_prose(block) and block.words >= 15 and not has_ways(block.text)
    return prose >= 2


def _before_address(story: tuple[Block, ...], number: int) -> int:
    """The address a number belongs to begins with its first short line."""
    while number > 1 and not story[number].gap and story[number - 1].words <= 8 and not is_prose(story[number - 1]):
        if _is_sentence(story[number - 1]):
            return number
        number -= 1
    above = story[number - 1]
    if number > 1 and above.words <= 8 and story[number].lines[0].gap == 0 and not _is_sentence(above):
        number -= 1
    return number


def _is_sentence(block: Block) -> bool:
    return block.words >= 5 and block.text.endswith((".", "!", "?", "”", "»"))


def _is_furniture(block: Block) -> bool:
    return is_rule(block.raw) or is_link(block.raw) or is_image(block.raw) or _is_said_of_page(block.text)


def _is_said_of_page(text: str) -> bool:
    return is_page_furniture(text) or is_credit(text)


def _tidy(blocks: tuple[Block, ...], story: tuple[Block, ...]) -> list[Block]:
    """The body without rules, pictures and page numbers; without a button or helpline at its end."""
    seen = Counter(squash(block.text) for block in story if block.words <= 25)
    body = [block for block in blocks if not _is_furniture(block) and not _is_page_foot(block, seen)]
    while len(body) > 1 and not is_prose(body[-1]) and _is_button(body[-1].text):
        body.pop()
    return body


def _without_running_heads(body: tuple[Block, ...], above: set[str]) -> tuple[Block, ...]:
    """The body without what a printed page repeats of the head next to its number."""
    breaks = [number for number, block in enumerate(body) if is_page_furniture(block.text)]
    if not breaks:
        return body
    near = {number for at in breaks for number in range(at - NEAR_BREAK, at + NEAR_BREAK + 1)}
    return tuple(
        block
        for number, block in enumerate(body)
        if number not in near or is_prose(block) or not (squash(block.text) in above or is_release_line(block.text))
    )


def _leads_to_page(text: str) -> bool:
    """What stood above an address of the web: "To read the report, please visit:"."""
    return text.endswith(":") and bool(_TO_PAGE.match(text))


def _is_button(text: str) -> bool:
    return is_navigation(text) or is_footer(text) or _leads_to_page(text) or (is_not_press(text) and has_ways(text))


def _is_page_foot(block: Block, seen: Counter[str]) -> bool:
    """A letterhead or "Contact:" line between two pages of a story."""
    if is_prose(block) or block.words > 25:
        return False
    repeated = seen[squash(block.text)] > 1 and is_way_line(block)
    return repeated or (bool(contact_label_end(block.text)) and block.words <= 6)
