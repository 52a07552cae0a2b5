"""Kills ``sayso code`` at random moments; what is in the store afterwards must not show it.

usage: python -m evaluation.crash [--kills N] [--reports N] [--model base|small] [--workers N] [--seed N]

Codes made-up reports into one store without disturbance, and into another while all its processes are killed (kill -9)
again and again at random moments, the same command being given after each. After every kill the store must be sound
(``PRAGMA integrity_check``); in the end both must hold the same rows in all tables but that of runs. Exit code 1 where
it is not so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from evaluation import made_up

Command = Callable[[Path, Path], list[str]]
"""Gives the command that codes a file of reports into a store."""

WORDS = 60
SHARD = 4
"""Small shards, so that there are many moments at which something may break."""
NONE = "no store yet"
_APART = frozenset({"runs", "sqlite_stat1", "sqlite_stat4"})
"""Tables that tell of the runs or are SQLite's own notes on its indexes."""


def main(arguments: list[str] | None = None) -> int:
    """Kills and compares; gives 0 where the stores are the same."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.crash", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20, help="how often it is killed")
    parser.add_argument("--reports", type=int, default=240, help="how many short reports are coded")
    parser.add_argument("--model", default="small", help="the model that reads")
    parser.add_argument("--workers", type=int, default=2, help="processes that read")
    parser.add_argument("--seed", type=int, default=0, help="of the moments")
    told = parser.parse_args(arguments)

    def command(reports: Path, store: Path) -> list[str]:
        return [
            sys.executable, "-m", "sayso", "code", str(reports), "-o", str(store), "--model", told.model,
            "--workers", str(told.workers), "--shard-size", str(SHARD),
        ]  # fmt: skip

    with tempfile.TemporaryDirectory() as folder:
        return crash(command, Path(folder), told.reports, told.kills, Random(told.seed))


def crash(command: Command, folder: Path, reports: int, kills: int, draw: Random) -> int:
    """Does what is told above with the command that codes a file of reports into a store, both in ``folder``.

    A run that ends before it is killed is compared too, and the next one begins with a new store, so that every kill
    meets a run at work.
    """
    some, one = folder / "reports.jsonl", folder / "one.jsonl"
    made_up.write(some, reports, words=WORDS)
    made_up.write(one, 1, words=WORDS)
    calm, shaken = folder / "calm.sayso", folder / "shaken.sayso"
    start = _seconds(command(one, folder / "one.sayso"))
    work = max(_seconds(command(some, calm)) - start, 0.0)
    longest = start + 2 * work / kills
    killed = 0
    while killed < kills:
        wait = draw.uniform(0, longest)
        if not _killed_after(command(some, shaken), wait):
            if compared(calm, shaken):
                return 1
            _remove(shaken)
            continue
        killed += 1
        state = integrity(shaken)
        there = len(rows(shaken)["reports"]) if state == "ok" else 0
        print(f"kill {killed:2} after {wait:5.2f} s: {state}, {there} reports there")
        if state not in ("ok", NONE):
            return 1
    subprocess.run(command(some, shaken), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return compared(calm, shaken)


def compared(calm: Path, shaken: Path) -> int:
    """Compares two stores; 0 where they hold the same rows and the second one is sound."""
    first, second, state = rows(calm), rows(shaken), integrity(shaken)
    differ = [table for table in sorted(first.keys() | second.keys()) if first.get(table) != second.get(table)]
    found = f"different in {', '.join(differ)}" if differ else "the same"
    print(f"{sum(map(len, first.values())):,} rows in {len(first)} tables: {found}; integrity: {state}")
    return 1 if differ or state != "ok" else 0


def rows(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, in an order of their own, but those that tell of the runs."""
    with closing(sqlite3.connect(store)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: sorted(connection.execute(f'SELECT * FROM "{table}"'), key=repr)
            for table in tables
            if table not in _APART
        }


def integrity(store: Path) -> str:
    """What SQLite finds wrong with a store: ``ok`` where nothing is."""
    if not store.exists():
        return NONE
    with closing(sqlite3.connect(store)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'reports'").fetchone():
            return NONE
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def _remove(store: Path) -> None:
    """Removes a store, its log and its parts."""
    for file in store.parent.glob(f"{store.name}*"):
        if file.is_dir():
            shutil.rmtree(file)
        else:
            file.unlink()


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def _killed_after(command: Sequence[str], seconds: float) -> bool:
    """Starts the command and kills it with all its processes; False where it had ended before."""
    # a session of its own, and with it a group of processes that can be killed as one
    run = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        run.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
