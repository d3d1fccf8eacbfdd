"""New files that a person names: whoever writes one leaves alone what is there, and says what went wrong alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from distrib.errors import UsageError
from distrib.services.new_files import new_file


def test_a_new_file_is_its_writers_alone(tmp_path: Path) -> None:
    """From its first byte on."""
    with new_file(tmp_path / "new.csv"):
        (tmp_path / "new.csv").write_text("kept")
    assert (tmp_path / "new.csv").stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    """And so it is said."""
    (tmp_path / "there.csv").write_text("mine")
    with (
        pytest.raises(UsageError, match=r"there\.csv exists already and was left as it is"),
        new_file(tmp_path / "there.csv"),
    ):
        pytest.fail("nobody writes into it")
    assert (tmp_path / "there.csv").read_text() == "mine"


def test_what_cannot_be_written_is_said_with_the_reason(tmp_path: Path) -> None:
    """A folder that is not there, as well as a disk that fills up meanwhile."""
    with (
        pytest.raises(UsageError, match=r"x\.csv could not be written: .*Check the folder"),
        new_file(tmp_path / "no" / "x.csv"),
    ):
        pytest.fail("nobody writes into it")
    with pytest.raises(UsageError, match=r"full\.csv could not be written: "), new_file(tmp_path / "full.csv"):
        raise OSError(28, "No space left on device")
