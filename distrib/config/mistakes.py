"""How a mistake in the settings is said: where it stands and what to write instead. Must never quote a secret."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from distrib.core.phrase import Joined, Said, phrased

CONFIG_FILE = "config.toml"
SECRETS_FILE = "secrets.toml"


def at(place: str, what: Said, *, file: str = CONFIG_FILE) -> Said:
    """Such as `config.toml [office] zone: ...`; without a place it is of the whole file."""
    return phrased("{place}: {what}", place=f"{file} {place}".strip(), what=what)


def no_table(section: str) -> Said:
    """Something else stands where a section should."""
    return at("", phrased("write [{section}] on a line of its own and its settings below.", section=section))


def no_setting(section: str, key: str, known: Sequence[str]) -> Said:
    """A key that the section does not have."""
    return at(f"[{section}]", phrased("there is no setting `{key}`{meant}", key=key, meant=meant(key, known)))


def no_number(place: str, least: int, most: int) -> Said:
    """It has to lie between these."""
    return at(place, phrased("write a number from {least} to {most}.", least=least, most=most))


def no_text(place: str, *, file: str = CONFIG_FILE) -> Said:
    """It is a number, a list or a switch."""
    return at(place, phrased("write {form}.", form=phrased("text in quotes")), file=file)


def no_file(place: str, path: str) -> Said:
    """The setting names one."""
    return at(place, phrased("there is no file {path}.", path=path))


def check_certificates(place: str, path: str | None, mistakes: list[Said]) -> None:
    """A file of certificates that is named is there and can be used."""
    if path is None:
        return
    if not Path(path).is_file():
        mistakes.append(no_file(place, path))
        return
    import ssl  # takes a while to load, and few name such a file

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except (OSError, ValueError):
        wanted = phrased("{path} holds no certificates that can be read; write a file in PEM.", path=path)
        mistakes.append(at(place, wanted))


def one_of(words: Sequence[str]) -> Joined:
    """Two or more that may be written."""
    return Joined(tuple(map(repr, words)), phrased(" or "))


MOST_KNOWN = 20
"""Names that are told in one sentence; of more nobody reads on."""


def meant(word: str, known: Sequence[str]) -> Said:
    """What a mistyped word may have been meant to be, or all there is where that is few; it ends the sentence."""
    close = get_close_matches(word, known, n=1)
    if close:
        return phrased("; did you mean `{word}`?", word=close[0])
    is_few = 0 < len(known) <= MOST_KNOWN
    return phrased(" (known: {words}).", words=", ".join(sorted(known))) if is_few else phrased(".")
