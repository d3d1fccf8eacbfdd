"""Layout: which paragraphs stand above the story, in it, and below it. Goes by form and position."""

from __future__ import annotations

import re
from dataclasses import dataclass

from distrib.ingest.contacts.reading import MAX_LINES
from distrib.ingest.labels.contact import (
    contact_label_end,
    has_ways,
    is_contact_start,
    is_further_information,
    is_press_label,
)
from distrib.ingest.labels.dateline import (
    FoundDateline,
    read_date_line,
    read_dateline,
    read_named_place,
    read_place_line,
    without_opening_emphasis,
)
from distrib.ingest.labels.page import (
    is_caption,
    is_cookie_notice,
    is_footer,
    is_greeting,
    is_image,
    is_link,
    is_meta,
    is_navigation,
    is_page_furniture,
    is_rule,
)
from distrib.ingest.labels.people_words import is_name
from distrib.ingest.labels.release import (
    is_date_line,
    is_embargo,
    is_event_label,
    is_prose,
    is_prose_text,
    is_release_line,
    last_prose,
    marker_in,
)
from distrib.ingest.lines import Block, Note

SEARCHED = 400
"""Paragraphs searched for the beginning of the story; menus are shorter than that."""

NAMED_REACH = 20
"""A story names its place again within so many paragraphs."""

DATELINE_REACH, PROSE_REACH = 8, 3
"""A teaser and a few highlights may stand between the first prose and the dateline, or few paragraphs of prose."""

STANDFIRST_REACH = 4
"""A line of place and date below the first prose makes that a standfirst, if it comes so soon."""

_SENTENCES = re.compile(r"[.!?]\s")

FOOT_CONTACT = 8
"""A contact below a page's footer has no more lines up to its number than this."""

_BEHIND_NAME = re.compile(r"\s*[,;:(|]|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class Layout:
    """A release in three parts; a page's navigation and footer are gone."""

    head: tuple[Block, ...]
    story: tuple[Block, ...]
    """Everything from the first paragraph on: body, end mark, description, contacts."""
    dateline: FoundDateline | None
    """The one that opens the first paragraph, its offsets counting characters of `opening`."""
    opening: str
    """The first paragraph as written, without bold marks around its dateline."""


def lay_out(blocks: tuple[Block, ...]) -> Layout:
    """Cuts the paragraphs of a whole text into its parts."""
    start, found = _story_start(blocks)
    story = _without_foot(blocks[start:])
    opening = without_opening_emphasis(story[0].raw) if story else ""
    found = found or read_named_place(opening, "\n".join(block.text for block in blocks[: start + NAMED_REACH]))
    return Layout(blocks[:start], story, found, opening)


def lay_out_short(blocks: tuple[Block, ...]) -> Layout:
    """A text of a few lines: the first that can be a headline is one, the story is what follows it."""
    title = next((number for number, block in enumerate(blocks) if _may_be_title(block)), len(blocks))
    start = next((i for i in range(title + 1, len(blocks)) if _may_be_story(blocks[i])), len(blocks))
    story = blocks[start:]
    opening = without_opening_emphasis(story[0].raw) if story else ""
    return Layout(blocks[:start], story, read_dateline(opening, least_words=1), opening)


def _may_be_title(block: Block) -> bool:
    text = block.text
    is_label = marker_in(text) or contact_label_end(text) or has_ways(text) or read_date_line(text)
    return not (is_label or is_release_line(text) or is_embargo(text) or is_navigation(text) or is_rule(text))


def _may_be_story(block: Block) -> bool:
    return not block.level and block.text.rstrip("”»\"'’)*_ ").endswith((".", "!", "?", "؟", "。", "…", ":", "۔"))


def _story_start(blocks: tuple[Block, ...]) -> tuple[int, FoundDateline | None]:
    """Index of the first paragraph, and its dateline."""
    searched = blocks[:SEARCHED]
    prose = _first_prose(searched)
    event = next((i for i in range(len(searched)) if _opens_event(searched, i)), len(blocks))
    reach = min(_reach(searched, prose), len(searched))
    for number, block in enumerate(searched[:reach]):
        found = _opening_dateline(block)
        if found and (found.is_strong or number <= prose) and number < max(event, 1):
            return number, found
    wired = _below_wire(searched, prose)
    if wired:
        return wired, None
    dated = _dated_line(searched, prose)
    if dated and not prose < event <= dated:
        return dated, None
    start = event if event < prose or not any(map(is_prose, blocks[prose : prose + 1])) else min(event, prose)
    if 0 < start < len(searched) and _introduces(searched[start - 1], searched[start]):
        start -= 1
    return start, None


def _opens_event(blocks: tuple[Block, ...], number: int) -> bool:
    """WHO:, WHERE: and so on; but a place above or below its date is the release's own."""
    if not is_event_label(blocks[number].text):
        return False
    beside = blocks[max(0, number - 1) : number] + blocks[number + 1 : number + 2]
    return not (read_place_line(blocks[number].text) and any(is_date_line(other.text) for other in beside))


def _reach(blocks: tuple[Block, ...], prose: int) -> int:
    """Index behind the last paragraph a dateline may open: near the first prose, or below a page's own words."""
    passed = 0
    for number in range(prose, len(blocks)):
        passed += is_prose(blocks[number])
        if passed > PROSE_REACH and number >= prose + DATELINE_REACH:
            return number
    return len(blocks)


def _dated_line(blocks: tuple[Block, ...], prose: int) -> int:
    """Index of the paragraph below a line of place and date, where a standfirst stands above that line; else 0."""
    for number in range(prose + 1, min(prose + STANDFIRST_REACH, len(blocks) - 1)):
        if is_prose(blocks[number + 1]) and _is_dated(blocks, number):
            return number + 1
    return 0


def _below_wire(blocks: tuple[Block, ...], prose: int) -> int:
    """Index of a heading above the first prose, right below a place and a wire's name alone on a line; else 0."""
    if prose < 2 or prose >= len(blocks) or is_prose(blocks[prose - 1]):
        return 0
    told = read_date_line(blocks[prose - 2].text)
    return prose - 1 if told is not None and told.date_text is None else 0


def _is_dated(blocks: tuple[Block, ...], number: int) -> bool:
    text = blocks[number].text
    return not is_prose(blocks[number]) and (read_date_line(text) is not None or is_date_line(text))


def _introduces(block: Block, quoted: Block) -> bool:
    """A short first sentence that leads to a quotation: "The minister said:"."""
    is_quoted = quoted.note is Note.QUOTE or quoted.text[:1] in '“„«"‘'
    return is_quoted and not block.level and block.words >= 4 and block.text.endswith(":")


def _opening_dateline(block: Block) -> FoundDateline | None:
    if block.level or (is_navigation(block.text) and not is_prose(block)) or contact_label_end(block.text):
        return None
    opening = without_opening_emphasis(block.raw)
    found = read_dateline(opening)
    if not found or marker_in(found.dateline.place or ""):
        return None
    certain = found.dateline.date_text is not None or found.is_wired or is_prose_text(opening[found.end :])
    return found if certain else None


def _first_prose(blocks: tuple[Block, ...]) -> int:
    """The first prose with more of it near; a lonely sentence is a page's word about itself."""
    prose = [_is_story(block) and not _is_above_story(blocks, number) for number, block in enumerate(blocks)]
    real = [i for i, block in enumerate(blocks) if not _is_page_break(block)]
    for place, number in enumerate(real):
        if prose[number] and any(prose[later] for later in real[place + 1 : place + 4]):
            return number
    if any(prose):
        return max((i for i, one in enumerate(prose) if one), key=lambda i: blocks[i].words)
    return _longest(blocks)


def _is_page_break(block: Block) -> bool:
    return is_page_furniture(block.text) or (len(block.raw) > 2 and is_rule(block.raw))


def _is_story(block: Block) -> bool:
    return (
        block.note is not Note.LEAD
        and is_prose(block)
        and not (is_contact_start(block.text) or is_cookie_notice(block.text) or is_caption(block.text))
        and not is_greeting(block.text)
    )


def _is_above_story(blocks: tuple[Block, ...], number: int) -> bool:
    """A menu's blurb, a very long headline above place and date, or a standfirst that is no sentence."""
    if _is_menu(blocks, number):
        return True
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if below is None or not blocks[number].text[-1:].isalnum():
        return False
    return read_date_line(below.text) is not None or _is_standfirst(blocks[number], below)


def _is_standfirst(block: Block, below: Block) -> bool:
    """Many words without a full stop, no dateline among them, and below them a paragraph that has one."""
    if not (block.gap and below.gap) or _SENTENCES.search(block.text) or read_dateline(block.raw):
        return False
    return is_prose(below) and below.text[:1].isupper() and below.text.endswith((".", ".”", '."', ".»"))


def _is_menu(blocks: tuple[Block, ...], number: int) -> bool:
    """A menu's blurb, its entry glued before it: "Our work" and below "Our workWe help …"."""
    if not number:
        return False
    entry, text = blocks[number - 1].text.casefold(), blocks[number].text
    return text.casefold().startswith(entry) and text[len(entry) : len(entry) + 1].isupper()


def _longest(blocks: tuple[Block, ...]) -> int:
    """Without any prose: what follows the first line, or nothing."""
    return next(
        (i for i, block in enumerate(blocks) if i and block.words >= 5 and not is_navigation(block.text)), len(blocks)
    )


def _without_foot(story: tuple[Block, ...]) -> tuple[Block, ...]:
    """The story and what belongs to it; cut where the page goes on with other things."""
    last, links = last_prose(story), sum(map(_leads_away, story))
    for number, block in enumerate(story):
        if number and _ends_page(story, number, last):
            return story[:number] + _contacts_in(story[number:])
        links -= _leads_away(block)
        below = len(story) - number - 1
        # Half of what is left being links, it is the row of them that a converter makes of a page's foot.
        if number and below and links * 2 >= below and is_rule(block.raw):
            return story[:number]
    return story


def _leads_away(block: Block) -> bool:
    return is_link(block.raw) or is_image(block.raw)


def _ends_page(story: tuple[Block, ...], number: int, last: int) -> bool:
    """Whether the page goes on with other things; `last` is the index of the last prose."""
    block = story[number]
    if number >= last and is_meta(block.text):
        return True
    return is_footer(block.text) or (is_image(block.raw) and not _prose_after(story, number))


def _contacts_in(foot: tuple[Block, ...]) -> tuple[Block, ...]:
    """A page's press contacts below its share buttons."""
    for number, block in enumerate(foot):
        near = foot[number : number + FOOT_CONTACT]
        leads = is_press_label(block.text) or is_further_information(block.text) or _heads_person(near)
        if leads and any(has_ways(other.text) for other in near):
            return _cards(foot[number : number + MAX_LINES])
    return ()


def _cards(foot: tuple[Block, ...]) -> tuple[Block, ...]:
    """Contacts one below the other, up to what is a page's again; each has its number within a few lines."""
    reached, end = 0, len(foot)
    for number, block in enumerate(foot):
        if number and (is_footer(block.text) or (is_prose(block) and not has_ways(block.text))):
            end = number
            break
        if number - reached > FOOT_CONTACT:
            break
        reached = number if has_ways(block.text) else reached
    return foot[: max(reached + 1, min(end, FOOT_CONTACT))]


def _heads_person(near: tuple[Block, ...]) -> bool:
    """A contact label, and behind it or below it somebody's name."""
    lines = [line.text for block in near for line in block.lines]
    end = contact_label_end(lines[0])
    if not end:
        return False
    behind = _BEHIND_NAME.split(lines[0][end:].strip(), maxsplit=1)[0]
    return is_name(behind) or (end == len(lines[0]) and len(lines) > 1 and is_name(lines[1]))


def _prose_after(story: tuple[Block, ...], number: int) -> bool:
    return any(is_prose(block) for block in story[number + 1 : number + 4])
