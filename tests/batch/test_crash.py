"""A small ``make crash``: killed at random moments, the store is whole and nothing is missing in the end."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random

import pytest

from evaluation import crash
from tests.batch.stores import rows


def command(reports: Path, store: Path) -> list[str]:
    return [sys.executable, "-m", "tests.batch.fakes", str(reports), str(store), "4"]


def test_kills_do_not_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert crash.crash(command, tmp_path, reports=16, kills=3, draw=Random(3)) == 0
    told = capsys.readouterr().out
    assert len(re.findall(r"^kill +\d after .*: (?:ok|no store yet), \d+ reports there$", told, re.MULTILINE)) == 3
    assert re.search(r"rows in \d+ tables: the same; integrity: ok", told)
    assert len(rows(tmp_path / "shaken.sayso")["reports"]) == 16


def test_a_difference_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def moody(reports: Path, store: Path) -> list[str]:
        """Reads something else into the store that is to be compared."""
        if store.name == "shaken.sayso":
            reports = reports.with_name("one.jsonl")
        return command(reports, store)

    assert crash.crash(moody, tmp_path, reports=8, kills=1, draw=Random(0)) == 1
    assert re.search(r"different in .*reports.*; integrity: ok", capsys.readouterr().out)
