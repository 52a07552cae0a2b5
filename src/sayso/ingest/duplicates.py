"""Copies: the same text again, or nearly the same, as papers print what agencies write.

Near copies share most of their runs of three words. MinHash with locality-sensitive hashing (Broder 1997; Indyk and
Motwani 1998; here by rensa) finds candidates without comparing every pair; a candidate is a copy only where the hashed
runs themselves agree: in their Jaccard index, or in nearly all of the new text being in the earlier one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from sayso.ingest.ids import Fingerprints, fingerprint
from sayso.ingest.shingles import BANDS, MOST_CANDIDATES, NEAR, SIGNATURE, Shingled, likeness
from sayso.model.text import Document

_SEED = 1


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of a report before: of which one it is a copy, None for an original."""

    copy_of: str | None


class Earlier(Protocol):
    """Reports that came before this run, and what has been kept of this run before it was cut short."""

    def decided(self, document: Document) -> Decided | None:
        """What was decided of the report with this id, None where there is none or it has another text now."""

    def like(self, text: Shingled, passed: Callable[[str], bool]) -> str | None:
        """The id of an original that the text is a copy of; none of those that are passed over."""


class Duplicates:
    """Remembers reports, and tells of each new one whether it is a copy of an earlier one.

    The same reports in the same order give the same answers in every process. A report takes about 3 kB; near copies
    are looked for among the last ``window`` to twice ``window`` reports, exact ones (40 bytes a report) among all.
    An update of a report that changes a number and little else is a copy too.

    ``earlier`` are reports of earlier runs. Whatever was decided of a report stays, so long as its text does; else it
    is looked for among the reports of this run, then among the earlier ones that have not come again. So a run that is
    made again, or goes on where it was cut short, gives the same answers although its own reports are among the earlier
    ones by then.
    """

    def __init__(self, window: int = 250_000, earlier: Earlier | None = None) -> None:
        self._window = window
        self._earlier = earlier
        self._came = Fingerprints()
        self._exact = Fingerprints()
        self._ids = _Ids()
        self._new, self._old = _Generation(), _Generation()

    def original(self, document: Document) -> str | None:
        """The id of the earlier report that this is a copy of (it then is not remembered), else None.

        It is the report's own id where the very same report comes again.
        """
        before, text = self._before(document), _Signed(document.text)
        if not text.words:
            return None
        if before is not None and before.copy_of is not None and not self._has_come(before.copy_of):
            return before.copy_of
        if before is None or before.copy_of is not None:
            found = self._find(text)
            if found is None and self._earlier is not None:
                found = self._earlier.like(text, self._has_come)
            if found is not None:
                return found
        self._remember(document.id, text)
        return None

    def _before(self, document: Document) -> Decided | None:
        if self._earlier is None:
            return None
        self._came.setdefault(fingerprint(document.id), 1)
        return self._earlier.decided(document)

    def _has_come(self, id: str) -> bool:
        return self._came.get(fingerprint(id)) is not None

    def _find(self, text: _Signed) -> str | None:
        """The id of the report of this run that the text is a copy of."""
        found = self._exact.get(text.fingerprint)
        if found is None and not text.is_short:
            found = self._old.like(text)
            found = self._new.like(text) if found is None else found
            if found is not None:
                # the next text that is the same as this one is a copy of the same original
                self._exact.setdefault(text.fingerprint, found)
        return None if found is None else self._ids[found]

    def _remember(self, id: str, text: _Signed) -> None:
        number = len(self._ids)
        self._exact.setdefault(text.fingerprint, number)
        self._ids.append(id)
        if text.is_short:
            return
        if len(self._new) >= self._window:
            self._old, self._new = self._new, _Generation()
        self._new.add(number, text)


class _Signed(Shingled):
    """A text with the MinHash signature of its runs."""

    @cached_property
    def signature(self) -> Any:
        from rensa import RMinHash  # noqa: PLC0415 - not everyone's need

        signature = RMinHash(SIGNATURE, _SEED)
        signature.update(self.runs)
        return signature


class _Generation:
    """Texts remembered together and forgotten together: rensa gives back the memory of an index only as a whole."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH  # noqa: PLC0415

        # its threshold is for questions that are not asked here
        self._index: Any = RMinHashLSH(NEAR, SIGNATURE, BANDS)
        self._numbers = array("Q")
        self._sketches: list[array[int]] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int, text: _Signed) -> None:
        """Remembers a text under a number."""
        self._index.insert(len(self), text.signature)
        self._numbers.append(number)
        self._sketches.append(text.sketch)

    def like(self, text: _Signed) -> int | None:
        """The number of the text most like this one, the earliest of several, None where none is near."""
        near = []
        for place in sorted(self._index.query(text.signature))[:MOST_CANDIDATES]:
            both = likeness(text.sketch, self._sketches[place])
            if both is not None:
                near.append((-both, place))
        return self._numbers[min(near)[1]] if near else None


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
