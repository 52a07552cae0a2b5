"""Opening the file of a store, for reading or for writing, and telling whether it is one."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sayso.errors import InputError, StoreError
from sayso.store.marks import upgrade
from sayso.store.statements import script
from sayso.store.trouble import ADVICE, told

APPLICATION = 0x53617973
"""What ``PRAGMA application_id`` of a store says: "Says"."""
SCHEMA = 2
"""The version of ``schema.sql``, in ``PRAGMA user_version``."""
OLDEST = 1
"""The oldest version that can be read as it is; whoever writes brings it up to date."""

_MAGIC = b"SQLite format 3\0"
_CACHE_KILOBYTES = 64 * 1024
_LOG_BYTES = 64 * 1024 * 1024
"""Size to which the write-ahead log is cut back once it has been worked in."""


def for_reading(path: Path) -> sqlite3.Connection:
    """A connection that reads a store while others may write it.

    The connection may pass from thread to thread. Raises InputError where there is no such file, StoreError where it
    is no store or one that cannot be read.
    """
    if not path.exists():
        raise InputError(f"{path}: there is no such store; make one with `sayso code INPUT -o {path}`")
    _check_file(path)
    with told(path):
        connection = _reader(path)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
            kind = _kind(connection)
            if kind == (0, 0) and _is_empty(connection):
                raise StoreError(f"{path}: there is nothing in it yet; fill it with `sayso code INPUT -o {path}`")
            _check_kind(path, *kind)
        except BaseException:
            connection.close()
            raise
    return connection


def _reader(path: Path) -> sqlite3.Connection:
    # only a connection that may write takes the files of the log away again when it is the last to close
    connection = _connect(path, "mode=rw" if _is_writable(path) else "mode=ro")
    try:
        _kind(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorname not in ("SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY") or _log_of(path):
            raise
        # in a folder that cannot be written no reader can say that it is there; but without a log no writer is
        return _connect(path, "mode=ro&immutable=1")
    except BaseException:
        connection.close()
        raise
    return connection


def for_writing(path: Path, *, create: bool, patience: float) -> sqlite3.Connection:
    """A connection that writes a store; makes the store where there is none and ``create`` says so.

    A store of an older schema is brought up to date.

    ``patience`` is how many seconds it waits for another writer. Commits reach the disk before they count as done, so
    that neither a killed process nor a loss of power can leave half of one.
    Raises InputError where there is no such file and none is to be made, StoreError where it is no store, or cannot be
    written.
    """
    if path.exists():
        _check_file(path)
    elif not create:
        raise InputError(f"{path}: there is no such store; make one with `sayso code INPUT -o {path}`")
    elif not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it, or name another")
    if not _is_writable(path):
        raise StoreError(f"{path}: {ADVICE['SQLITE_READONLY']}")
    with told(path):
        connection = _connect(path, "mode=rwc" if create else "mode=rw", patience)
        try:
            kind = _kind(connection)
            if kind != (0, 0) or not _is_empty(connection):
                _check_kind(path, *kind)
            connection.execute("PRAGMA journal_mode = WAL")
            # the log is written to the disk at every commit; there is one a shard, so that it costs next to nothing
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
            _make(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: Path, mode: str, patience: float = 5.0) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{mode}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )


def _check_file(path: Path) -> None:
    """What can be told before SQLite sees the file."""
    if path.is_dir():
        raise StoreError(f"{path}: it is a folder, not a store; name the file that `sayso code` wrote")
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path}: it cannot be read ({error.strerror}); ask for the right to read it") from None
    if start and start != _MAGIC:
        raise StoreError(
            f"{path}: it is not a store of Sayso, or its beginning is damaged; name a file that `sayso code` wrote"
        )


def _is_writable(path: Path) -> bool:
    """True where the file, if there is one, and its folder may be written, as SQLite wants it of both."""
    return all(os.access(p, os.W_OK) for p in (path, path.parent) if p.exists())


def _kind(connection: sqlite3.Connection) -> tuple[int, int]:
    ((application,),) = connection.execute("PRAGMA application_id").fetchall()
    ((version,),) = connection.execute("PRAGMA user_version").fetchall()
    return application, version


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _check_kind(path: Path, application: int, version: int) -> None:
    if application != APPLICATION:
        raise StoreError(f"{path}: it is a database of another program; name a store that `sayso code` wrote")
    if version > SCHEMA:
        raise StoreError(
            f"{path}: a newer Sayso wrote it (schema {version}; this one knows {SCHEMA}); run"
            " `pip install --upgrade sayso`"
        )
    if version < OLDEST:
        raise StoreError(
            f"{path}: an older Sayso wrote it (schema {version}; this one wants {OLDEST} or later); code the reports"
            " into a new store"
        )


def _make(connection: sqlite3.Connection) -> None:
    """Makes the tables in one transaction, or those that an older store lacks, unless they are there."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_empty(connection):
            for sql in script("sayso.store", "schema"):
                connection.execute(sql)
        elif _kind(connection)[1] < SCHEMA:
            upgrade(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _log_of(path: Path) -> int:
    """Bytes in the write-ahead log of a store."""
    log = path.with_name(f"{path.name}-wal")
    return log.stat().st_size if log.exists() else 0
