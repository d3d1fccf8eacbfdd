"""Throwing a draft away that nobody got: off the desk, out of the lists, kept whole, and back again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from an_office import ACCEPTED, AnOffice, add_release, an_office

from distrib.core.delivery.status import Standing
from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.errors import NotAllowed
from distrib.services import desk, releases, sending
from distrib.services.delivery import hands
from distrib.services.releases import approving, discarding, notices, reviewing
from distrib.services.releases import listing as release_list

REF, SECOND = "2026-001", "2026-002"


@pytest.fixture
def office(tmp_path: Path, url: str) -> Iterator[AnOffice]:
    """An office of either database with one approved release and two readers."""
    with an_office(tmp_path, people=2, url=url) as opened:
        yield opened


def delivered(office: AnOffice) -> None:
    """Both readers hold the release."""
    office.dispatch()
    for number, job in enumerate(office.claim(2)):
        assert office.commit(job) or not number
        office.record(job, ACCEPTED)


def listed(office: AnOffice, wanted: str = "") -> set[str]:
    """References in the list of releases, as the count of it says too."""
    some = release_list.some(office.context, wanted, 0, 50)
    assert release_list.count(office.context, wanted) == len(some)
    return {one.release.reference for one in some}


def on_the_desk(office: AnOffice) -> set[str]:
    """References that wait for somebody."""
    return {str(one.fields["release"]) for one in desk.matters(office.context) if "approval" in one.sentence}


def test_a_correction_is_thrown_away_and_comes_back(office: AnOffice) -> None:
    """Its text, versions and history stay; who did it and when stands there."""
    delivered(office)
    notice = notices.correct(office.context, REF)
    assert (listed(office), on_the_desk(office)) == ({REF, SECOND}, {SECOND})
    discarded = discarding.discard(office.context, SECOND)
    assert discarded.state is ReleaseState.DISCARDED
    assert discarded.editions == notice.editions
    assert (listed(office), on_the_desk(office)) == ({REF}, set())
    assert listed(office, "discarded") == {SECOND}
    assert listed(office, SECOND) == set()
    assert listed(office, f"{SECOND} discarded") == {SECOND}
    assert {one.reference for one in releases.newest(office.context)} == {REF}
    assert releases.count(office.context) == 1
    assert discarding.bring_back(office.context, SECOND).state is ReleaseState.DRAFT
    assert (listed(office), on_the_desk(office)) == ({REF, SECOND}, {SECOND})
    done = [(one.action, one.actor) for one in reviewing.history(office.context, SECOND)]
    who = office.context.actor
    assert done[-2:] == [("release discarded", who), ("release brought back", who)]


def test_a_list_of_a_state_is_whole(office: AnOffice) -> None:
    """As long as it may be, it is read page by page."""
    with office.database.writing() as transaction:
        several = [add_release(transaction, is_approved=False) for _ in range(5)]
    for reference in several:
        discarding.discard(office.context, reference)
    assert release_list.count(office.context, "discarded") == 5
    pages = [release_list.some(office.context, "discarded", at, 2) for at in (0, 2, 4)]
    assert [one.release.reference for page in pages for one in page] == several[::-1]


def test_an_approval_falls_with_it(office: AnOffice) -> None:
    """What comes back is read again before it goes out."""
    discarding.discard(office.context, REF)
    with pytest.raises(NotAllowed, match=r"is discarded, so it was not sent.*bring-back 2026-001"):
        sending.plan(office.context, REF, "all")
    back = discarding.bring_back(office.context, REF)
    assert back.approved_hash is None
    with pytest.raises(NotAllowed, match="was not sent"):
        sending.plan(office.context, REF, "all")
    approving.approve(office.context, REF)
    assert len(sending.plan(office.context, REF, "all").audience.recipients) == 2


def test_what_is_discarded_is_left_alone_until_it_is_back(office: AnOffice) -> None:
    """Each sentence names the way back; nothing is corrected that nobody has."""
    discarding.discard(office.context, REF)
    deeds: tuple[Callable[[], Release], ...] = (
        lambda: approving.approve(office.context, REF),
        lambda: reviewing.submit(office.context, REF),
        lambda: reviewing.set_audience(office.context, REF, "all"),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed, match="bring-back 2026-001"):
            deed()
    with pytest.raises(NotAllowed, match="is discarded already"):
        discarding.discard(office.context, REF)
    with pytest.raises(NotAllowed, match="is discarded and was not sent, so there is nobody to tell"):
        notices.correct(office.context, REF)


@pytest.mark.parametrize("how", ["queued", "scheduled", "stopped", "sent"])
def test_whatever_was_queued_is_not_discarded(office: AnOffice, how: str) -> None:
    """People have it or may get it, whatever became of the sending since."""
    if how == "sent":
        delivered(office)
    elif how == "scheduled":
        planned = sending.plan(office.context, REF, "all")
        sending.freeze(office.context, planned, Standing(not_before=office.context.now().replace(year=2027)))
    else:
        office.dispatch()
    if how == "stopped":
        hands.stop(office.context, 1)
    with pytest.raises(NotAllowed, match=r"2026-001 is issued: it was queued.*not discarded.*distrib dispatch stop"):
        discarding.discard(office.context, REF)
    assert releases.get(office.context, REF).state is ReleaseState.ISSUED
    with pytest.raises(NotAllowed, match="2026-001 is not discarded: it is issued"):
        discarding.bring_back(office.context, REF)


def test_another_correction_takes_its_place(office: AnOffice) -> None:
    """Two at once would each speak of a text that the other replaces."""
    delivered(office)
    notices.correct(office.context, REF)
    discarding.discard(office.context, SECOND)
    third = notices.correct(office.context, REF).reference
    with pytest.raises(NotAllowed, match=f"has a correction in the making already: {third}"):
        discarding.bring_back(office.context, SECOND)
    discarding.discard(office.context, third)
    assert discarding.bring_back(office.context, SECOND).kind is ReleaseKind.CORRECTION


def test_the_kill_of_what_people_hold_is_not_discarded(office: AnOffice) -> None:
    """They would go on using it; where nobody holds it there is nobody to tell."""
    delivered(office)
    notices.tell(office.context, REF, ReleaseKind.KILL, "Wrong figures.")
    with pytest.raises(NotAllowed, match="2026-001 is killed, and those who hold it are told so by 2026-002 alone"):
        discarding.discard(office.context, SECOND)


def test_the_kill_of_what_nobody_holds_is_discarded(office: AnOffice) -> None:
    """It would stand on the desk for ever."""
    office.dispatch()
    notices.tell(office.context, REF, ReleaseKind.KILL, "Wrong figures.")
    assert discarding.discard(office.context, SECOND).state is ReleaseState.DISCARDED
    assert releases.get(office.context, REF).state is ReleaseState.KILLED
    assert discarding.bring_back(office.context, SECOND).state is ReleaseState.DRAFT


def test_what_is_about_a_release_that_was_killed_since_stays_away(office: AnOffice) -> None:
    """A killed text is not corrected."""
    delivered(office)
    notices.correct(office.context, REF)
    discarding.discard(office.context, SECOND)
    notices.tell(office.context, REF, ReleaseKind.KILL, "Wrong figures.")
    with pytest.raises(NotAllowed, match="2026-001 is killed already"):
        discarding.bring_back(office.context, SECOND)
