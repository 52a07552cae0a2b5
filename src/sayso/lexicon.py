"""The tables in ``data/``: checked when read, frozen, each row with an id that ``sayso why`` can name."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources

from sayso.errors import DataError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. ``id`` is ``file#line`` with lines counted from 1, comments and the header too."""

    id: str
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Reads tables from the package's ``data/`` folder once and keeps them.

    >>> Lexicon().table("countries.csv")[0].id
    'countries.csv#3'
    """

    _tables: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of ``data/NAME``, a CSV with a header; lines that begin with ``#`` are comments.

        Raises DataError when the table is missing or a row has more or fewer cells than the header.
        """
        if name not in self._tables:
            self._tables[name] = tuple(_rows(name))
        return self._tables[name]


def _rows(name: str) -> Iterator[Row]:
    file = resources.files("sayso") / "data" / name
    if not file.is_file():
        raise DataError(f"the table {name} is missing from the package; install sayso again")
    header: list[str] | None = None
    with file.open(encoding="utf-8") as lines:
        reader = csv.reader(lines)
        for cells in reader:
            if not cells or cells[0].startswith("#"):
                continue
            if header is None:
                header = cells
                continue
            if len(cells) != len(header):
                raise DataError(f"{name}, line {reader.line_num}: {len(cells)} cells under {len(header)} headings")
            yield Row(f"{name}#{reader.line_num}", dict(zip(header, cells, strict=True)))
