"""CSV: the wide table of ``wide.py``, with commas, quotes where needed and a heading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.export import wide
from sayso.export.cells import cell
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.report import Report
from sayso.export.tally import Tally


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes a row a pair of a claim."""
    write_lines(path, _lines(reports, tally))


def _lines(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    yield _line(column.name for column in wide.COLUMNS)
    for row in wide.rows(reports, tally):
        yield _line(cell(column.cell(row)) for column in wide.COLUMNS)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


FORMAT = Format("csv", "CSV, a row a pair of a claim, all codes and voices", write, holds_voices=True, notes=wide.NOTES)
