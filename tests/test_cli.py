"""The command line: what it prints, what it refuses, how fast it helps."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.cli import cli, run
from sayso.stage import Tools
from tests.test_record import CHECK

DATE = "2024-10-23"


def test_help_is_quick_and_complete() -> None:
    before = sum(os.times()[2:4])
    for _ in range(3):
        done = subprocess.run([sys.executable, "-m", "sayso", "--help"], capture_output=True, text=True, check=True)
    # the time of the processor, which does not depend on what else the machine does
    took = (sum(os.times()[2:4]) - before) / 3
    assert all(name in done.stdout for name in cli.commands)
    assert took < 0.3


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("numpy", "onnxruntime", "rich", "trafilatura")
    code = f"import sys, sayso, sayso.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_read_prints_for_a_person(example: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(example), "--date", DATE]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert f"published {DATE}" in out
    assert "\x1b" not in out, "colour only on a terminal"


def test_read_prints_the_record(example: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(example), "--date", DATE, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    CHECK.validate(record)
    assert record["text"] == example.read_text(encoding="utf-8")
    assert record["published"] == DATE


def test_read_several_reports(tmp_path: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"id": i, "text": "The army said that it had attacked the town."} for i in "ab"]
    path.write_text("\n".join(map(json.dumps, [*rows, {"id": "c"}])), encoding="utf-8")
    assert run(["read", str(path), "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["id"] for r in records] == ["a", "b", "c"]
    assert records[2]["problems"][0]["advice"] == 'put the report under "text"'
    assert run(["read", str(path)]) == 0
    assert 'put the report under "text"' in capsys.readouterr().out


def test_read_writes_a_page(example: Path, tmp_path: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "page.html"
    assert run(["read", str(example), "--html", str(out)]) == 0
    assert capsys.readouterr().out == f"written to {out}\n"
    page = out.read_text(encoding="utf-8")
    article = re.search(r"<article[^>]*>(.*)</article>", page, re.DOTALL)
    assert article is not None
    assert _words(article[1]) == example.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=|https?://|@import|url\(", page), "it loads nothing"


def test_a_page_escapes_the_text(tmp_path: Path, fake: Tools) -> None:
    text = 'The envoy said <script>alert("x")</script> & that $title was \x00 there \ud800.'
    path, out = tmp_path / "a.jsonl", tmp_path / "page.html"
    path.write_text(json.dumps({"text": text, "title": "</title><script>"}), encoding="utf-8")
    assert run(["read", str(path), "--html", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert page.count("<script>") == 1
    article = re.search(r"<article[^>]*>(.*)</article>", page, re.DOTALL)
    assert article is not None
    assert _words(article[1]) == text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def test_a_page_shows_one_report(tmp_path: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "One was there."}\n{"text": "Two were there."}', encoding="utf-8")
    assert run(["read", str(path), "--html", str(tmp_path / "page.html")]) == 2
    assert "2 reports, but a page shows one" in capsys.readouterr().err


def test_a_page_that_cannot_be_written(example: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(example), "--html", "/no/such/folder/page.html"]) == 2
    assert "it cannot be written (No such file or directory); name a file" in capsys.readouterr().err


def test_why_follows_the_chain(example: Path, tmp_path: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    reading = sayso.read(example.read_text(encoding="utf-8"), DATE)
    record = tmp_path / "record.json"
    record.write_text(json.dumps(reading.to_dict()), encoding="utf-8")
    items = [item for layer in reading.layers.values() for item in layer]
    assert items
    for item in items[:: max(len(items) // 15, 1)]:
        assert run(["why", item.id, str(example), "--date", DATE]) == 0
        told = capsys.readouterr().out
        assert told.startswith(f"{item.id}  {type(item).__name__.lower()}: ")
        assert f"made by the stage {item.made.stage}: " in told
        if "#" in item.made.by:
            assert "row: " in told


def test_why_reads_a_record(example: Path, tmp_path: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    reading = sayso.read(example.read_text(encoding="utf-8"), DATE, id="mine")
    record = tmp_path / "record.json"
    record.write_text(json.dumps(reading.to_dict(), indent=1), encoding="utf-8")
    assert run(["why", reading.sentences[0].id, str(record)]) == 0
    assert capsys.readouterr().out.startswith(f'{reading.sentences[0].id}  sentence: number 1 "')


def test_why_not(example: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "c0000000000", str(example)]) == 2
    assert "it has no item c0000000000; `sayso read` prints the ids" in capsys.readouterr().err


def test_evaluate(tmp_path: Path, example: Path, fake: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    record = sayso.read(example.read_text(encoding="utf-8"), DATE).to_dict()
    gold.write_text(json.dumps(record), encoding="utf-8")
    assert run(["evaluate", str(gold)]) == 0
    again = capsys.readouterr().out
    assert run(["evaluate", str(gold), "--readings", str(gold)]) == 0
    assert capsys.readouterr().out == again
    assert run(["evaluate", str(gold), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert all(f["hits"] == f["gold"] for name, f in figures.items() if "span" in name)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["read"], "Missing argument 'FILE|URL|-'"),
        (["reed"], "No such command 'reed'"),
        (["read", "a.txt", "--jsn"], "No such option"),
        (["read", "a.txt"], "there is no such file"),
        (["evaluate", "no.jsonl"], "there is no such file"),
    ],
)
def test_errors_are_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sayso: error: ")
    assert message in err
    assert err.count("\n") == 1


def test_a_closed_pipe_is_no_error(example: Path) -> None:
    command = f"{sys.executable} -m sayso --help | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def _words(html: str) -> str:
    from html import unescape  # noqa: PLC0415

    return unescape(re.sub(r"</?span[^>]*>", "", html))
