"""``sayso code``: its options, what it prints, its exit codes, and one run with the real encoder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import sayso
from evaluation import made_up
from sayso import batch
from sayso.batch import Settings, Summary
from sayso.cli import run
from sayso.ingest import Net
from sayso.store import open_store
from tests.batch.fakes import write

DONE = Summary(5, 1, 0, 30, 2, 0, 2.5)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the command asks for; the last item, put there before, is the summary that it gets."""
    calls: list[Any] = [DONE]

    def code(*how: Any) -> Summary:
        done: Summary = calls.pop()
        calls.extend(how)
        return done

    monkeypatch.setattr(batch, "code", code)
    return calls


def test_options_reach_the_run(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    line = (
        "code a.txt news -o x.sayso --date 2024-05-06 --model small --engine dask --scheduler tcp://h:1 --shard-size 9"
        " --again --follow --feed-cache feeds.json --allow-private"
    )
    assert run(line.split()) == 0
    net = Net(follow=True, allow_private=True, cache=Path("feeds.json"))
    settings = Settings("small", "2024-05-06", "dask", None, "tcp://h:1", 9, again=True, net=net)
    assert asked == [("a.txt", "news"), Path("x.sayso"), settings]
    out, err = capsys.readouterr()
    assert out == "x.sayso: 5 reports, 1 copy, 0 refused, 30 claims, 2 problems in 2.5 s (2.0 reports/s)\n"
    assert err == ""


def test_without_options_the_best_model_and_all_cores(asked: list[Any]) -> None:
    assert run(["code", "a.txt", "-o", "x.sayso"]) == 0
    assert asked[2] == Settings()


def test_a_run_that_was_stopped(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    asked[:] = [replace(DONE, stopped=True)]
    assert run(["code", "a.txt", "-o", "x.sayso"]) == 130
    out, err = capsys.readouterr()
    assert out.startswith("x.sayso: 5 reports, ")
    assert err == "stopped; give the same command again to go on\n"


def test_no_reports_at_all(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    asked[:] = [Summary(0, 0, 3, 0, 0, 0, 0.1)]
    assert run(["code", "a.txt", "-o", "x.sayso"]) == 2
    assert "sayso: error: a.txt: there are no reports in it; check the names\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'INPUT...'"),
        (["a.txt"], "Missing option '-o'"),
        (["a.txt", "-o", "x.csv"], "writes a store, .jsonl or .parquet"),
        (["a.txt", "-o", "x.sayso", "--workers", "0"], "0 workers read nothing"),
        (["a.txt", "-o", "x.sayso", "--date", "soon"], "soon"),
        (["a.txt", "-o", "nowhere/x.sayso"], "nowhere/x.sayso: the folder nowhere does not exist; make it"),
    ],
)
def test_errors_are_one_line(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["code", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sayso: error: ")
    assert message in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir()), "a command that cannot be done leaves nothing behind"


def test_the_real_encoder_reads_the_same_as_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports, out = write(tmp_path / "in.jsonl", 3, words=40), tmp_path / "out.sayso"
    line = ["code", str(reports), "-o", str(out), "--model", "small", "--workers", "2", "--shard-size", "2"]
    assert run(line) == 0
    assert capsys.readouterr().out.startswith(f"{out}: 3 reports, 0 copies, 0 refused, ")
    with open_store(out) as store:
        made = list(store.records())
    assert made == [
        sayso.read(
            row["text"], row["published"], title=row["title"], source=row["source"], id=row["id"], model="small"
        ).to_dict()
        for row in made_up.reports(3, words=40)
    ]
