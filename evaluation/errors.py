"""Where readings go wrong: per report the missed, spurious and wrong claims, then what most often breaks a claim.

usage: python -m evaluation.errors GOLD.jsonl [READINGS.jsonl] [--summary] [--report ID]

Without READINGS the gold texts are read with the installed package. Spans are shown as their words.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import sayso
from evaluation.differences import Difference, claim_differences, tie_differences
from sayso.encoder import MODELS
from sayso.evaluation import Record, read_gold, read_with
from sayso.evaluation.matching import Comparison, Item, Side

MARKS = {"missed": "-", "spurious": "+", "wrong": "~"}


def main(arguments: list[str] | None = None) -> int:
    """Prints the differences; gives 0."""
    wanted = _arguments(arguments)
    gold = [r for r in read_gold(wanted.gold) if wanted.report in (None, r["id"])]
    readings = _readings(wanted.readings, gold, wanted.model)
    found: list[Difference] = []
    for record in gold:
        both = Comparison(Side.of(record), Side.of(readings.get(record["id"], {})))
        here = [*claim_differences(both), *tie_differences(both)]
        found += here
        if not wanted.summary:
            print("\n".join(report(record, here)))
    print("\n".join(summary(found)))
    return 0


def report(record: Record, differences: Iterable[Difference]) -> Iterator[str]:
    """The differences of one report, under the sentences in which they stand."""
    yield f"\n== {record['id']}"
    by_sentence: dict[int, list[Difference]] = {}
    for difference in differences:
        if difference.what != "right":
            by_sentence.setdefault(difference.item["sentence"], []).append(difference)
    for number in sorted(by_sentence):
        yield f"\n[{number}] {_sentence(record, number)}"
        yield from (line for d in by_sentence[number] for line in _lines(record, d))


def summary(differences: list[Difference]) -> Iterator[str]:
    """Counts over all reports: what breaks claims and ties, and what is taken for what."""
    for layer in ("claim", "tie"):
        here = [d for d in differences if d.layer == layer]
        yield f"\n== {layer}s: " + ", ".join(f"{n} {what}" for what, n in Counter(d.what for d in here).most_common())
        broken = [d for d in here if d.what == "wrong"]
        every = Counter(part for d in broken for part in d.parts)
        alone = Counter(part for d in broken for part in d.parts if len(d.parts) == 1)
        yield f"\n{'what is wrong in wrong ones':32} {'in all':>7} {'alone':>7}"
        yield from (f"  {part:30} {every[part]:7} {alone[part]:7}" for part, _ in every.most_common())
        yield from _ranking("taken for another (gold > found)", (c for d in broken for c in d.confusions))
        yield from _ranking("missed", (_label(d.item) for d in here if d.what == "missed"))
        yield from _ranking("spurious", (_label(d.item) for d in here if d.what == "spurious"))


def _ranking(title: str, labels: Iterable[str], most: int = 25) -> Iterator[str]:
    counts = Counter(labels).most_common(most)
    if counts:
        yield f"\n{title}"
        yield from (f"  {label:46} {n:5}" for label, n in counts)


def _lines(record: Record, difference: Difference) -> Iterator[str]:
    item = difference.item
    words = _words(record, item.get("trigger") or item.get("cue"))
    head = f"  {MARKS[difference.what]} {difference.what} {difference.layer} {_label(item)} '{words}'"
    if difference.what == "wrong":
        yield f"{head}: {', '.join(difference.parts)}"
        yield from (f"      {line}" for line in difference.details)
    else:
        roles = ("actors", "recipients", "a", "b")
        sides = " > ".join(", ".join(_words(record, p["span"]) for p in item[r]) or "-" for r in roles if r in item)
        yield f"{head} {sides} {item.get('mood') or ''}".rstrip()


def _label(item: Item) -> str:
    return str(item.get("type") or item.get("relation"))


def _words(record: Record, span: list[int] | None) -> str:
    return record["text"][span[0] : span[1]].replace("\n", " ") if span else "()"


def _sentence(record: Record, number: int) -> str:
    sentences = record["sentences"]
    return _words(record, sentences[number - 1]) if number <= len(sentences) else "(no such sentence in the gold)"


def _readings(path: Path | None, gold: list[Record], model: str) -> dict[str, Record]:
    if path is not None:
        return {r["id"]: r for r in read_gold(path)}
    return dict(read_with(partial(sayso.read, model=model), gold))


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.errors", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("gold", type=Path, help="gold records, JSON Lines")
    parser.add_argument("readings", type=Path, nargs="?", help="readings of them; without, the texts are read")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help="the model that reads")
    parser.add_argument("--summary", action="store_true", help="only the counts over all reports")
    parser.add_argument("--report", help="only the report with this id")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
