"""Speed and memory of reading, one process on one core, text in to record out.

usage: python -m evaluation.bench [--model base|small] [--reports N]

Prints what the bare encoder reaches in the same run, what reading reaches beside it, the share of each stage, how long
the first reading and ``sayso --help`` take in a process of their own, and the peak memory. The reports are made from
the paragraphs of the development set in ``../shared``, 500 words each, or where that is missing from ``examples/``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from itertools import cycle
from pathlib import Path

from sayso import pipeline
from sayso.encoder import MODELS, Encoder
from sayso.ingest import report
from sayso.lexicon import Lexicon
from sayso.reading import Reading
from sayso.stage import Tools

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
GOLD = ROOT.parent / "shared" / "gold" / "dev.jsonl"
WORDS = 500
BATCH, LENGTH = 8, 128
"""The shape in which the bare encoder is run."""
BARE_SECONDS = 5.0
_STEP = 13
"""Paragraphs of a report of some 500 words; prime, so that a few paragraphs still give different beginnings."""

FIRST = """
import time
began = time.perf_counter()
import sayso
sayso.read({text!r}, published="2024-10-23", model={model!r})
print(time.perf_counter() - began)
"""


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; gives 0."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=40, help="how many reports are read")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help="the model that reads")
    told = parser.parse_args(arguments)
    count, model = told.reports, told.model
    one_core()
    tools = Tools(Lexicon(), Encoder(model, threads=1))
    texts = reports(count)
    stage_seconds(texts[:1], tools)
    bare = bare_speed(tools.encoder)
    spent = stage_seconds(texts, tools)
    seconds = sum(spent.values())
    speed = sum(map(tools.encoder.count_pieces, texts)) / seconds
    print(f"bare encoder       {bare:8,.0f} pieces/s ({BATCH} x {LENGTH})")
    print(f"reading            {speed:8,.0f} pieces/s, {speed / bare:.0%} of that")
    print(f"                   {count / seconds:8.1f} reports of {WORDS} words a second")
    for stage, part in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {stage:14} {part / seconds:6.1%} {1000 * part / count:8.1f} ms a report")
    print(f"first reading      {first_reading(texts[0], model):8.2f} s after start")
    print(f"sayso --help       {help_seconds():8.2f} s")
    print(f"peak memory        {peak_megabytes():8,.0f} MB")
    return 0


def one_core() -> None:
    """Keeps this process, and those it starts, on one core, where the system allows it."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def reports(count: int) -> list[str]:
    """Texts of 500 words or a little more, each beginning with another paragraph."""
    paragraphs = _paragraphs()
    # a report's length of paragraphs further on each time, so that reports differ as far as there is text for it
    starts = [i * _STEP % len(paragraphs) for i in range(count)]
    return [_report(paragraphs[start:] + paragraphs[:start]) for start in starts]


def _paragraphs() -> list[str]:
    if GOLD.is_file():
        with GOLD.open(encoding="utf-8") as rows:
            texts = [json.loads(row)["text"] for row in rows]
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    return [p for text in texts for p in text.splitlines() if p.strip()]


def _report(paragraphs: list[str]) -> str:
    text, words = [], 0
    for paragraph in cycle(paragraphs):
        if words >= WORDS:
            break
        text.append(paragraph.strip())
        words += len(paragraph.split())
    return "\n\n".join(text)


def bare_speed(encoder: Encoder) -> float:
    """Pieces a second of the encoder alone."""
    encoder.run_bare(BATCH, LENGTH)
    pieces, began = 0, time.perf_counter()
    while (passed := time.perf_counter() - began) < BARE_SECONDS:
        pieces += encoder.run_bare(BATCH, LENGTH)
    return pieces / passed


def stage_seconds(texts: list[str], tools: Tools) -> dict[str, float]:
    """Seconds that each stage takes over all texts, and those of writing the record.

    Checking the text as it comes in counts with the first stage.
    """
    spent: dict[str, float] = defaultdict(float)
    for number, text in enumerate(texts):
        then = time.perf_counter()
        incoming = report(text, id=f"bench {number}")
        reading = Reading(incoming.document)
        for stage, after in pipeline.steps(incoming.document, incoming.problems, tools=tools):
            reading, now = after, time.perf_counter()
            spent[stage] += now - then
            then = now
        json.dumps(reading.to_dict())
        spent["record"] += time.perf_counter() - then
    return spent


def first_reading(text: str, model: str) -> float:
    """Seconds from ``import sayso`` to the first reading, in a new process."""
    done = subprocess.run([sys.executable, "-c", FIRST.format(text=text, model=model)], capture_output=True, check=True)
    return float(done.stdout)


def help_seconds() -> float:
    """Seconds that ``sayso --help`` takes; the best of three, as the first one reads from the disk."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "sayso", "--help"], capture_output=True, check=True)
        best = min(best, time.perf_counter() - began)
    return best


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    sys.exit(main())
