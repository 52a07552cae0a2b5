"""What a run has done so far, and what it says at the end."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.batch.reader import Part
from sayso.batch.shards import Shard


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. ``kept`` counts the reports, copies and refusals of shards that were there before."""

    reports: int
    copies: int
    refused: int
    claims: int
    problems: int
    kept: int
    seconds: float
    stopped: bool = False

    @property
    def arrivals(self) -> int:
        """Everything that came in as a report, read now or before."""
        return self.reports + self.copies + self.kept

    def __str__(self) -> str:
        rate = self.reports / self.seconds if self.seconds else 0.0
        told = (
            f"{_many(self.reports, 'report')}, {_many(self.copies, 'copy', 'copies')}, {self.refused:,} refused, "
            f"{_many(self.claims, 'claim')}, {_many(self.problems, 'problem')} in {self.seconds:,.1f} s "
            f"({rate:,.1f} reports/s)"
        )
        return f"{told}; {self.kept:,} were there already" if self.kept else told


@dataclass(slots=True)
class Tally:
    """Counts that grow while a run goes on. ``read`` are the reports that workers have read in this run."""

    reports: int = 0
    copies: int = 0
    refused: int = 0
    claims: int = 0
    problems: int = 0
    kept: int = 0
    read: int = 0

    @property
    def done(self) -> int:
        """All that came in and is settled: reports, copies, refusals."""
        return self.reports + self.copies + self.refused + self.kept

    def add(self, shard: Shard, part: Part) -> None:
        """Counts a shard that is loaded."""
        self.reports += part.reports
        self.claims += part.claims
        self.problems += part.problems
        self.copies += len(shard.copies)
        self.refused += len(shard.refused)

    def summary(self, seconds: float, *, stopped: bool) -> Summary:
        """The counts as they stand now."""
        counts = (self.reports, self.copies, self.refused, self.claims, self.problems, self.kept)
        return Summary(*counts, seconds, stopped)


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"
