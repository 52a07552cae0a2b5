"""What a store held before: planted copies of it are found, and nothing else."""

from __future__ import annotations

from pathlib import Path

from sayso.ingest.shingles import Shingled
from sayso.model.text import Document
from sayso.store import Writer
from tests.ingest.test_duplicates import _planted
from tests.store.records import record

LONG = " ".join(f"word{n}" for n in range(80))
COPY = {"id": "k\x00", "source": None, "published": None, "title": None, "text": "x", "copy_of": "r\x00"}


def _none(id: str) -> bool:
    return False


def test_planted_copies_are_found_and_nothing_else(tmp_path: Path) -> None:
    documents, planted = _planted(500, 150)
    with Writer(tmp_path / "x.db") as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        writer.load("one", (record(d.id, d.text) for d in documents[:500]), run=run)
        earlier = writer.earlier()
        assert earlier is not None
        found = {d.id: original for d in documents if (original := earlier.like(Shingled(d.text), _none))}
        assert {d.id: found.pop(d.id) for d in documents[:500]} == {d.id: d.id for d in documents[:500]}
        missed = planted.keys() - found.keys()
        assert len(missed) <= 2, missed
        assert {name: planted[name] for name in found} == found, "the right original, and no false one"
        others = [earlier.like(Shingled(d.text), {d.id}.__contains__) for d in documents[:50]]
        assert others == [None] * 50, "each passed over itself"


def test_the_same_words_go_before_words_that_are_much_the_same(tmp_path: Path) -> None:
    with Writer(tmp_path / "x.db") as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        records = [record("near", f"{LONG} more"), record("same", LONG.upper()), record("twin", LONG)]
        writer.load("one", [*records, record("short", "Baku said no."), record("none", "…")], run=run)
        earlier = writer.earlier()
        assert earlier is not None
        for text, original in ((LONG, "same"), (f"{LONG} new", "same"), ("Baku said NO", "short"), ("…", None)):
            assert earlier.like(Shingled(text), _none) == original, text
        assert earlier.like(Shingled(LONG), {"same", "twin"}.__contains__) == "near"
        assert earlier.like(Shingled("Baku said none."), _none) is None


def test_ids_and_texts_that_sqlite_cannot_hold(tmp_path: Path) -> None:
    with Writer(tmp_path / "x.db") as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        writer.load("one", [record("r\x00", f"{LONG} \ud800")], [COPY], run=run)
        earlier = writer.earlier()
        assert earlier is not None
        assert earlier.like(Shingled(f"{LONG} \ud800"), _none) == "r\x00"
        assert earlier.like(Shingled(LONG), {"r\x00"}.__contains__) is None
        first, second = earlier.decided(Document("r\x00", f"{LONG} \ud800")), earlier.decided(Document("k\x00", "x"))
        assert first is not None
        assert second is not None
        assert (first.copy_of, second.copy_of) == (None, "r\x00")
        assert earlier.decided(Document("k\x00", "y")) is None
        assert earlier.decided(Document("k", "x")) is None
