"""Where shards go, in their order: a store, a JSON Lines file or a Parquet file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from sayso.batch.lines import records, unpacked
from sayso.batch.parts import Parts, Place, writing
from sayso.batch.reader import Part, Reader
from sayso.batch.shards import Shard
from sayso.errors import OutputError
from sayso.ingest import Earlier
from sayso.model.text import Document
from sayso.reading import Reading
from sayso.record import Row, json_line
from sayso.store import Writer

ROWS = frozenset({".jsonl", ".ndjson"})
COLUMNS = frozenset({".parquet"})
_OTHERS = frozenset({".csv", ".gz", ".html", ".json", ".tsv", ".txt", ".warc", ".xml", ".zip"})

_NOTHING_READ = Reading(Document("", "")).to_dict()


class Sink(Protocol):
    """Takes the shards of a run, each with its part, in their order."""

    @property
    def earlier(self) -> Earlier | None:
        """Reports that are in the output already, of which what comes may be copies; None where there are none."""

    def has(self, key: str) -> bool:
        """True where the shard is in the output already and need not be added."""

    def add(self, shard: Shard, part: Part) -> None:
        """Adds a shard, whole or not at all."""

    def end(self, state: str) -> None:
        """Ends the run: ``finished`` where all shards were added, else ``stopped`` or ``failed``."""


@contextmanager
def opened(
    place: Place, parts: Parts, reader: Reader, settings: Mapping[str, Any], *, again: bool = False
) -> Iterator[Sink]:
    """The sink that writes an output: ``.jsonl`` and ``.parquet`` are files, everything else a store.

    ``settings`` are written down with the run; ``again`` = nothing counts as being there already.
    Raises OutputError for a file that cannot be written, StoreError for a store that cannot.
    """
    suffix = place.out.suffix.lower()
    if suffix in ROWS:
        with _File(place, parts, _Lines) as file:
            yield file
    elif suffix in COLUMNS:
        from sayso.batch.columns import Columns  # noqa: PLC0415

        with _File(place, parts, Columns) as file:
            yield file
    else:
        with Writer(place.out) as writer:
            run = writer.begin_run(version=reader.version, model=reader.digest, settings=settings)
            yield _Store(writer, run, parts, again=again)


def refuse_unknown(out: Path) -> None:
    """Raises OutputError for a name under which nothing can be written, or nobody would look for a store."""
    if not out.parent.is_dir():
        raise OutputError(f"{out}: the folder {out.parent} does not exist; make it, or name another")
    if out.is_dir():
        raise OutputError(f"{out}: this is a folder; name a file in it, such as {out / 'news.sayso'}")
    if out.suffix.lower() in _OTHERS:
        raise OutputError(
            f"{out}: `sayso code` writes a store, .jsonl or .parquet; write a store and then `sayso export` from it"
        )


class _Store:
    """A store: each shard one transaction; its part is not needed any more after that."""

    def __init__(self, writer: Writer, run: int, parts: Parts, *, again: bool) -> None:
        self._writer, self._run, self._parts, self._again = writer, run, parts, again
        self.earlier: Earlier | None = writer.earlier()

    def has(self, key: str) -> bool:
        return not self._again and self._writer.loaded(key)

    def add(self, shard: Shard, part: Part) -> None:
        refused = [{"source": r.source, "what": r.what, "advice": r.advice} for r in shard.refused]
        self._writer.load(shard.key, records(part.data), shard.copies, refused, run=self._run)
        self._parts.remove(shard.key)

    def end(self, state: str) -> None:
        self._writer.finish_run(self._run, state=state)
        if state == "finished":
            self._parts.clear()


class Rows(Protocol):
    """Writes lines of JSON in the form of a file."""

    def __init__(self, file: BinaryIO) -> None: ...

    def write(self, lines: list[bytes]) -> None:
        """Adds records, given as lines of JSON."""

    def close(self) -> None:
        """Writes what the form needs at its end; leaves the file open."""


class _File:
    """A file, written from the parts under a temporary name and renamed when all of it is there.

    The parts stay, so that the same command need not read again.
    """

    earlier: Earlier | None = None

    def __init__(self, place: Place, parts: Parts, form: Callable[[BinaryIO], Rows]) -> None:
        self._place, self._parts, self._form = place, parts, form
        self._keys: set[str] = set()

    def __enter__(self) -> _File:
        with writing(self._place.out):
            self._file = self._place.temporary.open("wb")
        self._rows = self._form(self._file)
        return self

    def __exit__(self, *trouble: object) -> None:
        self._file.close()
        self._place.temporary.unlink(missing_ok=True)

    def has(self, key: str) -> bool:  # noqa: ARG002 - the same face as the other sink
        return False

    def add(self, shard: Shard, part: Part) -> None:
        self._keys.add(shard.key)
        with writing(self._place.out):
            self._rows.write([*unpacked(part.data), *map(json_line, _beside(shard))])

    def end(self, state: str) -> None:
        if state != "finished":
            return
        with writing(self._place.out):
            self._rows.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._place.temporary.replace(self._place.out)
        self._parts.keep_only(self._keys)


class _Lines:
    """JSON Lines as they are."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, lines: list[bytes]) -> None:
        self._file.writelines(lines)

    def close(self) -> None:
        return None


def _beside(shard: Shard) -> Iterator[Row]:
    """The records of a shard that no worker reads: copies, and what could not become a report."""
    for copy in shard.copies:
        yield {**_NOTHING_READ, **copy}
    for one in shard.refused:
        known = one.as_incoming()
        yield Reading(known.document).plus(known.problems).to_dict()
