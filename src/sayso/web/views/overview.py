"""What is in the store: claims a day, who speaks, who is spoken of, where, and the newest reports."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso.lexicon import Lexicon
from sayso.query import Filter
from sayso.query.where import where
from sayso.record import Row
from sayso.store.statements import statement
from sayso.web import words as w
from sayso.web.answers import table_csv
from sayso.web.look import as_json, render
from sayso.web.site import Site

_DAYS = 120
"""Days that the chart shows, back from the newest report."""
_MOST = 10
_REPORTS = 15


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in the store. ``days``: day, quad, claims. ``places``: country (ISO and its number), claims."""

    numbers: Row
    days: list[Row]
    speakers: list[Row]
    spoken_of: list[Row]
    places: list[Row]
    newest: list[Row]


def overview(site: Site, request: Request) -> Response:
    """The overview."""
    return render(site, request, "overview.html", overview=_of(site))


def overview_json(site: Site, _: Request) -> Response:
    """The same as data."""
    return as_json(asdict(_of(site)))


def overview_csv(site: Site, _: Request) -> Response:
    """Claims by day and quad."""
    return table_csv(("day", "quad", "claims"), _of(site).days, "claims-a-day")


def _of(site: Site) -> Overview:
    return site.remember("overview", lambda: _worked_out(site))


def _worked_out(site: Site) -> Overview:
    store = site.store
    everything = where(Filter())

    def rows(name: str, most: int) -> list[tuple[Any, ...]]:
        sql = everything.put_into(statement("sayso.web.queries", name))
        return store.rows(sql, {**everything.values, "most": most})

    with store.snapshot():
        found = store.stats().to_dict()
        numbers = {key: value for key, value in found.items() if not isinstance(value, list)}
        facets = store.facets(None, ["voice_name", "place"], limit=250)
        return Overview(
            numbers=numbers,
            days=_days(rows("by_day", _DAYS * 5)),
            speakers=[{"name": name, "claims": n} for name, n in facets["voice_name"][:_MOST]],
            spoken_of=[{"name": name, "claims": n} for name, _, n in rows("spoken_of", _MOST)],
            places=[_place(code, n) for code, n in facets["place"] if code in w.country_names()],
            newest=store.table(statement("sayso.web.queries", "newest"), {"most": _REPORTS}),
        )


def _days(rows: list[tuple[Any, ...]]) -> list[Row]:
    """The last days, oldest first."""
    if not rows:
        return []
    first = (date.fromisoformat(rows[0][0]) - timedelta(_DAYS)).isoformat()
    return [{"day": day, "quad": w.QUADS.get(quad, "?"), "claims": n} for day, quad, n in reversed(rows) if day > first]


def _place(code: str, claims: int) -> Row:
    number, longitude, latitude = _codes().get(code, ("", 0.0, 0.0))
    return {
        "iso3": code, "number": number, "name": w.country(code), "longitude": longitude, "latitude": latitude,
        "claims": claims,
    }  # fmt: skip


@cache
def _codes() -> dict[str, tuple[str, float, float]]:
    """ISO country to its number in ISO 3166, and a point in it."""
    rows = Lexicon().table("country_codes.csv")
    return {
        row["iso3"]: (row["iso_numeric"], float(row["longitude"] or 0), float(row["latitude"] or 0)) for row in rows
    }
