"""From inputs to an output: whole, in order, the same however often and from however many pieces it is made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evaluation import made_up
from sayso.batch import Part, Reader, Settings, Summary, code, run, sinks
from sayso.batch.engine import WorkerDied
from sayso.batch.parts import Parts
from sayso.errors import InputError, OutputError, SaysoError, StoreError
from sayso.ingest import Incoming
from sayso.record import Row
from sayso.store import open_store
from tests.batch.fakes import reader, write
from tests.batch.stores import damage, rows, texts
from tests.test_record import CHECK


class Here:
    """An engine without processes: reads at once, the reports that wait last first."""

    slots = 2

    def __init__(self, read: Reader) -> None:
        self.read = read
        self.asked: list[Sequence[Incoming]] = []
        self.closed = False

    def submit(self, incoming: Sequence[Incoming]) -> Future[Part]:
        self.asked.append(incoming)
        promise: Future[Part] = Future()
        try:
            if any("KILLER" in one.document.text for one in incoming):
                raise WorkerDied
            promise.set_result(self.read(incoming))
        except (WorkerDied, SaysoError) as error:
            promise.set_exception(error)
        return promise

    def drop(self, promise: Future[Part]) -> bool:
        return promise.cancel()

    def note(self) -> str:
        return ""

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[Here]:
    """Reads without other processes; the engines that were made, one a run."""
    made: list[Here] = []

    def engine_of(name: str, read: Reader, **how: object) -> Here:
        made.append(Here(read))
        return made[-1]

    monkeypatch.setattr(run, "engine_of", engine_of)
    return made


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Seven made-up reports, a copy of the first, and a line that is no report."""
    path = write(tmp_path / "in.jsonl", 7, words=60)
    first = made_up.report(0, words=60)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**first, "id": "copy", "source": "elsewhere"}) + "\n{broken\n")
    return path


def coded(reports: Path | Sequence[str], out: Path, read: Reader | None = None, **how: object) -> Summary:
    inputs = [str(reports)] if isinstance(reports, Path) else reports
    return code(inputs, out, Settings(**{"shard_size": 3, **how}), reader=read or reader())  # type: ignore[arg-type]


def test_a_store_holds_what_came_in(reports: Path, tmp_path: Path, engines: list[Here]) -> None:
    out = tmp_path / "out.sayso"
    done = coded(reports, out)
    assert (done.reports, done.copies, done.refused, done.kept, done.stopped) == (7, 1, 1, 0, False)
    with open_store(out) as store:
        records = [record for record in store.records() if not record.get("copy_of")]
    assert [r["id"] for r in records] == [f"made-0-{n}" for n in range(7)]
    assert done.claims == sum(len(r["claims"]) for r in records)
    assert texts(out, "SELECT copy_of FROM reports WHERE id = 'copy'") == ["made-0-0"]
    assert texts(out, "SELECT source FROM problems WHERE report IS NULL") == [f"{reports}:9"]
    assert texts(out, "SELECT state FROM runs") == ["finished"]
    assert damage(out) == "ok"
    assert not out.with_name("out.sayso.parts").exists()
    assert engines[0].closed


def test_twice_changes_nothing_and_reads_nothing(reports: Path, tmp_path: Path, engines: list[Here]) -> None:
    out = tmp_path / "out.sayso"
    coded(reports, out)
    before = rows(out)
    done = coded(reports, out)
    assert rows(out) == before
    assert (done.reports, done.kept) == (0, 9)
    assert not engines[1].asked
    assert str(done).startswith("0 reports, 0 copies, 0 refused")
    assert str(done).endswith("9 were there already")


def test_again_reads_again_and_gives_the_same(reports: Path, tmp_path: Path, engines: list[Here]) -> None:
    out = tmp_path / "out.sayso"
    coded(reports, out)
    with open_store(out) as store:
        before = list(store.records())
    problems = texts(out, "SELECT count(*) FROM problems")
    done = coded(reports, out, again=True)
    assert (done.reports, done.kept) == (7, 0)
    assert sum(map(len, engines[1].asked)) == 7
    with open_store(out) as store:
        assert sorted(store.records(), key=str) == sorted(before, key=str)
    assert texts(out, "SELECT count(*) FROM problems") == problems


def test_another_model_reads_everything_anew(reports: Path, tmp_path: Path, engines: list[Here]) -> None:
    out = tmp_path / "out.sayso"
    coded(reports, out)

    def other(model: str) -> object:
        tools = reader().tools(model)
        return replace(tools, encoder=_Other())

    done = coded(reports, out, replace(reader(), digest="e" * 64, tools=other))  # type: ignore[arg-type]
    assert (done.reports, done.kept) == (7, 0)
    assert texts(out, "SELECT count(*) FROM reports") == [8]
    assert texts(out, "SELECT DISTINCT r.model FROM reports JOIN runs AS r USING (run)") == ["e" * 64]


class _Other(type(reader().tools("fake").encoder)):  # type: ignore[misc]
    digest = "e" * 64


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_files_hold_what_a_store_holds(name: str, reports: Path, tmp_path: Path, engines: list[Here]) -> None:
    out = tmp_path / name
    done = coded(reports, out)
    assert (done.reports, done.copies, done.refused) == (7, 1, 1)
    first = out.read_bytes()
    made = _records(out)
    coded(reports, tmp_path / "out.sayso")
    with open_store(tmp_path / "out.sayso") as store:
        kept = {r["id"]: r for r in store.records()}
    assert [r["id"] for r in made] == [*(f"made-0-{n}" for n in range(7)), "copy", f"{reports}:9"]
    for record in made[:7]:
        copy_of = record.pop("copy_of", None)
        assert copy_of is None
        assert record == kept[record["id"]]
        CHECK.validate(record)
    assert made[7]["copy_of"] == "made-0-0"
    assert made[7]["source"] == "elsewhere"
    (told,) = made[8]["problems"]
    assert told["what"].startswith(f"{reports}:9: no JSON")
    again = coded(reports, out)
    assert out.read_bytes() == first
    assert again.reports == 7
    assert not engines[2].asked, "parts stay beside a file, so that nothing need be read again"


def _records(path: Path) -> list[Row]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    from pyarrow import parquet  # noqa: PLC0415

    found = parquet.read_table(path).to_pylist()
    for record in found:
        record["published"] = record["published"] and record["published"].isoformat()
        for claim in record["claims"]:
            claim["counts"] = dict(claim["counts"])
    return list(found)


def test_parquet_has_days_and_no_half_characters(tmp_path: Path, engines: list[Here]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.parquet"
    source.write_text('{"id": "h", "published": "2024-05-06", "text": "The envoy \\ud83d\\u0020said so \\ud83d."}\n')
    coded(source, out)
    from pyarrow import parquet  # noqa: PLC0415

    (row,) = parquet.read_table(out).to_pylist()
    assert row["published"] == date(2024, 5, 6)
    assert row["text"] == "The envoy \ufffd said so \ufffd."


def test_a_killer_alone_is_to_blame(tmp_path: Path, engines: list[Here]) -> None:
    source = write(tmp_path / "in.jsonl", 4, "The KILLER said so.")
    done = coded(source, tmp_path / "out.sayso", shard_size=5)
    assert [len(asked) for asked in engines[0].asked] == [5, 1, 1, 1, 1, 1]
    assert done.reports == 5
    with open_store(tmp_path / "out.sayso") as store:
        records = list(store.records())
    assert [r["id"] for r in records] == [*(f"made-0-{n}" for n in range(4)), "extra-0"]
    assert all(r["sentences"] for r in records[:4])
    (told,) = records[4]["problems"]
    assert told["what"] == "the process that read it died, and so did the one that tried again"
    coded(write(tmp_path / "other.jsonl", 4), tmp_path / "other.sayso")
    with open_store(tmp_path / "other.sayso") as store:
        assert list(store.records()) == records[:4]


def test_a_bug_is_a_problem_of_its_report(tmp_path: Path, engines: list[Here]) -> None:
    done = coded(write(tmp_path / "in.jsonl", 2, "The BUG said so."), tmp_path / "out.sayso")
    assert (done.reports, done.problems >= 1) == (3, True)
    told = texts(
        tmp_path / "out.sayso", "SELECT what FROM problems JOIN reports AS r USING (report) WHERE r.id = 'extra-0'"
    )
    assert [t.partition(" (")[0] for t in told] == ["a bug stopped the reading: ZeroDivisionError: a bug on purpose"]


@pytest.mark.parametrize("name", ["out.sayso", "out.jsonl"])
def test_a_full_disk_loses_nothing(
    name: str, reports: Path, tmp_path: Path, engines: list[Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    put, number = Parts.write, 0

    def full(self: Parts, key: str, part: Part) -> None:
        nonlocal number
        number += 1
        if number == 2:
            raise OutputError("the disk is full")
        put(self, key, part)

    with monkeypatch.context() as patch:
        patch.setattr(Parts, "write", full)
        with pytest.raises(OutputError, match="the disk is full"):
            coded(reports, tmp_path / name)
    assert engines[0].closed
    assert (tmp_path / name).exists() == (name == "out.sayso"), "a file is there when it is whole"
    coded(reports, tmp_path / name)
    assert sum(map(len, engines[1].asked)) == 4, "the first shard need not be read again"
    coded(reports, tmp_path / f"calm-{name}")
    if name == "out.jsonl":
        assert (tmp_path / name).read_bytes() == (tmp_path / f"calm-{name}").read_bytes()
    else:
        assert rows(tmp_path / name) == rows(tmp_path / f"calm-{name}")


def test_trouble_with_the_store_is_raised_with_advice(reports: Path, tmp_path: Path, engines: list[Here]) -> None:
    out = tmp_path / "out.sayso"
    out.write_text("not a store, but a text that somebody needs")
    with pytest.raises(StoreError, match="not a store"):
        coded(reports, out)
    assert out.read_text() == "not a store, but a text that somebody needs"
    assert engines[0].closed
    assert not out.with_name("out.sayso.parts").exists()


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.gz", "X.CSV"])
def test_a_name_for_something_else_is_refused(name: str, reports: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"writes a store, \.jsonl or \.parquet"):
        coded(reports, tmp_path / name)
    with pytest.raises(OutputError, match="this is a folder; name a file in it"):
        coded(reports, tmp_path)


@pytest.mark.parametrize("given", [".", "in.jsonl", "*", "*.jsonl", "../*/*", "**/*", "in.jsonl.parts/*"])
def test_the_output_is_never_input(given: str, reports: Path, tmp_path: Path) -> None:
    before = reports.read_bytes()
    with pytest.raises(
        InputError, match=r"it would be read as part of the input .* name a place outside of it with -o"
    ):
        coded([str(tmp_path / given)], reports)
    assert reports.read_bytes() == before


def test_what_does_not_take_in_the_output_may_lie_beside_it(reports: Path, tmp_path: Path, engines: list[Here]) -> None:
    (tmp_path / "news").mkdir()
    reports.rename(tmp_path / "news" / "in.jsonl")
    for given in ("news", "news/*", "*.txt", "*/*.jsonl"):
        coded([str(tmp_path / given)], tmp_path / "out.sayso")


def test_nothing_at_all_is_not_a_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="shards of 0 reports"):
        coded([], tmp_path / "out.sayso", shard_size=0)


def test_parts_of_shards_that_are_no_more_are_swept(reports: Path, tmp_path: Path, engines: list[Here]) -> None:
    out = tmp_path / "out.jsonl"
    coded(reports, out)
    folder = out.with_name("out.jsonl.parts")
    assert len(list(folder.glob("*.part"))) == 3
    coded(reports, out, shard_size=20)
    assert len(list(folder.glob("*.part"))) == 1
    assert not list(folder.glob("*.tmp"))


def test_the_order_is_that_of_the_input_however_parts_come(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late(Here):
        """Answers when five shards wait, the last first."""

        def __init__(self, read: Reader) -> None:
            super().__init__(read)
            self.held: list[tuple[Future[Part], Future[Part]]] = []

        def submit(self, incoming: Sequence[Incoming]) -> Future[Part]:
            promise: Future[Part] = Future()
            self.held.append((promise, super().submit(incoming)))
            if len(self.held) == 7:
                for given, kept in reversed(self.held):
                    given.set_result(kept.result())
            return promise

    monkeypatch.setattr(run, "engine_of", lambda name, read, **how: Late(read))
    coded(reports, tmp_path / "late.jsonl", shard_size=1)
    monkeypatch.setattr(run, "engine_of", lambda name, read, **how: Here(read))
    coded(reports, tmp_path / "calm.jsonl", shard_size=1)
    assert (tmp_path / "late.jsonl").read_bytes() == (tmp_path / "calm.jsonl").read_bytes()


def test_sinks_know_their_files() -> None:
    assert {".jsonl"} < sinks.ROWS
    assert ".parquet" in sinks.COLUMNS
