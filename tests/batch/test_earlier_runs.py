"""Copies of what earlier runs brought are found, and however a run is cut short the store is the same in the end."""

from __future__ import annotations

import json
import shutil
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from evaluation import made_up
from sayso.batch import Settings, Summary, code, run, sinks
from sayso.batch.reader import Part
from sayso.batch.shards import Shard, cut
from sayso.errors import OutputError
from sayso.ingest import Incoming
from sayso.model.text import Document
from sayso.store import Writer
from tests.batch.fakes import reader
from tests.batch.stores import rows, texts
from tests.batch.test_run import Here
from tests.store.records import record


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[Here]:
    """Reads without other processes; the engines that were made, one a run."""
    made: list[Here] = []

    def engine_of(name: str, read: object, **how: object) -> Here:
        made.append(Here(read))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(run, "engine_of", engine_of)
    return made


def _text(number: int, words: int = 70) -> str:
    return str(made_up.report(number, words=words)["text"])


def _write(path: Path, told: dict[str, str]) -> Path:
    """A file of reports, given as ids and texts."""
    path.write_text("".join(f"{json.dumps({'id': id, 'text': text})}\n" for id, text in told.items()))
    return path


def _code(out: Path, *inputs: Path, **how: object) -> Summary:
    settings = Settings(**{"published": "2024-05-06", "shard_size": 2, **how})  # type: ignore[arg-type]
    return code([str(path) for path in inputs], out, settings, reader=reader())


def _asked(engine: Here) -> list[str]:
    return [one.document.id for asked in engine.asked for one in asked]


def _copies(out: Path) -> dict[str, str]:
    ids, originals = (texts(out, f"SELECT {what} FROM reports WHERE copy_of NOT NULL") for what in ("id", "copy_of"))
    return dict(zip(ids, originals, strict=True))


A = {"a1": _text(1), "a2": _text(2), "a3": f"Again. {_text(1)}"}
B = {
    "b1": f"TBILISI (Agency) — {_text(2)}",
    "b2": _text(3),
    "b3": _text(1).upper(),
    "b4": _text(4),
    "b5": f"Headline. {_text(4)}",
}


def test_a_copy_of_what_an_earlier_run_brought_is_linked_and_not_read(tmp_path: Path, engines: list[Here]) -> None:
    out, a, b = tmp_path / "x.sayso", _write(tmp_path / "a.jsonl", A), _write(tmp_path / "b.jsonl", B)
    _code(out, a)
    done = _code(out, b)
    assert (done.reports, done.copies) == (2, 3)
    assert _asked(engines[1]) == ["b2", "b4"]
    assert _copies(out) == {"a3": "a1", "b1": "a2", "b3": "a1", "b5": "b4"}
    for inputs in ([b, a], [a, b]):
        _code(out, *inputs)
        assert _copies(out) == {"a3": "a1", "b1": "a2", "b3": "a1", "b5": "b4"}
        assert set(texts(out, "SELECT id FROM reports")) == {*A, *B}


def test_the_very_same_command_changes_nothing(tmp_path: Path, engines: list[Here]) -> None:
    out, a, b = tmp_path / "x.sayso", _write(tmp_path / "a.jsonl", A), _write(tmp_path / "b.jsonl", B)
    _code(out, a)
    _code(out, b)
    before = rows(out)
    for inputs in (b, a, b):
        done = _code(out, inputs)
        assert (done.reports, done.copies) == (0, 0)
    assert rows(out) == before


def test_again_decides_nothing_anew(tmp_path: Path, engines: list[Here]) -> None:
    out, a, b = tmp_path / "x.sayso", _write(tmp_path / "a.jsonl", A), _write(tmp_path / "b.jsonl", B)
    _code(out, a)
    _code(out, b)
    copies = _copies(out)
    _code(out, b, again=True)
    assert _asked(engines[-1]) == ["b2", "b4"]
    assert _copies(out) == copies


def test_an_update_under_the_same_id_is_read(tmp_path: Path, engines: list[Here]) -> None:
    out, a = tmp_path / "x.sayso", _write(tmp_path / "a.jsonl", A)
    _code(out, a)
    _code(out, _write(tmp_path / "b.jsonl", {"a2": f"Update. {_text(2)}", "b1": _text(2)}))
    assert _asked(engines[-1]) == ["a2"]
    assert _copies(out) == {"a3": "a1", "b1": "a2"}
    _code(out, _write(tmp_path / "c.jsonl", {"a1": _text(9), "c1": f"Copy. {_text(1)}", "c2": _text(9)}))
    assert _asked(engines[-1]) == ["a1", "c1"], "the text that c1 copies is gone when it comes"
    assert _copies(out) == {"a3": "a1", "b1": "a2", "c2": "a1"}
    _code(out, _write(tmp_path / "d.jsonl", {"a2": _text(8), "b1": _text(2)}))
    assert _asked(engines[-1]) == ["a2", "b1"], "what b1 was a copy of says something else now"


def test_a_file_has_no_earlier_reports(tmp_path: Path, engines: list[Here]) -> None:
    for inputs in (A, B):
        _code(tmp_path / "x.jsonl", _write(tmp_path / "in.jsonl", inputs))
    assert _asked(engines[1]) == ["b1", "b2", "b3", "b4"]


def _kinds(draw: Random) -> str:
    """A text, often like another one: the same, with a headline, cut, grown."""
    text = _text(draw.randrange(4), 80)
    middle = len(text) * 3 // 4
    return draw.choice(
        [
            text,
            f"Headline here. {text}",
            text[:middle],
            text + text[::-1][:middle],
            f"{text} More was not said.",
            "Short.",
        ]
    )


def _some(draw: Random, count: int) -> list[tuple[str, str]]:
    return [(f"r{id}", _kinds(draw)) for id in draw.sample(range(14), count)]


class _Full(OutputError):
    pass


def _cut_short(at: int, out: Path, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a run that ends before its shard of this number is in the store."""
    add, left = sinks._Store.add, at

    def full(self: sinks._Store, shard: Shard, part: Part) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise _Full("the disk is full")
        add(self, shard, part)

    with monkeypatch.context() as patch:
        patch.setattr(sinks._Store, "add", full)
        with pytest.raises(_Full):
            _code(out, given)


def test_cut_short_it_goes_on_where_it_was(
    tmp_path: Path, engines: list[Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, start = _write(tmp_path / "a.jsonl", A), _write(tmp_path / "b.jsonl", {**B, **A}), tmp_path / "start.sayso"
    _code(start, a)
    shutil.copy(start, tmp_path / "calm.sayso")
    _code(tmp_path / "calm.sayso", b)
    for at in range(4):
        out = tmp_path / f"{at}.sayso"
        shutil.copy(start, out)
        _cut_short(at, out, b, monkeypatch)
        _code(out, b)
        assert rows(out) == rows(tmp_path / "calm.sayso"), f"cut short at {at}"


def _load(store: Path, told: Iterable[tuple[str, str]], *, behind: int = 0, most: int = 99) -> int:
    """What a run does but for the reading: loads ``most`` shards, each only when others are cut; how many it loaded."""
    arrivals = [Incoming(Document(id, text)) for id, text in told]
    waiting: deque[Shard] = deque()
    loaded = 0
    with Writer(store) as writer:
        number = writer.begin_run(version="1", model="ab", settings={})

        def load(left: int) -> None:
            nonlocal loaded
            while len(waiting) > left and loaded < most:
                shard = waiting.popleft()
                read = [record(one.document.id, one.document.text) for one in shard.incoming]
                writer.load(shard.key, read, shard.copies, run=number)
                loaded += 1

        for shard in cut(arrivals, 2, "v1", earlier=writer.earlier()):
            if not writer.loaded(shard.key):
                waiting.append(shard)
            load(behind)
        load(0)
    return loaded


@pytest.mark.parametrize("seed", range(12))
def test_whenever_it_is_loaded_and_wherever_it_is_cut_short_the_store_is_the_same(seed: int, tmp_path: Path) -> None:
    draw, start = Random(seed), tmp_path / "start.sayso"
    for _ in range(2):
        _load(start, _some(draw, 6))
    last = _some(draw, 10)

    def made(at: int, behind: int) -> Path:
        out = tmp_path / f"{at}-{behind}.sayso"
        shutil.copy(start, out)
        _load(out, last, behind=behind, most=at)
        _load(out, last)
        return out

    calm = rows(made(99, 0))
    for at in (0, 2, 4, 99):
        for behind in (0, 3, 9):
            assert rows(made(at, behind)) == calm, f"{at} shards loaded, {behind} behind"
    assert _load(tmp_path / "99-0.sayso", last) == 0, "made again, it has nothing to do"
