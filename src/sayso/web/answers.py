"""Rows as files: the twins of views."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starlette.responses import Response, StreamingResponse

from sayso.query.claims import Result
from sayso.query.columns import COLUMNS
from sayso.query.lines import csv_lines
from sayso.record import Row
from sayso.web.look import as_json

MOST_JSON = 10_000
"""Claims that a JSON answer holds; `sayso query --json` gives all."""


def claims_csv(found: Result, name: str) -> Response:
    """Claims as CSV, all of them, row by row."""
    return _file(csv_lines(list(COLUMNS), found.flat()), name)


def table_csv(columns: Sequence[str], rows: Iterable[Row], name: str) -> Response:
    """Any rows as CSV."""
    return _file(csv_lines(columns, rows), name)


def claims_json(found: Result, total: int) -> Response:
    """Claims as JSON: ``total``, and the first of them under ``claims``."""
    return as_json({"total": total, "claims": found.page(1, MOST_JSON).to_list()})


def _file(lines: Iterable[bytes], name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)
