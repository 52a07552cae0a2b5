"""Text and places in it.

All offsets count code points of ``Document.text`` from 0; spans are half-open.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_SPACE = re.compile(r"\s+")
# a report must not be able to steer the terminal, nor to turn the direction of what is printed around it
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(words: str) -> str:
    """Words on one line, without characters that steer a terminal."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", words).strip())


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open stretch ``[start, end)`` of a document's text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs from a start of at least 0 up to its end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where the other lies wholly inside (or is the same)."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]


def hull(spans: tuple[Span, ...]) -> Span:
    """The smallest span that covers all of them.

    Raises ValueError for no spans.
    """
    return Span(min(s.start for s in spans), max(s.end for s in spans))


class SpansApart:
    """Spans of which no two overlap, for finding those that touch another span.

    >>> SpansApart([Span(0, 3), Span(5, 9)]).touching(Span(2, 6))
    [0, 1]
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self._ends = [span.end for span in self.spans]

    def touching(self, span: Span) -> list[int]:
        """Indices into ``spans`` of those that share a code point with the span, in text order."""
        first = bisect_right(self._ends, span.start)
        past = first
        while past < len(self.spans) and self.spans[past].start < span.end:
            past += 1
        return list(range(first, past))


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it came in. The text is never changed after ingest.

    ``published`` is the anchor of relative dates; None = not known.
    ``source`` says where the report came from (a path, an address, a corpus record).
    """

    id: str
    text: str
    published: date | None = None
    title: str | None = None
    source: str | None = None


def stable_id(prefix: str, *parts: object) -> str:
    """An id that is the same from run to run: a letter and 10 hex digits of a hash over the parts."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=5)
    return prefix + digest.hexdigest()
