"""The bench of ``sayso code`` runs, and measures what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation import bench_batch
from evaluation.bench_batch import Run


def test_a_small_bench_prints_every_figure(capfd: pytest.CaptureFixture[str]) -> None:
    line = "--reports 4 --words 40 --model small --workers 2 --bare-seconds 0.2"
    assert bench_batch.main(line.split()) == 0
    out = capfd.readouterr().out
    for figure in (
        r"^processor +\S",
        r"2 workers, model small",
        r"^bare encoder +[1-9][\d,]* pieces/s \(8 x 128\), [\d,.]+ reports/s$",
        r"^coding +\d+\.\d reports/s of \d+ pieces \(asked: 12\)$",
        r"^ +\d+% of the bare encoder \(asked: 50%\)$",
        r"^ +\d+\.\d s for 4 reports, start and end included$",
        r"^ +3 reports +\d+\.\d s, \d+\.\d s a thousand since the line before$",
        r"^store +\d+\.\d MB, \d+\.\d kB a report$",
        r"4 reports, 0 copies, 0 refused, \d+ claims, \d+ problems? in",
    ):
        assert re.search(figure, out, re.MULTILINE), figure
    if Path("/proc/self/smaps_rollup").is_file():
        assert re.search(
            r"^peak memory +[1-9][\d,]* MB in the first half of the run, [1-9][\d,]* MB", out, re.MULTILINE
        )


def test_halves_and_stretches() -> None:
    run = Run(10.0, [(1, 5.0), (4, 7.0), (6, 6.0), (9.5, 9.0)], [(1, 0), (3, 32), (5, 64), (9, 96)])
    assert (run.peak(0, 0.5), run.peak(0.5, 1)) == (7.0, 9.0)
    assert (run.when(32), run.when(33), run.when(97)) == (3, 5, 10.0)
    assert Run(1.0).peak(0, 1) == 0


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").is_file(), reason="memory is told by /proc, which is not here")
def test_memory_is_that_of_a_whole_session() -> None:
    hold = "x = bytearray(60_000_000); import subprocess, sys; "
    child = "y = bytearray(60_000_000); print('ready', flush=True); input()"
    command = [sys.executable, "-c", f"{hold}subprocess.run([sys.executable, '-c', {child!r}])"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        held = bench_batch.megabytes(process.pid)
        process.stdin.write("\n")
    assert held is not None
    assert 110 < held < 250
    assert bench_batch.megabytes(os.getpid() + 10_000_000) == 0


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="the command ended with exit code 3"):
        bench_batch.watched([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "no.sayso")
