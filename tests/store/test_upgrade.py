"""A store that an older Sayso wrote: read as it is, and brought up to date by whoever writes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sayso.store import Store, Writer
from sayso.store.connect import OLDEST, SCHEMA
from tests.store.records import record
from tests.store.test_writer import full

COPY = {"id": "k", "source": None, "published": None, "title": None, "text": "Baku arrested six men!", "copy_of": "r0"}
LONG = " ".join(f"word{n}" for n in range(80))


def _filled(path: Path) -> Path:
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        records = [full("r0"), record("r1", "…"), record("r\x00", f"{LONG} \x00"), record("r3", LONG[::-1])]
        writer.load("one", records, [COPY], run=run)
    return path


def _older(path: Path) -> Path:
    with closing(sqlite3.connect(_filled(path))) as connection:
        connection.executescript("DROP TABLE copy_marks; PRAGMA user_version = 1")
    return path


def _all(path: Path) -> dict[str, Any]:
    """What is in a store, but for what SQLite counts for itself and the times of the run."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [name for kind, name, _ in made if kind == "table" and name not in ("sqlite_stat1", "runs")]
        held = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}
        version = connection.execute("PRAGMA user_version").fetchone()
        return {"made": {row for row in made if row[1] != "sqlite_stat1"}, "version": version, **held}


def test_it_is_read_as_it_is(tmp_path: Path) -> None:
    path = _older(tmp_path / "x.db")
    with Store(path) as store:
        assert [row["id"] for row in store.records()] == ["r0", "r1", "r\x00", "r3"]
        assert store.rows("PRAGMA user_version") == [(OLDEST,)]


def test_whoever_writes_it_makes_it_the_same_as_a_new_one(tmp_path: Path) -> None:
    new, old = _filled(tmp_path / "new.db"), _older(tmp_path / "old.db")
    assert _all(new) != _all(old)
    Writer(old).close()
    after = _all(old)
    assert after == _all(new), "to the letter, the comments of the schema too"
    assert after["version"] == (SCHEMA,)
    assert len(after["copy_marks"]) == 1 + 21 + 21, "a short text, and two long ones"
    Writer(old).close()
    assert _all(old) == after


def test_marks_go_and_come_with_their_reports(tmp_path: Path) -> None:
    path = _filled(tmp_path / "x.db")
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        before = _all(path)["copy_marks"]
        writer.load("two", [record("r3", "Short now.")], [{**COPY, "id": "r\x00", "copy_of": "r3"}], run=run)
        assert len(_all(path)["copy_marks"]) == 1 + 1
        writer.load("three", [record("r\x00", f"{LONG} \x00"), record("r3", LONG[::-1])], run=run)
    assert _all(path)["copy_marks"] == before
