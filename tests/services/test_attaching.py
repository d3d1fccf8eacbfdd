"""Files on a release: taken in as they will be sent, bound by the approval, and no larger than the server takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from an_office import AnOffice, an_office
from picture_samples import PDF, SECRET, photograph
from scripted_smtp import ScriptedServer

from distrib.config import SmtpSettings
from distrib.core.release import ReleaseState
from distrib.db import blobs, message_sizes
from distrib.errors import NotAllowed, NotFound, UnreadableText, UsageError
from distrib.services import releases
from distrib.services.office.doctor import examine
from distrib.services.releases.attaching import attach, detach
from distrib.services.sending import freeze, plan


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release in two languages."""
    with an_office(tmp_path) as opened:
        yield opened


def test_a_file_goes_with_every_edition_and_voids_the_approval(office: AnOffice) -> None:
    """What was approved had no file."""
    release, file = attach(office.context, office.reference, PDF, "/tmp/figures.pdf")
    assert [one.attachments for one in release.editions] == [(file,), (file,)]
    assert (file.name, file.size, file.media_type) == ("figures.pdf", len(PDF), "application/pdf")
    assert (release.state, release.approved_hash) == (ReleaseState.DRAFT, None)
    with office.database.reading() as transaction:
        assert blobs.read(transaction, file.sha256) == PDF


def test_an_edition_can_have_a_file_of_its_own(office: AnOffice) -> None:
    """Such as the French figures."""
    release, file = attach(office.context, office.reference, PDF, "figures.pdf", language="fr")
    assert [one.attachments for one in release.editions] == [(), (file,)]
    with pytest.raises(NotFound, match="no edition in 'de'"):
        attach(office.context, office.reference, PDF, "figures.pdf", language="de")


def test_a_file_of_the_same_name_takes_the_place_of_the_other(office: AnOffice) -> None:
    """In the same order; and it can be taken off again."""
    attach(office.context, office.reference, PDF, "a.pdf")
    attach(office.context, office.reference, PDF, "b.pdf")
    release, newer = attach(office.context, office.reference, PDF + b"\n", "a.pdf")
    assert [one.name for one in release.source.attachments] == ["a.pdf", "b.pdf"]
    assert release.source.attachments[0] == newer
    release = detach(office.context, office.reference, "a.pdf", language="en")
    assert [[one.name for one in edition.attachments] for edition in release.editions] == [
        ["b.pdf"],
        ["a.pdf", "b.pdf"],
    ]
    with pytest.raises(NotFound, match=r"No file called x.pdf .* There is: a.pdf, b.pdf"):
        detach(office.context, office.reference, "x.pdf")


def test_a_picture_is_kept_as_it_will_be_sent(office: AnOffice) -> None:
    """What a camera wrote into it never reaches the database."""
    _, file = attach(office.context, office.reference, photograph(), "camp.jpeg", alt="Tents", is_inline=True)
    with office.database.reading() as transaction:
        kept = blobs.read(transaction, file.sha256)
    assert SECRET.encode() not in kept
    assert (file.name, file.alt, file.size) == ("camp.jpg", "Tents", len(kept))
    assert file.content_id is not None


@pytest.mark.parametrize(
    ("data", "name", "options", "error", "sentence"),
    [
        (b"PK\x03\x04", "r.docx", {}, UnreadableText, r"r.docx is a Word document, and only PDF .* Save it as PDF"),
        (photograph()[:500], "p.jpg", {}, UnreadableText, "damaged"),
        (photograph(), "p.jpg", {"is_inline": True}, UsageError, "Say in a few words what p.jpg shows"),
        (photograph(), "p.jpg", {"is_inline": True, "alt": " \t"}, UsageError, "Say in a few words"),
        (photograph(), "p.jpg", {"alt": "x" * 501}, UsageError, "longer than 500"),
        (PDF, "p.pdf", {"is_inline": True, "alt": "x"}, UsageError, "cannot stand in the text"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_changes(
    office: AnOffice, data: bytes, name: str, options: dict[str, object], error: type[Exception], sentence: str
) -> None:
    """In a sentence that says what to do."""
    before = releases.get(office.context, office.reference)
    with pytest.raises(error, match=sentence):
        attach(office.context, office.reference, data, name, **options)  # type: ignore[arg-type]
    assert releases.get(office.context, office.reference) == before


def test_a_sent_release_keeps_its_files(office: AnOffice) -> None:
    """What was sent is what was sent."""
    freeze(office.context, plan(office.context, office.reference, "all"))
    with pytest.raises(NotAllowed, match="cannot be changed any more"):
        attach(office.context, office.reference, PDF, "figures.pdf")


def test_no_more_is_attached_than_the_mail_server_takes(office: AnOffice) -> None:
    """By what it said when it was last greeted; the office's own limit holds where that is lower."""
    big = PDF[:-6] + bytes(600_000) + PDF[-6:]
    with ScriptedServer(script={"EHLO": "250-x.example\r\n250 SIZE 1000000"}) as server:
        settings = replace(office.context.settings, smtp=SmtpSettings(url=server.url))
        context = replace(office.context, settings=settings)
        list(examine(context))
    with office.database.reading() as transaction:
        assert list(message_sizes.known(transaction).values()) == [1_000_000]
    with pytest.raises(NotAllowed, match=r"the mail would have about 1.1 MB, .* allows 1.0 MB"):
        attach(context, office.reference, big, "figures.pdf")
    attach(context, office.reference, PDF, "figures.pdf")
    with office.database.writing() as transaction:
        message_sizes.learn(transaction, context.settings.routes[0].name, None, office.clock())
    attach(context, office.reference, big, "figures.pdf")
