"""Copies: the same text again, or nearly the same, as papers print what agencies write.

Near copies share most of their runs of three words. MinHash with locality-sensitive hashing (Broder 1997; Indyk and
Motwani 1998; here by rensa) finds candidates without comparing every pair; a candidate is a copy only where the hashed
runs themselves agree: in their Jaccard index, or in nearly all of the new text being in the earlier one.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from bisect import bisect_right
from typing import Any

from sayso.ingest.ids import Fingerprints, fingerprint
from sayso.model.text import Document

NEAR = 0.7
"""Jaccard index from which on a text is a copy: another headline and dateline, some words changed. Two reports of one
event by different writers stay below 0.2."""
CUT = (0.55, 0.8)
"""Or: Jaccard index, and share of the new text that is in the earlier one. So a copy without some of its paragraphs is
found, while a report with new paragraphs is read."""
FEWEST_WORDS = 40
"""Shorter texts are copies only where they are the same: a notice shares most of its words with the next one."""

_RUN = 3
_SIGNATURE = 60
_BANDS = 20
"""Of 3 rows each: a pair with a Jaccard index of 0.6 is a candidate with a chance of 0.99, one of 0.05 with 0.0025."""
_SEED = 1
_SKETCH = 256
"""Hashes of runs that are kept of a text: all of a short one, the smallest of a long one (a bottom-k sketch, whose
Jaccard index has a standard error of at most 0.03)."""
_LARGEST_HASH = 2**32 - 1
_MOST_CANDIDATES = 200
_WORD = re.compile(r"\w+")


class Duplicates:
    """Remembers reports, and tells of each new one whether it is a copy of an earlier one.

    The same reports in the same order give the same answers in every process. A report takes about 3 kB; near copies
    are looked for among the last ``window`` to twice ``window`` reports, exact ones (40 bytes a report) among all.
    An update of a report that changes a number and little else is a copy too.
    """

    def __init__(self, window: int = 250_000) -> None:
        self._window = window
        self._exact = Fingerprints()
        self._ids = _Ids()
        self._new, self._old = _Generation(), _Generation()

    def original(self, document: Document) -> str | None:
        """The id of the earlier report that this is a copy of (it then is not remembered), else None.

        It is the report's own id where the very same report comes again.
        """
        words = _WORD.findall(unicodedata.normalize("NFKC", document.text).casefold())
        number = len(self._ids)
        if not words:
            return None
        first = self._exact.setdefault(fingerprint(*words), number)
        if first != number:
            return self._ids[first]
        if len(words) < FEWEST_WORDS:
            self._ids.append(document.id)
            return None
        text = _Shingled(words)
        found = self._old.like(text)
        found = self._new.like(text) if found is None else found
        if found is not None:
            # the next text that is the same as this one is a copy of the same original
            self._exact.replace(fingerprint(*words), found)
            return self._ids[found]
        self._ids.append(document.id)
        self._remember(number, text)
        return None

    def _remember(self, number: int, text: _Shingled) -> None:
        if len(self._new) >= self._window:
            self._old, self._new = self._new, _Generation()
        self._new.add(number, text)


class _Shingled:
    """The runs of words of a text, as a MinHash signature and a sketch: the smallest of their hashes, sorted."""

    def __init__(self, words: list[str]) -> None:
        from rensa import RMinHash  # noqa: PLC0415 - not everyone's need

        runs = {" ".join(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}
        self.signature: Any = RMinHash(_SIGNATURE, _SEED)
        self.signature.update(list(runs))
        self.sketch = array("I", sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs})[:_SKETCH])


class _Generation:
    """Texts remembered together and forgotten together: rensa gives back the memory of an index only as a whole."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH  # noqa: PLC0415

        # its threshold is for questions that are not asked here
        self._index: Any = RMinHashLSH(NEAR, _SIGNATURE, _BANDS)
        self._numbers = array("Q")
        self._sketches: list[array[int]] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int, text: _Shingled) -> None:
        """Remembers a text under a number."""
        self._index.insert(len(self), text.signature)
        self._numbers.append(number)
        self._sketches.append(text.sketch)

    def like(self, text: _Shingled) -> int | None:
        """The number of the text most like this one, the earliest of several, None where none is near."""
        near = []
        for place in sorted(self._index.query(text.signature))[:_MOST_CANDIDATES]:
            both, share = agreement(text.sketch, self._sketches[place])
            if both >= NEAR or (both >= CUT[0] and share >= CUT[1]):
                near.append((-both, place))
        return self._numbers[min(near)[1]] if near else None


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


class _Ids:
    """Ids by number, in little more memory than their characters."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")

    def append(self, id: str) -> None:
        """Adds an id under the next number."""
        self._bytes += id.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._bytes))
