"""Our figures and those of the task's own scorer are the same, on disturbed copies of the gold."""

from __future__ import annotations

import copy
import gzip
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.evaluation import evaluate
from sayso.model.codes import EventType, Mood, Relation

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared is not here: no gold to score")

Record = dict[str, Any]


def theirs() -> ModuleType:
    """The scorer that came with the gold."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LABELS: dict[str, list[Any]] = {
    "type": list(EventType),
    "mood": list(Mood),
    "mode": [None, "change"],
    "relation": list(Relation),
    "value": ["1", None],
    "label": ["Person", "Location"],
    "time": [None, {"span": None, "value": "2022"}],
}


def perturbed(gold: Record, chance: random.Random) -> Record:
    """A copy with some items dropped, doubled, moved or relabelled."""
    found = copy.deepcopy(gold)
    for entity in found.get("entities", ()):
        if chance.random() < 0.1:
            entity["name"] = entity["name"][: len(entity["name"]) // 2 + 1]
        if chance.random() < 0.05:
            entity["country"] = None
    ids = [e["id"] for e in found.get("entities", ())] or ["x"]
    for layer in ("claims", "ties", "figures", "attributions", "times", "mentions"):
        if layer in found:
            items = [i for i in found[layer] if chance.random() > 0.15]
            items += [copy.deepcopy(i) for i in items if chance.random() < 0.1]
            chance.shuffle(items)
            for item in items:
                change(item, ids, chance)
            found[layer] = items
    return found


def change(item: Record, ids: list[str], chance: random.Random) -> None:
    for key in ("trigger", "span", "cue"):
        value = item.get(key)
        if value and isinstance(value[0], int) and chance.random() < 0.3:
            item[key] = moved(value, chance)
    for key, choices in LABELS.items():
        if key in item and chance.random() < 0.15:
            item[key] = chance.choice(choices)
    for role in ("actors", "recipients", "a", "b"):
        if role in item:
            item[role] = [other_party(p, ids, chance) for p in item[role] if chance.random() > 0.1]
    if "voices" in item:
        item["voices"] = [other_voice(v, ids, chance) for v in item["voices"] if chance.random() > 0.1]
    for part in ("source", "cue", "content"):
        spans = item.get(part)
        if spans and isinstance(spans[0], list):
            kept = [s for s in spans if chance.random() > 0.1]
            item[part] = [moved(s, chance) if chance.random() < 0.2 else s for s in kept]


def other_party(party: Record, ids: list[str], chance: random.Random) -> Record:
    entity = chance.choice(ids) if chance.random() < 0.1 else party["entity"]
    return {"entity": entity, "span": None if chance.random() < 0.15 else party["span"]}


def other_voice(voice: Record, ids: list[str], chance: random.Random) -> Record:
    if chance.random() < 0.9:
        return voice
    return {**voice, "entities": chance.sample(ids, min(len(ids), chance.randrange(3)))}


def moved(span: list[int], chance: random.Random) -> list[int]:
    start = max(0, span[0] + chance.randint(-6, 6))
    return [start, max(start + 1, span[1] + chance.randint(-6, 6))]


def corpus(path: str) -> list[Record]:
    """Records of a shared corpus whose layers already have the form of the record."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(SHARED / path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@needs_shared
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "path", ["gold/dev.jsonl", "gold/seed.jsonl", "data/polnear/dev.jsonl.gz", "data/times/tbaq-dev.jsonl.gz"]
)
def test_both_scorers_give_the_same_figures(path: str, seed: int) -> None:
    gold = corpus(path)[:40]
    chance = random.Random(seed)
    readings = {r["id"]: perturbed(r, chance) for r in gold if chance.random() > 0.05}
    expected = theirs().score({r["id"]: r for r in gold}, readings)
    ours = evaluate(gold, readings)
    assert {name: (t.hits, t.found, t.gold) for name, t in ours.items()} == {k: tuple(v) for k, v in expected.items()}
    assert list(ours) == list(expected)
    assert any(0 < t.f1 < 1 for t in ours.values())
