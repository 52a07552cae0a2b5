"""What has been written already, kept on disk, so that memory stays flat however much there is."""

from __future__ import annotations

import hashlib
import sqlite3
from types import TracebackType


class Seen:
    """Remembers strings; a context manager. It lies in a temporary file that goes away by itself."""

    def __enter__(self) -> Seen:
        self._keys = sqlite3.connect("")
        self._keys.execute("PRAGMA journal_mode = OFF")
        self._keys.execute("CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._keys.close()

    def is_new(self, words: str) -> bool:
        """True the first time it is asked about these words."""
        key = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).digest()
        return self._keys.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount > 0
