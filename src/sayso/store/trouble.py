"""What SQLite reports, in words that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import StoreError

ADVICE = {
    "SQLITE_BUSY": "another sayso is writing to it; wait until that one is done, then run the same command again",
    "SQLITE_LOCKED": "another sayso is writing to it; wait until that one is done, then run the same command again",
    "SQLITE_FULL": "there is no room left on its disk; make room, then run the same command again: what was loaded"
    " before is whole, of the shard in hand nothing was kept",
    "SQLITE_READONLY": "it cannot be written; make the file and its folder writable, or name a store in a folder of"
    " yours",
    "SQLITE_CANTOPEN": "it cannot be opened; look whether its folder is there, and whether you may write in it",
    "SQLITE_CORRUPT": "it is damaged; code the reports into a new store, or save what can be saved with"
    " `sqlite3 STORE .recover`",
    "SQLITE_NOTADB": "it is not a store of Sayso, or its beginning is damaged; name a file that `sayso code` wrote",
    "SQLITE_IOERR": "its disk cannot be read or written; look after the disk, then run the same command again",
    "SQLITE_PERM": "it may not be opened; ask for the right to read and write it",
}
"""SQLite's name of a trouble to what is wrong, and what to do."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns the troubles that SQLite has with the file ``path`` into StoreError; bugs in our own SQL pass through."""
    try:
        yield
    except sqlite3.Error as error:
        # extended codes are the plain one with something behind it: SQLITE_IOERR_WRITE
        code = getattr(error, "sqlite_errorname", "")
        for name, advice in ADVICE.items():
            if code == name or code.startswith(f"{name}_"):
                raise StoreError(f"{path}: {advice} ({error})") from error
        raise
