"""Reports that a store held before a run, asked for what is a copy of what."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sayso.ingest.duplicates import Decided
from sayso.ingest.shingles import MOST_CANDIDATES, Shingled, likeness
from sayso.model.text import Document
from sayso.store import exact
from sayso.store.statements import statement
from sayso.store.trouble import told

_REMEMBERED = 10_000
"""Texts of which the sketch is kept: where many are alike, the same few are looked at again and again."""


class EarlierReports:
    """The reports of a store, as ``sayso.ingest.Duplicates`` asks for them. Raises StoreError as the store does."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._connection = path, connection
        self._sketched = lru_cache(_REMEMBERED)(self._read)

    def decided(self, document: Document) -> Decided | None:
        """What was decided of the report with this id, None where there is none or it has another text now."""
        with told(self._path):
            id = exact.held_id(document.id)
            row = self._connection.execute(statement("sayso.store", "read/decided"), {"id": id}).fetchone()
        if row is None or row[0] != exact.held(document.text):
            return None
        _, copy_of, whole = row
        return Decided(copy_of if copy_of is None or whole is None else exact.read(whole)["copy_of"])

    def like(self, text: Shingled, passed: Callable[[str], bool]) -> str | None:
        """The id of an original that the text is a copy of; none of those that are passed over.

        One of the same words, else the one most like it, the earliest of several.
        """
        if not text.marks:
            return None
        same, *bands = text.marks
        with told(self._path):
            for report, id in self._candidates([same], passed):
                if self._sketched(report)[0] == text.fingerprint:
                    return id
            near = []
            for report, id in islice(self._candidates(bands, passed), MOST_CANDIDATES):
                both = likeness(text.sketch, self._sketched(report)[1])
                if both is not None:
                    near.append((-both, report, id))
        return min(near)[2] if near else None

    def _candidates(self, marks: list[int], passed: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
        if not marks:
            return
        found = self._connection.execute(statement("sayso.store", "read/alike"), {"marks": json.dumps(marks)})
        for report, id, whole in found.fetchall():
            own = id if whole is None else exact.read(whole)["id"]
            if not passed(own):
                yield report, own

    def _read(self, report: int) -> tuple[int, array[int]]:
        ((text,),) = self._connection.execute(statement("sayso.store", "read/text"), {"report": report})
        shingled = Shingled(text)
        return shingled.fingerprint, shingled.sketch
