"""A send that is being prepared, in words: why each step stands as it does, what would be sent, what changed."""

from __future__ import annotations

from collections.abc import Iterator

from distrib.core.delivery.audience import Audience, Recipient
from distrib.core.delivery.drift import Drift
from distrib.core.message.subject import subject_of
from distrib.core.release.approval import Approval, Policy
from distrib.core.send_steps import Facts, Light, Step, light
from distrib.tui.desk import Desk
from distrib.tui.names import language_name
from distrib.tui.plain import joined, line, moment
from distrib.tui.tasks.sending import Look, Planned
from distrib.tui.trail_words import QUERIES, stored
from distrib.tui.wording import _, counted, figure, said

LABELS = {
    Step.TEXT: _("Text"),
    Step.LANGUAGES: _("Languages"),
    Step.PEOPLE: _("People"),
    Step.PREVIEW: _("Preview"),
    Step.TEST: _("Test"),
    Step.CONFIRM: _("Confirm"),
}
MOST_NAMES = 5
"""Names in a line of what changed; the command `send` lists more."""


def reason(step: Step, facts: Facts, look: Look | None, trouble: str | None) -> str:
    """Why a step stands as it does, in one sentence."""
    if step is Step.TEXT:
        return _of_text(facts, look)
    if step is Step.TEST:
        return _("A test was sent.") if facts.is_tested else _("No test was sent from here. It can be left out.")
    return _of_plan(step, facts, trouble)


def _of_plan(step: Step, facts: Facts, trouble: str | None) -> str:
    if step is Step.PEOPLE and not facts.names_people:
        return _("Nobody has said yet who gets it. Write `all`, or fields such as country:LY.")
    if trouble and not (facts.is_refused and step is not Step.CONFIRM):
        return trouble
    if facts.is_refused:
        return _("The text cannot be sent as it stands: see the step Text.")
    if facts.audience is None:
        return _("This is known once it is said who gets it.")
    return {Step.LANGUAGES: _of_languages, Step.PREVIEW: _of_preview, Step.PEOPLE: _of_people}.get(step, _of_all)(
        facts, facts.audience
    )


def _of_text(facts: Facts, look: Look | None) -> str:
    if look is None:
        return _("The text is being read.")
    if look.refusal:
        return look.refusal
    if facts.was_sent:
        return _("It was sent before. Whoever has it, or may have it, does not get it again.")
    if facts.has_warnings:
        return _("It can be sent; read the warnings below.")
    return _("Exactly this text is approved.")


def _of_languages(facts: Facts, audience: Audience) -> str:
    parts = [_("{language} is stale or held.").format(language=language_name(one)) for one in sorted(facts.unsure)]
    if audience.fallbacks:
        words = counted(
            "{number} person reads none of the languages and gets an edition that is not theirs.",
            "{number} people read none of the languages and get an edition that is not theirs.",
            audience.fallbacks,
        )
        parts.append(words)
    return joined(*parts, by=" ") or _("Everybody gets an edition in a language of theirs.")


def _of_preview(facts: Facts, audience: Audience) -> str:
    missing = [language_name(one) for one in audience.by_language if one not in facts.looked_at]
    if missing:
        return _("Not looked at yet: {languages}.").format(languages=", ".join(missing))
    return _("A message in each language was looked at.")


def _of_people(facts: Facts, audience: Audience) -> str:
    if not audience.recipients and not audience.left_out:
        return _("Nobody fits what is written here, so nobody would get it.")
    if not audience.recipients:
        return _("Nobody is left to send it to; the reasons stand below.")
    if facts.has_drifted:
        return _("The people have changed since they were first counted; see below.")
    return count_words(audience)


def _of_all(facts: Facts, audience: Audience) -> str:
    if light(Step.CONFIRM, facts) is Light.RED:
        return _("A step before is red.")
    if light(Step.CONFIRM, facts) is Light.AMBER:
        return _("It can be sent. Steps marked ! say something worth knowing.")
    return _("Everything is ready. {count}").format(count=count_words(audience))


def count_words(audience: Audience) -> str:
    """How many get it and how many do not."""
    get = counted("{number} person gets it", "{number} people get it", len(audience.recipients))
    out = counted("{number} is left out", "{number} are left out", len(audience.left_out))
    return f"{get}, {out}." if audience.left_out else f"{get}."


def text_facts(look: Look, planned: Planned | None, desk: Desk) -> Iterator[tuple[str, str]]:
    """What is to be known of the text."""
    release = look.release
    yield _("Release"), _("{reference}, version {version}").format(reference=release.reference, version=release.version)
    if release.about:
        kind = _("{kind} about {about}; it goes to exactly those who hold that").format(
            kind=_(release.kind.value), about=release.about
        )
        yield _("Notice"), line(kind)
    for edition in release.editions:
        yield _("Subject"), f"[{edition.language}] {line(subject_of(edition))}"
    yield _("Approved"), approval_words(look.approval, desk) if look.approval else _("nobody has approved it yet")
    for change in look.changes:
        yield _("Changed"), line(change)
    yield _("Embargo"), look.embargo or _("none: it may be published at once")
    if not release.about:
        yield _("Audience"), line(release.audience) if release.audience else _("whoever sends it chooses")
    for dispatch in look.sent:
        yield (
            _("Sent"),
            _("{name}: {value}").format(
                name=moment(dispatch.created_at, desk.zone), value=count_of(dispatch.tally.audience)
            ),
        )
    for warning in planned.plan.warnings if planned else ():
        yield _("Warning"), line(said(warning))


def approval_words(approval: Approval, desk: Desk) -> str:
    """Who approved which version, when, and whether somebody else wrote it."""
    words = _("version {version}, approved by {who}, {at}")
    if approval.policy is Policy.FOUR_EYES:
        words = _("version {version}, approved by {who} as a second pair of eyes, {at}")
    who = _("yourself") if approval.by == desk.context.actor else line(approval.by)
    return words.format(version=approval.version, who=who, at=moment(approval.at, desk.zone))


def confirm_facts(planned: Planned, desk: Desk) -> Iterator[tuple[str, str]]:
    """Everything a person says yes to."""
    plan, standing = planned.plan, planned.standing
    audience = plan.audience
    languages = ", ".join(f"{figure(count)} {language_name(code)}" for code, count in audience.by_language.items())
    yield _("To"), joined(count_of(len(audience.recipients)), languages, by=_(": "))
    yield _("Left out"), figure(len(audience.left_out))
    yield _("Audience"), stored(plan.query, QUERIES)
    yield _("Sender"), f"{line(plan.sender.name)} <{line(plan.sender.address)}>"
    yield _("Through"), line(plan.server)
    yield (
        _("Text"),
        _("{reference}, version {version}").format(reference=plan.release.reference, version=plan.release.version),
    )
    if planned.when:
        yield _("Embargo"), line(planned.when)
    if standing.not_before is None:
        yield _("Begins"), _("at once") if not all(wave.waits for wave in plan.waves) else _("at the lift")
    else:
        begins, latest = (moment(one, desk.zone) for one in (standing.not_before, standing.start_by))
        held = _("{begins}; held for a person when no worker has begun it by {latest}")
        yield _("Begins"), held.format(begins=begins, latest=latest)
    yield _("Clock"), str(desk.zone)
    if standing.is_urgent:
        yield _("Urgent"), _("it overtakes everything that is not urgent")


def drift_facts(drift: Drift | None) -> Iterator[tuple[str, str]]:
    """Who came, who went and why, and who gets something else."""
    if drift is None:
        return
    if drift.came:
        yield _("Came"), _names([who(one) for one in drift.came])
    if drift.went:
        yield _("Went"), _names([f"{who(one)} ({why})" for one, why in drift.went])
    if drift.changed:
        yield _("Differs"), _names([f"{who(now)} ({now.language})" for _before, now in drift.changed])


def who(one: Recipient) -> str:
    """A person by name, else by address."""
    return line(one.name or one.email)


def count_of(number: int) -> str:
    """So many people."""
    return counted("{number} person", "{number} people", number)


def language_rows(look: Look, planned: Planned | None) -> list[tuple[str, str, str, str]]:
    """Code, name, how many get it, and what is to be known of each edition."""
    counts = planned.plan.audience.by_language if planned else {}
    fallback = {one.language for one in planned.plan.audience.recipients if one.is_fallback} if planned else set()
    rows = []
    for edition in look.release.editions:
        notes = [
            _("held: its readers wait") if edition.language in look.held else None,
            _("stale: translated from an older text") if edition.language in look.stale else None,
            _("also for those who read no other") if edition.language in fallback else None,
            _("the source") if edition == look.release.source else None,
        ]
        count = figure(counts.get(edition.language, 0)) if planned else "?"
        rows.append((edition.language, language_name(edition.language), count, joined(*notes, by="; ")))
    return rows


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return _("{number}: {names}").format(number=len(names), names=shown) + (f" … +{more}" if more > 0 else "")
