"""How far the score of a claim can be trusted: a score of 0.8 should be right in 80 % of cases.

A claim is right where the gold has a trigger there, of that type. The expected calibration error is that of Guo et al.
(2017, "On Calibration of Modern Neural Networks"), over ten bins of equal width.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.evaluation import Record
from sayso.evaluation.matching import Comparison, Side
from sayso.evaluation.measures import paired_claims

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """The score of a claim, and whether it is right."""

    score: float
    right: bool


def judged(gold: Iterable[Record], readings: Mapping[str, Record]) -> list[Judged]:
    """Every claim of the readings of annotated reports."""
    out = []
    for record in gold:
        both = Comparison(Side.of(record), Side.of(readings.get(record["id"], {})))
        right = {id(f) for g, f in paired_claims(both) if g["type"] == f["type"]}
        out += [Judged(f["made"]["score"], id(f) in right) for f in both.found.layer("claims")]
    return out


def expected_error(claims: Sequence[Judged]) -> float:
    """The mean distance between score and share right, over bins of scores of equal width; 0 for no claims."""
    bins: dict[int, list[Judged]] = {}
    for claim in claims:
        bins.setdefault(min(int(claim.score * BINS), BINS - 1), []).append(claim)
    apart = (abs(sum(c.score for c in some) - sum(c.right for c in some)) for some in bins.values())
    return sum(apart) / max(len(claims), 1)


def curve(claims: Sequence[Judged]) -> list[dict[str, float]]:
    """For each tenth of the claims, surest first: the share taken, the score of the last one, the share right."""
    order = sorted(claims, key=lambda c: -c.score)
    out = []
    for i in range(1, BINS + 1):
        taken = order[: round(len(order) * i / BINS)]
        if taken:
            right = sum(c.right for c in taken) / len(taken)
            out.append({"share": i / BINS, "score": round(taken[-1].score, 3), "precision": round(right, 3)})
    return out
