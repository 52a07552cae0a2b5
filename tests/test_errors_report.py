"""The report of errors names what differs, in words, and counts what breaks claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import errors

TEXT = "Norland accused Sudmark of arming rebels. Police arrested two men."

ENTITIES = [
    {"id": "N", "name": "Norland", "kind": "state", "country": "NRL"},
    {"id": "S", "name": "Sudmark", "kind": "state", "country": "SDM"},
    {"id": "R", "name": "the rebels", "kind": "armed-group", "country": None},
]


def claim(**changes: Any) -> dict[str, Any]:
    return {
        "sentence": 1,
        "trigger": [27, 33],
        "type": "AID",
        "mode": None,
        "actors": [{"entity": "S", "span": [16, 23]}],
        "recipients": [{"entity": "R", "span": [34, 40]}],
        "mood": "happened",
        "voices": [{"entities": ["N"], "cue": [8, 15], "stance": "alleges"}],
        **changes,
    }


ARREST = claim(sentence=2, trigger=[49, 57], type="COERCE", actors=[], recipients=[], voices=[])
TIE = {
    "sentence": 1,
    "cue": [8, 15],
    "relation": "enemy",
    "a": [{"entity": "N", "span": [0, 7]}],
    "b": [],
    "voices": [],
}


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    gold = {"id": "r", "text": TEXT, "sentences": [[0, 41], [42, 66]], "entities": ENTITIES}
    gold["claims"] = [claim(), ARREST]
    gold["ties"] = [TIE]
    spurious = claim(trigger=[8, 15], type="ACCUSE", voices=[])
    wrong = claim(mood="planned", actors=[{"entity": "N", "span": [0, 7]}], voices=[])
    found = {**gold, "claims": [spurious, wrong], "ties": [{**TIE, "a": []}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    (tmp_path / "found.jsonl").write_text(json.dumps(found))
    return str(tmp_path / "gold.jsonl"), str(tmp_path / "found.jsonl")


def test_missed_spurious_and_wrong_claims_stand_under_their_sentences(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert errors.main([*files]) == 0
    printed = capsys.readouterr().out
    assert "[1] Norland accused Sudmark of arming rebels." in printed
    assert "~ wrong claim AID 'arming': mood, actors, voices" in printed
    assert "actors: SDM 'Sudmark' > NRL 'Norland'" in printed
    assert "voices: NRL > the paper" in printed
    assert "+ spurious claim ACCUSE 'accused' Sudmark > rebels happened" in printed
    assert "- missed claim COERCE 'arrested' - > - happened" in printed
    assert "a: NRL 'Norland' > nobody" in printed


def test_the_summary_counts_what_breaks_claims(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    errors.main([*files, "--summary"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["mood", "1", "0"] in lines
    assert ["a", "1", "1"] in lines
    assert ["mood:", "happened", ">", "planned", "1"] in lines
    assert ["voices:", "one", "voice", ">", "the", "paper", "1"] in lines
    assert not any("Norland" in line for line in lines)


def test_one_report_can_be_chosen(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    errors.main([*files, "--report", "another"])
    assert "== r" not in capsys.readouterr().out
