"""Marks of originals, by which later runs find what is a near copy of them; see ``copy_marks`` in ``schema.sql``."""

from __future__ import annotations

import json
import sqlite3

from sayso.store.statements import script, statement

_AT_ONCE = 500


def mark(connection: sqlite3.Connection, report: int, text: str) -> None:
    """Marks an original."""
    _run(connection, "write/mark", report, text)


def unmark(connection: sqlite3.Connection, report: int) -> None:
    """Takes the marks of a report away, whose text must still be there."""
    ((text,),) = connection.execute(statement("sayso.store", "read/text"), {"report": report})
    _run(connection, "write/forget_marks", report, text)


def upgrade(connection: sqlite3.Connection) -> None:
    """Makes a store of schema 1 one of schema 2; within a transaction."""
    for sql in script("sayso.store", "upgrade/1"):
        connection.execute(sql)
    last = 0
    texts = statement("sayso.store", "read/texts")
    while found := connection.execute(texts, {"after": last, "limit": _AT_ONCE}).fetchall():
        for last, text in found:
            mark(connection, last, text)


def _run(connection: sqlite3.Connection, name: str, report: int, text: str) -> None:
    # numpy, which nobody needs who only asks a store
    from sayso.ingest.shingles import Shingled  # noqa: PLC0415

    marks = json.dumps(Shingled(text).marks)
    connection.execute(statement("sayso.store", name), {"report": report, "marks": marks})
