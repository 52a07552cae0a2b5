"""The tables in ``data/``: checked when read, frozen, each row with an id that ``sayso why`` can name."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
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


@dataclass(frozen=True, slots=True)
class Scaled:
    """What PLOVER holds of a type and mode.

    ``quad`` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict or 4 material conflict; ``score`` runs
    from -10 (conflict) to 10 (cooperation). ``needs_recipient``: no such event is without one. ``two_sided``: several
    actors without a recipient do it to each other. ``cameo`` is the code of CAMEO, ``cameo_planned`` that of an event
    still to come, None where CAMEO has none.
    """

    quad: int
    score: float
    needs_recipient: bool
    two_sided: bool
    cameo: str
    cameo_planned: str | None


@cache
def plover_scale() -> Mapping[tuple[str, str | None], Scaled]:
    """Type and mode (None: the type alone) to quad, score and CAMEO code: the table ``plover.csv``.

    >>> plover_scale()["ASSAULT", "drone"].score
    -9.5

    Raises DataError when a cell is not what its heading says.
    """
    return {(row["type"], row["mode"] or None): _scaled(row) for row in Lexicon().table("plover.csv")}


def _scaled(row: Row) -> Scaled:
    try:
        quad, score = int(row["quad"]), float(row["score"])
    except ValueError:
        raise DataError(f"{row.id}: quad and score are not numbers; install sayso again") from None
    return Scaled(
        quad,
        score,
        row["recipient"] == "needs",
        row["two_sided"] == "yes",
        row["cameo"],
        row["cameo_planned"] or None,
    )


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
