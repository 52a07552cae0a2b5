"""The record: its schema, and that it says what the reading says."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sayso
from sayso.model.codes import MODES, EventType, Kind, Mood, Relation, Stance
from sayso.model.codes import SECTORS as CODES
from sayso.model.items import At, Attribution, Claim, Entity, Figure, Made, Party, Tie, Voice
from sayso.model.text import Document, Span
from sayso.reading import Reading
from sayso.stage import Tools

SCHEMA = json.loads((resources.files("sayso") / "data" / "record.schema.json").read_text(encoding="utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)
MADE = Made("test", "rule:test", ("x1",), 0.123456)


def _reading() -> Reading:
    text = "Baku said Iran sent 6 men, an ally, last week."
    at = {
        w: Span(text.index(w), text.index(w) + len(w))
        for w in ("Baku", "said", "Iran", "sent", "6", "ally", "last week")
    }
    baku = Entity("e1", "Azerbaijan", Kind.STATE, MADE, "AZE", "GOV", None)
    voices = (Voice(("e1",), at["said"], Stance.ASSERTS),)
    claim = Claim(
        "c1", 1, at["sent"], EventType.MOBILIZE, "troops", (Party("e2", at["Iran"]),), (Party("e1"),), Party("e1"),
        At(at["last week"], "2023-W13"), Mood.HAPPENED, {"troops": "6"}, voices, MADE,
    )  # fmt: skip
    tie = Tie("t1", 1, at["ally"], Relation.ALLY, None, (Party("e2"),), (Party("e1"),), None, (), MADE)
    figure = Figure("f1", 1, at["6"], "6", "people", "men", None, voices, MADE)
    said = Attribution("a1", (at["Baku"],), (at["said"],), (), MADE)
    return Reading(Document("r1", text)).plus([baku, claim, tie, figure, said])


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_all_codes() -> None:
    defined = SCHEMA["$defs"]
    assert set(defined["type"]["enum"]) == set(EventType)
    assert set(defined["mode"]["enum"]) == {m for modes in MODES.values() for m in modes} | {None}
    assert set(defined["mood"]["enum"]) == set(Mood)
    assert set(defined["stance"]["enum"]) == set(Stance)
    assert set(defined["relation"]["enum"]) == set(Relation)
    assert set(defined["kind"]["enum"]) == set(Kind)
    assert set(defined["sector"]["enum"]) == CODES | {None}


def test_every_layer_is_written() -> None:
    row = _reading().to_dict()
    CHECK.validate(row)
    claim = row["claims"][0]
    assert claim["actors"] == [{"entity": "e2", "span": [10, 14]}]
    assert claim["recipients"] == [{"entity": "e1", "span": None}]
    assert claim["time"] == {"span": [36, 45], "value": "2023-W13"}
    assert claim["voices"] == [{"entities": ["e1"], "cue": [5, 9], "stance": "asserts"}]
    assert claim["made"] == {"stage": "test", "by": "rule:test", "inputs": ["x1"], "score": 0.1235}
    assert row["ties"][0]["relation"] == "ally"
    assert row["attributions"][0]["cue"] == [[5, 9]]
    assert row["published"] is None


def test_it_is_plain_json() -> None:
    row = _reading().to_dict()
    assert json.loads(json.dumps(row)) == row


@pytest.mark.parametrize(
    "change",
    [
        {"claims": [{"id": "c1"}]},
        {"sentences": [[1, 2, 3]]},
        {"published": "yesterday"},
        {"text": None},
        {"sentences": [[-1, 2]]},
    ],
)
def test_the_schema_refuses_what_is_none(change: dict[str, Any]) -> None:
    assert not CHECK.is_valid(_reading().to_dict() | change)


def test_a_guessed_reading_fits_the_schema(fake: Tools, example: Path) -> None:
    reading = sayso.read(example.read_text(encoding="utf-8"), "2024-10-23")
    CHECK.validate(reading.to_dict())


def test_the_example_fits_the_schema(example: Path) -> None:
    reading = sayso.read(example.read_text(encoding="utf-8"), "2024-10-23")
    CHECK.validate(reading.to_dict())
    assert reading.claims
    assert reading.entities
    assert reading.attributions
