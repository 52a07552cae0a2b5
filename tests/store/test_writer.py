"""Loading shards: all or nothing, again and again, beside readers and other writers."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from sayso.errors import StoreError
from sayso.record import Row
from sayso.store import Store, Writer
from tests.store.records import claim, entity, record, voice

TABLES = (
    "runs shards reports makers sentences entities claims claim_parties dyads claim_counts ties tie_parties figures"
    " voices speakers times attributions attribution_spans mentions signals problems"
).split()


def full(id: str, country: str = "AZE", words: str = "arrested") -> Row:
    """A record with a row in every table."""
    made: Row = {"stage": "s", "by": "rule:r", "inputs": [], "score": None}
    said = [voice("asserts", "e1", cue=[0, 4]), voice("denies", "e2")]
    tie = {
        "id": "t1", "sentence": 1, "cue": [0, 4], "relation": "ally", "what": None, "time": None, "voices": said,
        "a": [{"entity": "e1", "span": [0, 4]}], "b": [{"entity": "e2", "span": None}], "made": made,
    }  # fmt: skip
    figure = {
        "id": "f1", "sentence": 1, "span": [0, 4], "value": "6", "unit": "people", "of": "men", "period": None,
        "voices": said, "made": made,
    }  # fmt: skip
    time = {"id": "w1", "span": [0, 4], "type": "DATE", "value": "2023", "begin": "2023-01-01", "end": "2023-12-31"}
    return record(
        id,
        f"Baku {words} six men.",
        entities=[entity("e1", "Azerbaijan", country), entity("e2", "Iran", "IRN")],
        claims=[claim("c1", actors=["e1"], recipients=["e2"], place="e1", counts={"arrested": "6"}, voices=said)],
        ties=[tie],
        figures=[figure],
        times=[time | {"grain": "year", "made": made}],
        attributions=[{"id": "a1", "source": [[0, 4]], "cue": [], "content": [[5, 9]], "made": made}],
        mentions=[{"id": "m1", "span": [0, 4], "label": "GPE", "entity": "e1", "made": made}],
        references=[{"id": "m2", "span": [5, 9], "label": "Pronoun", "entity": None, "made": made}],
        signals=[{"id": "s1", "made": made}],
        problems=[{"id": "p1", "what": "odd", "where": None, "advice": "look", "made": made}],
    )


def counts(path: Path) -> dict[str, int]:
    with Store(path) as store:
        return {table: store.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def found(path: Path, words: str) -> int:
    with Store(path) as store:
        sql = "SELECT count(*) FROM {0} WHERE {0} MATCH ?"
        sentences, reports = (
            store.rows(sql.format(index), [words])[0][0] for index in ("sentence_words", "report_words")
        )
        assert sentences == reports
        return int(sentences)


def whole(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for index in ("sentence_words", "report_words"):
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


def load(path: Path, shard: str, *records: Row, version: str = "1") -> None:
    with Writer(path) as writer:
        run = writer.begin_run(version=version, model="ab", settings={"a": 1})
        writer.load(shard, records, run=run)
        writer.finish_run(run, state="finished")


def test_a_report_coded_again_replaces_its_rows(path: Path) -> None:
    load(path, "one", full("r0"), full("r1"), full("r2"))
    before = counts(path)
    assert min(before.values()) > 0
    load(path, "two", full("r1", "GEO", "deported"), version="2")
    assert counts(path) == before | {"runs": 2, "shards": 2}
    assert (found(path, "arrested"), found(path, "deported")) == (2, 1)
    with Store(path) as store:
        assert [row["id"] for row in store.records()] == ["r0", "r1", "r2"]
        assert store.rows("SELECT run FROM reports ORDER BY report") == [(1,), (2,), (1,)]
        assert store.rows("SELECT actor FROM dyads ORDER BY actor") == [("AZE",), ("AZE",), ("GEO",)]
    whole(path)


def test_the_same_shard_twice_is_the_same_store(path: Path) -> None:
    load(path, "one", full("r0"), full("r1"))
    before = counts(path)
    load(path, "one", full("r0"), full("r1"))
    assert counts(path) == before | {"runs": 2}
    whole(path)


def test_a_report_without_anything_left_forgets_it_all(path: Path) -> None:
    load(path, "one", full("r0"))
    load(path, "one", record("r0", "Nothing."))
    emptied = {table for table, count in counts(path).items() if count == 0}
    assert emptied == set(TABLES) - {"runs", "shards", "reports", "makers", "sentences"}
    assert (found(path, "arrested"), found(path, "men")) == (0, 0)


def test_a_copy_may_become_a_report_and_the_other_way_round(path: Path) -> None:
    copy = {"id": "r1", "source": None, "published": None, "title": None, "text": "Baku arrested", "copy_of": "r0"}
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        writer.load("one", [full("r0")], [copy], run=run)
        writer.load("two", [full("r1")], run=run)
        with Store(path) as store:
            assert not list(store.copies())
        writer.load("three", [], [copy], run=run)
    with Store(path) as store:
        assert list(store.copies()) == [copy]
        assert [row["id"] for row in store.records()] == ["r0"]
    whole(path)


def test_trouble_on_the_way_leaves_nothing_of_the_shard(path: Path) -> None:
    def records() -> Iterator[Row]:
        yield full("r1", "GEO")
        yield full("r2")
        raise KeyboardInterrupt

    load(path, "one", full("r1"))
    before = counts(path)
    with Writer(path) as writer:
        run = writer.begin_run(version="2", model="ab", settings={})
        with pytest.raises(KeyboardInterrupt):
            writer.load("two", records(), run=run)
        assert not writer.loaded("two")
        assert counts(path) == before | {"runs": 2}
        writer.load("two", [full("r2")], run=run)
        assert writer.loaded("two")
    whole(path)


def test_a_run_that_was_broken_off_goes_on(path: Path) -> None:
    with Writer(path) as writer:
        first = writer.begin_run(version="1", model="ab", settings={"a": 1, "b": 2})
        assert writer.begin_run(version="1", model="ab", settings={"b": 2, "a": 1}) == first
        assert writer.begin_run(version="1", model="cd", settings={"a": 1, "b": 2}) != first
        writer.finish_run(first, state="stopped")
        assert writer.begin_run(version="1", model="ab", settings={"a": 1, "b": 2}) == first
        writer.finish_run(first, state="finished")
        assert writer.begin_run(version="1", model="ab", settings={"a": 1, "b": 2}) != first


def test_what_was_refused_is_a_problem_once(path: Path) -> None:
    refused = {"source": "a.jsonl, line 3", "what": "it is not JSON", "advice": "mend the line"}
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        writer.load("one", [], refused=[refused, refused | {"source": "half \ud800"}], run=run)
        writer.load("one", [], refused=[refused], run=run)
    with Store(path) as store:
        rows = store.table("SELECT source, what, advice FROM problems WHERE report IS NULL")
    assert rows == [refused, refused | {"source": "half \ufffd"}]


def test_readers_read_while_a_writer_writes(path: Path) -> None:
    load(path, "one", full("r0"))
    with Writer(path) as writer, Store(path) as reader:
        run = writer.begin_run(version="2", model="ab", settings={})

        def records() -> Iterator[Row]:
            yield full("r1")
            # the first one is written, and not to be seen before the last one is
            assert [row["id"] for row in reader.records()] == ["r0"]
            yield full("r2")

        with reader.snapshot():
            assert reader.rows("SELECT count(*) FROM reports") == [(1,)]
            writer.load("two", records(), run=run)
            assert reader.rows("SELECT count(*) FROM reports") == [(1,)]
        assert [row["id"] for row in reader.records()] == ["r0", "r1", "r2"]


def test_a_report_is_read_whole_though_it_is_replaced_meanwhile(path: Path) -> None:
    load(path, "one", *(full(f"r{n}") for n in range(250)))
    with Store(path) as reader:
        records = reader.records()
        first = next(records)
        load(path, "two", *(full(f"r{n}", "GEO") for n in range(250)), version="2")
        rest = list(records)
    assert first == full("r0")
    assert rest[:99] == [full(f"r{n}") for n in range(1, 100)]
    assert rest[99:] == [full(f"r{n}", "GEO") for n in range(100, 250)]


def test_two_writers_wait_for_each_other_and_then_say_so(path: Path) -> None:
    load(path, "one", full("r0"))
    with Writer(path) as one, Writer(path, patience=0.05) as other:
        run = one.begin_run(version="2", model="ab", settings={})

        def records() -> Iterator[Row]:
            yield full("r1")
            with pytest.raises(StoreError, match=r"x\.db: another sayso is writing to it; wait"):
                other.load("b", [full("r2")], run=run)

        one.load("a", records(), run=run)
        other.load("b", [full("r2")], run=run)
    assert counts(path)["reports"] == 3
    whole(path)


def test_a_full_disk_keeps_what_was_loaded(path: Path) -> None:
    load(path, "one", full("r0"))
    with Writer(path) as writer:
        run = writer.begin_run(version="2", model="ab", settings={})
        ((pages,),) = writer._connection.execute("PRAGMA page_count")
        writer._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match=r"x\.db: there is no room left on its disk; make room, then run the same"):
            writer.load("two", (full(f"r{n}") for n in range(1, 500)), run=run)
        assert not writer.loaded("two")
        writer._connection.execute("PRAGMA max_page_count = 1000000")
        writer.load("two", [full("r1")], run=run)
    assert counts(path)["reports"] == 2
    whole(path)


_KILLED = """
import sys
from sayso.store import Writer
from tests.store.test_writer import full
with Writer(sys.argv[1]) as writer:
    run = writer.begin_run(version="1", model="ab", settings={})
    print("begun", flush=True)
    for shard in range(1000):
        if not writer.loaded(str(shard)):
            writer.load(str(shard), [full(f"r{shard}.{n}") for n in range(5)], run=run)
            print(shard, flush=True)
"""


def test_killed_at_any_moment_a_store_is_whole(path: Path) -> None:
    """What was said to be loaded is there, shard by shard, nothing of any other; and the next run goes on."""
    draw = Random(5)
    done = 0
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", _KILLED, str(path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        assert process.stdout is not None
        lines = iter(process.stdout)
        next(lines)
        for _ in range(draw.randrange(1, 5)):
            said = int(next(lines))
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        process.wait()
        assert said >= done
        # first of all, with the log as the killed one left it
        with Store(path) as store:
            assert store.rows("SELECT count(*) FROM shards")[0][0] >= said + 1
        whole(path)
        with Store(path) as store:
            ((shards,),) = store.rows("SELECT count(*) FROM shards")
            assert store.rows("SELECT count(*) FROM reports") == [(5 * shards,)]
            assert store.rows("SELECT count(*) FROM runs") == [(1,)]
        assert shards >= said + 1
        done = shards


_NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-euc"]


def in_namespace(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a script of the shell where it may mount; skips the test, and says so, where the system forbids that."""
    try:
        subprocess.run([*_NAMESPACE, "mount -t tmpfs none /mnt"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system lets nobody mount a small disk to fill")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [*_NAMESPACE, script, "sh", sys.executable, *arguments],
        check=False, capture_output=True, text=True, env=environment,
    )  # fmt: skip


def test_a_real_disk_that_is_full(tmp_path: Path) -> None:
    done = in_namespace(
        'mount -t tmpfs -o size=1m none "$2"; "$1" -c "$3" "$2/x.db" || true; "$1" -c "$4" "$2/x.db"',
        str(tmp_path),
        _KILLED,
        "import sys\nfrom pathlib import Path\nfrom tests.store.test_writer import counts, whole\n"
        "whole(Path(sys.argv[1]))\nn = counts(Path(sys.argv[1]))\nprint('whole', n['reports'] == 5 * n['shards'] > 0)",
    )
    assert "there is no room left on its disk" in done.stderr
    assert done.stdout.splitlines()[-1] == "whole True"


def test_a_store_in_a_folder_that_cannot_be_written(path: Path) -> None:
    load(path, "one", full("r0"))
    done = in_namespace(
        'mount --bind "$2" "$2"; mount -o remount,ro,bind "$2"; "$1" -c "$3" "$2/x.db"; "$1" -c "$4" "$2/x.db" || true',
        str(path.parent),
        "import sys\nfrom sayso.store import Store\nprint(len(list(Store(sys.argv[1]).records())))",
        "import sys\nfrom sayso.store import Writer\nWriter(sys.argv[1])",
    )
    assert done.stdout == "1\n"
    assert "x.db: it cannot be written; make the file and its folder writable" in done.stderr
