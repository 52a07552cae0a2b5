"""A series as a picture, drawn by Vega-Lite without a browser and without the network."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from sayso.errors import OutputError, QueryError
from sayso.query.series import Measure, Series
from sayso.record import Row

_AXES: dict[Measure, str] = {
    "count": "claims",
    "score": "mean of PLOVER's scores",
    "score-sum": "sum of PLOVER's scores",
    "share-voiced": "share of claims with a voice",
}
_SUFFIXES = (".svg", ".png", ".html")

# the policy keeps the page from fetching anything, whatever stands in its data
_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
svg { height: auto; max-width: 100%; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid #ddd; padding: .2rem .8rem .2rem 0; text-align: left; }
</style>
</head>
<body>
<h1>$title</h1>
<figure role="img" aria-label="$title; the table below has its figures">$picture</figure>
$notes
<table>
<thead><tr>$heading</tr></thead>
<tbody>
$rows
</tbody>
</table>
<script type="application/json" id="vega-lite">$spec</script>
</body>
</html>
""")


def specification(series: Series, title: str) -> Row:
    """The Vega-Lite specification of a series, with its data inside."""
    several = any(point.dyad for point in series.points)
    measured: Row = {"field": "value", "type": "quantitative", "title": _AXES[series.measure]}
    if series.measure == "share-voiced":
        measured |= {"axis": {"format": "%"}, "scale": {"domain": [0, 1]}}
    encoding: Row = {
        # days have no time zone: they are not to move by that of the reader
        "x": {"field": "first_day", "type": "temporal", "title": series.by, "scale": {"type": "utc"}},
        "y": measured,
        "tooltip": [{"field": name} for name in ("dyad", "period", "claims", "value")[not several :]],
    }
    if several:
        encoding["color"] = {"field": "dyad", "type": "nominal", "title": "dyad"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": title,
        "width": 720,
        "height": 320,
        "data": {"values": series.rows()},
        "mark": {"type": "line", "point": {"size": 20}},
        "encoding": encoding,
    }


def plot(series: Series, path: str | Path, title: str = "Claims") -> None:
    """Writes a picture of a series: ``.svg``, ``.png``, or ``.html``, a page of its own with the picture, its Vega-Lite
    specification and its figures as a table, which fetches nothing.

    Raises QueryError where vl-convert-python is not installed or there is nothing to draw, OutputError where the file
    has another ending or cannot be written.
    """
    out = Path(path)
    if out.suffix.lower() not in _SUFFIXES:
        raise OutputError(f"{out}: its name must end in {', '.join(_SUFFIXES[:-1])} or {_SUFFIXES[-1]}")
    if not series.points:
        raise QueryError("there is nothing to draw: no claim is counted; ask for more, or give since and until")
    spec = specification(series, title)
    if out.suffix.lower() == ".png":
        _write(out, _library().vegalite_to_png(spec, scale=2))
    else:
        picture = _library().vegalite_to_svg(spec)
        page = picture if out.suffix.lower() == ".svg" else _page(series, title, picture, spec)
        _write(out, page.encode())


def _page(series: Series, title: str, picture: str, spec: Row) -> str:
    rows = series.rows()
    return _PAGE.substitute(
        title=escape(title),
        picture=picture,
        notes="".join(f"<p>{escape(note)}</p>" for note in series.notes()),
        heading=_cells("th", list(rows[0])),
        rows="\n".join(f"<tr>{_cells('td', list(row.values()))}</tr>" for row in rows),
        # what looks like the end of the script must not end it
        spec=json.dumps(spec).replace("</", "<\\/"),
    )


def _cells(kind: str, values: Sequence[Any]) -> str:
    return "".join(f"<{kind}>{'' if value is None else escape(str(value))}</{kind}>" for value in values)


def _library() -> Any:
    try:
        return importlib.import_module("vl_convert")
    except ImportError:
        raise QueryError(
            "drawing needs vl-convert-python, which is not installed; run `pip install 'sayso[plot]'`"
        ) from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{path}: it cannot be written ({reason}); name a file in a folder of yours") from None
