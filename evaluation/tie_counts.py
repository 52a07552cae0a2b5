"""Counts anew how well each phrase of ``ties.csv`` holds on annotated reports, and writes the counts into the table.

usage: python -m evaluation.tie_counts [GOLD.jsonl.gz]

GOLD is the training part in ``../shared`` unless another is given. ``seen`` is how often the phrase stands in the
reports, ``right`` how often it does so in a sentence that is marked with its relation. A new row may have 0 in both.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from evaluation.sets import SHARED
from sayso.evaluation import Record, read_gold
from sayso.lexicon import Lexicon
from sayso.model.text import Span
from sayso.tie_phrases import matches

TABLE = Path(__file__).resolve().parents[1] / "src" / "sayso" / "data" / "ties.csv"


def main(arguments: list[str]) -> int:
    """Counts and writes; gives 0."""
    gold = read_gold(arguments[0] if arguments else SHARED / "gold" / "train.jsonl.gz")
    lexicon = Lexicon()
    right, seen = counts(gold, lexicon)
    comments = [line for line in TABLE.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.writelines(comments)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["phrase", "relation", "a", "b", "right", "seen"])
        for row in lexicon.table(TABLE.name):
            table.writerow([row["phrase"], row["relation"], row["a"], row["b"], right[row.id], seen[row.id]])
    print(f"{len(lexicon.table(TABLE.name))} phrases counted on {len(gold)} reports")
    return 0


def counts(gold: list[Record], lexicon: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """How often each row was right and how often it was seen, by row id; a tie counts once for each row."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for record in gold:
        ties = Counter((tie["sentence"], tie["relation"]) for tie in record["ties"])
        for number, (start, end) in enumerate(record["sentences"], 1):
            found = matches(record["text"], Span(start, end), lexicon)
            for (row, relation), times in Counter((cue.row_id, cue.relation) for cue in found).items():
                seen[row] += times
                right[row] += min(times, ties[number, str(relation)])
    return right, seen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
