"""Which of several days is meant: the calendar arithmetic that rules share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from sayso.dates.intervals import interval


def iso_week(day: date) -> str:
    """The ISO week of a day: ``2023-W14``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def iso_month(day: date) -> str:
    """The month of a day: ``2023-04``."""
    return f"{day.year:04}-{day.month:02}"


def iso_quarter(day: date) -> str:
    """The quarter of a day: ``2023-Q2``."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def shift_months(day: date, count: int) -> date | None:
    """The same day of the month so many months on, or the month's last; None outside the calendar."""
    index = day.year * 12 + day.month - 1 + count
    try:
        first = date(index // 12, index % 12 + 1, 1)
    except ValueError:
        return None
    days = interval(iso_month(first))
    return min(first + timedelta(day.day - 1), days[1]) if days else None


def shift_days(day: date, count: int) -> date | None:
    """So many days on; None outside the calendar."""
    try:
        return day + timedelta(count)
    except OverflowError:
        return None


def shift(day: date, unit: str, count: int) -> str | None:
    """The value, in the unit's own grain, of a point so many units from a day.

    >>> shift(date(2023, 4, 6), "month", -1)
    '2023-03'
    """
    if unit in ("day", "week", "fortnight", "weekend"):
        moved = shift_days(day, count * {"day": 1, "fortnight": 14}.get(unit, 7))
        return at_grain(moved, unit) if moved else None
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    later = shift_months(day, count * months) if months else None
    return at_grain(later, unit) if later else None


def at_grain(day: date, unit: str) -> str:
    """The value of the stretch of a unit's length that a day lies in."""
    shape = _SHAPES.get(unit)
    return shape(day) if shape else day.isoformat()


_SHAPES: Mapping[str, Callable[[date], str]] = {
    "week": iso_week,
    "fortnight": iso_week,
    "weekend": lambda d: iso_week(d) + "-WE",
    "month": iso_month,
    "season": iso_month,
    "quarter": iso_quarter,
    "half": lambda d: f"{d.year:04}-H{1 if d.month < 7 else 2}",
    "year": lambda d: f"{d.year:04}",
    "decade": lambda d: f"{d.year:04}"[:3],
    "century": lambda d: f"{d.year:04}"[:2],
}
"""How a stretch of each length is written; days, and what is shorter, as the day."""


def weekday(anchor: date, number: int, ahead: bool) -> date:
    """The nearest such weekday up to the anchor and including it; looking ahead, the nearest from it on."""
    back = (anchor.isoweekday() - number) % 7
    return anchor + timedelta((7 - back) % 7) if ahead else anchor - timedelta(back)


_FUTURE_IS_FARTHER = 2.0
"""A date without its year may lie ahead even where no word says so ("in January", told in November), but a past one
counts as nearer unless it is this many times as far."""


def month_year(anchor: date, month: int, ahead: bool) -> int:
    """The year of the nearest such month; looking ahead, of the first from the anchor's own on."""
    if ahead:
        return anchor.year + (month < anchor.month)
    back = (anchor.month - month) % 12
    return (
        anchor.year - (month > anchor.month)
        if back <= (12 - back) * _FUTURE_IS_FARTHER
        else day_year(anchor, month, 15, True)
    )


def day_year(anchor: date, month: int, day: int, ahead: bool) -> int:
    """The year of the nearest such day. The past counts as nearer than the future, unless the words look ahead."""

    def far(year: int) -> float:
        days = interval(f"{year:04}-{month:02}-{day:02}")
        if days is None:
            return float("inf")
        gap = (days[0] - anchor).days
        past, future = (_FUTURE_IS_FARTHER, 1) if ahead else (1, _FUTURE_IS_FARTHER)
        return gap * future if gap >= 0 else -gap * past

    return min((anchor.year - 1, anchor.year, anchor.year + 1), key=far)
