"""Learns who fills a role that a sentence leaves out: ``python -m training.left_out --shared ../shared``.

Every annotated training report is read with the model of the package. Where a claim of the reading is right in trigger
and type and no words fill a role, its candidates (``sayso.left_out``) are right or wrong by what the annotation has
there. The weights of a log-linear model over the candidates (Berger et al. 1996), kept small, go into the table.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso import left_out, pipeline
from sayso.evaluation import Record
from sayso.evaluation.matching import Side, overlap
from sayso.ingest import report
from sayso.model.items import Claim
from sayso.reading import Reading
from sayso.stages.claims import as_told
from training.corpora import records

OUT = Path(__file__).resolve().parents[1] / "src/sayso/data" / left_out.TABLE
FEWEST = 4
"""Training cases in which a sign must show."""
DECAY = 0.03
ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Case:
    """One role that no words fill: signs of every candidate, and which of them are right."""

    signs: list[list[str]]
    right: list[bool]


def cases(gold: Record, reading: Reading, claims: Sequence[Claim]) -> Iterator[Case]:
    """The cases of one report. ``claims`` are those of the reading before anything was filled in."""
    scene = left_out.Scene(claims, reading)
    names, wanted_names = Side.of(reading.to_dict()).names, Side.of(gold).names
    for one in scene.told:
        match = _match(gold, one.claim)
        for role in left_out.ROLES:
            if match is None or one.parties(role):
                continue
            wanted = {wanted_names[p["entity"]] for p in match[role]}
            candidates = scene.candidates(one, role)
            right = [{names[e] for e in c} == wanted and len(c) == len(match[role]) for c in candidates]
            if any(right):
                yield Case([scene.signs(one, role, c) for c in candidates], right)


def _match(gold: Record, claim: Claim) -> dict[str, Any] | None:
    trigger = (claim.trigger.start, claim.trigger.end)
    return next((c for c in gold["claims"] if c["type"] == claim.type and overlap(c["trigger"], trigger)), None)


def fit(found: Sequence[Case]) -> dict[str, float]:
    """Weights by sign, by gradient ascent (Adam) on the log-likelihood of the right candidates."""
    counts = Counter(sign for case in found for sign in {s for signs in case.signs for s in signs})
    index = {sign: i for i, sign in enumerate(sorted(s for s, n in counts.items() if n >= FEWEST))}
    rows = [[index[s] for s in signs if s in index] for case in found for signs in case.signs]
    row_of = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    column = np.array([c for r in rows for c in r])
    case_of = np.repeat(np.arange(len(found)), [len(c.signs) for c in found])
    right = np.array([r for case in found for r in case.right], dtype=float)
    right /= np.bincount(case_of, right)[case_of]
    weights = np.zeros(len(index))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, ROUNDS + 1):
        scores = np.bincount(row_of, weights[column], len(rows)).astype(np.float64)
        chances = _softmax(scores, case_of, len(found))
        slope = np.bincount(column, (right - chances)[row_of], len(weights)) / len(found) - DECAY * weights / 10
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights += 0.05 * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.999**turn)) + 1e-8)
    return {sign: float(weights[i]) for sign, i in index.items()}


def _softmax(scores: NDArray[np.float64], case_of: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    top = np.full(count, -np.inf)
    np.maximum.at(top, case_of, scores)
    powers = np.exp(scores - top[case_of])
    shares: NDArray[np.float64] = powers / np.bincount(case_of, powers, count)[case_of]
    return shares


def accuracy(found: Iterable[Case], weights: dict[str, float]) -> float:
    """The share of cases whose best candidate is right."""
    hits = [
        case.right[int(np.argmax([sum(weights.get(s, 0.0) for s in signs) for signs in case.signs]))] for case in found
    ]
    return sum(hits) / len(hits)


def read_all(gold: Iterable[Record]) -> Iterator[Case]:
    """The cases of annotated reports, each read with the model of the package."""
    tools = pipeline.shared_tools()
    for record in gold:
        incoming = report(record["text"], published=record.get("published"), id=record["id"])
        stages = pipeline.steps(incoming.document, incoming.problems, tools=tools)
        reading = next(reading for name, reading in stages if name == "attributions")
        yield from cases(record, reading, as_told(reading, tools))


def learn(shared: Path) -> None:
    """Reads the annotated training reports and writes the table."""
    found = list(read_all(records(shared / "gold/train.jsonl.gz")))
    half = len(found) // 2
    other = accuracy(found[half:], fit(found[:half]))
    print(f"{len(found)} cases; learned from one half, right in {other:.1%} of the other")
    write(fit(found))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    learn(parser.parse_args().shared)


def write(weights: dict[str, float]) -> None:
    """The table, signs that weigh next to nothing left out."""
    with OUT.open("w", encoding="utf-8", newline="") as file:
        file.write("# written by training.left_out from the annotated training reports\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", "weight"])
        writer.writerows([sign, f"{w:.2f}"] for sign, w in sorted(weights.items()) if abs(w) >= 0.05)


if __name__ == "__main__":
    main()
