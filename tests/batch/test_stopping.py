"""Ctrl-C and SIGTERM: what is in hand is finished, loaded, and the same command goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.batch.fakes import write
from tests.batch.stores import damage, rows

SLOW = "It was a SLOW day."


def start(reports: Path, out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.batch.fakes", str(reports), str(out), "2"]
    pipe = subprocess.PIPE
    # a session of its own, so that the signals meant for its group do not reach us
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def loaded(store: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def wait_for(reports: int, store: Path, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 120
    while loaded(store) < reports:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("slow") / "in.jsonl", 0, *(f"{SLOW} Number {n} said so." for n in range(40)))


@pytest.fixture(scope="module")
def calm(slow: Path) -> Path:
    """The store of a run that nobody disturbed."""
    out = slow.with_name("calm.sayso")
    run = start(slow, out)
    assert run.communicate(timeout=300)[0].startswith("40 reports, ")
    assert run.returncode == 0
    return out


@pytest.mark.parametrize("sort", [signal.SIGINT, signal.SIGTERM])
def test_it_finishes_what_is_in_hand_and_goes_on(sort: signal.Signals, slow: Path, calm: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.sayso"
    run = start(slow, out)
    wait_for(4, out, run)
    # as a terminal does it: all processes of the group get it
    os.killpg(run.pid, sort)
    told, err = run.communicate(timeout=120)
    assert run.returncode == 130
    assert "finishing what is in hand; once more stops at once" in err
    assert "Traceback" not in err
    there = loaded(out)
    assert 4 <= there < 40
    assert told.startswith(f"{there} reports, ")
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("SELECT state FROM runs").fetchall() == [("stopped",)]
    assert damage(out) == "ok"
    on = start(slow, out)
    told, err = on.communicate(timeout=300)
    assert on.returncode == 0
    assert told.startswith(f"{40 - there} reports, ")
    assert told.rstrip().endswith(f"{there} were there already")
    assert rows(out) == rows(calm)


def test_the_second_one_stops_at_once(slow: Path, calm: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.sayso"
    run = start(slow, out)
    wait_for(2, out, run)
    os.killpg(run.pid, signal.SIGINT)
    assert run.stderr is not None
    while "once more" not in run.stderr.readline():
        pass
    os.killpg(run.pid, signal.SIGINT)
    run.communicate(timeout=60)
    assert run.returncode not in (0, None)
    assert damage(out) == "ok"
    assert start(slow, out).communicate(timeout=300)[1].count("Traceback") == 0
    assert rows(out) == rows(calm)


def test_workers_do_not_outlive_their_parent(slow: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.sayso"
    run = start(slow, out)
    wait_for(2, out, run)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=60)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            os.killpg(run.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a worker is still there a minute after its parent")
