"""From a TimeML value to the days that it covers.

Values follow TimeML's TIMEX3 (ISO 8601 with ``WI`` ``SP`` ``SU`` ``FA`` for seasons, ``Q1`` and ``H1`` for quarters
and halves, ``WE`` for a weekend, cut-off years for decades and centuries: ``199`` is the 1990s, ``19`` the 20th
century).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

Interval = tuple[date, date, str]
"""First day, last day, grain."""

_TIME_OF_DAY = re.compile(r"T.*\Z")
_SEASONS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-[1-7])?\Z")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|WI|SP|SU|FA)\Z")
_YEARS = re.compile(r"(\d{2,4})X*\Z")


def interval(value: str | None) -> Interval | None:
    """The first and last day that a TimeML value covers, and the grain it is told in.

    Grains: ``day`` ``weekend`` ``week`` ``month`` ``quarter`` ``season`` ``half`` ``year`` ``decade`` ``century``;
    a span ``A/B`` has the grain of its first part. None for a value that names no stretch of the calendar
    (durations, sets, ``PAST_REF``, unknown years) or no day at all (``2021-02-30``). Raises nothing.

    >>> interval("2016-02")
    (datetime.date(2016, 2, 1), datetime.date(2016, 2, 29), 'month')
    """
    if not value:
        return None
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return (first[0], last[1], first[2]) if first and last and first[0] <= last[1] else None
    try:
        return _single(_TIME_OF_DAY.sub("", value))
    except ValueError:
        return None


def _single(value: str) -> Interval | None:
    if match := _DAY.match(value):
        day = date(*map(int, match.groups()))
        return day, day, "day"
    if match := _MONTH.match(value):
        return *months(int(match[1]), int(match[2]), 1), "month"
    if match := _WEEK.match(value):
        return _week(int(match[1]), int(match[2]), match[3])
    if match := _PART.match(value):
        return _part_of_year(int(match[1]), match[2])
    if match := _YEARS.match(value):
        return _years(match[1])
    return None


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and last day of ``count`` months from the given one on. Raises ValueError outside years 1 to 9999."""
    past = month - 1 + count
    return date(year, month, 1), date(year + past // 12, past % 12 + 1, 1) - timedelta(1)


def _week(year: int, week: int, day: str | None) -> Interval:
    monday = date.fromisocalendar(year, week, 1)
    if day == "-WE":
        return monday + timedelta(5), monday + timedelta(6), "weekend"
    if day:
        one = monday + timedelta(int(day[1]) - 1)
        return one, one, "day"
    return monday, monday + timedelta(6), "week"


def _part_of_year(year: int, part: str) -> Interval:
    if part[0] == "Q":
        return *months(year, int(part[1]) * 3 - 2, 3), "quarter"
    if part[0] == "H":
        return *months(year, int(part[1]) * 6 - 5, 6), "half"
    return *months(year, _SEASONS[part], 3), "season"


def _years(stem: str) -> Interval:
    missing = 4 - len(stem)
    first = int(stem + "0" * missing)
    return date(first, 1, 1), date(first + 10**missing - 1, 12, 31), ("year", "decade", "century")[missing]
