"""Reading a store: records as they were given, and rows of any question in SQL."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.record import Row
from sayso.store import exact
from sayso.store.closing import Closing
from sayso.store.connect import for_reading
from sayso.store.rebuild import rebuild
from sayso.store.shred import Rows
from sayso.store.statements import statement
from sayso.store.tables import TABLES, DyadRow, ReportRow
from sayso.store.trouble import told

_AT_ONCE = 100
"""Reports that are read in one go."""


class Store(Closing):
    """A store, open for reading; a context manager. Others may read it and one may write it meanwhile.

    It may be used from several threads, which wait for each other; open one for each thread where that is too slow.
    Raises InputError where the file is not there, StoreError where it is no store, of another version, damaged or
    cannot be read; so does each method.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._connection = for_reading(self.path)
        self._lock = threading.RLock()
        self._makers: dict[int, tuple[str, str]] = {}

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def rows(self, sql: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement in SQL selects, all at once."""
        with self._lock, told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def table(self, sql: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
        """The rows that a statement selects, each as a dictionary of its columns."""
        with self._lock, told(self.path):
            cursor = self._connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Whatever is read inside sees the same state of the store, however much is written meanwhile."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            with told(self.path):
                self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Row]:
        """The records, each exactly as it was given to ``Writer.load``; near copies, which were not read, have none.

        ``ids`` are those of the reports wanted, in the order wanted; without them all come, in the order in which they
        were first loaded. Raises InputError for an id that the store has no record of.
        """
        if ids is not None:
            for id in ids:
                yield from self._records([self._key(id)])
            return
        last = 0
        while keys := self.rows(statement("sayso.store", "read/coded_reports"), {"after": last, "limit": _AT_ONCE}):
            found = [key for (key,) in keys]
            yield from self._records(found)
            last = found[-1]

    def copies(self) -> Iterator[Row]:
        """The near copies, in the order loaded: ``id``, ``source``, ``published``, ``title``, ``text``, ``copy_of``."""
        last = 0
        while rows := self.table(statement("sayso.store", "read/copies"), {"after": last, "limit": _AT_ONCE}):
            for row in rows:
                last, whole = row.pop("report"), row.pop("exact")
                yield row if whole is None else exact.read(whole)

    def _key(self, id: str) -> int:
        found = self.rows(statement("sayso.store", "read/report_by_id"), {"id": exact.held_id(id)})
        if not found:
            raise InputError(f"{self.path}: it has no report {id!r}; `sayso query {self.path}` prints the ids")
        ((key, copy_of),) = found
        if copy_of is not None:
            raise InputError(f"{self.path}: report {id!r} is a near copy of {copy_of!r}; ask for that one")
        return int(key)

    def _records(self, keys: Sequence[int]) -> list[Row]:
        # whole, before any is handed out: a snapshot that stays open would keep the writer's log growing
        with self.snapshot():
            return [rebuild(rows, self._made_by(rows)) for key in keys if (rows := self._rows_of(key)).of(ReportRow)]

    def _rows_of(self, report: int) -> Rows:
        # the statements select whole rows: their columns are the fields of the classes
        return Rows(
            {
                kind: [
                    kind(*row)
                    for row in self.rows(statement("sayso.store", f"read/of_report/{table}"), {"report": report})
                ]
                for kind, table in TABLES.items()
                if kind is not DyadRow  # worked out from the others
            }
        )

    def _made_by(self, rows: Rows) -> Mapping[int, tuple[str, str]]:
        wanted = {row.maker for found in rows.tables.values() if found and "maker" in found[0]._fields for row in found}
        if not wanted.issubset(self._makers):
            for maker, stage, by in self.rows(statement("sayso.store", "read/makers")):
                self._makers[maker] = (stage, by)
        return self._makers


def open_store(path: str | Path) -> Store:
    """Opens a store for reading.

    Raises InputError where the file is not there, StoreError where it is no store or cannot be read.
    """
    return Store(path)
