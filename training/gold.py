"""The gold reports as training texts: triggers, and a question about every claim, tie and figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpora import Pair, Question, Text, records


def gold(path: Path) -> Iterator[Text]:
    """Every report of a gold file; token heads ``events`` and ``figures``, and all questions."""
    for record in records(path):
        yield _text(record)


def _text(record: dict[str, Any]) -> Text:
    spots = _mentions(record)
    cues = _cues(record)
    text = Text(record["id"], "gold", record["text"], sentences=[tuple(s) for s in record["sentences"]], negatives=True)
    events: dict[Pair, str] = {}
    for claim in record["claims"]:
        trigger = tuple(claim["trigger"])
        if trigger in events:
            continue
        events[trigger] = claim["type"]
        text.questions.append(_about_claim(claim, record, spots, cues))
    for tie in record["ties"]:
        cue = tuple(tie["cue"])
        if not any(cue[0] < b and a < cue[1] for a, b in events):
            events[cue] = tie["relation"]
        text.questions.append(_about_tie(tie, record, spots, cues))
    text.tags["events"] = [(a, b, label) for (a, b), label in events.items()]
    figures = sorted({tuple(f["span"]) for f in record["figures"]})
    text.tags["figures"] = [(a, b, "figure") for a, b in figures]
    for figure in record["figures"]:
        question = Question("figure", tuple(figure["span"]), classes={"real": "yes"})
        _voices(question, figure, record, cues)
        text.questions.append(question)
    return text


def _mentions(record: dict[str, Any]) -> dict[str, list[Pair]]:
    """Entity id to the spans that stand for it somewhere in a role, in text order."""
    spots: dict[str, set[Pair]] = defaultdict(set)
    for claim in record["claims"]:
        for party in [*claim["actors"], *claim["recipients"], *([claim["place"]] if claim["place"] else [])]:
            if party["span"]:
                spots[party["entity"]].add(tuple(party["span"]))
    for tie in record["ties"]:
        for party in [*tie["a"], *tie["b"]]:
            if party["span"]:
                spots[party["entity"]].add(tuple(party["span"]))
    text = record["text"]
    for entity in record["entities"]:
        name = entity["name"]
        if name[:1].isupper() and len(name) > 2:
            at = text.find(name)
            while at >= 0:
                spot = (at, at + len(name))
                if not any(a < spot[1] and spot[0] < b for a, b in spots[entity["id"]]):
                    spots[entity["id"]].add(spot)
                at = text.find(name, at + 1)
    return {entity: sorted(spans) for entity, spans in spots.items()}


def _cues(record: dict[str, Any]) -> dict[frozenset[str], list[Pair]]:
    """Speakers to the cue spans that bring them in, in text order."""
    cues: dict[frozenset[str], set[Pair]] = defaultdict(set)
    for item in [*record["claims"], *record["ties"], *record["figures"]]:
        for voice in item["voices"]:
            if voice["cue"]:
                cues[frozenset(voice["entities"])].add(tuple(voice["cue"]))
    return {speakers: sorted(spans) for speakers, spans in cues.items()}


def _role(parties: list[dict[str, Any]], here: Pair, spots: dict[str, list[Pair]]) -> list[Pair]:
    """The spans of a role; a party that the sentence leaves out is looked up where it was last mentioned, or next."""
    out: set[Pair] = set()
    for party in parties:
        if party["span"]:
            out.add(tuple(party["span"]))
        else:
            earlier = [s for s in spots.get(party["entity"], []) if s[1] <= here[0]]
            later = [s for s in spots.get(party["entity"], []) if s[0] >= here[1]]
            out.update(earlier[-1:] or later[:1])
    return sorted(out)


def _voices(
    question: Question, item: dict[str, Any], record: dict[str, Any], cues: dict[frozenset[str], list[Pair]]
) -> None:
    chain = item["voices"]
    shape = "+".join("cue" if v["cue"] else "carry" for v in chain[:2]) or "none"
    if shape not in ("none", "cue", "carry", "cue+cue", "carry+cue"):
        return
    question.classes["voices"] = shape
    here = question.span
    for number, voice in enumerate(chain[:2], start=1):
        question.classes[f"stance{number}"] = voice["stance"]
        if voice["cue"]:
            question.roles[f"cue{number}"] = [tuple(voice["cue"])]
        else:
            earlier = [s for s in cues.get(frozenset(voice["entities"]), []) if s[1] <= here[0]]
            if earlier:
                question.roles[f"cue{number}"] = [earlier[-1]]
    for number in range(len(chain) + 1, 3):
        question.roles[f"cue{number}"] = []


def _about_claim(
    claim: dict[str, Any], record: dict[str, Any], spots: dict[str, list[Pair]], cues: dict[frozenset[str], list[Pair]]
) -> Question:
    here = tuple(claim["trigger"])
    question = Question("event", here)
    question.roles = {
        "actor": _role(claim["actors"], here, spots),
        "recipient": _role(claim["recipients"], here, spots),
        "place": [tuple(claim["place"]["span"])] if claim["place"] and claim["place"]["span"] else [],
        "time": [tuple(claim["time"]["span"])] if claim["time"] and claim["time"]["span"] else [],
    }
    mode = f"{claim['type']}-{claim['mode']}" if claim["mode"] else claim["type"]
    question.classes = {"type": claim["type"], "mode": mode, "mood": claim["mood"]}
    _voices(question, claim, record, cues)
    return question


def _about_tie(
    tie: dict[str, Any], record: dict[str, Any], spots: dict[str, list[Pair]], cues: dict[frozenset[str], list[Pair]]
) -> Question:
    here = tuple(tie["cue"])
    question = Question("tie", here, classes={"type": tie["relation"]})
    question.roles = {"a": _role(tie["a"], here, spots), "b": _role(tie["b"], here, spots)}
    if tie["time"] and tie["time"]["span"]:
        question.roles["time"] = [tuple(tie["time"]["span"])]
    _voices(question, tie, record, cues)
    return question
