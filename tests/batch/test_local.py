"""Workers of our own: dead ones are replaced, and nobody else notices."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation import made_up
from sayso.batch import Part
from sayso.batch.engine import WorkerDied, cores, engine_of
from sayso.batch.local import Local
from sayso.errors import DataError, EngineError, InputError
from sayso.ingest import Incoming, report
from tests.batch.fakes import broken_tools, reader

REPORTS = [report(row["text"], row["published"], id=row["id"]) for row in made_up.reports(6, words=30)]


@pytest.fixture(scope="module")
def engine() -> Iterator[Local]:
    made = Local(reader(), 2)
    yield made
    made.close()


def test_parts_are_those_of_the_reader(engine: Local) -> None:
    promises = [engine.submit([one]) for one in REPORTS]
    assert [p.result(timeout=60) for p in promises] == [reader()([one]) for one in REPORTS]


def test_a_worker_that_dies_is_replaced_and_its_work_done_again(engine: Local, tmp_path: Path) -> None:
    once = report(f"The army said so. KILLER-ONCE:{tmp_path / 'mark'} was there.", id="once")
    promises: list[Future[Part]] = [engine.submit([once, REPORTS[0]]), *(engine.submit([one]) for one in REPORTS)]
    parts = [p.result(timeout=60) for p in promises]
    assert (tmp_path / "mark").exists(), "it did die"
    # the mark is there now, so that reading it here is safe
    assert parts == [reader()([once, REPORTS[0]]), *(reader()([one]) for one in REPORTS)]


def test_the_second_death_is_told(engine: Local) -> None:
    with pytest.raises(WorkerDied):
        engine.submit([report("The KILLER said so.", id="k")]).result(timeout=60)
    assert engine.submit(REPORTS[:1]).result(timeout=60) == reader()(REPORTS[:1])


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_that_cannot_start_are_no_fault_of_a_report(workers: int) -> None:
    broken = Local(replace(reader(), tools=broken_tools), workers)
    try:
        with pytest.raises(EngineError, match="a worker process ended while it started; try fewer --workers"):
            broken.submit(REPORTS[:1]).result(timeout=60)
    finally:
        broken.close()


def test_what_a_reader_raises_is_raised_here() -> None:
    other = Local(replace(reader(), version="0.0.1"), 1)
    try:
        with pytest.raises(DataError, match="install the same sayso everywhere"):
            other.submit(REPORTS[:1]).result(timeout=60)
    finally:
        other.close()


def test_closing_ends_all_processes_at_once() -> None:
    slow = Local(reader(), 1)
    first = slow.submit([report("It was SLOW.", id=f"s{n}") for n in range(1000)])
    second = slow.submit(REPORTS[:1])
    slow.submit(REPORTS[:1])
    assert slow.drop(second)
    while not slow._living:
        time.sleep(0.01)
    (worker,) = slow._living
    slow.close()
    assert worker.process.exitcode == -signal.SIGKILL
    with pytest.raises(EngineError):
        first.result(timeout=60)


def test_engines_are_named() -> None:
    assert cores() >= 1
    local = engine_of("local", reader(), workers=3)
    assert local.slots == 3
    assert local.note() == ""
    local.close()
    for how, told in (
        ({"name": "spark"}, "there are local and dask"),
        ({"name": "dask"}, "--engine dask needs --scheduler ADDR"),
        ({"name": "dask", "scheduler": "tcp://x:1", "workers": 2}, "--workers is for --engine local"),
        ({"name": "local", "scheduler": "tcp://x:1"}, "--scheduler goes with --engine dask"),
        ({"name": "local", "workers": 0}, "0 workers read nothing"),
    ):
        with pytest.raises(InputError, match=told):
            engine_of(reader=reader(), **how)


def test_a_report_is_sent_as_it_is(engine: Local) -> None:
    odd = Incoming(report("The envoy\x01 said \ud800 that he had left.", id="o").document)
    assert engine.submit([odd]).result(timeout=60) == reader()([odd])
