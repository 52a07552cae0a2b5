"""Writing a store: shards of records, each in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.record import Row
from sayso.store import exact
from sayso.store.closing import Closing
from sayso.store.connect import for_writing
from sayso.store.marks import mark, unmark
from sayso.store.rebuild import rebuild
from sayso.store.shred import COPY, Keys, Place, Rows, copy_row, shred
from sayso.store.statements import script, statement
from sayso.store.tables import TABLES, ReportRow
from sayso.store.trouble import told

if TYPE_CHECKING:
    from sayso.store.earlier import EarlierReports

_COUNTED = {
    "reports": "report",
    "sentences": "sentence",
    "entities": "entity",
    "claims": "claim",
    "ties": "tie",
    "figures": "figure",
    "voices": "voice",
    "attributions": "attribution",
    "problems": "problem",
}
"""Tables whose keys are handed out one after another, and the column of the key."""


class Writer(Closing):
    """Writes a store; a context manager. Others may read meanwhile.

    ``create``: a store is made where there is none. ``patience``: seconds to wait for another writer before giving up.
    Raises InputError where the file is not there and shall not be made, StoreError where it is no store, is damaged,
    of another version, in use by another writer, read-only, or the disk is full; so does each method.
    """

    def __init__(self, path: str | Path, *, create: bool = True, patience: float = 30.0) -> None:
        self.path = Path(path)
        self._connection = for_writing(self.path, create=create, patience=patience)
        self._makers: dict[tuple[str, str], int] = {}
        self._made: dict[int, tuple[str, str]] = {}

    def close(self) -> None:
        """Brings what SQLite knows of the tables up to date, and closes the file. Nothing is lost without it."""
        try:
            # without it SQLite guesses which index to take
            self._connection.execute("PRAGMA analysis_limit = 1000")
            self._connection.execute("PRAGMA optimize")
        except sqlite3.Error:
            # what was loaded is safe, and a guess will do
            pass
        finally:
            self._connection.close()

    def begin_run(self, *, version: str, model: str, settings: Mapping[str, Any]) -> int:
        """The number of a run, new, or the one with the same version, model and settings that was not finished.

        ``version`` is that of Sayso, ``model`` the SHA-256 of the model file in hex, ``settings`` what the run was told
        to do: anything that JSON can hold.
        """
        told_to = json.dumps(settings, sort_keys=True)
        with self._transaction():
            same = {"version": version, "model": model, "settings": told_to}
            found = self._row("read/open_run", same)
            if found is not None:
                self._run("write/resume_run", {"run": found[0]})
                return int(found[0])
            return self._run("write/begin_run", same | {"started": _now()}).lastrowid or 0

    def finish_run(self, run: int, *, state: str) -> None:
        """Notes how a run ended (``finished``, ``stopped``, ...) and when. Only ``finished`` ends it for good."""
        with self._transaction():
            self._run("write/finish_run", {"run": run, "finished": _now(), "state": state})

    def loaded(self, shard: str) -> bool:
        """True where the store has the shard, whole."""
        with told(self.path):
            return self._row("read/shard", {"name": shard}) is not None

    def earlier(self) -> EarlierReports | None:
        """What is in the store already, for finding copies of it; None where there is nothing."""
        # numpy, which nobody needs who only asks a store
        from sayso.store.earlier import EarlierReports  # noqa: PLC0415

        with told(self.path):
            is_empty = self._row("read/any_report", {}) is None
        return None if is_empty else EarlierReports(self.path, self._connection)

    def load(
        self,
        shard: str,
        records: Iterable[Row],
        copies: Iterable[Row] = (),
        refused: Iterable[Mapping[str, str]] = (),
        *,
        run: int,
    ) -> None:
        """Loads a shard in one transaction: all of it is in the store afterwards, or, where that raises, nothing.

        ``shard`` names it; ``records`` are those of the reports that were read; ``copies`` are near copies of reports
        (``id``, ``source``, ``published``, ``title``, ``text``, ``copy_of``: the id of the original), which were not;
        ``refused`` is what did not become a report (``source``, ``what``, ``advice``). A report that the store has
        under the same id is replaced, with all that belongs to it. ``run`` is the number that ``begin_run`` gave.
        """
        with self._transaction():
            place = Place(0, run, self._shard(shard, run))
            keys = Keys(self._maker, {table: self._free(table) for table in _COUNTED})
            for record in records:
                self._load(record, self._place(record["id"], place, keys), keys)
            for copy in copies:
                here = self._place(copy["id"], place, keys)
                row = copy_row(copy, here)
                if any(getattr(row, key) != copy[key] for key in COPY):
                    row = row._replace(exact=exact.written({key: copy[key] for key in COPY}))
                self._insert(Rows({ReportRow: [row]}))
                self._index_words(here.report)
            for item in refused:
                named = {key: exact.held(item[key]) for key in ("source", "what", "advice")}
                self._run("write/refused", named | {"run": run})

    def _load(self, record: Row, place: Place, keys: Keys) -> None:
        rows = shred(record, place, keys)
        if not exact.same(rebuild(rows, self._made), record):
            (row,) = rows.of(ReportRow)
            rows.tables[ReportRow] = [row._replace(exact=exact.written(record))]
        self._insert(rows)
        self._index_words(place.report)
        mark(self._connection, place.report, exact.held(record["text"]))

    def _place(self, id: str, within: Place, keys: Keys) -> Place:
        """Where a report belongs: the key that it has already, emptied of what belonged to it, or a new one."""
        found = self._row("read/report_by_id", {"id": exact.held_id(id)})
        if found is None:
            return replace(within, report=keys.take("reports"))
        unmark(self._connection, found[0])
        for sql in (*script("sayso.store", "write/forget_words"), *script("sayso.store", "write/forget")):
            self._connection.execute(sql, {"report": found[0]})
        return replace(within, report=found[0])

    def _insert(self, rows: Rows) -> None:
        for kind, table in TABLES.items():
            if found := rows.tables.get(kind):
                self._connection.executemany(_insert(kind, table), found)

    def _index_words(self, report: int) -> None:
        for sql in script("sayso.store", "write/index_words"):
            self._connection.execute(sql, {"report": report})

    def _shard(self, name: str, run: int) -> int:
        self._run("write/shard", {"name": name, "run": run})
        found = self._row("read/shard", {"name": name})
        assert found is not None  # noqa: S101 - it has just been written
        return int(found[0])

    def _maker(self, stage: str, by: str) -> int:
        key = self._makers.get((stage, by))
        if key is None:
            made = {"stage": stage, "made_by": by}
            found = self._row("read/maker", made)
            key = found[0] if found else self._run("write/maker", made).lastrowid or 0
            self._makers[stage, by], self._made[key] = key, (stage, by)
        return key

    def _free(self, table: str) -> int:
        ((last,),) = self._connection.execute(f"SELECT max({_COUNTED[table]}) FROM {table}")  # noqa: S608
        return (last or 0) + 1

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with told(self.path):
            # writers wait here for each other, not halfway through
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # keys that were handed out within it are free again
                self._makers.clear()
                self._made.clear()
                # some troubles, such as a full disk, have rolled it back already
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _run(self, name: str, values: Mapping[str, Any]) -> sqlite3.Cursor:
        return self._connection.execute(statement("sayso.store", name), values)

    def _row(self, name: str, values: Mapping[str, Any]) -> Any:
        return self._run(name, values).fetchone()


@cache
def _insert(kind: type[NamedTuple], table: str) -> str:
    marks = ", ".join("?" * len(kind._fields))
    return f"INSERT INTO {table} ({', '.join(kind._fields)}) VALUES ({marks})"  # noqa: S608 - names of our own


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
