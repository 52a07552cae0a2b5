"""A text as copies are told by: its words, its runs of three words, and marks that texts like it share."""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from bisect import bisect_right
from functools import cached_property

import numpy as np

from sayso.ingest.ids import fingerprint

NEAR = 0.7
"""Jaccard index from which on a text is a copy: another headline and dateline, some words changed. Two reports of one
event by different writers stay below 0.2."""
CUT = (0.55, 0.8)
"""Or: Jaccard index, and share of the new text that is in the earlier one. So a copy without some of its paragraphs is
found, while a report with new paragraphs is read."""
FEWEST_WORDS = 40
"""Shorter texts are copies only where they are the same: a notice shares most of its words with the next one."""
SIGNATURE = 60
BANDS = 20
"""Of 3 rows each: a pair with a Jaccard index of 0.6 is a candidate with a chance of 0.99, one of 0.05 with 0.0025."""
MOST_CANDIDATES = 200

_RUN = 3
_SKETCH = 256
"""Hashes of runs that are kept of a text: all of a short one, the smallest of a long one (a bottom-k sketch, whose
Jaccard index has a standard error of at most 0.03)."""
_LARGEST_HASH = 2**32 - 1
_WORD = re.compile(r"\w+")

# of our own, not rensa's: marks are kept in stores, and have to be the same in every version
_FACTORS, _ADDED = (
    np.array([[fingerprint(what, n) | 1] for n in range(SIGNATURE)], np.uint64) for what in ("factor", "added")
)


class Shingled:
    """A text as its words, in small letters and without signs, and the runs of them."""

    def __init__(self, text: str) -> None:
        self.words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())

    @cached_property
    def fingerprint(self) -> int:
        """64 bits that texts of the same words have in common."""
        return fingerprint(*self.words)

    @property
    def is_short(self) -> bool:
        """True where there are too few words for near copies."""
        return len(self.words) < FEWEST_WORDS

    @cached_property
    def runs(self) -> list[str]:
        """The runs of words, each once, in no order."""
        return list({" ".join(self.words[n : n + _RUN]) for n in range(len(self.words) - _RUN + 1)})

    @cached_property
    def sketch(self) -> array[int]:
        """The smallest hashes of the runs, sorted; none of a short text."""
        return array("I", () if self.is_short else sorted(self._hashes)[:_SKETCH])

    @cached_property
    def marks(self) -> list[int]:
        """Numbers of 63 bits, the first the same in texts of the same words, any other one often in near copies.

        Bands of a MinHash signature. A short text has the first alone, one without words none.
        """
        if not self.words:
            return []
        same = self.fingerprint >> 1
        if self.is_short:
            return [same]
        # the upper half of a product modulo 2**64 is a hash of its own for each factor
        products = _FACTORS * np.array([*self._hashes], np.uint64) + _ADDED
        rows = (products >> np.uint64(32)).min(axis=1).reshape(BANDS, -1).tolist()
        return [same, *(fingerprint("band", number, *row) >> 1 for number, row in enumerate(rows))]

    @cached_property
    def _hashes(self) -> frozenset[int]:
        return frozenset(zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in self.runs)


def likeness(new: array[int], old: array[int]) -> float | None:
    """The Jaccard index of two texts by their sketches, where it makes the new one a copy; else None."""
    both, share = agreement(new, old)
    return both if both >= NEAR or (both >= CUT[0] and share >= CUT[1]) else None


def agreement(new: array[int], old: array[int]) -> tuple[float, float]:
    """The Jaccard index of two sorted sketches, and the share of the new one that is in the old one.

    Exact for sketches that hold all hashes of their texts, an estimate for others.

    >>> agreement(array("I", [1, 2]), array("I", [2, 3, 4]))
    (0.25, 0.5)
    """
    # above the last hash of a full sketch there may be more that it does not hold
    last = min((sketch[-1] for sketch in (new, old) if len(sketch) == _SKETCH), default=_LARGEST_HASH)
    of_new, of_old = (bisect_right(sketch, last) for sketch in (new, old))
    common = len(set(new[:of_new]).intersection(old[:of_old]))
    return common / max(of_new + of_old - common, 1), common / max(of_new, 1)
