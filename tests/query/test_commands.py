"""``sayso query``, ``sayso series``, ``sayso stats``: what they print, and what they say when they cannot."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sayso.cli import run
from tests.query.stores import arrests, load
from tests.store.records import claim, entity, record, voice

Run = Callable[..., str]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(load(tmp_path / "x.db", arrests()))


@pytest.fixture
def sayso(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "150")

    def call(*arguments: str, code: int = 0) -> str:
        assert run(arguments) == code
        out, err = capfd.readouterr()
        return err if code else out

    return call


def test_query_prints_a_table(sayso: Run, path: str) -> None:
    shown = sayso("query", path, "arrest* AND (Baku OR Azerbaijan)", "--type", "COERCE", "--actor", "AZE")
    assert "2023-04-05" in shown
    assert "Azerbaijan → COERCE-arrest → six men" in shown
    assert "happened · at Baku · arrested 6 · c1" in shown
    assert "Eli Cohen asserts" in shown
    assert "Azerbaijan arrested six men in Baku, Eli Cohen said." in shown
    assert shown.splitlines()[-1] == "1 claim"


def test_query_shows_voices_within_voices(sayso: Run, path: str) -> None:
    shown = sayso("query", path, "--voice", "IRN", "--stance", "denies")
    first, second = (line for line in shown.splitlines() if "Azerbaijan asserts" in line or "↳" in line)
    assert first.index("Azerbaijan asserts") == second.index("↳ Iran denies")


def test_query_says_how_many_more_there_are(sayso: Run, path: str) -> None:
    assert sayso("query", path, "--limit", "2", "--offset", "1").splitlines()[-1] == "2 to 3 of 4 claims"
    assert sayso("query", path, "--offset", "9").strip() == "There are only 4 claims like that."
    assert sayso("query", path, "--type", "PROTEST").strip() == "No claim is like that."


def test_query_writes_for_programs(sayso: Run, path: str, tmp_path: Path) -> None:
    rows = list(csv.DictReader(sayso("query", path, "--csv").splitlines()))
    assert [row["claim_id"] for row in rows] == ["c2", "c1", "c4", "c3"]
    records = [json.loads(line) for line in sayso("query", path, "--json", "--limit", "1").splitlines()]
    assert [row["voices"][1]["stance"] for row in records] == ["denies"]
    parquet = import_module("pyarrow.parquet")
    out = str(tmp_path / "x.parquet")
    assert sayso("query", path, "--parquet", out) == f"4 claims written to {out}\n"
    assert parquet.read_table(out).column("claim_id").to_pylist() == ["c2", "c1", "c4", "c3"]


def test_query_does_not_let_a_report_steer_the_terminal(sayso: Run, tmp_path: Path) -> None:
    text = "Bad \x1b[31mred\x07 \u202eturned [bold]x[/bold] :smile: arrests"
    who = [entity("A", "Bad\x1b[2J\x00name"), entity("B", "[red]B")]
    told = claim(
        "c\x1b", trigger=[len(text) - 7, len(text)], actors=["A"], recipients=["B"], voices=[voice("denies", "A")]
    )
    shown = sayso("query", str(load(tmp_path / "y.db", [record("r", text, entities=who, claims=[told])])))
    assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(shown)
    assert "Bad�[2J�name" in shown
    assert "[red]B" in shown
    assert ":smile:" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["arrest* AND (Baku"], "the question 'arrest* AND (Baku' cannot be understood at character 13: this bracket"),
        (["--type", "COERC"], "type 'COERC' is none; is COERCE meant?"),
        (["--since", "tomorrow"], "since 'tomorrow' is no date"),
        (["--csv", "--json"], "--csv, --json and --parquet cannot go together"),
        (["--parquet", "/nowhere/x.parquet"], "/nowhere/x.parquet: it cannot be written"),
        (["--limit", "-1"], "Invalid value for '--limit'"),
    ],
)
def test_query_says_what_is_wrong(sayso: Run, path: str, arguments: list[str], message: str) -> None:
    said = sayso("query", path, *arguments, code=2)
    assert said.startswith("sayso: error: ")
    assert message in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("command", ["query", "series", "stats"])
def test_a_store_that_is_none(sayso: Run, tmp_path: Path, command: str) -> None:
    assert "there is no such store" in sayso(command, str(tmp_path / "none.db"), code=2)
    (tmp_path / "text.db").write_text("no store", encoding="utf-8")
    assert "it is not a store of Sayso" in sayso(command, str(tmp_path / "text.db"), code=2)


def test_what_is_not_installed(sayso: Run, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyarrow", "pandas", "vl_convert"):
        monkeypatch.setitem(sys.modules, name, None)
    out = tmp_path / "x"
    said = sayso("query", path, "--parquet", f"{out}.parquet", code=2)
    assert "needs pyarrow, which is not installed; run `pip install 'sayso[parquet]'`" in said
    said = sayso("series", path, "--plot", f"{out}.svg", code=2)
    assert "needs vl-convert-python, which is not installed; run `pip install 'sayso[plot]'`" in said


def test_series_as_table_csv_and_json(sayso: Run, path: str) -> None:
    shown = sayso("series", path, "--by", "quarter")
    assert "2023-Q1   2023-01-01   2023-03-31   2        2       █" in shown
    rows = list(csv.DictReader(sayso("series", path, "--since", "2023-03", "--csv").splitlines()))
    assert [(row["period"], row["claims"], row["value"]) for row in rows] == [
        ("2023-03", "1", "1"),
        ("2023-04", "2", "2"),
    ]
    out = sayso("series", path, "--dyad", "USA<>IRN", "--measure", "score", "--json")
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "dyad": "USA<>IRN", "period": "2023-03", "first_day": "2023-03-01", "last_day": "2023-03-31", "claims": 1,
            "value": 2.5,
        }
    ]  # fmt: skip
    assert sayso("series", path, "--type", "PROTEST").strip() == "No claim is counted."
    assert sayso("series", path, "--type", "PROTEST", "--csv") == "period,first_day,last_day,claims,value\n"


def test_series_tells_what_is_not_counted(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["series", path, "--by", "day", "--csv"]) == 0
    out, err = capfd.readouterr()
    assert len(out.splitlines()) == 3
    assert "2 claims are not counted: the days that they may cover reach beyond one day" in err


def test_pictures(sayso: Run, path: str, tmp_path: Path) -> None:
    for ending in ("svg", "png", "html"):
        out = str(tmp_path / f"x.{ending}")
        assert sayso("series", path, "--dyad", "USA:IRN", "--dyad", "AZE:IRN", "--since", "2023", "--plot", out) == (
            f"written to {out}\n"
        )
    assert ElementTree.parse(tmp_path / "x.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "<td>AZE:IRN</td><td>2023-02</td><td>2023-02-01</td><td>2023-02-28</td><td>0</td><td>0</td>" in page
    spec = json.loads(page.partition('id="vega-lite">')[2].partition("</script>")[0])
    assert [row["value"] for row in spec["data"]["values"]] == [0, 0, 1, 0, 0, 0]
    # names of formats look like addresses; nothing that a browser would fetch may be among them
    assert not any(mark in page for mark in ("src=", "href=", "url(", "@import", "<script src"))


def test_pictures_that_cannot_be(sayso: Run, path: str, tmp_path: Path) -> None:
    assert "x.gif: its name must end in .svg, .png or .html" in sayso("series", path, "--plot", "x.gif", code=2)
    assert "it cannot be written" in sayso("series", path, "--plot", str(tmp_path / "none" / "x.svg"), code=2)
    out = str(tmp_path / "x.svg")
    assert "there is nothing to draw" in sayso("series", path, "--type", "PROTEST", "--plot", out, code=2)
    assert not Path(out).exists()


def test_stats(sayso: Run, path: str) -> None:
    shown = sayso("stats", path)
    assert "2 read, 0 near copies" in shown
    assert "4, 50% of them with a voice" in shown
    assert "paper  2" in shown
    assert json.loads(sayso("stats", path, "--json"))["types"][0] == ["AID", 1]
