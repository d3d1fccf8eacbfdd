"""The office's look: a logo made ready to travel, and a dispatch that keeps the look it was made with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from an_office import AnOffice, an_office
from picture_samples import picture

from distrib.config import LookSettings
from distrib.core.health import Health
from distrib.errors import SettingsError
from distrib.services.context import Context
from distrib.services.delivery.composing import Composer
from distrib.services.office import look
from distrib.services.office.doctor import examine
from distrib.services.sending import freeze, plan


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release."""
    with an_office(tmp_path) as opened:
        yield opened


def dressed(office: AnOffice, **chosen: str) -> Context:
    """The office with this in [look]."""
    return replace(office.context, settings=replace(office.context.settings, look=LookSettings(**chosen)))


def test_a_logo_is_shown_at_most_so_large(office: AnOffice, tmp_path: Path) -> None:
    """Its shape stays; twice the pixels travel, for screens with small ones."""
    (tmp_path / "logo.png").write_bytes(picture(size=(1600, 400), mode="RGBA"))
    context = dressed(office, logo="logo.png", logo_alt="Harbour Office")
    logo = look.of(context).logo
    assert logo is not None
    assert (logo.width, logo.height, logo.alt) == (320, 80, "Harbour Office")
    assert list(look.files(context)) == [logo.sha256]


@pytest.mark.parametrize("content", [None, b"<svg/>"])
def test_a_logo_that_cannot_be_read_is_named(office: AnOffice, tmp_path: Path, content: bytes | None) -> None:
    """Nothing goes out without it unnoticed, and the doctor says so."""
    if content is not None:
        (tmp_path / "logo.svg").write_bytes(content)
    context = dressed(office, logo="logo.svg")
    with pytest.raises(SettingsError, match=r"\[look\] logo: .*logo.svg"):
        plan(context, office.reference, "all")
    assert any(one.health is Health.BAD and "logo.svg" in one.text for one in examine(context))


def test_the_doctor_names_colours_that_are_hard_to_read(office: AnOffice) -> None:
    """The mail goes out all the same."""
    context = dressed(office, link_colour="#5AA0FF")
    assert any("link_colour #5aa0ff" in one.text for one in examine(context))
    assert plan(context, office.reference, "all").sender.look.link == "#5aa0ff"


def test_a_dispatch_keeps_its_look(office: AnOffice, tmp_path: Path) -> None:
    """Settings and logo that change later change no byte of what is on its way."""
    path = tmp_path / "logo.png"
    path.write_bytes(picture(size=(300, 100)))
    context = dressed(office, logo="logo.png", bar_colour="#223344", footer="Registered charity")
    freeze(context, plan(context, office.reference, "all"))
    job = office.claim()[0]
    before = bytes(Composer(context).compose(job).message)
    said = before.decode().replace("=\r\n", "")
    assert "#223344" in said
    assert "Registered charity" in said
    path.unlink()
    for later in (context, office.context):
        assert Composer(later).compose(job).message == before
