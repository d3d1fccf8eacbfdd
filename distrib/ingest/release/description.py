"""Last paragraphs that are none of the story and have no heading: what the sender is, where pictures are."""

from __future__ import annotations

import re

from distrib.ingest.characters import fold
from distrib.ingest.labels.release import is_prose
from distrib.ingest.labels.vocabulary import compiled
from distrib.ingest.lines import Block

LONGEST_OFFER = 240

LEAST_STORY = 2
"""Paragraphs of prose that a story keeps above its sender's description."""

_KIND = (
    r"(?:organi[sz]ations?|agency|charity|company|companies|network|federation|foundation|association|non-?profit|institution"
    r"|institute|programme|movement|manufacturer|provider|organisation|agence|association|fondation|entreprise|société|réseau"
    r"|organización|organismo|agencia|fundación|asociación|empresa|unternehmen|stiftung|verein|hilfswerk|hilfsorganisation"
    r"|organização|agência|fundação|associação|organizzazione|agenzia|fondazione|associazione|azienda)"
)
_ARTICLE = r"(?:the|an?|one of|l[ea]|l['’]|une?|el|una?|die|der|das|eine?r?|os?|uma?|il|uno)"
_IS_WHAT = re.compile(
    r"(?:(?:The|Le|La|El|Die|Der|Das|Il|O|A)\s+|L['’])?(?P<sender>[A-ZÀ-Þ][^.:;!?“”\"]{1,90}?),?\s"
    rf"(?:is|are|est|es|ist|é|è)\s{_ARTICLE}\b[^.]{{0,90}}?\b{_KIND}\b",
)
_PICTURES = compiled(
    r"\W*(?:(?:to )?download|photo\w*|pictures?|images?|videos?|b-?roll|footage|multimedia|media assets|high[- ]res\w*"
    r"|téléchargez|descarg\w+|fotos?|imágenes|vídeos?|bild(?:er|material)|foto\w*)\b[^.]{0,90}?"
    r"(?:https?://\S+|www\.\S+|\b(?:here|ici|aquí|hier|qui|aqui))\W*$"
)
_ASIDE = re.compile(r"\s*\(([^()]{2,30})\)")


def without_description(story: tuple[Block, ...], end: int) -> int:
    """Index at which a story of `end` paragraphs is over, without offers of pictures and its sender's description."""
    while end > LEAST_STORY and _offers_pictures(story[end - 1]):
        end -= 1
    last = end - 1
    if last < LEAST_STORY or story[last].level or sum(map(is_prose, story[:last])) < LEAST_STORY:
        return end
    told = fold("\n".join(block.text for block in story[:last]))
    return last if _says_what(story[last].text, told) else end


def _offers_pictures(block: Block) -> bool:
    """ "Photos available at" and an address: a line for editors."""
    return len(block.text) < LONGEST_OFFER and not block.level and bool(_PICTURES.match(block.text))


def _says_what(text: str, told: str) -> bool:
    """ "Example Relief is the largest agency …", where the story named Example Relief before."""
    found = _IS_WHAT.match(text[:300])
    if not found:
        return False
    aside = _ASIDE.search(found["sender"])
    names = [_ASIDE.sub("", found["sender"]), aside[1] if aside else ""]
    return any(name and re.search(rf"\b{re.escape(fold(name))}\b", told) for name in names)
