"""DKIM keys on disk: one file a key, named as DNS names it, closed to other users; and the signature primitives.

A private key is never printed, logged or part of an error. `cryptography` (extra `dkim`) is loaded only where a key
is made or read.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from distrib.core.message.dkim import SAFE_RSA_BITS, Algorithm, PublicKey, Signer, is_name
from distrib.core.phrase import phrase, phrased
from distrib.core.system_words import why
from distrib.errors import NotAllowed, SettingsError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    PrivateKey = RSAPrivateKey | Ed25519PrivateKey

FOLDER = "dkim"
SUFFIX = ".pem"
LEAST_BITS = 1024
"""Below this verifiers must not accept a signature (RFC 8301 §3.2)."""

MAX_FILE = 16_384
"""Bytes of a key file that are read; an RSA key of 8192 bits has 6,400."""

_BETWEEN = "._domainkey."
_MISSING = phrase(
    "Signing mail needs the library `cryptography`, which is not installed. Install distrib with the extra `dkim`, "
    "such as: pipx install --force '.[dkim]'"
)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Where a key lies, and what its name says of it."""

    path: Path
    domain: str
    selector: str

    @property
    def is_open_to_others(self) -> bool:
        """Whether other users of the machine can read or change it."""
        return os.name == "posix" and bool(self.path.stat().st_mode & 0o077)


@dataclass(frozen=True, slots=True)
class Key:
    """A key that has been read."""

    file: KeyFile
    public: PublicKey
    signer: Signer = field(repr=False)


def has_library() -> bool:
    """Whether the extra `dkim` is installed."""
    try:
        import cryptography
    except ImportError:
        return False
    return bool(cryptography)


def key_files(folder: Path) -> tuple[KeyFile, ...]:
    """The keys in a folder by name; files named otherwise are not ours."""
    found = []
    for path in sorted(folder.glob(f"*{_BETWEEN}*{SUFFIX}")):
        selector, _, domain = path.name.removesuffix(SUFFIX).partition(_BETWEEN)
        if is_name(selector) and is_name(domain):
            found.append(KeyFile(path, domain, selector))
    return tuple(found)


def make_key(folder: Path, *, domain: str, selector: str, algorithm: Algorithm) -> Key:
    """Make a key and its file, readable by its owner alone.

    Raises:
        NotAllowed: the library is missing, the names cannot stand in DNS, or there is such a key already.
        OSError: the file cannot be written.
    """
    if not (is_name(domain) and is_name(selector)):
        raise NotAllowed(
            "{name!r} cannot be a name in DNS, so no key was made. Selector and domain are letters a-z, digits, "
            "hyphens and dots.",
            name=f"{selector}{_BETWEEN}{domain}",
        )
    if not has_library():
        raise NotAllowed(_MISSING)
    file = KeyFile(folder / f"{selector}{_BETWEEN}{domain}{SUFFIX}", domain, selector)
    private = _new(algorithm)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _write(file.path, _pem(private))
    except FileExistsError:
        raise NotAllowed(
            "There is a key with the selector {selector} for {domain} already, and mail may be signed with it; "
            "it stays. Choose another name with --selector, or see its record: distrib dkim show",
            selector=selector,
            domain=domain,
        ) from None
    return _key(file, private)


def read_key(file: KeyFile) -> Key:
    """The key in a file.

    Raises:
        SettingsError: the library is missing, others can read the file, or it holds no key that we can sign with.
    """
    if not has_library():
        raise SettingsError([phrased("{path} is to sign mail. {missing}", path=file.path, missing=phrased(_MISSING))])
    try:
        if file.is_open_to_others:
            raise SettingsError(
                [phrased("{path} can be read by others on this machine. Run: chmod 600 {path}", path=file.path)]
            )
        with file.path.open("rb") as opened:
            pem = opened.read(MAX_FILE)
    except OSError as fault:
        raise SettingsError(
            [
                phrased(
                    "{path} cannot be read ({reason}). Mend that, or move it away.",
                    path=file.path,
                    reason=why(fault),
                )
            ]
        ) from None
    return _key(file, _parsed(file, pem))


def _parsed(file: KeyFile, pem: bytes) -> PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        private = None  # the library's words may quote the file
    if isinstance(private, RSAPrivateKey) and private.key_size >= LEAST_BITS:
        return private
    if isinstance(private, Ed25519PrivateKey):
        return private
    mistake = phrased(
        "{path} holds no key that mail can be signed with: an RSA key of at least {least} bits or an "
        "Ed25519 key, as PEM without a password. Put it back from your backup, or move it away and run: "
        "distrib dkim new",
        path=file.path,
        least=LEAST_BITS,
    )
    raise SettingsError([mistake])


def _new(algorithm: Algorithm) -> PrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

    if algorithm is Algorithm.ED25519:
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=SAFE_RSA_BITS)


def _pem(private: PrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and never over another."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _key(file: KeyFile, private: PrivateKey) -> Key:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = private.public_key()
    if isinstance(private, Ed25519PrivateKey):
        data = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        algorithm, bits = Algorithm.ED25519, 256
        sign: Callable[[bytes], bytes] = private.sign
    else:
        data = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        algorithm, bits = Algorithm.RSA, private.key_size
        sign = _rsa(private)
    return Key(
        file,
        PublicKey(file.domain, file.selector, algorithm, bits, data),
        Signer(file.domain, file.selector, algorithm, sign),
    )


def _rsa(private: RSAPrivateKey) -> Callable[[bytes], bytes]:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
    from cryptography.hazmat.primitives.hashes import SHA256

    padding, digest = PKCS1v15(), Prehashed(SHA256())
    return lambda data: private.sign(data, padding, digest)
