"""Files that are no store, or none of ours: one clear message each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import InputError, SaysoError, StoreError
from sayso.store import Store, Writer
from sayso.store.connect import APPLICATION, OLDEST, SCHEMA
from tests.store.records import record


def _other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()


def _version(number: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        Writer(path).close()
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {number}")
        connection.close()

    return make


def _damaged(path: Path) -> None:
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        writer.load("one", (record(f"r{n}", "Nothing at all. " * 100) for n in range(50)), run=run)
    data = bytearray(path.read_bytes())
    # all pages but the first, which says that it is a database and what is in it
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(data)


def _text(path: Path) -> None:
    path.write_text("Baku arrested six men.", encoding="utf-8")


BAD: list[tuple[Callable[[Path], object], str]] = [
    (Path.mkdir, r"x\.db: it is a folder, not a store; name the file"),
    (_text, r"x\.db: it is not a store of Sayso, or its beginning is damaged; name a file"),
    (_other_database, r"x\.db: it is a database of another program; name a store"),
    (
        _version(SCHEMA + 1),
        rf"x\.db: a newer Sayso wrote it \(schema {SCHEMA + 1}; this one knows {SCHEMA}\); run `pip",
    ),
    (
        _version(OLDEST - 1),
        rf"x\.db: an older Sayso wrote it \(schema {OLDEST - 1}.* code the reports into a new store",
    ),
    (_damaged, r"x\.db: it is damaged; code the reports into a new store, or save"),
]


@pytest.mark.parametrize(("make", "message"), BAD)
def test_reading(tmp_path: Path, make: Callable[[Path], object], message: str) -> None:
    make(tmp_path / "x.db")
    before = _content(tmp_path / "x.db")
    with pytest.raises(StoreError, match=message), Store(tmp_path / "x.db") as store:
        list(store.records())
    assert _content(tmp_path / "x.db") == before


@pytest.mark.parametrize(("make", "message"), BAD)
def test_writing_leaves_it_as_it_is(tmp_path: Path, make: Callable[[Path], object], message: str) -> None:
    make(tmp_path / "x.db")
    before = _content(tmp_path / "x.db")
    with pytest.raises(StoreError, match=message), Writer(tmp_path / "x.db") as writer:
        writer.load("one", [record("r0")], run=writer.begin_run(version="1", model="ab", settings={}))
    assert _content(tmp_path / "x.db") == before


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no such store; make one with `sayso code INPUT -o .*x\.db`"):
        Store(tmp_path / "x.db")
    with pytest.raises(InputError, match="there is no such store"):
        Writer(tmp_path / "x.db", create=False)
    with pytest.raises(StoreError, match=r"the folder .*none does not exist; make it"):
        Writer(tmp_path / "none" / "x.db")
    assert not list(tmp_path.iterdir())


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.touch()
    with pytest.raises(StoreError, match=r"there is nothing in it yet; fill it with `sayso code"):
        Store(path)
    with Writer(path) as writer:
        writer.load("one", [record("r0")], run=writer.begin_run(version="1", model="ab", settings={}))
    with Store(path) as store:
        assert list(store.records()) == [record("r0")]


def test_names_that_would_mean_something_in_an_address(tmp_path: Path) -> None:
    path = tmp_path / "a ? mode=ro & b%20#ü.db"
    with Writer(path) as writer:
        writer.load("one", [record("r0")], run=writer.begin_run(version="1", model="ab", settings={}))
    with Store(path) as store:
        assert list(store.records()) == [record("r0")]
    assert path.is_file()


def test_ids_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    copy = {"id": "k1", "source": None, "published": None, "title": None, "text": "x", "copy_of": "r0"}
    with Writer(path) as writer:
        writer.load("one", [record("r0")], [copy], run=writer.begin_run(version="1", model="ab", settings={}))
    with Store(path) as store:
        with pytest.raises(InputError, match="it has no report 'r9'"):
            list(store.records(["r0", "r9"]))
        with pytest.raises(InputError, match="report 'k1' is a near copy of 'r0'; ask for that one"):
            list(store.records(["k1"]))


def test_reading_makes_no_change(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Writer(path).close()
    with Store(path) as store, pytest.raises(SaysoError, match="it cannot be written"):
        store.rows("DELETE FROM reports")
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]
    assert APPLICATION.to_bytes(4, "big") == b"Says"
