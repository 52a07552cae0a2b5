"""Readers: every corpus to ``Text`` records with whichever layers it has.

A layer that a corpus does not annotate is None, never empty: an empty layer teaches that there is nothing.
All spans are code points of ``Text.text``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Pair = tuple[int, int]
Labelled = tuple[int, int, str]


@dataclass(slots=True)
class Question:
    """One marked span and what is known about it: roles to spans, class heads to label. Missing keys are unknown."""

    kind: str
    span: Pair
    also: tuple[Pair, ...] = ()
    roles: dict[str, list[Pair]] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    factuality: float | None = None


@dataclass(slots=True)
class Text:
    """One training text. ``tags`` maps a token head to its spans; ``sentences`` is None where not annotated."""

    id: str
    task: str
    text: str
    sentences: list[Pair] | None = None
    tags: dict[str, list[Labelled]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    negatives: bool = False  # triggers outside ``tags["events"]`` are none: wrong guesses may be asked about
    unsure: list[Pair] = field(default_factory=list)  # words that may be triggers or none: they teach nothing


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a ``.jsonl`` or ``.jsonl.gz`` file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def held_out(shared: Path) -> set[str]:
    """Corpus records whose text stands in the gold dev and seed sets: these train nothing."""
    out: set[str] = set()
    for name in ("dev.jsonl", "seed.jsonl"):
        out.update(r["source"].split()[-1] for r in records(shared / "gold" / name) if r.get("source"))
    return out


def names(path: Path, skip: set[str]) -> Iterator[Text]:
    """Worldwide Newswire: an article is its paragraphs joined by line ends."""
    for record in records(path):
        if record["id"] in skip:
            continue
        text, spans = "", []
        for paragraph in record["sentences"]:
            base = len(text)
            at, offsets = 0, list[Pair]()
            for token in paragraph["tokens"]:
                start = paragraph["text"].find(token, at)
                if start < 0:
                    offsets = []
                    break
                at = start + len(token)
                offsets.append((base + start, base + at))
            if not offsets:
                continue
            spans += [(offsets[a][0], offsets[b - 1][1], label) for a, b, label in _runs(paragraph["tags"])]
            text += paragraph["text"] + "\n"
        yield Text(record["id"], "names", text, tags={"names": spans})


def _runs(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Spans of BIO tags as ``(first, past the last, label)``."""
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-"):
            start = i


def times(path: Path, skip: set[str]) -> Iterator[Text]:
    """TimeBank, AQUAINT and WikiWars: time expressions."""
    for record in records(path):
        if record["id"] not in skip:
            spans = [(*t["span"], t["type"]) for t in record["times"] if t["type"]]
            yield Text(record["id"], "times", record["text"], tags={"times": spans})


def attributions(path: Path, skip: set[str]) -> Iterator[Text]:
    """PolNeAR: flat source, cue and content tags (outermost content), and a question about every cue."""
    for record in records(path):
        if record["id"] in skip:
            continue
        found = [a for a in record["attributions"] if a["cue"] or a["content"]]
        text = Text(record["id"], "attributions", record["text"])
        for role, head, label in (
            ("source", "sources", "source"),
            ("cue", "cues", "cue"),
            ("content", "contents", "content"),
        ):
            spans = {(a, b) for item in found for a, b in item[role]}
            text.tags[head] = [(a, b, label) for a, b in _outermost(spans)]
        for item in found:
            if item["cue"]:
                cue = max(item["cue"], key=lambda s: s[1] - s[0])
                rest = tuple((a, b) for a, b in item["cue"] if [a, b] != cue)
                roles = {role: [(a, b) for a, b in item[role]] for role in ("source", "content")}
                text.questions.append(Question("cue", (cue[0], cue[1]), rest, roles, {"real": "yes"}))
        text.negatives = True
        yield text


def _outermost(spans: Iterable[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def mood(path: Path) -> Iterator[Text]:
    """UDS It-Happened: how factual each predicate is, -3 to 3. Ten sentences make one text."""
    text = Text("", "mood", "")
    for count, record in enumerate(records(path), start=1):
        base = len(text.text)
        text.text += record["text"] + "\n"
        for target in record["targets"]:
            a, b = target["span"]
            text.questions.append(Question("predicate", (base + a, base + b), factuality=target["factuality"]))
        if count % 10 == 0:
            text.id = f"mood-{count}"
            yield text
            text = Text("", "mood", "")


def pairs(plv: Path, cameo: Path) -> Iterator[Text]:
    """PLV: the type of what an actor does to a recipient; CAMEO: source and target words of a sentence."""
    for record in records(plv):
        spans = [tuple(record[p]["span"]) for p in ("actor", "recipient") if record[p]]
        if not spans:
            continue
        roles = {p: [tuple(record[p]["span"])] for p in ("actor", "recipient") if record[p]}
        classes = {} if record["type"] == "YIELD" else {"type": record["type"]}
        ask = [Question("pair", spans[0], tuple(spans[1:]), {}, classes)]
        ask.append(Question("sentence", (0, len(record["text"].split()[0])), (), roles, classes))
        yield Text(record["id"], "pairs", record["text"], questions=ask)
    for record in records(cameo):
        text, offsets = "", []
        for token in record["tokens"]:
            offsets.append((len(text), len(text) + len(token)))
            text += token + " "
        roles = {"actor": [], "recipient": []}
        for a, b, label in _runs(record["tags"]):
            for role in {"S": ["actor"], "T": ["recipient"], "R": ["actor"]}[label]:
                roles[role].append((offsets[a][0], offsets[b - 1][1]))
        yield Text(record["id"], "pairs", text, questions=[Question("sentence", offsets[0], (), roles)])
