"""Ids of reports: out of their addresses, and told apart where two reports have the same one."""

from __future__ import annotations

from array import array
from dataclasses import replace
from hashlib import blake2b

from sayso.ingest.incoming import Incoming, Item, Refused
from sayso.model.items import Problem
from sayso.model.problems import problem
from sayso.model.text import Document, stable_id


def wide_id(*parts: object) -> str:
    """An id that is the same from run to run: ``r`` and 16 hex digits, enough to tell billions of reports apart."""
    return f"r{fingerprint(*parts):016x}"


def fingerprint(*parts: object) -> int:
    """64 bits that are the same from run to run and on every machine."""
    joined = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big")


class Fingerprints:
    """A map from fingerprints to 64-bit numbers, in 24 to 48 bytes an entry, not 150.

    >>> seen = Fingerprints()
    >>> seen.setdefault(7, 1), seen.setdefault(7, 2), len(seen)
    (1, 1, 1)
    """

    def __init__(self) -> None:
        self._size = 0
        self._keys, self._values = _zeros(1024), _zeros(1024)

    def __len__(self) -> int:
        return self._size

    def setdefault(self, key: int, value: int) -> int:
        """The number under the key; where there is none, ``value``, which then is under it."""
        # zero marks a free place
        key = key or 1
        place = self._place(key)
        if self._keys[place]:
            return self._values[place]
        self._keys[place], self._values[place] = key, value
        self._size += 1
        if 3 * self._size > 2 * len(self._keys):
            self._grow()
        return value

    def get(self, key: int) -> int | None:
        """The number under the key, None where there is none."""
        place = self._place(key or 1)
        return self._values[place] if self._keys[place] else None

    def _place(self, key: int) -> int:
        last = len(self._keys) - 1
        place = key & last
        while self._keys[place] not in (0, key):
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._keys, self._values = _zeros(2 * len(keys)), _zeros(2 * len(keys))
        for key, value in zip(keys, values, strict=True):
            if key:
                place = self._place(key)
                self._keys[place], self._values[place] = key, value


class Told:
    """Tells apart the reports of a run that have the same id; remembers 24 to 48 bytes of each."""

    def __init__(self) -> None:
        self._seen = Fingerprints()

    def apart(self, item: Item) -> Item:
        """The item, with another id where an earlier, different report has its id.

        The other id is a hash of id, text, date and source, so it is the same in every run. Where the texts differ, a
        problem tells of it; where they do not, the report is a copy. The very same report again gives Refused.
        """
        if isinstance(item, Refused):
            return item
        document = item.document
        content = _content(document)
        first = self._first(document.id, content)
        if first is None:
            return item
        if first == content:
            return _again(document)
        id = wide_id(document.id, document.text, document.published, document.source)
        if self._first(id, content) is not None:
            return _again(document)
        known = tuple(replace(p, id=stable_id("p", id, p.what, p.where)) for p in item.problems)
        renamed = Incoming(replace(document, id=id), known)
        # the same text is no fault: papers print what agencies write
        return renamed if first >> 32 == content >> 32 else renamed.plus(_of_two(document, id))

    def _first(self, id: str, content: int) -> int | None:
        """The content of the report that has the id already, None where this is the first."""
        before = len(self._seen)
        first = self._seen.setdefault(fingerprint(id), content)
        return None if len(self._seen) > before else first


def _content(document: Document) -> int:
    """32 bits of the text, then 32 of all that is known of the report."""
    everything = fingerprint(document.text, document.published, document.title, document.source)
    return (fingerprint(document.text) >> 32) << 32 | everything >> 32


def _again(document: Document) -> Refused:
    what = f"the same report as before, with the same id ({document.id}), text, date and source"
    return Refused(document.source or document.id, what, "nothing is lost; leave out one of them", document.id)


def _of_two(document: Document, id: str) -> Problem:
    what = f"an earlier report with another text has the same id, {document.id}"
    return problem(id, ("ingest", "id"), what, f"known as {id} instead; give each report an id of its own")


def _zeros(count: int) -> array[int]:
    return array("Q", bytes(8 * count))
