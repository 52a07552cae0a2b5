"""Finds what score a mark must reach: ``python -m training.tune --model encoder.onnx --shared ../shared --out t.json``.

For events and figures the threshold with the best F1 on the gold dev set, taken from the middle of the plateau around
the best (all thresholds within half a point of it), since the peak itself is chance. Ties are too few for that, and
cues are scored as exact spans: their thresholds stand in ``training.export``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sayso.encoder import Encoder
from sayso.model.items import Answer
from sayso.stages.sentences import split
from training.corpora import Pair
from training.evaluate import dev_set

GRID = [round(0.1 + 0.02 * i, 2) for i in range(40)]
OPEN = {"propose": 0.05, "accept_event": 0.0, "accept_tie": 0.0, "accept_cue": 0.0, "accept_figure": 0.0}


def plateau(scores: dict[float, float]) -> float:
    """The middle of the thresholds whose score is within half a point of the best.

    >>> plateau({0.1: 0.5, 0.2: 0.60, 0.3: 0.601, 0.4: 0.598, 0.5: 0.4})
    0.3
    """
    best = max(scores.values())
    near = sorted(t for t, s in scores.items() if s >= best - 0.005)
    return near[len(near) // 2]


def sweep(answers: list[tuple[Answer, ...]], truth: list[list[tuple[Pair, str]]]) -> dict[float, float]:
    """F1 of overlapping marks with the right label, by threshold."""
    scores = {}
    for threshold in GRID:
        hit = found = total = 0
        for mine, wanted in zip(answers, truth, strict=True):
            marks = [a.about for a in mine if a.about.score >= threshold]
            found, total = found + len(marks), total + len(wanted)
            left = list(wanted)
            for mark in marks:
                match = next(
                    (w for w in left if w[1] == mark.label and w[0][0] < mark.span.end and mark.span.start < w[0][1]),
                    None,
                )
                if match:
                    left.remove(match)
                    hit += 1
        scores[threshold] = 2 * hit / (found + total) if found + total else 0.0
    return scores


def tune(model: Path, shared: Path) -> dict[str, float]:
    """Thresholds by name."""
    encoder = Encoder(model)
    encoder.thresholds.update(OPEN)
    out: dict[str, float] = {}
    texts = dev_set(shared, "gold")
    read = [encoder.read(t.id, t.text, split(t.text)) for t in texts]
    for kind, tags in (("event", "events"), ("figure", "figures")):
        # the relations of ties, in small letters, are tags of the same head
        truth = [[((a, b), tag) for a, b, tag in t.tags[tags] if tags != "events" or tag.isupper()] for t in texts]
        scores = sweep([s.answers[tags] for s in read], truth)
        out[f"accept_{kind}"] = plateau(scores)
        told = {t: round(s, 3) for t, s in scores.items() if round(t * 100) % 10 == 0}
        print(kind, told, "->", out[f"accept_{kind}"])
    return out


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = tune(options.model, options.shared)
    options.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
