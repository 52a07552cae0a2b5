"""SQL statements, each read from its own file beside the code that runs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources


@cache
def statement(package: str, name: str) -> str:
    """The statement in ``NAME.sql`` of a package, such as ``sayso.query``; ``name`` may lead into a folder of it."""
    return (resources.files(package) / f"{name}.sql").read_text(encoding="utf-8")


@cache
def script(package: str, name: str) -> tuple[str, ...]:
    """The statements in ``NAME.sql`` of a package, one after another."""
    return tuple(_statements(statement(package, name)))


def _statements(text: str) -> Iterator[str]:
    gathered = ""
    for line in text.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
    if gathered.strip():
        yield gathered
