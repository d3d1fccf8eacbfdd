"""Who speaks for a place, a topic and a language at an instant: ordered answers, each with the reason in words.

A place that nobody covers is widened step by step: country, sub-region, region, world. Topic and language widen too,
and the reason says so. Whoever is on leave is never offered without that being said, and whoever covers for them is
offered in their place. Deterministic; must never answer with someone who covers none of these, nor read a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from distrib.core.contacts.duty import duty_at, duty_said, is_on_duty
from distrib.core.contacts.fit import Fit, covering_place, language_fit, related_language, related_topic, topic_fit
from distrib.core.contacts.leave import leave_at, leave_said, stand_in
from distrib.core.folding import key
from distrib.core.languages import find_language, language_name
from distrib.core.people import Leave, Spokesperson
from distrib.core.phrase import Joined, Named, Said, phrased
from distrib.core.places import place_name, widen
from distrib.core.places.table import WORLD


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; None is anything."""

    at: datetime
    place: str | None = None
    """A country or M49 code."""
    topic: str | None = None
    language: str | None = None
    """ISO 639-1."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A spokesperson who answers, and why."""

    spokesperson: Spokesperson
    question: Question
    place_steps: int
    """How far the place was widened: 0 when they speak for exactly it."""
    place: str | None
    """The place of theirs that holds the one asked for."""
    topic: Fit
    language: Fit
    leave: Leave | None = None
    """They are away themselves."""
    other: Spokesperson | None = None
    """While they are away: who covers. Else: for whom they stand in."""
    covers: tuple[tuple[int, str], ...] = ()
    """Id and name of whoever covers in one of their leaves, as far as they are on the roster."""

    @property
    def is_available(self) -> bool:
        """Whether they are not on leave."""
        return self.leave is None

    @property
    def stands_in(self) -> bool:
        """Whether they answer for somebody on leave."""
        return self.leave is None and self.other is not None

    @property
    def explanation(self) -> str:
        """Such as "speaks for Libya; migration; Arabic; on duty until 18:00 in Tunis, 17:00 UTC"."""
        return str(self.said)

    @property
    def said(self) -> Joined | Said:
        """The same, ready for any language."""
        leave, place = self._leave_said(), self._place_said()
        opening: tuple[Said | str | None, ...] = (leave, place)
        if self.stands_in and leave and place:
            opening = (phrased("{covers}, who {speaks}", covers=leave, speaks=place),)
        parts = (*opening, self._topic_said(), self._language_said(), self._duty_said())
        return Joined(tuple(part for part in parts if part), phrased("; ")) if any(parts) else phrased("on the roster")

    def _leave_said(self) -> Said | None:
        if self.leave is not None:
            who = self.other.name if self.other else phrased("nobody")
            return phrased("{leave}, {who} covers", leave=leave_said(self.leave), who=who)
        if self.other is None:
            return None
        away = leave_at(self.other, self.question.at)
        leave = leave_said(away) if away else phrased("away")
        return phrased("covers for {name} ({leave})", name=self.other.name, leave=leave)

    def _place_said(self) -> Said | None:
        asked = self.question.place
        if asked is None or self.place is None:
            return None
        place = phrased("the world") if self.place == WORLD else Named(self.place, place_name)
        if self.place == asked:
            return phrased("speaks for {place}", place=place)
        return phrased("speaks for {place}, which {asked} lies in", place=place, asked=Named(asked, place_name))

    def _topic_said(self) -> Said | str | None:
        if self.question.topic is None:
            return None
        topic, source = " ".join(self.question.topic.split()), self._topics_of()
        match self.topic:
            case Fit.EXACT:
                return topic
            case Fit.RELATED:
                return phrased("{known}, close to {wanted}", known=related_topic(source, topic) or "", wanted=topic)
            case Fit.UNLISTED:
                return phrased("any topic")
            case Fit.OTHER:
                return phrased("not {topic}, but {others}", topic=topic, others=", ".join(source))

    def _language_said(self) -> Said | Named | None:
        if self.question.language is None:
            return None
        name = Named(self.question.language, language_name)
        close = related_language(self.spokesperson.languages, self.question.language) or ""
        match self.language:
            case Fit.EXACT:
                return name
            case Fit.RELATED:
                return phrased("{known}, close to {wanted}", known=Named(close, language_name), wanted=name)
            case Fit.UNLISTED:
                return phrased("languages not listed")
            case Fit.OTHER:
                return phrased("does not speak {language}", language=name)

    def _duty_said(self) -> Said | None:
        duty = duty_at(self.spokesperson.duty, self.question.at) if self.leave is None else None
        return duty_said(duty, self.question.at) if duty else None

    def _topics_of(self) -> tuple[str, ...]:
        """A stand-in speaks to the topics of whom they stand in for."""
        return (self.other if self.stands_in and self.other else self.spokesperson).topics


def resolve(
    people: Sequence[Spokesperson],
    *,
    at: datetime,
    place: str | None = None,
    topic: str | None = None,
    language: str | None = None,
) -> tuple[Answer, ...]:
    """The answers, the best first.

    Those who are here come before those on leave, and those who speak to the topic, or to any, before those who list
    only others; then decide, in this order, place, topic, language, duty and name.
    """
    question = Question(at, place, topic, (find_language(language) or language) if language else None)
    by_id = {one.id: one for one in people}
    best: dict[int, tuple[_Rank, Answer]] = {}
    for answer in _candidates(people, by_id, question):
        ranked = _rank(answer), answer
        known = best.get(answer.spokesperson.id)
        if known is None or ranked[0] < known[0]:
            best[answer.spokesperson.id] = ranked
    return tuple(answer for _, answer in sorted(best.values(), key=lambda pair: pair[0]))


def _candidates(people: Sequence[Spokesperson], by_id: dict[int, Spokesperson], question: Question) -> Iterator[Answer]:
    steps = tuple(widen(question.place)) if question.place else ()
    for person in people:
        covered = covering_place(person.places, steps) if steps else 0
        if covered is None:
            continue
        place = steps[covered] if steps else None
        topics = topic_fit(person.topics, question.topic)
        leave = leave_at(person, question.at) if person.leave else None
        spoken = language_fit(person.languages, question.language)
        if leave is None:
            yield Answer(person, question, covered, place, topics, spoken, covers=_covers(person, by_id))
            continue
        cover = stand_in(person, by_id, question.at)
        yield Answer(person, question, covered, place, topics, spoken, leave, cover, _covers(person, by_id))
        if cover is not None:
            spoken = language_fit(cover.languages, question.language)
            yield Answer(cover, question, covered, place, topics, spoken, None, person, _covers(cover, by_id))


def _covers(person: Spokesperson, by_id: dict[int, Spokesperson]) -> tuple[tuple[int, str], ...]:
    covers = (by_id[leave.cover] for leave in person.leave if leave.cover in by_id)
    return tuple((one.id, one.name) for one in covers)


_Rank = tuple[bool, bool, int, int, int, int, bool, str, int, int]


def _rank(answer: Answer) -> _Rank:
    """Among equals somebody who speaks for it comes before somebody who stands in."""
    one, at = answer.spokesperson, answer.question.at
    duty = 1 if not one.duty else 0 if is_on_duty(one.duty, at) else 2
    return (
        not answer.is_available,
        answer.topic is Fit.OTHER,
        answer.place_steps,
        answer.topic,
        answer.language,
        duty,
        answer.stands_in,
        key(one.name),
        one.id,
        answer.other.id if answer.other else 0,
    )
