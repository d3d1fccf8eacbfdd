"""Press contacts of a release: proposed, overruled, bound by the approval; and what never leaves the house."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from cli_office import ROSTER, Cli
from command_line import RELEASE
from scripted_smtp import ScriptedServer

INTERNAL = "655500121"
"""Digits of Camille Perrot's internal number."""
FRENCH = """\
L’Office alerte sur le danger pour les familles à Tripoli

Genève - L’Office s’inquiète pour les familles du sud de Tripoli, où les combats se rapprochent de la ville.

Depuis dimanche, plus de 3 200 personnes ont quitté leur maison pour des quartiers plus sûrs de la ville.
"""


@pytest.fixture
def reference(cli: Cli) -> str:
    """The demo's spokespeople (Rashid 2, Sonia 3, Omar 4, Camille 5), two journalists, a release in two languages."""
    data = files("distrib.demo_office").joinpath("spokespeople.csv").read_bytes()
    cli.done("people", "import", cli.file("s.csv", data), "--as", "spokespeople")
    cli.done("people", "import", cli.file("j.csv", ROSTER), "--as", "journalists")
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    cli.done("release", "add", cli.file("f.txt", FRENCH), "--language", "fr", "--to", reference)
    return reference


def test_the_roster_proposes_for_each_edition(cli: Cli, reference: str) -> None:
    """With the reason, and without changing anything: whoever speaks its language comes first."""
    before = cli.done("release", "show", reference).out
    ended = cli.done("release", "contacts", reference)
    assert "    proposed  Rashid Al Amin: speaks for Libya; " in ended.out.partition("fr:")[0]
    french = ended.out.partition("fr:")[2].splitlines()[1:]
    assert french[0] == "    names     nobody: readers will not know whom to ask"
    assert french[1].startswith("    proposed  Sonia Meftah: speaks for Libya; ")
    assert cli.done("release", "show", reference).out == before


def test_a_proposal_is_taken_and_overruled_and_has_to_be_approved_again(cli: Cli, reference: str) -> None:
    """The approval is of the text with its contacts."""
    cli.done("release", "approve", reference)
    cli.done("release", "contacts", reference, "--propose", "--language", "fr")
    assert "Sonia Meftah" in cli.done("release", "show", reference, "--language", "fr").out
    ended = cli("send", reference, "--to", "all", "--yes")
    assert ended.status == 1
    assert "Changed since: contacts (Sonia Meftah added, Helena Brandt added) of the fr edition." in ended.err
    cli.done("release", "approve", reference)
    version = cli.done("release", "show", reference).out.splitlines()[0]
    cli.done("release", "contacts", reference, "--propose", "--language", "fr")
    assert cli.done("release", "show", reference).out.splitlines()[0] == version
    cli.done("release", "contacts", reference, "--set", "Omar Shaheen", "--set", "2")
    for language in ("en", "fr"):
        text = cli.done("release", "show", reference, "--language", language).out.partition("\n\n")[2]
        assert text.index("Omar Shaheen") < text.index("Rashid Al Amin")
        assert "Helena Brandt" not in text


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--set", "Nobody"), 1, "Nobody on the roster is `Nobody`"),
        (("--set", "2", "--propose"), 2, "exclude one another"),
        (("--language", "de"), 1, "has no edition in 'de'"),
        (("--place", "Lybia"), 2, "did you mean `Libya`?"),
        (("--set", "13"), 1, "has no address and no number that may be given out"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    cli: Cli, reference: str, arguments: tuple[str, ...], status: int, said: str
) -> None:
    """And changes nothing."""
    cli.done("spokespeople", "add", "Inner Voice", "--internal-phone", "4711")
    before = cli.done("release", "show", reference).out
    ended = cli("release", "contacts", reference, *arguments)
    assert ended.status == status
    assert said in ended.err
    assert cli.done("release", "show", reference).out == before


def digits(data: bytes) -> str:
    """Every digit in a message, quoted-printable line ends taken out."""
    return re.sub(rb"[^0-9]", b"", data.replace(b"=\r\n", b"")).decode()


def test_an_internal_number_is_in_no_mail(cli: Cli, reference: str) -> None:
    """Camille is named with the public number alone."""
    cli.done("release", "contacts", reference, "--set", "Camille Perrot")
    cli.done("release", "approve", reference)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("send", reference, "--to", "all", "--yes")
    assert len(server.received) == 2
    for message in server.received:
        assert "33155500121" in digits(message.content)
        assert INTERNAL not in digits(message.content)


def test_an_internal_number_in_the_text_stops_the_send(cli: Cli, reference: str) -> None:
    """However it got there; only its own flag lets it out."""
    text = RELEASE.replace("+41 79 555 01 10", "+33 6 55 50 01 21")
    other = cli.done("release", "add", cli.file("x.txt", text)).out.strip()
    cli.done("release", "approve", other)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli("send", other, "--to", "all", "--yes")
        assert ended.status == 1
        assert "names an internal number of Camille Perrot" in ended.err
        assert not digits(ended.err.encode()).endswith(INTERNAL)
        assert server.received == []
        cli.done("send", other, "--to", "all", "--yes", "--internal-numbers")
        assert len(server.received) == 2


def test_leave_without_cover_stops_the_send(cli: Cli, reference: str) -> None:
    """With whom, until when, and both ways out; with a cover it is a warning."""
    cli.done("release", "approve", reference)
    away = ("--from", "2020-01-01", "--to", "2022-12-31", "--zone", "UTC")
    cli.done("spokespeople", "leave", "2", *away)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("send", reference, "--to", "country:LY", "--yes")
        cli.done("spokespeople", "leave", "2", "--from", "2025-01-01", "--to", "2027-12-31", "--zone", "UTC")
        ended = cli("send", reference, "--to", "all", "--yes")
        assert ended.status == 1
        assert "Rashid Al Amin, a contact in the en edition" in ended.err
        assert "is on leave until 31 December 2027 and nobody covers, so nothing was sent." in ended.err
        cli.done("spokespeople", "leave", "2", "--cover", "Omar Shaheen")
        ended = cli.done("send", reference, "--to", "all", "--yes")
        assert "Warning:  en: Rashid Al Amin is on leave until 31 December 2027; Omar Shaheen covers" in ended.err
        assert len(server.received) == 2


def test_new_contacts_of_a_release_are_offered(cli: Cli) -> None:
    """Asked about on a terminal, added by the flag, and known the second time."""
    ended = cli.done("release", "add", cli.file("r.txt", RELEASE))
    assert "2 new contacts found: Rashid Al Amin, Helena Brandt" in ended.err
    assert "With --add-contacts" in ended.err
    assert cli.done("spokespeople", "list", "--json").out == ""
    cli.is_terminal = True
    assert "2 new contacts found: add?" in cli.done("release", "add", cli.file("r.txt", RELEASE), stdin=b"n\n").err
    assert cli.done("spokespeople", "list", "--json").out == ""
    cli.done("release", "add", cli.file("r.txt", RELEASE), stdin=b"y\n")
    one, other = cli.done("spokespeople", "list", "--json").objects
    assert (one["name"], other["name"]) == ("Helena Brandt", "Rashid Al Amin")
    assert other["phones"] == [{"number": "+218915550142", "use": "office", "public": True}]
    assert "new contact" not in cli.done("release", "add", cli.file("r.txt", RELEASE)).err
    more = RELEASE + "Ana Silva at Harbour Office Lisbon: +351 21 555 0101\n"
    ended = cli.done("release", "add", cli.file("r.txt", more), "--add-contacts")
    assert "1 new contact found: Ana Silva" in ended.err
    assert len(cli.done("spokespeople", "list", "--json").objects) == 3
