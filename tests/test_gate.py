"""Floors go up, never down, and a figure below its floor closes the gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import gate
from evaluation.sets import SETS
from sayso.encoder import MODELS
from sayso.evaluation import Record, Table, Tally

GOLD = next(group for group in SETS if group.name == "gold-dev")


def table(hits: int) -> Table:
    return Table(dict.fromkeys(GOLD.goals, Tally(hits, 100, 100)))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Floors and figures in a folder of the test, and one set, of one report, half of it read right."""
    (tmp_path / "shared" / "gold").mkdir(parents=True)
    (tmp_path / "shared" / "gold" / "dev.jsonl").write_text('{"id": "a", "text": ""}\n')
    (tmp_path / "floors.json").write_text('{"base": {"sample": {}, "full": {}}}')

    def measure(self: object, records: list[Record], readings: dict[str, Record]) -> Table:
        return table(50)

    monkeypatch.setattr(gate, "SHARED", tmp_path / "shared")
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(gate, "MEASURED", tmp_path / "measured.json")
    monkeypatch.setattr(gate, "SETS", (GOLD,))
    monkeypatch.setattr("evaluation.sets.Set.readings", lambda self, records, model: {})
    monkeypatch.setattr("evaluation.sets.Set.records", lambda self, **how: [{"id": "a"}])
    monkeypatch.setattr("evaluation.sets.Set.measure", measure)
    return tmp_path


def floors(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = json.loads((folder / "floors.json").read_text())["base"]
    return found


def test_without_the_corpora_the_gate_says_so_and_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "SHARED", tmp_path / "shared")
    assert gate.main([]) == 0
    assert "is not here: nothing is measured" in capsys.readouterr().out


def test_figures_at_or_above_their_floors_pass(files: Path) -> None:
    (files / "floors.json").write_text(
        json.dumps({"base": {"sample": {GOLD.name: dict.fromkeys(GOLD.goals, 0.5)}, "full": {}}})
    )
    assert gate.main([]) == 0


def test_a_figure_below_its_floor_fails_and_is_named(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "floors.json").write_text('{"base": {"sample": {"gold-dev": {"figure: words": 0.501}}, "full": {}}}')
    assert gate.main([]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "BELOW" in line]
    assert line.split()[:2] == ["figure:", "words"]


def test_floors_are_raised_for_the_mode_that_was_measured(files: Path) -> None:
    assert gate.main(["--raise", "--full"]) == 0
    assert floors(files) == {"sample": {}, "full": {"gold-dev": dict.fromkeys(GOLD.goals, 0.49)}}


def test_no_floor_goes_down(files: Path) -> None:
    (files / "floors.json").write_text(
        '{"base": {"sample": {"gold-dev": {"figure: words": 0.7}, "gone": {"x": 0.1}}, "full": {}}}'
    )
    assert gate.main(["--raise"]) == 1
    after = floors(files)["sample"]
    assert after["gold-dev"]["figure: words"] == 0.7
    assert after["gold-dev"]["claim: trigger, type"] == 0.49
    assert after["gone"] == {"x": 0.1}


def test_written_figures_are_of_whole_sets(files: Path) -> None:
    with pytest.raises(SystemExit):
        gate.main(["--write"])
    gate.main(["--write", "--full"])
    assert json.loads((files / "measured.json").read_text())["base"]["gold-dev"]["figure: words"]["hits"] == 50


def test_the_floors_in_the_project_are_of_measures_that_count() -> None:
    goals = {group.name: set(group.goals) for group in SETS}
    floors = json.loads((Path(gate.__file__).parent / "floors.json").read_text())
    assert tuple(floors) == MODELS
    for mode in [mode for modes in floors.values() for mode in modes.values()]:
        for name, kept in mode.items():
            assert kept.keys() <= goals[name]
            assert all(0 <= floor <= 1 for floor in kept.values())
