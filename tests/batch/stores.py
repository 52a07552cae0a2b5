"""What is in a store, as rows that can be compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from evaluation.crash import rows

__all__ = ["damage", "rows", "texts"]


def damage(path: Path) -> str:
    """What SQLite finds broken in the file; ``ok`` where nothing is."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def texts(path: Path, sql: str) -> list[Any]:
    """The first column of a query."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(sql)]
