"""The sets that are measured, and which of their figures count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import sayso
from evaluation import corpora, plover
from sayso.evaluation import Record, Table, evaluate, read_with

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Where the corpora lie: beside the project."""


@dataclass(frozen=True, slots=True)
class Set:
    """A development set.

    ``goals`` maps the measures that count to the F1 aimed at. ``sample`` is how many reports, from the first on, a
    quick measurement reads; None = all, 0 = none. ``slack`` is how far below its measured figure a floor is set:
    rounding in the encoder differs a little from processor to processor, and counts for more in a small set.
    ``score`` is what compares readings with the gold.
    """

    name: str
    file: str
    load: Callable[[Path], list[Record]]
    goals: Mapping[str, float]
    sample: int | None = None
    slack: float = 0.01
    without: frozenset[str] = field(default_factory=frozenset)
    score: Callable[[list[Record], Mapping[str, Record]], Table] = evaluate

    def records(self, shared: Path = SHARED, *, full: bool = True) -> list[Record]:
        """The gold records, or the sample of them. Raises InputError where the file is missing."""
        return self.load(shared / self.file)[: None if full else self.sample]

    def readings(self, records: list[Record], model: str) -> dict[str, Record]:
        """The texts of the records as a model of the package reads them, by id."""
        return dict(read_with(partial(sayso.read, model=model), records))

    def measure(self, records: list[Record], readings: Mapping[str, Record]) -> Table:
        """Scores readings of the records."""
        figures = self.score(records, readings)
        return Table({name: tally for name, tally in figures.items() if name not in self.without})


_SPANS = {
    f"attribution: {part}, exact span": goal for part, goal in (("source", 0.82), ("cue", 0.75), ("content", 0.68))
}
_LINKED = "attribution: linked source-cue-content (overlap)"
_TYPED = "claim: trigger, type"
_WHOLE = "claim: whole (type, actors, recipients, mood, voices)"

SETS = (
    Set(
        "gold-dev",
        "gold/dev.jsonl",
        corpora.annotated,
        {
            _TYPED: 0.68,
            _WHOLE: 0.38,
            "claim: mood (of trigger, type)": 0.85,
            "claim: voices (of trigger, type)": 0.75,
            "tie: sentence, relation": 0.30,
            "tie: whole (relation, both parties, voices)": 0.45,
            "figure: words": 0.60,
        },
    ),
    Set(
        "seed",
        "gold/seed.jsonl",
        corpora.annotated,
        {
            _TYPED: 0.80,
            _WHOLE: 0.50,
            "tie: whole (relation, both parties, voices)": 0.50,
            "figure: words": 1.0,
        },
        slack=0.05,
    ),
    Set("polnear-dev", "data/polnear/dev.jsonl.gz", corpora.polnear, {**_SPANS, _LINKED: 0.82}, sample=40),
    Set(
        "cofenet-valid",
        "data/polnear/cofenet-valid.jsonl.gz",
        corpora.annotated,
        dict(zip(_SPANS, (0.84, 0.77, 0.74), strict=True)),
        sample=0,
        without=frozenset({_LINKED}),
    ),
    Set(
        "worldwide-dev",
        "data/ner/worldwide-dev.jsonl.gz",
        corpora.worldwide,
        {"mention: exact span, label": 0.88},
        sample=40,
    ),
    Set(
        "tbaq-dev", "data/times/tbaq-dev.jsonl.gz", corpora.times, {"time: overlap": 0.90, "time: overlap, value": 0.85}
    ),
    Set("plover-gsr-dev", "data/plover/gsr-dev.jsonl", corpora.annotated, {plover.WHOLE: 0.60}, score=plover.score),
)
"""In the order in which they are read. One span is one attribution in ``cofenet-valid``: nothing there is linked."""
