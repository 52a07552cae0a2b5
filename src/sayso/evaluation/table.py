"""Figures of an evaluation: counted, turned into precision, recall and F1, printed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right (``hits``), how many the reading gave (``found``), how many the gold has (``gold``).

    >>> Tally(1, 2, 4).precision, Tally(1, 2, 4).recall
    (0.5, 0.25)
    """

    hits: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 0 when nothing was given."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was given; 0 when the gold has none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Table(Mapping[str, Tally]):
    """The tally of each measure, in the order of the layers. Behaves as a mapping from the measure's name."""

    tallies: Mapping[str, Tally]

    def __getitem__(self, measure: str) -> Tally:
        return self.tallies[measure]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tallies)

    def __len__(self) -> int:
        return len(self.tallies)

    def figures(self) -> dict[str, dict[str, float]]:
        """Plain figures per measure: precision, recall, f1 (four places), hits, found, gold."""
        return {
            name: {
                "precision": round(t.precision, 4),
                "recall": round(t.recall, 4),
                "f1": round(t.f1, 4),
                "hits": t.hits,
                "found": t.found,
                "gold": t.gold,
            }
            for name, t in self.tallies.items()
        }

    def to_json(self) -> str:
        """The figures as JSON text."""
        return json.dumps(self.figures(), indent=1)

    def to_text(self) -> str:
        """The figures for a person, one measure a line."""
        return "\n".join(
            f"{name:54} P {t.precision:.3f}  R {t.recall:.3f}  F1 {t.f1:.3f}  ({t.hits}/{t.found}/{t.gold})"
            for name, t in self.tallies.items()
        )
