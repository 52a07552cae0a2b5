"""``schema.sql`` explains itself, opens in other programs, and is what the code takes it to be."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest

from sayso.store import Writer
from sayso.store.statements import script
from sayso.store.tables import TABLES
from tests.store.test_writer import full

SCHEMA = (resources.files("sayso.store") / "schema.sql").read_text(encoding="utf-8")
BODIES = re.findall(r"^CREATE TABLE (\w+) \(\n(.*?)^\)", SCHEMA, re.MULTILINE | re.DOTALL)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with Writer(tmp_path / "x.db") as writer:
        run = writer.begin_run(version="1", model="ab", settings={})
        writer.load("one", [full("r0"), full("r1")], run=run)
    with closing(sqlite3.connect(tmp_path / "x.db")) as opened:
        yield opened


def test_every_column_has_a_comment() -> None:
    assert len(BODIES) == len(TABLES) + 4
    for table, body in BODIES:
        for line in body.splitlines():
            if re.match(r" {4}[a-z]\w* +(INTEGER|TEXT|REAL|BLOB)\b", line):
                assert re.search(r" -- \S", line), f"{table}: {line.strip()}"


def test_every_table_and_view_has_a_heading() -> None:
    for created in re.finditer(r"(?m)^(.*)\nCREATE (TABLE|VIRTUAL TABLE|VIEW) (\w+)", SCHEMA):
        assert created[1].startswith("--"), created[3]


def test_rows_have_the_columns_of_their_tables(connection: sqlite3.Connection) -> None:
    for kind, table in TABLES.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        assert tuple(columns) == kind._fields


def test_columns_can_be_joined_in_any_statistics_program(connection: sqlite3.Connection) -> None:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    for name in names:
        for row in connection.execute(f"PRAGMA table_info({name})"):
            if not name.startswith(("sqlite_", "report_words_", "sentence_words_")):
                assert re.fullmatch(r"[a-z][a-z_]{0,31}", row[1]), f"{name}.{row[1]}"


def test_foreign_keys_lead_to_a_single_key(connection: sqlite3.Connection) -> None:
    """Datasette makes links of such ones."""
    seen = 0
    for table in TABLES.values():
        for row in connection.execute(f"PRAGMA foreign_key_list({table})"):
            target, column = row[2], row[4]
            keys = [r[1] for r in connection.execute(f"PRAGMA table_info({target})") if r[5]]
            assert keys == [column]
            seen += 1
    assert seen > 30


def test_datasette_finds_the_search_of_reports(connection: sqlite3.Connection) -> None:
    """It looks for this spelling, and passes over ``?_search=`` where it finds none."""
    like = '%VIRTUAL TABLE%USING FTS%content="reports"%'
    found = connection.execute("SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?", [like]).fetchall()
    assert found == [("report_words",)]


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        (
            "claims_readable",
            {
                "actors": "Azerbaijan", "recipients": "Iran", "place": "Azerbaijan", "counts": "arrested 6",
                "voices": "Azerbaijan asserts > Iran denies", "trigger_words": "Baku",
                "sentence": "Baku arrested six men.", "quad": 4, "score": -7.0, "day_first": "2023-04-06",
            },
        ),
        ("ties_readable", {"a": "Azerbaijan", "b": "Iran", "voices": "Azerbaijan asserts > Iran denies"}),
        ("figures_readable", {"value": "6", "of": "men", "voices": "Azerbaijan asserts > Iran denies"}),
        ("reports_readable", {"claims": 1, "ties": 1, "figures": 1, "problems": 1, "copies": 0, "copy_of": None}),
    ],
)  # fmt: skip
def test_views(connection: sqlite3.Connection, view: str, shown: dict[str, object]) -> None:
    connection.row_factory = sqlite3.Row
    first, second = connection.execute(f"SELECT * FROM {view}").fetchall()
    assert {key: first[key] for key in shown} == shown
    assert first["id"] == second["id"] or view == "reports_readable"


def test_scripts_are_cut_into_statements() -> None:
    statements = script("sayso.store", "schema")
    assert len(statements) == len(re.findall(r"^(CREATE|PRAGMA)", SCHEMA, re.MULTILINE))
