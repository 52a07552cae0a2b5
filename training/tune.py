"""Finds what score a mark must reach: ``python -m training.tune --model base.onnx --shared ../shared --out t.json``.

For events and figures the threshold with the best F1 on the gold dev set, taken from the middle of the plateau around
the best (all thresholds within half a point of it), since the peak itself is chance. Ties are too few for that, and
cues are scored as exact spans: their thresholds stand in ``training.export``. The same marks tell how a score becomes
the share of marks that are right.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np

from sayso.encoder import Encoder
from sayso.encoder.decode import logit
from sayso.model.items import Answer
from sayso.stages.sentences import split
from training.corpora import Pair
from training.evaluate import dev_set

GRID = [round(0.1 + 0.02 * i, 2) for i in range(40)]
OPEN = {
    "propose": 0.05, "accept_event": 0.0, "accept_tie": 0.0, "accept_cue": 0.0, "accept_figure": 0.0,
    "slope_event": 1.0, "shift_event": 0.0, "slope_figure": 1.0, "shift_figure": 0.0,
}  # fmt: skip

LIKELY = 0.3
"""What a mark must score to count where scores are made to say how often they are right: lower ones are not kept."""


def plateau(scores: dict[float, float]) -> float:
    """The middle of the thresholds whose score is within half a point of the best.

    >>> plateau({0.1: 0.5, 0.2: 0.60, 0.3: 0.601, 0.4: 0.598, 0.5: 0.4})
    0.3
    """
    best = max(scores.values())
    near = sorted(t for t, s in scores.items() if s >= best - 0.005)
    return near[len(near) // 2]


def judged(answers: list[tuple[Answer, ...]], truth: list[list[tuple[Pair, str]]]) -> list[list[tuple[float, bool]]]:
    """For each report the scores of its marks, and whether each is right: overlaps one of the gold, with its label."""
    out = []
    for mine, wanted in zip(answers, truth, strict=True):
        left, told = list(wanted), []
        for mark in sorted((a.about for a in mine), key=lambda m: -m.score):
            match = next(
                (w for w in left if w[1] == mark.label and w[0][0] < mark.span.end and mark.span.start < w[0][1]), None
            )
            if match:
                left.remove(match)
            told.append((mark.score, match is not None))
        out.append(told)
    return out


def platt(marks: list[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift of a logistic function from score to how often it is right (Platt 1999), by Newton's method."""
    x = np.array([[logit(score), 1.0] for score, _ in marks])
    y = np.array([float(right) for _, right in marks])
    w = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        step = np.linalg.solve(curvature, x.T @ (p - y) + 1e-3 * (w - np.array([1.0, 0.0])))
        w -= step / max(1.0, float(np.abs(step).max()))
    return round(float(w[0]), 3), round(float(w[1]), 3)


def sweep(reports: list[list[tuple[float, bool]]], total: int) -> dict[float, float]:
    """F1 by threshold; ``total`` is how many marks the gold has."""
    marks = [mark for told in reports for mark in told]
    scores = {}
    for threshold in GRID:
        kept = [right for score, right in marks if score >= threshold]
        scores[threshold] = 2 * sum(kept) / (len(kept) + total) if kept or total else 0.0
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
        reports = judged([s.answers[tags] for s in read], truth)
        slope, shift = platt([mark for told in reports for mark in told if mark[0] >= LIKELY])
        trusted = [[(1 / (1 + math.exp(-slope * logit(s) - shift)), r) for s, r in told] for told in reports]
        scores = sweep(trusted, sum(map(len, truth)))
        out |= {f"slope_{kind}": slope, f"shift_{kind}": shift, f"accept_{kind}": plateau(scores)}
        told = {t: round(s, 3) for t, s in scores.items() if round(t * 100) % 10 == 0}
        print(kind, told, "->", out[f"accept_{kind}"], slope, shift)
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
