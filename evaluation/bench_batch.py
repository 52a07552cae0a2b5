"""Speed and memory of ``sayso code``: files in to rows in a store, all processes, beside the bare encoder.

usage: python -m evaluation.bench_batch [--reports N] [--words N] [--model base|small] [--workers N]

Makes reports that are unlike one another (``evaluation.made_up``), codes them into a store, and says how many a second
that gave, which share that is of what as many processes reach that run nothing but the encoder's reading network, how
long the stretches of the run took, and how much memory all processes held. The bare encoder is measured before and
after in the same run, so that a machine that slows down slows both. Memory is read from ``/proc`` (proportional set
size: what several processes share is counted once) and is not measured where there is none.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from evaluation import made_up
from evaluation.bench import BATCH, LENGTH
from sayso.encoder import MODELS, Encoder

REPORTS = 5_000
STRETCHES = (0.2, 0.4, 0.8)
"""Shares of the reports after which the time is taken: 1,000, 2,000 and 4,000 of 5,000."""
ASKED_SPEED, ASKED_SHARE, ASKED_GROWTH = 12.0, 0.50, 0.05
_SAMPLE = 200
"""Reports whose word pieces are counted."""
_BARE_SECONDS = 10.0
_LOOK_EVERY = 0.25
_PROC = Path("/proc")

BARE = """
import sys, time
from sayso.encoder import Encoder
encoder = Encoder({model!r}, threads=1)
encoder.run_bare({batch}, {length})
print("ready", flush=True)
sys.stdin.readline()
pieces, began = 0, time.perf_counter()
while (passed := time.perf_counter() - began) < {seconds}:
    pieces += encoder.run_bare({batch}, {length})
print(pieces / passed)
"""


@dataclass(slots=True)
class Run:
    """What was seen of a run: seconds, and megabytes at some of them; how many reports were in the store when."""

    seconds: float = 0.0
    memory: list[tuple[float, float]] = field(default_factory=list)
    loaded: list[tuple[float, int]] = field(default_factory=list)

    def peak(self, begin: float, end: float) -> float:
        """The most megabytes between two shares of the run; 0 where none were measured."""
        return max((m for at, m in self.memory if begin * self.seconds <= at <= end * self.seconds), default=0.0)

    def when(self, reports: int) -> float:
        """Seconds after which that many reports were in the store."""
        return next((at for at, number in self.loaded if number >= reports), self.seconds)


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; gives 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.bench_batch", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many reports are coded")
    parser.add_argument("--words", type=int, default=made_up.WORDS, help="how many words each has at least")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help="the model that reads")
    parser.add_argument("--workers", type=int, default=2, help="processes that read")
    parser.add_argument("--bare-seconds", type=float, default=_BARE_SECONDS, help="how long the bare encoder is run")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        reports, store = Path(folder) / "reports.jsonl", Path(folder) / "bench.sayso"
        made_up.write(reports, told.reports, words=told.words)
        command = [
            sys.executable, "-m", "sayso", "code", str(reports), "-o", str(store),
            "--model", told.model, "--workers", str(told.workers),
        ]  # fmt: skip
        before = bare_speed(told.model, told.workers, told.bare_seconds)
        run = watched(command, store)
        after = bare_speed(told.model, told.workers, told.bare_seconds)
        size = sum(file.stat().st_size for file in Path(folder).glob("bench.sayso*"))
    print(f"processor          {processor()}")
    print(f"                   {told.workers} workers, model {told.model}")
    _print_speed(told.reports, pieces_a_report(told.model, told.reports, told.words), run, (before + after) / 2)
    _print_stretches(told.reports, run)
    _print_memory(run)
    print(f"store              {size / 1e6:8,.1f} MB, {size / told.reports / 1e3:.1f} kB a report")
    return 0


def bare_speed(model: str, processes: int, seconds: float) -> float:
    """Pieces a second that so many processes reach together that run the bare encoder, one thread each."""
    script = BARE.format(model=model, batch=BATCH, length=LENGTH, seconds=seconds)
    running = [
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    # none begins before all have loaded
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return sum(float(process.communicate()[0]) for process in running)


def watched(command: Sequence[str], store: Path) -> Run:
    """Runs the command to its end and looks now and then at what it holds and what it has loaded."""
    run, began = Run(), time.perf_counter()
    # a session of its own, by which its processes are found
    process = subprocess.Popen(command, start_new_session=True)
    while process.poll() is None:
        now = time.perf_counter() - began
        run.loaded.append((now, loaded(store)))
        if (held := megabytes(process.pid)) is not None:
            run.memory.append((now, held))
        time.sleep(_LOOK_EVERY)
    run.seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"the command ended with exit code {process.returncode}: {' '.join(command)}")
    return run


def loaded(store: Path) -> int:
    """How many reports are in a store that is being written."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(store))}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        # not there yet, or just being made
        return 0


def megabytes(session: int) -> float | None:
    """Memory of all processes of a session; None where the system does not tell."""
    if not (_PROC / "self" / "smaps_rollup").is_file():
        return None
    return sum(_held(process) for process in _PROC.glob("[0-9]*") if _session(process) == session) / 1024


def _session(process: Path) -> int | None:
    try:
        # the name in brackets may hold anything; what follows it does not
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    except (OSError, ValueError, IndexError):
        return None


def _held(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def pieces_a_report(model: str, reports: int, words: int) -> float:
    """Word pieces of a report, on average over some of them."""
    encoder = Encoder(model, threads=1)
    some = range(min(reports, _SAMPLE))
    return sum(encoder.count_pieces(made_up.report(n, words=words)["text"]) for n in some) / len(some)


def processor() -> str:
    """The name of the processor, as the system tells it."""
    try:
        lines = (_PROC / "cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _print_speed(reports: int, pieces: float, run: Run, bare: float) -> None:
    speed = reports / run.seconds
    share = speed * pieces / bare
    print(f"bare encoder       {bare:8,.0f} pieces/s ({BATCH} x {LENGTH}), {bare / pieces:,.1f} reports/s")
    print(f"coding             {speed:8.1f} reports/s of {pieces:,.0f} pieces (asked: {ASKED_SPEED:.0f})")
    print(f"                   {share:8.0%} of the bare encoder (asked: {ASKED_SHARE:.0%})")
    print(f"                   {run.seconds:8.1f} s for {reports:,} reports, start and end included")


def _print_stretches(reports: int, run: Run) -> None:
    last_reports, last_seconds = 0, 0.0
    for share in (*STRETCHES, 1.0):
        number = round(share * reports)
        seconds = run.seconds if share == 1 else run.when(number)
        a_thousand = 1000 * (seconds - last_seconds) / max(number - last_reports, 1)
        print(f"{number:6,} reports     {seconds:8.1f} s, {a_thousand:.1f} s a thousand since the line before")
        last_reports, last_seconds = number, seconds


def _print_memory(run: Run) -> None:
    first, second = run.peak(0, 0.5), run.peak(0.5, 1)
    if not first:
        print("memory             not measured: this system has no /proc/PID/smaps_rollup")
        return
    print(f"peak memory        {first:8,.0f} MB in the first half of the run, {second:,.0f} MB in the second")
    print(f"                   {second / first - 1:+8.1%} (asked: at most {ASKED_GROWTH:+.0%})")


if __name__ == "__main__":
    sys.exit(main())
