"""Made-up reports are English, long enough, no two alike, and the same each time."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from evaluation import made_up
from sayso.ingest import Duplicates, reports
from sayso.language import foreign
from sayso.lexicon import Lexicon
from sayso.model.text import Document


def test_they_are_all_different_to_the_program(tmp_path: Path) -> None:
    path = tmp_path / "made.jsonl"
    made_up.write(path, 300, words=120)
    found, originals = list(reports([str(path)])), Duplicates()
    assert len(found) == 300
    assert all(originals.original(item.document) is None for item in found)  # type: ignore[union-attr]


def test_they_are_long_enough_and_english() -> None:
    lexicon = Lexicon()
    for row in made_up.reports(20):
        assert made_up.WORDS <= len(row["text"].split()) < made_up.WORDS + 80
        assert not {"{", "}", "[", "|"} & set(row["text"])
        assert foreign(Document(row["id"], row["text"]), lexicon) is None


def test_the_same_number_gives_the_same_report() -> None:
    assert made_up.report(7) == made_up.report(7)
    assert made_up.report(7, seed=1)["text"] != made_up.report(7)["text"]


def test_every_alternative_can_be_told() -> None:
    """All symbols that the grammar names are there, however seldom they come up."""
    teller = made_up._Teller(Random(0), made_up._FIRST_DAY)
    for lines in made_up._grammar().values():
        for line in lines:
            for symbol, _ in made_up._SLOT.findall(line):
                if symbol:
                    assert teller.words(symbol)
    with pytest.raises(ValueError, match=r"made_up\.txt has nothing under 'nonsense'"):
        teller.words("nonsense")


def test_rows_are_json_lines(tmp_path: Path) -> None:
    made_up.write(tmp_path / "a.jsonl", 3, words=10)
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == list(made_up.reports(3, words=10))
