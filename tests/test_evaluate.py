"""Figures of an evaluation: on small records of our own, and against the task's own scorer where that is at hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import EmptyText, InputError
from sayso.evaluation import Tally, evaluate, read_gold, read_with

Record = dict[str, Any]

TEXT = "Norland accused Sudmark of arming rebels. Sudmark denied it."
#       0       8       16      24 27     34


def record(**layers: Any) -> Record:
    return {"id": "r", "text": TEXT, "published": None, "entities": ENTITIES, **layers}


ENTITIES = [
    {"id": "N", "name": "Norland", "kind": "state", "country": "NRL", "sector": None, "what": None},
    {"id": "S", "name": "Sudmark", "kind": "state", "country": "SDM", "sector": None, "what": None},
    {"id": "R", "name": "the rebels", "kind": "armed-group", "country": None, "sector": "REB", "what": None},
]


def aid(**changes: Any) -> Record:
    claim = {
        "sentence": 1,
        "trigger": [27, 33],
        "type": "AID",
        "mode": None,
        "actors": [{"entity": "S", "span": [16, 23]}],
        "recipients": [{"entity": "R", "span": [34, 40]}],
        "place": None,
        "time": {"span": None, "value": "2023"},
        "mood": "happened",
        "counts": {},
        "voices": [{"entities": ["N"], "cue": [8, 15], "stance": "alleges"}],
    }
    return {**claim, **changes}


def score(gold: Record, found: Record) -> dict[str, tuple[int, int, int]]:
    table = evaluate([gold], {"r": found})
    return {name: (t.hits, t.found, t.gold) for name, t in table.items()}


WHOLE = "claim: whole (type, actors, recipients, mood, voices)"


def test_a_reading_like_the_gold_is_all_right() -> None:
    gold = record(claims=[aid()])
    assert set(score(gold, gold).values()) == {(1, 1, 1)}


def test_a_report_that_was_not_read_counts_as_read_with_nothing_found() -> None:
    table = evaluate([record(claims=[aid()], times=[{"span": [0, 3], "type": "DATE", "value": "2020"}])], {})
    assert table["claim: trigger"] == Tally(0, 0, 1)
    assert table["time: overlap"] == Tally(0, 0, 1)
    assert table["claim: trigger"].f1 == 0


def test_a_layer_that_the_gold_lacks_is_not_scored() -> None:
    assert not score(record(), record(claims=[aid()]))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"trigger": [0, 3]}, "claim: trigger"),
        ({"type": "COERCE"}, "claim: trigger, type"),
        ({"mode": "x"}, "claim: trigger, type, mode"),
        ({"actors": []}, "claim: actors (of claims right in type)"),
        ({"recipients": [{"entity": "R", "span": [0, 7]}]}, "claim: recipients (of claims right in type)"),
        ({"mood": "planned"}, "claim: mood (of trigger, type)"),
        ({"voices": []}, "claim: voices (of trigger, type)"),
        ({"time": None}, "claim: time value (where gold has one)"),
    ],
)
def test_each_part_of_a_claim_has_its_own_measure(changes: Record, wrong: str) -> None:
    figures = score(record(claims=[aid()]), record(claims=[aid(**changes)]))
    assert figures[wrong][0] == 0
    assert figures[WHOLE][0] == (
        1 if wrong in ("claim: trigger, type, mode", "claim: time value (where gold has one)") else 0
    )


def test_of_two_overlapping_triggers_the_one_right_in_type_is_paired() -> None:
    gold = record(claims=[aid()])
    found = record(claims=[aid(type="COERCE", trigger=[24, 33]), aid(trigger=[27, 40])])
    assert score(gold, found)["claim: trigger, type"] == (1, 2, 1)


@pytest.mark.parametrize(
    ("party", "right"),
    [
        ({"entity": "S", "span": None}, True),
        ({"entity": "N", "span": None}, False),
        ({"entity": "N", "span": [20, 30]}, True),
        ({"entity": "S", "span": [42, 49]}, False),
    ],
)
def test_a_party_is_right_by_its_words_or_without_words_by_its_entity(party: Record, right: bool) -> None:
    figures = score(record(claims=[aid()]), record(claims=[aid(actors=[party])]))
    assert figures["claim: actors (of claims right in type)"] == (int(right), 1, 1)


@pytest.mark.parametrize(
    ("name", "right"),
    [("Norland", False), ("The spokesman", False), ("Ana Ruiz", True), ("Ruiz", True), ("a Ruiz", True)],
)
def test_a_voice_is_right_where_one_name_holds_the_other(name: str, right: bool) -> None:
    gold = {**record(claims=[aid()]), "entities": [*ENTITIES[1:], person("N", "Ana Ruiz")]}
    found = {**record(claims=[aid()]), "entities": [*ENTITIES[1:], person("N", name)]}
    assert score(gold, found)["claim: voices (of trigger, type)"] == (int(right), 1, 1)


def person(name_id: str, name: str) -> Record:
    return {"id": name_id, "name": name, "kind": "person", "country": None, "sector": None, "what": None}


def test_a_voice_that_nobody_names_is_right_only_against_one_that_nobody_names() -> None:
    nobody = aid(voices=[{"entities": [], "cue": None, "stance": "asserts"}])
    assert score(record(claims=[nobody]), record(claims=[nobody]))[WHOLE] == (1, 1, 1)
    assert score(record(claims=[nobody]), record(claims=[aid()]))[WHOLE] == (0, 1, 1)


def test_pronouns_and_nominals_are_no_names() -> None:
    name = {"span": [0, 7], "label": "Location", "entity": "N"}
    found = record(mentions=[name, {**name, "span": [57, 59], "label": "Pronoun"}, {**name, "label": "Nominal"}])
    assert score(record(mentions=[name]), found) == {"mention: exact span, label": (1, 1, 1)}


def test_the_table_prints_text_and_json_with_the_same_measures() -> None:
    table = evaluate([record(claims=[aid()])], {"r": record(claims=[aid(), aid(trigger=[42, 49])])})
    figures = json.loads(table.to_json())
    assert figures["claim: trigger"] == {
        "precision": 0.5,
        "recall": 1.0,
        "f1": 0.6667,
        "hits": 1,
        "found": 2,
        "gold": 1,
    }
    lines = table.to_text().splitlines()
    assert [line[:54].rstrip() for line in lines] == list(figures)
    assert lines[0].endswith("P 0.500  R 1.000  F1 0.667  (1/2/1)")


def test_gold_is_read_plain_and_compressed(tmp_path: Path) -> None:
    line = json.dumps(record()) + "\n\n"
    (tmp_path / "g.jsonl").write_text(line)
    (tmp_path / "g.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    assert read_gold(tmp_path / "g.jsonl") == read_gold(str(tmp_path / "g.jsonl.gz")) == [record()]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.jsonl", b'{"id": "a"}\n{"id": \n', "line 2: not JSON"),
        ("g.jsonl", b'["a"]\n', "line 1: a report is a JSON object with an id"),
        ("g.jsonl", b'{"text": ""}\n', "line 1: a report is a JSON object with an id"),
        ("g.jsonl", b'{"id": "\xff"}\n', "not UTF-8 at byte 8"),
        ("g.jsonl.gz", b"no gzip", "cannot be read"),
        ("g.jsonl.gz", gzip.compress(b'{"id": "a"}' * 99)[:-12], "cannot be read"),
    ],
)
def test_broken_gold_is_an_input_error_that_names_the_place(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_gold(tmp_path / name)


def test_missing_gold_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_gold(tmp_path / "none.jsonl")


class Blank:
    """Stands in for a reading."""

    def to_dict(self) -> Record:
        return {"id": "another", "claims": []}


def test_gold_texts_are_read_with_their_date_and_refusals_are_noted() -> None:
    asked: list[tuple[str, str | None]] = []

    def read(text: str, published: str | None = None) -> Blank:
        asked.append((text, published))
        if not text:
            raise EmptyText("no text")
        return Blank()

    gold = [{"id": "a", "text": "x", "published": "2020-01-02"}, {"id": "b", "text": ""}]
    found = dict(read_with(read, gold))
    assert asked == [("x", "2020-01-02"), ("", None)]
    assert found == {"a": {"id": "another", "claims": []}, "b": {"problems": [{"what": "no text"}]}}
