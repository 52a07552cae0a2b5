"""What an export has written and left out, and the notes that say so beside the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts while an export is written."""

    reports: int = 0
    claims: int = 0
    rows: int = 0
    left: Counter[str] = field(default_factory=Counter)
    """Why something was left out, and how often."""
    noted: Counter[str] = field(default_factory=Counter)
    """What is to be known of something that was written, and how often."""

    def leave_out(self, why: str, number: int = 1) -> None:
        """Counts something that is not written."""
        if number:
            self.left[why] += number

    def lines(self) -> Iterator[str]:
        """The counts, for the notes."""
        yield f"reports: {self.reports}"
        yield f"claims in them: {self.claims}"
        yield f"written: {self.rows}"
        yield from (f"of these: {number} {what}" for what, number in sorted(self.noted.items()))
        yield from (f"left out: {number} {why}" for why, number in sorted(self.left.items()))
