"""An export of chosen claims: what `sayso query` finds, and nothing that hangs on other claims."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sayso import cli
from sayso.errors import InputError, QueryError
from sayso.export import FORMATS, records, write
from sayso.query import Filter, open_store, wanted_records
from sayso.store import Writer
from tests.export import made_up
from tests.query.stores import drawn, load


def _bytes(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return load(tmp_path / "x.sayso", made_up.records())


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_what_it_would_be_without_the_other_claims(format: str, store: Path, tmp_path: Path) -> None:
    asked = Filter(type=("ASSAULT", "CONSULT"), actor="RUS")
    write(format, records(store, pytest.fail, asked), tmp_path / "one", voices="all", asked=asked)
    alone = made_up.border()
    alone["claims"] = [claim for claim in alone["claims"] if claim["id"] in ("c02", "c03", "c04", "c09")]
    assert [figure["id"] for figure in alone["figures"]] == ["f01"], "it stands in the sentence of c02"
    assert [tie["id"] for tie in alone["ties"]] == ["t01"], "it stands in the sentence of c09"
    write(format, [alone], tmp_path / "two", voices="all")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    first, second = ((tmp_path / f"{name}.notes.txt").read_text(encoding="utf-8") for name in ("one", "two"))
    told = [line for line in first.splitlines() if line not in second.splitlines()]
    assert len(told) == 1
    assert told[0].startswith(
        "filter: only the claims that `sayso query` finds with --type ASSAULT --type CONSULT --actor RUS; reports"
    )


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_found_is_an_empty_export(format: str, store: Path, tmp_path: Path) -> None:
    asked = Filter("nowhere")
    tally = write(format, records(store, pytest.fail, asked), tmp_path / "x", voices="all", asked=asked)
    assert (tally.reports, tally.claims, tally.rows) == (0, 0, 0)
    write(format, [], tmp_path / "y", voices="all")
    assert _bytes(tmp_path / "x") == _bytes(tmp_path / "y")


def test_ties_and_figures_go_with_their_sentences(store: Path) -> None:
    with open_store(store) as opened:
        (record,) = wanted_records(opened, Filter(mode="expel"))
        assert [[item["id"] for item in record[layer]] for layer in ("claims", "ties", "figures")] == [
            ["c10"], ["t01"], [],
        ]  # fmt: skip
        whole = next(opened.records([record["id"]]))
    layers = ("claims", "ties", "figures")
    assert {**record, **dict.fromkeys(layers)} == {**whole, **dict.fromkeys(layers)}


WANTED: list[dict[str, Any]] = [
    {"words": "arrest* AND Baku"},
    {"words": "Tehran", "within": "report"},
    {"type": "COERCE", "mode": "arrest"},
    {"mood": "planned", "quad": (1, 4)},
    {"actor": "AZE", "recipient": ("IRN", "Eli *")},
    {"party": "Rebels_1", "place": "*"},
    {"voice": ("paper", "ISR")},
    {"stance": "denies", "outermost": True},
    {"dyad": "AZE<>IRN"},
    {"since": "2023-01", "until": "2023-01-31", "on": "published"},
    {"max_score": -5, "min_probability": 0.5},
    {"report": ("r3", "r30")},
    {},
]


def test_whatever_is_asked_the_records_have_what_a_query_finds(tmp_path: Path) -> None:
    path = load(tmp_path / "x.sayso", drawn(Random(5), 80))
    with open_store(path) as opened:
        for wanted in WANTED:
            found = list(wanted_records(opened, Filter(**wanted)))
            claims = {(record["id"], claim["id"]) for record in found for claim in record["claims"]}
            assert claims == {(claim["report"], claim["id"]) for claim in opened.claims(**wanted)}
            assert claims
            ids = [record["id"] for record in found]
            assert ids == [record["id"] for record in opened.records() if record["id"] in ids], "in their order"
            assert all(record["claims"] for record in found)


def test_a_report_that_changes_meanwhile_gives_no_claim_that_was_not_asked_for(store: Path) -> None:
    changed, copied = made_up.border(), made_up.plain()
    changed["claims"] = changed["claims"][1:]
    with open_store(store) as opened:
        found = wanted_records(opened, Filter(type=("ACCUSE", "ASSAULT", "CONSULT")))
        with Writer(store) as writer:
            run = writer.begin_run(version="2", model="ab", settings={})
            first = next(found)
            assert [claim["id"] for claim in first["claims"]] == ["c01", "c02", "c03", "c04", "c08", "c09"]
            copy = {key: copied[key] for key in ("id", "source", "published", "title", "text")}
            writer.load("two", [changed], [{**copy, "copy_of": changed["id"]}], run=run)
        assert [claim["id"] for record in found for claim in record["claims"]] == ["c22"]
        found = wanted_records(opened, Filter(type=("ACCUSE", "ASSAULT", "CONSULT")))
        assert [claim["id"] for claim in next(found)["claims"]] == ["c02", "c03", "c04", "c08", "c09"]


def test_a_filter_as_a_command_line() -> None:
    assert Filter().options() == ""
    assert Filter(on="published", within="report").options() == "", "these say how others are meant"
    assert Filter("Baku", within="report", since="2023", on="published").options() == (
        "Baku --in report --since 2023-01-01 --on published"
    )
    assert Filter(quad=(1, 2), dyad="aze<>irn", min_score=-2.5, stance="denies", outermost=True).options() == (
        "--quad 1 --quad 2 --stance denies --outermost --dyad 'AZE<>IRN' --min-score -2.5"
    )


def test_the_command_has_the_options_of_a_query(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: object) -> tuple[int, str]:
        code = cli.run(["export", str(store), *map(str, arguments), "--format", "plover"])
        out, err = capfd.readouterr()
        return code, out if code == 0 else err

    code, out = run("abducted OR shelling", "--type", "ASSAULT", "--until", "2020", "-o", tmp_path / "x.jsonl")
    assert code == 0
    assert "1 written, from 1 claims of 1 reports" in out
    assert [json.loads(line)["id"] for line in (tmp_path / "x.jsonl").read_text().splitlines()] == ["c08"]
    notes = (tmp_path / "x.jsonl.notes.txt").read_text()
    assert "finds with 'abducted OR shelling' --type ASSAULT --until 2020-12-31; reports without" in notes
    for option, says in (("--type", "type 'X' is none"), ("--dyad", "dyad 'X' is none"), ("--since", "is no date")):
        code, err = run(option, "X", "-o", tmp_path / "none")
        assert (code, says in err) == (2, True), err
    code, err = run("(Baku", "-o", tmp_path / "none")
    assert (code, "this bracket is not closed" in err) == (2, True)
    assert not list(tmp_path.glob("*none*"))


def test_options_that_ask_nothing_change_nothing(store: Path, tmp_path: Path) -> None:
    for name, options in (("one", []), ("two", ["--on", "published", "--in", "report"])):
        assert cli.run(["export", str(store), "--format", "csv", "-o", str(tmp_path / name), *options]) == 0
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    assert _bytes(tmp_path / "one.notes.txt") == _bytes(tmp_path / "two.notes.txt")


def test_json_lines_cannot_be_asked(tmp_path: Path) -> None:
    lines = tmp_path / "x.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in made_up.records()), encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.jsonl: claims can be chosen in a store only.* leave out --type AID"):
        write("csv", records(lines, pytest.fail, Filter(type="AID")), tmp_path / "y")
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]


def test_a_question_that_cannot_be_understood_leaves_nothing(store: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="this quote mark is not closed"):
        write("csv", records(store, pytest.fail, Filter('"Baku')), tmp_path / "none")
    assert not list(tmp_path.glob("*none*"))
