"""Files and folders of mail: every message in them, and nothing changed."""

from __future__ import annotations

import io
import mailbox
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from return_samples import PLAIN_TEXT, delivered, failed

from distrib.errors import UnreadableText
from distrib.ingest.returns.mailboxes import messages, messages_in
from distrib.ingest.returns.reports import MOST_OCTETS, digest

SAMPLES = [failed(), delivered(), PLAIN_TEXT]


def digests(path: Path) -> list[str]:
    """Of every message in it."""
    return [digest(one.data) for one in messages(path)]


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Names, times and contents."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_one_message(tmp_path: Path) -> None:
    """As a mail program saves it."""
    path = tmp_path / "one.eml"
    path.write_bytes(SAMPLES[0])
    assert [(one.source, one.data) for one in messages(path)] == [("one.eml", SAMPLES[0])]


def test_an_mbox(tmp_path: Path) -> None:
    """Written by the standard library, with a line in it that begins as the next message would."""
    path = tmp_path / "returns"
    tricky = SAMPLES[0] + b"\r\n\r\nFrom the desk\r\n"
    box = mailbox.mbox(path)
    for sample in [tricky, *SAMPLES[1:]]:
        box.add(sample)
    box.close()
    before = everything(tmp_path)
    read = list(messages(path))
    assert [one.source for one in read] == [f"returns, message {number}" for number in (1, 2, 3)]
    assert [digest(one.data) for one in read][1:] == [digest(sample) for sample in SAMPLES[1:]]
    assert everything(tmp_path) == before


def test_a_line_that_begins_as_a_message_does_parts_nothing_without_an_empty_line_before_it() -> None:
    """RFC 4155; not every program quotes such lines."""
    data = b"From x\nTo: y\n\nhello\nFrom the desk\nFrom me\n\nFrom x\nTo: z\n"
    first, second = messages_in(io.BytesIO(data), "mbox")
    assert (first.data, second.data) == (b"To: y\n\nhello\nFrom the desk\nFrom me\n\n", b"To: z\n")


def test_a_maildir(tmp_path: Path) -> None:
    """What is new and what was seen; what is still being delivered is left."""
    box = mailbox.Maildir(tmp_path / "box")
    keys = [box.add(sample) for sample in SAMPLES]
    seen = box.get_message(keys[0])
    seen.set_subdir("cur")
    box[keys[0]] = seen
    (tmp_path / "box" / "tmp" / "half").write_bytes(b"To: x")
    (tmp_path / "box" / "cur" / ".hidden").write_bytes(b"To: x")
    before = everything(tmp_path)
    assert sorted(digests(tmp_path / "box")) == sorted(map(digest, SAMPLES))
    assert {one.source.split("/")[1] for one in messages(tmp_path / "box")} == {"new", "cur"}
    assert everything(tmp_path) == before


def test_what_is_no_mailbox_is_said(tmp_path: Path) -> None:
    """With what to name instead."""
    (tmp_path / "new").mkdir()
    with pytest.raises(UnreadableText, match="is no Maildir"):
        list(messages(tmp_path))
    with pytest.raises(UnreadableText, match="nowhere cannot be read: No such file"):
        list(messages(tmp_path / "nowhere"))


def test_a_file_that_is_empty_or_no_mail_is_no_message() -> None:
    """Neither counts as mail that names no delivery."""
    assert list(messages_in(io.BytesIO(b""), "nothing.eml")) == []
    with pytest.raises(UnreadableText, match=r"picture.png is no mail\."):
        list(messages_in(io.BytesIO(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "picture.png"))


def test_of_a_very_long_message_only_the_beginning_is_kept() -> None:
    """An mbox of any size is read in little memory."""
    long = b"From x\n" + b"To: y\n\n" + (b"z" * 79 + b"\n") * 30_000 + b"\nFrom x\nTo: z\n"
    first, second = messages_in(io.BytesIO(long), "mbox")
    assert MOST_OCTETS <= len(first.data) <= MOST_OCTETS + 65_536
    assert second.data == b"To: z\n"
    (only,) = messages_in(io.BytesIO(b"z" * 3 * MOST_OCTETS), "file")
    assert len(only.data) <= MOST_OCTETS + 65_536


@given(st.lists(st.sampled_from([b"From x\n", b"\n", b"\r\n", b"To: y\n", b"\xff"]), max_size=30).map(b"".join))
def test_every_line_belongs_to_one_message(data: bytes) -> None:
    """Only the lines that part messages are dropped."""
    read = b"".join(one.data for one in messages_in(io.BytesIO(data), "mbox"))
    assert read.replace(b"From x\n", b"") == data.replace(b"From x\n", b"")
