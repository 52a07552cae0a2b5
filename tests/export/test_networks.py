"""FollowTheMoney and GraphML: read with followthemoney and networkx."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx
import pytest
from followthemoney import model

from sayso.export import write
from tests.export.conftest import Export
from tests.export.made_up import border, plain, records


def entities(path: Path) -> list[Any]:
    """The entities of a file, each valid by FollowTheMoney's model."""
    found = []
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        raw = json.loads(line)
        assert set(raw) == {"id", "schema", "properties"}
        entity = model.make_entity(raw["schema"])
        entity.id = raw["id"]
        entity.schema.validate(raw)
        for name, values in raw["properties"].items():
            for value in values:
                # cleaned by the model: a value that it refuses is dropped
                entity.add(name, value)
            if name != "bodyText":
                assert entity.get(name) == values, (raw["schema"], name)
        found.append(entity)
    return found


def test_every_entity_is_valid(exported: Export) -> None:
    found = entities(exported("ftm"))
    assert {entity.schema.name for entity in found} == {
        "Article", "Event", "Mention", "Note", "Organization", "PublicBody", "UnknownLink",
    }  # fmt: skip


def test_what_is_named_is_there_and_of_the_right_sort(exported: Export) -> None:
    by_id = {entity.id: entity for entity in entities(exported("ftm"))}
    checked = 0
    for entity in by_id.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                checked += 1
                assert by_id[value].schema.is_a(prop.range), (entity.schema.name, prop.name)
    assert checked > 50


def test_voices_are_notes_on_events(exported: Export) -> None:
    found = entities(exported("ftm"))
    notes = {entity.first("entity"): entity for entity in found if entity.schema.name == "Note"}
    events = {entity.first("recordId"): entity for entity in found if entity.schema.name == "Event"}
    assert len(events) == len({claim["id"] for row in records() for claim in row["claims"]})
    note = notes[events["c04"].id]
    assert note.first("description").startswith("Georgia asserts (“said”, 164 to 168) > a witness confirms")
    assert events["c01"].id not in notes
    assert "mood: planned" in events["c05"].get("keywords")
    assert events["c08"].get("startDate") == ["2019-01-01"]
    body = next(entity for entity in found if entity.schema.name == "Article").first("bodyText")
    assert body[164:168] == "said"


def test_a_state_is_one_entity_in_all_reports(tmp_path: Path) -> None:
    write("ftm", [border(), plain()], tmp_path / "x")
    named = [e for e in entities(tmp_path / "x") if e.schema.name == "PublicBody" and e.first("name") == "Georgia"]
    assert len(named) == 1
    mentions = [
        e
        for e in entities(tmp_path / "x")
        if e.schema.name == "Mention" and e.has("resolved") and e.first("resolved") == named[0].id
    ]
    assert len(mentions) == 2


def test_graphml(exported: Export) -> None:
    graph = networkx.read_graphml(exported("graphml"), force_multigraph=True)
    assert graph.is_directed()
    names = networkx.get_node_attributes(graph, "name")
    # every claim has its edges, one for each pair
    claims = {claim["id"] for row in records() for claim in row["claims"]}
    edges = [(names[a], names[b], data) for a, b, data in graph.edges(data=True)]
    assert {data["claim"] for _, _, data in edges if data["what"] == "claim"} == claims
    weights: dict[str, float] = {}
    for _, _, data in edges:
        weights[data["claim"]] = weights.get(data["claim"], 0) + data.get("weight", 0)
    assert all(weights[claim] == pytest.approx(1, abs=1e-5) for claim in claims)
    assert {(a, b) for a, b, data in edges if data["claim"] == "c01"} == {
        ("Georgia", "Russian troops"), ("Armenia", "Russian troops"),
    }  # fmt: skip
    (tie,) = [(a, b, data) for a, b, data in edges if data["what"] == "tie"]
    assert (tie[0], tie[1], tie[2]["relation"]) == ("Georgia", "Armenia", "ally")
    nested = next(data for _, _, data in edges if data["claim"] == "c04")
    assert (nested["voices"], nested["stance_chain"]) == (3, "asserts > confirms > asserts")
    assert isinstance(nested["score"], float)
    # one node for a state in two reports
    assert list(names.values()).count("Georgia") == 1
    assert ("somebody unnamed", "two officers") in {(a, b) for a, b, _ in edges}


def test_graphml_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write("graphml", records(), tmp_path / "x.graphml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.graphml", "x.graphml.notes.txt"]
