"""A real Dask cluster: the same rows as local workers give, also when a worker is killed on the way.

The tests that kill workers come last: Dask does not start all of them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sayso.batch import Settings, code
from sayso.batch.engine import engine_of
from sayso.errors import DataError, EngineError
from sayso.ingest import report
from tests.batch.fakes import reader, write
from tests.batch.stores import rows, texts

dask: Any = import_module("dask")
distributed: Any = import_module("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    # any port that is free: the usual one may be taken
    made: dict[str, Any] = {
        "n_workers": 2,
        "threads_per_worker": 1,
        "processes": True,
        "dashboard_address": "127.0.0.1:0",
    }
    # one death fewer than by default until a report is to blame: each costs a new process
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), distributed.LocalCluster(**made) as cluster:
        yield str(cluster.scheduler_address)


def coded(reports: Path, out: Path, shard_size: int = 2, **how: Any) -> None:
    done = code([str(reports)], out, Settings(shard_size=shard_size, **how), reader=reader())
    assert not done.stopped


def test_a_cluster_says_what_it_has(address: str) -> None:
    engine = engine_of("dask", reader(), scheduler=address)
    try:
        assert engine.slots == 2
        assert engine.note() == ""
        one = [report("The army said so.", "2024-05-06", id="one")]
        promise = engine.submit(one)
        assert not engine.drop(promise)
        assert promise.result(timeout=60) == reader()(one)
    finally:
        engine.close()


def test_another_version_on_the_workers_is_told(address: str) -> None:
    engine = engine_of("dask", replace(reader(), version="0.0.1"), scheduler=address)
    try:
        with pytest.raises(DataError, match="install the same sayso everywhere"):
            engine.submit([report("The army said so.", id="one")]).result(timeout=60)
    finally:
        engine.close()


def test_the_same_rows_though_a_worker_is_killed(address: str, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    once = [f"The army said so. KILLER-ONCE:{mark} was there."]
    reports = write(tmp_path / "in.jsonl", 11, *once)
    coded(reports, tmp_path / "cluster.sayso", engine="dask", scheduler=address)
    assert mark.exists(), "a worker was killed"
    coded(reports, tmp_path / "local.sayso", workers=2)
    assert rows(tmp_path / "cluster.sayso") == rows(tmp_path / "local.sayso")
    assert texts(tmp_path / "cluster.sayso", "SELECT count(*) FROM reports") == [12]


def test_a_report_that_kills_every_worker_is_a_problem(address: str, tmp_path: Path) -> None:
    reports = write(tmp_path / "in.jsonl", 3, "The KILLER said so.")
    # alone in its shard: each death costs a new process, and how blame is found among several is tested elsewhere
    coded(reports, tmp_path / "cluster.sayso", 1, engine="dask", scheduler=address)
    coded(reports, tmp_path / "local.sayso", 1, workers=1)
    assert rows(tmp_path / "cluster.sayso") == rows(tmp_path / "local.sayso")
    told = texts(tmp_path / "cluster.sayso", "SELECT what FROM problems JOIN reports AS r USING (report)")
    assert "the process that read it died, and so did the one that tried again" in told


def test_a_cluster_without_workers_and_then_without_a_scheduler() -> None:
    with distributed.LocalCluster(n_workers=0, processes=True, dashboard_address="127.0.0.1:0") as cluster:
        engine = engine_of("dask", reader(), scheduler=cluster.scheduler_address)
        promise = engine.submit([report("The army said so.", id="one")])
        assert engine.slots == 1, "one is enough to begin with"
        assert engine.note().endswith("has no workers; waiting for some")
    try:
        with pytest.raises(EngineError, match=r"the Dask scheduler is gone; start it and give the same command again"):
            promise.result(timeout=60)
    finally:
        engine.close()


@pytest.mark.parametrize("nowhere", ["tcp://127.0.0.1:9", "no address at all"])
def test_no_scheduler_is_told(nowhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.batch import cluster  # noqa: PLC0415

    monkeypatch.setattr(cluster, "_ANSWERS_WITHIN", 0.5)
    with pytest.raises(EngineError, match=r"no Dask scheduler answers there .* start one with `dask scheduler`"):
        engine_of("dask", reader(), scheduler=nowhere)
