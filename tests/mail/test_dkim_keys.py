"""DKIM keys on disk: closed to others, never over another, never quoted; what is read signs what is published."""

from __future__ import annotations

import base64
import builtins
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from dkim_vectors import AT
from dkim_verifier import verified

from distrib.core.message.dkim import Algorithm, signatures
from distrib.errors import NotAllowed, SettingsError
from distrib.mail.dkim_keys import KeyFile, key_files, make_key, read_key

MESSAGE = b"From: press@office.example\r\nSubject: Aid\r\n\r\nHello\r\n"
DOMAIN = "office.example"


def put(folder: Path, content: bytes, mode: int = 0o600) -> KeyFile:
    """A key file somebody laid there."""
    path = folder / f"sel._domainkey.{DOMAIN}.pem"
    path.write_bytes(content)
    path.chmod(mode)
    return KeyFile(path, DOMAIN, "sel")


def pem(private: Any, protection: Any = None) -> bytes:
    content = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection or NoEncryption())
    assert isinstance(content, bytes)
    return content


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_key_that_was_made_is_read_again_and_signs(tmp_path: Path, algorithm: Algorithm) -> None:
    """Its signatures hold by what is published for it, the same after a restart."""
    folder = tmp_path / "dkim"
    made = make_key(folder, domain=DOMAIN, selector="sel", algorithm=algorithm)
    (file,) = key_files(folder)
    read = read_key(file)
    assert (file, read.public) == (made.file, made.public)
    assert read.public.bits == (2048 if algorithm is Algorithm.RSA else 256)
    records = {read.public.name: "".join(read.public.strings)}
    assert records.keys() == {"sel._domainkey.office.example"}
    fields = signatures(MESSAGE, [read.signer], AT)
    assert fields == signatures(MESSAGE, [made.signer], AT)
    assert verified(fields + MESSAGE, records) == [algorithm.value]


def test_a_key_is_its_owners_alone(tmp_path: Path) -> None:
    """File and folder; one that others can read signs nothing."""
    key = make_key(tmp_path / "dkim", domain=DOMAIN, selector="sel", algorithm=Algorithm.ED25519)
    assert key.file.path.stat().st_mode & 0o777 == 0o600
    assert key.file.path.parent.stat().st_mode & 0o777 == 0o700
    key.file.path.chmod(0o640)
    with pytest.raises(SettingsError, match=f"chmod 600 {key.file.path}"):
        read_key(key.file)


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    """Mail on its way may be signed with it."""
    key = make_key(tmp_path, domain=DOMAIN, selector="sel", algorithm=Algorithm.ED25519)
    before = key.file.path.read_bytes()
    with pytest.raises(NotAllowed, match="Choose another name with --selector"):
        make_key(tmp_path, domain=DOMAIN, selector="sel", algorithm=Algorithm.RSA)
    assert key.file.path.read_bytes() == before


def test_a_key_that_cannot_be_written_leaves_no_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the next attempt finds nothing in its way."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space left"):
            make_key(tmp_path, domain=DOMAIN, selector="sel", algorithm=Algorithm.ED25519)
    assert list(tmp_path.iterdir()) == []
    make_key(tmp_path, domain=DOMAIN, selector="sel", algorithm=Algorithm.ED25519)


@pytest.mark.parametrize(
    ("selector", "domain"), [("../x", DOMAIN), ("a b", DOMAIN), ("", DOMAIN), ("sel", "/etc"), ("sel", "büro.example")]
)
def test_a_name_that_cannot_stand_in_dns_makes_no_file(tmp_path: Path, selector: str, domain: str) -> None:
    """Nor one outside the folder."""
    with pytest.raises(NotAllowed, match="cannot be a name in DNS"):
        make_key(tmp_path / "dkim", domain=domain, selector=selector, algorithm=Algorithm.ED25519)
    assert list(tmp_path.iterdir()) == []


SECRET = base64.b64encode(b"the secret inside a broken file, long enough").decode()


def _broken() -> list[bytes]:
    return [
        b"",
        b"\xff\x00",
        f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----\n".encode(),
        pem(ec.generate_private_key(ec.SECP256R1())),
        pem(rsa.generate_private_key(65537, 2048), BestAvailableEncryption(b"hunter2")),
    ]


@pytest.mark.parametrize("number", range(5))
def test_what_is_no_key_is_named_and_not_quoted(tmp_path: Path, number: int) -> None:
    """Empty, garbage, another curve, or behind a password."""
    with pytest.raises(SettingsError, match="holds no key that mail can be signed with") as caught:
        read_key(put(tmp_path, _broken()[number]))
    assert SECRET not in str(caught.value)


def test_a_key_file_that_is_gone_or_a_folder(tmp_path: Path) -> None:
    """Named with what the system said."""
    with pytest.raises(SettingsError, match="cannot be read"):
        read_key(KeyFile(tmp_path / "none.pem", DOMAIN, "sel"))
    folder = tmp_path / "sel._domainkey.x.example.pem"
    folder.mkdir(mode=0o700)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_key(KeyFile(folder, DOMAIN, "sel"))


def test_only_files_named_like_keys_are_keys(tmp_path: Path) -> None:
    """Backups, notes and names that cannot be in DNS are left alone; a folder that is not there holds none."""
    for name in ("a._domainkey.x.example.pem", "b._domainkey.x.example.pem.bak", "c.pem", "D._domainkey.x y.pem"):
        tmp_path.joinpath(name).touch()
    assert [(one.selector, one.domain) for one in key_files(tmp_path)] == [("a", "x.example")]
    assert key_files(tmp_path / "none") == ()


def test_no_key_is_part_of_a_repr(tmp_path: Path) -> None:
    """A repr ends up in traces."""
    key = make_key(tmp_path, domain=DOMAIN, selector="sel", algorithm=Algorithm.RSA)
    secret = "".join(key.file.path.read_text().splitlines()[1:-1])
    assert not any(secret[at : at + 40] in repr(key) for at in range(0, len(secret) - 40, 8))
    assert "rsa" in repr(key)


def test_without_the_library_a_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For making and for reading; nothing is written."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("cryptography"):
            raise ModuleNotFoundError(name)
        return real(name, *rest, **named)

    file = make_key(tmp_path, domain=DOMAIN, selector="sel", algorithm=Algorithm.ED25519).file
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NotAllowed, match="extra `dkim`"):
        make_key(tmp_path, domain=DOMAIN, selector="other", algorithm=Algorithm.ED25519)
    with pytest.raises(SettingsError, match="extra `dkim`"):
        read_key(file)
    assert [one.selector for one in key_files(tmp_path)] == ["sel"]
