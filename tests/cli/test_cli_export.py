"""Exports: formulas defused for a spreadsheet, and everything restored by a later import."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from cli_office import Cli
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.spreadsheet import defuse, restore
from distrib.ingest.formats.xlsx import read_sheet

HOSTILE = (
    "Name,Email,Other emails,Outlet,Outlet type,Outlet country,Role,Country,Languages,Time zone,Beats,Tags,Status\n"
    "=1+1|cmd,a@x.example,second@x.example,@SUM(A1),agency,FR,+33,TN,ar;fr,Africa/Tunis,-2;migration,=x,\n"
    "'=quoted,b@x.example,,'plain,,,,,,,,,opted out\n"
    'أحمد القاضي,c@x.example,,"Radio, ""Tunis""",radio,,#N/A,LY,ar,,,,\n'
)


def everything(cli: Cli) -> str:
    """The roster as it is kept, by dossier."""
    held = [cli.done("journalists", "export", "-", "all").out]
    return "".join(held)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_survives_the_way_out_and_back(cli: Cli, tmp_path: Path, ending: str) -> None:
    """Into an empty office, value for value, opt-outs included; imported where it came from, nothing changes."""
    cli.done("people", "import", cli.file("r.csv", HOSTILE), "--as", "journalists")
    before = everything(cli)
    file = str(tmp_path / f"out.{ending}")
    assert cli.done("journalists", "export", file).err == "3 written\n"
    again = cli.done("people", "import", file, "--as", "journalists")
    assert again.out == "0 added, 0 updated, 3 unchanged, 0 rejected\n"
    for email in ("a@x.example", "b@x.example", "c@x.example"):
        assert '"name"' in cli.done("journalists", "dossier", email).out
    cli.done("people", "undo", "1")
    assert cli.done("journalists", "find", "all", "--json").out == ""
    assert cli.done("people", "import", file, "--as", "journalists").out.startswith("3 added")
    assert everything(cli).replace("suppressed", "opted_out") == before


def test_no_cell_is_a_formula(cli: Cli, tmp_path: Path) -> None:
    """In CSV and in a workbook, whatever stood in the list."""
    cli.done("people", "import", cli.file("r.csv", HOSTILE), "--as", "journalists")
    printed = cli.done("journalists", "export", "-", "all").out
    cli.done("journalists", "export", str(tmp_path / "out.xlsx"), "all")
    sheet = read_sheet((tmp_path / "out.xlsx").read_bytes(), "out.xlsx")
    for rows in (list(csv.reader(io.StringIO(printed))), [list(cells) for _, cells in sheet.rows]):
        cells = [cell for row in rows for cell in row]
        assert "'=1+1|cmd" in cells
        assert "'=quoted" in cells
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_file_is_never_overwritten(cli: Cli, tmp_path: Path) -> None:
    """And its name has to say what it is to be."""
    there = tmp_path / "there.csv"
    there.write_text("mine")
    assert "exists already" in cli("journalists", "export", str(there)).err
    assert "neither .csv nor .xlsx" in cli("journalists", "export", str(tmp_path / "x.doc")).err
    assert "could not be written" in cli("journalists", "export", str(tmp_path / "no" / "x.csv")).err
    assert there.read_text() == "mine"
    cli.done("journalists", "export", str(tmp_path / "new.csv"))
    assert (tmp_path / "new.csv").stat().st_mode & 0o777 == 0o600


@given(st.text() | st.text(alphabet="'=+-@ a"))
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    """Whatever it holds, and nothing that leaves is a formula."""
    assert restore(defuse(text)) == text
    assert not defuse(text).startswith(("=", "+", "-", "@", "\t", "\r"))
