"""Days, weeks, months, quarters, years: the periods that claims are counted by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

By = Literal["day", "week", "month", "quarter", "year"]
PERIODS: tuple[By, ...] = get_args(By)

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of the calendar, from its first to its last day, with its name in ISO 8601."""

    first: date
    last: date
    name: str


def period_of(day: date, by: By) -> Period:
    """The period that a day lies in; weeks are those of ISO 8601, from Monday.

    >>> period_of(date(2023, 5, 6), "quarter").name
    '2023-Q2'
    >>> period_of(date(2021, 1, 3), "week").name
    '2020-W53'
    """
    if by == "day":
        return Period(day, day, day.isoformat())
    if by == "week":
        year, week, weekday = day.isocalendar()
        # the calendar of Python ends with a Friday
        last = min(day.toordinal() + 7 - weekday, date.max.toordinal())
        return Period(date.fromordinal(day.toordinal() + 1 - weekday), date.fromordinal(last), f"{year:04}-W{week:02}")
    length = _MONTHS[by]
    month = (day.month - 1) // length * length + 1
    past = month + length
    last_day = date(day.year, 12, 31) if past > 12 else date(day.year, past, 1) - timedelta(1)
    names = {"month": day.isoformat()[:7], "quarter": f"{day.year:04}-Q{(month + 2) // 3}", "year": f"{day.year:04}"}
    return Period(date(day.year, month, 1), last_day, names[by])


def periods(since: date, until: date, by: By) -> Iterator[Period]:
    """All periods from the one that holds ``since`` to the one that holds ``until``."""
    here = period_of(since, by)
    while here.first <= until:
        yield here
        if here.last >= date.max:
            return
        here = period_of(here.last + timedelta(1), by)
