"""What the heads alone reach on the dev sets: ``python -m training.evaluate --model base.onnx --shared ../shared``.

Exact spans with labels, micro-averaged F1; triggers count where words overlap and the type is right. The same figures
for the fp32 file (``training.export --fp32``) show what int8 costs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sayso.encoder import Encoder
from sayso.model.items import Mark, Signals
from sayso.stages.sentences import split
from training import corpora
from training.corpora import Text
from training.gold import gold

Triple = tuple[int, int, str]

TASKS = ("names", "attributions", "times", "gold")


def dev_set(shared: Path, task: str) -> list[Text]:
    """A dev set with the layers that the heads of the task are scored on."""
    data = shared / "data"
    readers: dict[str, Callable[[], Iterator[Text]]] = {
        "names": lambda: corpora.names(data / "ner/worldwide-dev.jsonl.gz", set()),
        "attributions": lambda: corpora.attributions(data / "polnear/dev.jsonl.gz", set()),
        "times": lambda: corpora.times(data / "times/tbaq-dev.jsonl.gz", set()),
        "gold": lambda: gold(shared / "gold/dev.jsonl"),
    }
    return list(readers[task]())


def f1(gold_spans: list[set[Triple]], found_spans: list[set[Triple]]) -> float:
    """Micro-averaged F1 of exact spans and labels."""
    hit = sum(len(g & f) for g, f in zip(gold_spans, found_spans, strict=True))
    total = sum(map(len, gold_spans)) + sum(map(len, found_spans))
    return 2 * hit / total if total else 0.0


def triples(marks: tuple[Mark, ...]) -> set[Triple]:
    """Marks as spans with labels."""
    return {(m.span.start, m.span.end, m.label) for m in marks}


def asked(signals: Signals, role: str) -> set[Triple]:
    """Sources or contents as the second network gives them for each cue."""
    return {(m.span.start, m.span.end, role) for a in signals.answers["cues"] for m in a.roles.get(role, ())}


def triggers(texts: list[Text], read: list[Signals]) -> float:
    """F1 of triggers that overlap and have the right type, each paired once."""
    hit = found = total = 0
    for text, signals in zip(texts, read, strict=True):
        events = [(m.span.start, m.span.end, m.label) for m in signals.marks["events"]]
        marked = [t for t in text.tags["events"] if t[2].isupper()]
        found, total = found + len(events), total + len(marked)
        for a, b, label in marked:
            match = next((e for e in events if e[2] == label and e[0] < b and a < e[1]), None)
            if match:
                events.remove(match)
                hit += 1
    return 2 * hit / (found + total) if found + total else 0.0


def measure(encoder: Encoder, shared: Path, only: Sequence[str] = TASKS) -> dict[str, float]:
    """F1 by dev set and head; ``only`` names the dev sets."""
    out: dict[str, float] = {}
    for task in only:
        texts = dev_set(shared, task)
        read = [encoder.read(t.id, t.text, split(t.text)) for t in texts]
        if task == "gold":
            out["gold: trigger, type"] = triggers(texts, read)
        heads = {"names": ["names"], "times": ["times"], "attributions": ["cues"], "gold": ["figures"]}
        for head in heads[task]:
            truth = [set(t.tags[head]) for t in texts]
            out[f"{task}: {head}"] = f1(truth, [triples(s.marks[head]) for s in read])
        if task == "attributions":
            for role in ("source", "content"):
                truth = [{(*s, role) for q in t.questions for s in q.roles[role]} for t in texts]
                out[f"{task}: {role}"] = f1(truth, [asked(s, role) for s in read])
    return {k: round(v, 4) for k, v in out.items()}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="write the figures here as JSON, too")
    options = parser.parse_args()
    figures = measure(Encoder(options.model), options.shared)
    print(json.dumps(figures, indent=1))
    if options.out:
        options.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
