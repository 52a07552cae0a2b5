"""Claims counted over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

from sayso.errors import QueryError
from sayso.query.claims import filter_of
from sayso.query.filter import Dyad, Filter
from sayso.query.periods import PERIODS, By, Period, period_of, periods
from sayso.query.where import where
from sayso.record import Row
from sayso.store import Store
from sayso.store.statements import statement

Measure = Literal["count", "score", "score-sum", "share-voiced"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

_MOST = 1_000_000
"""Rows of a series; more is a mistake in a date."""
_DAYS: dict[By, int] = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}


@dataclass(slots=True)
class _Tally:
    claims: int = 0
    scored: int = 0
    score: float = 0.0
    paper: int = 0

    def add(self, counts: tuple[int, int, float | None, int]) -> None:
        self.claims += counts[0]
        self.scored += counts[1]
        self.score += counts[2] or 0.0
        self.paper += counts[3]

    def value(self, measure: Measure) -> float | int | None:
        if measure == "count":
            return self.claims
        if measure == "score-sum":
            return self.score
        if measure == "score":
            return self.score / self.scored if self.scored else None
        return (self.claims - self.paper) / self.claims if self.claims else None


@dataclass(frozen=True, slots=True)
class Point:
    """One row of a series: what was measured of a dyad (None: of all claims) in a period.

    ``value`` is None where there is nothing to measure: the mean score of no claims is not 0.
    """

    dyad: str | None
    period: str
    first_day: date
    last_day: date
    claims: int
    value: float | int | None


@dataclass(frozen=True, slots=True)
class Series:
    """Points of every period from the first to the last, those without claims too, dyad by dyad.

    ``spanning`` claims were left out because the days that they may cover reach beyond one period ("in 2014", by
    month), or are open; ``undated`` ones because neither they nor their report have a day.
    """

    by: By
    measure: Measure
    points: tuple[Point, ...]
    spanning: int = 0
    undated: int = 0

    def rows(self) -> list[Row]:
        """The points as flat rows: ``dyad`` (where dyads were asked for), ``period``, ``first_day``, ..., ``value``."""
        wanted = columns(any(point.dyad for point in self.points))
        return [{name: _cell(getattr(point, name)) for name in wanted} for point in self.points]

    def notes(self) -> list[str]:
        """What a reader of the figures has to know about what is not in them."""
        out = []
        if self.spanning:
            out.append(
                f"{self.spanning:,} claims are not counted: the days that they may cover reach beyond one {self.by}"
                " (count by a longer period, or on the day of the report)"
            )
        if self.undated:
            out.append(f"{self.undated:,} claims are not counted: no day is known of them, nor of their report")
        return out


def columns(dyads: bool) -> tuple[str, ...]:
    """The columns of a series as flat rows."""
    names = ("dyad", "period", "first_day", "last_day", "claims", "value")
    return names if dyads else names[1:]


@dataclass(slots=True)
class _Gathered:
    """What was found of one dyad."""

    tallies: dict[Period, _Tally] = field(default_factory=lambda: defaultdict(_Tally))
    spanning: int = 0
    undated: int = 0


def series(
    store: Store,
    by: By = "month",
    measure: Measure = "count",
    asked: Filter | None = None,
    *,
    dyads: str | Iterable[str] = (),
    **filters: Any,
) -> Series:
    """Claims counted over time, all periods from the first to the last of them, or from ``since`` to ``until``.

    ``measure``: ``count`` of claims; ``score``, the mean of PLOVER's scores; ``score-sum``, their sum;
    ``share-voiced``, the share of claims that somebody else than the paper makes. ``dyads``: a series for each
    (``AZE:IRN``; ``AZE<>IRN`` both directions together). Other keywords are fields of ``Filter``.
    A claim counts in a period when all days that it may cover lie within; with ``on="published"`` it is the day of the
    report that counts. Raises QueryError for what there is none of, or would give more than a million rows.
    """
    if by not in PERIODS:
        raise QueryError(f"by {by!r} is no period; there are {', '.join(PERIODS)}")
    if measure not in MEASURES:
        raise QueryError(f"measure {measure!r} is none; there are {', '.join(MEASURES)}")
    wanted = filter_of(asked, filters)
    named = [str(Dyad.read(d)) for d in ([dyads] if isinstance(dyads, str) else dyads)]
    with store.snapshot():
        found: dict[str | None, _Gathered]
        found = {d: _gather(store, by, replace(wanted, dyad=d)) for d in named} or {None: _gather(store, by, wanted)}
    grid = _grid(by, wanted, list(found.values()))
    points = tuple(_point(d, p, f.tallies.get(p, _Tally()), measure) for d, f in found.items() for p in grid)
    return Series(by, measure, points, sum(f.spanning for f in found.values()), sum(f.undated for f in found.values()))


def _gather(store: Store, by: By, asked: Filter) -> _Gathered:
    conditions = where(asked)
    name = "series_published" if asked.on == "published" else "series_event"
    out = _Gathered()
    for first, last, *counts in store.rows(conditions.put_into(statement("sayso.query", name)), conditions.values):
        if first is None and last is None:
            out.undated += counts[0]
        elif first is None or last is None or (period := period_of(date.fromisoformat(first), by)).last < _day(last):
            out.spanning += counts[0]
        else:
            out.tallies[period].add((counts[0], counts[1], counts[2], counts[3]))
    return out


def _grid(by: By, asked: Filter, found: Sequence[_Gathered]) -> list[Period]:
    days = sorted(period.first for one in found for period in one.tallies)
    since = _day(asked.since) if asked.since else (days[0] if days else None)
    until = _day(asked.until) if asked.until else (days[-1] if days else None)
    if since is None or until is None:
        return []
    rows = (until - since).days // _DAYS[by] * len(found)
    if rows > _MOST:
        raise QueryError(f"that is some {rows:,} rows; narrow it with since and until, or count by a longer period")
    return list(periods(since, until, by))


def _point(dyad: str | None, period: Period, tally: _Tally, measure: Measure) -> Point:
    return Point(dyad, period.name, period.first, period.last, tally.claims, tally.value(measure))


def _day(day: date | str) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)


def _cell(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 6) if isinstance(value, float) else value
