"""How far a run is: in words, on a terminal and in a log."""

from __future__ import annotations

import io
import re
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from sayso.batch import progress
from sayso.batch.arrivals import TOLD, count, told
from sayso.batch.progress import Progress, face
from sayso.batch.reader import part_of
from sayso.batch.shards import Shard
from sayso.batch.tally import Summary, Tally
from sayso.ingest import Incoming, Refused
from sayso.model.text import Document
from sayso.record import Row


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until it is set."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_rate_share_and_time_left(clock: list[float]) -> None:
    tally = Tally(kept=400)
    told = Progress(tally, 1000)
    assert str(told) == "400 reports of 1,000 (40%), 0.0 reports/s"
    clock[0] += 20
    tally.read = tally.reports = 100
    assert told.left == timedelta(seconds=100), "what was there before took no time and says nothing of the rate"
    assert str(told) == "500 reports of 1,000 (50%), 5.0 reports/s, 0:01:40 left"


def test_a_total_that_was_too_low_grows(clock: list[float]) -> None:
    told = Progress(Tally(reports=12, read=12), 10)
    clock[0] += 1
    assert str(told) == "12 reports of 12 (100%), 12.0 reports/s, 0:00:00 left"


def test_no_total_is_said(clock: list[float]) -> None:
    told = Progress(Tally(reports=3, read=3), None)
    clock[0] += 3
    assert str(told) == "3 reports, share not known, 1.0 reports/s"


def test_a_log_has_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.02)
    notes = ["no workers; waiting"]
    with face(Progress(Tally(reports=1), 4), lambda: notes.pop() if notes else "") as shown:
        shown.say("a.pdf: a PDF")
        until = time.monotonic() + 30
        while not (lines := capsys.readouterr().err) or "25%" not in lines:
            assert time.monotonic() < until
            time.sleep(0.1)
    assert re.fullmatch(r"\d\d:\d\d:\d\d 1 reports? of 4 \(25%\), 0\.0 reports/s", lines.splitlines()[-1])


def test_a_terminal_has_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "100")
    tally = Tally(reports=1)
    with face(Progress(tally, 4), str) as shown:
        shown.say("a.pdf: [bold] a PDF")
        tally.reports = 3
    drawn = terminal.getvalue()
    assert "a.pdf: [bold] a PDF\n" in drawn
    assert "3 reports of 4 (75%)" in drawn
    assert "━" in drawn


def test_a_tally_counts_what_is_loaded() -> None:
    tally = Tally()
    rows: list[Row] = [{"claims": [1, 2], "problems": [3]}, {"claims": [], "problems": []}]
    incoming = tuple(Incoming(Document(id, "Text.")) for id in "ab")
    tally.add(Shard("k", incoming, ({"id": "c"},), (Refused("x", "y", "z"),)), part_of(rows))
    assert tally.done == 4
    assert tally.summary(2.0, stopped=False) == Summary(2, 1, 1, 2, 1, 0, 2.0)
    assert str(tally.summary(2.0, stopped=False)) == (
        "2 reports, 1 copy, 1 refused, 2 claims, 1 problem in 2.0 s (1.0 reports/s)"
    )


def test_reports_are_counted_where_that_is_quick(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A report.\n\nOf three lines.")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n{"text": "c"}')
    assert count([str(tmp_path)]) == 4
    assert count([str(tmp_path / "*.jsonl"), str(tmp_path / "no.txt")]) == 4, "what is missing is one refusal"
    for unknown in ("-", "https://news.example/feed", str(tmp_path / "c.jsonl.gz")):
        Path(tmp_path / "c.jsonl.gz").touch()
        assert count([str(tmp_path / "a.txt"), unknown]) is None


def test_a_large_file_is_counted_by_its_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.batch import arrivals  # noqa: PLC0415

    monkeypatch.setattr(arrivals, "_LOOKED_AT", 1000)
    monkeypatch.setattr(arrivals, "_CHUNK", 100)
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{"x" * 36}"}}\n' * 500)
    assert count([str(path)]) == pytest.approx(500, rel=0.1)


def test_the_first_refusals_are_told() -> None:
    said: list[str] = []
    no = [Refused(f"{n}.pdf", "a PDF", "save it as text") for n in range(50)]
    assert list(told(no, said.append)) == no
    assert said[0] == "0.pdf: a PDF; save it as text"
    assert len(said) == TOLD + 1
    assert said[-1].startswith("further ones are not printed")
