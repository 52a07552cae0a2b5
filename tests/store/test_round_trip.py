"""What goes into a store comes out of it, to the letter."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import pipeline
from sayso.ingest import report
from sayso.record import Row
from sayso.stage import Tools
from sayso.store import Store, Writer
from tests.store.records import RECORDS, claim, entity, record

SCHEMA = json.loads((resources.files("sayso") / "data" / "record.schema.json").read_text(encoding="utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def written(path: Path, records: list[Row], copies: list[Row] | None = None) -> None:
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        writer.load("one", records, copies or [], run=run)


def read(path: Path) -> list[Row]:
    with Store(path) as store:
        assert store.rows("PRAGMA integrity_check") == [("ok",)]
        assert store.rows("PRAGMA foreign_key_check") == []
        return list(store.records())


def to_the_letter(row: Any) -> Any:
    """Equal only for values of the same types: 1, 1.0 and True are equal to Python."""
    if isinstance(row, dict):
        return {key: to_the_letter(value) for key, value in row.items()}
    return [to_the_letter(value) for value in row] if isinstance(row, list) else (type(row), row)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(RECORDS, max_size=2, unique_by=lambda row: row["id"]))
def test_any_record(tmp_path_factory: pytest.TempPathFactory, records: list[Row]) -> None:
    for row in records:
        CHECK.validate(row)
    path = tmp_path_factory.mktemp("store") / "x.db"
    written(path, records)
    assert to_the_letter(read(path)) == to_the_letter(records)


def test_readings_fit_the_tables(tmp_path: Path, fake_tools: Tools, example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    readings = [report(text, "2024-10-23", id="a"), report("Baku said 6 men left. " * 9, None, id="b")]
    records = [pipeline.read(r.document, r.problems, tools=fake_tools).to_dict() for r in readings]
    assert records[0]["claims"] and records[0]["figures"] and records[0]["attributions"]
    path = tmp_path / "x.db"
    written(path, records)
    assert to_the_letter(read(path)) == to_the_letter(records)
    with Store(path) as store:
        assert store.rows("SELECT id FROM reports WHERE exact IS NOT NULL") == []


@pytest.mark.parametrize(
    "change",
    [
        {"text": "half \ud800 a character"},
        {"text": "two \ud83d\ude00 halves, not one whole"},
        {"text": "NUL \x00 inside"},
        {"title": ""},
        {"id": "half \udc00"},
        {"new": {"key": [1, 2.0, None]}},
        {"sentences": [[0, 2**70]]},
        {"published": None, "source": None},
        {"entities": [entity("e1", "A"), entity("e1", "B")]},
        {"claims": [claim("c", actors=["nobody"])]},
        {"claims": [claim("c", sentence=99)]},
        {"claims": [claim("c", time={"span": None, "value": None})]},
        {"claims": [claim("c"), claim("c")]},
        {"sentences": []},
    ],
    ids=str,
)
def test_what_tables_cannot_hold_is_kept(tmp_path: Path, change: Row) -> None:
    given_record = record("r1") | change
    path = tmp_path / "x.db"
    written(path, [record("r0"), given_record, record("r2")])
    assert to_the_letter(read(path)) == to_the_letter([record("r0"), given_record, record("r2")])


def test_reports_whose_ids_look_alike_stay_apart(tmp_path: Path) -> None:
    records = [record("a\ud800"), record("a\udc00"), record("a\ufffd"), record("a\x00")]
    path = tmp_path / "x.db"
    written(path, records)
    assert read(path) == records
    with Store(path) as store:
        assert list(store.records(["a\udc00"])) == [records[1]]


def test_copies_come_back_too(tmp_path: Path) -> None:
    keys = ("id", "source", "published", "title", "text", "copy_of")
    copies = [dict(zip(keys, values, strict=True)) for values in (
        ("k1", None, "2023-04-07", "A title", "Baku arrested six men", "r1"),
        ("k2", "x\ud800", None, None, "half \ud800", "r1"),
    )]  # fmt: skip
    path = tmp_path / "x.db"
    written(path, [record("r1")], copies)
    with Store(path) as store:
        assert list(store.copies()) == copies
        assert list(store.records()) == [record("r1")]
