"""The days that a claim may cover, as the store counts it."""

from __future__ import annotations

from datetime import date

from sayso.dates.intervals import interval

Days = tuple[str | None, str | None]
"""First and last day, ISO dates; None: not known, or open."""


def day_of(published: str | None) -> str | None:
    """The day of a report, None where its date is no day of the calendar.

    >>> day_of("2023-02-30") is None
    True
    """
    try:
        return None if published is None else date.fromisoformat(published).isoformat()
    except ValueError:
        return None


def days(value: str | None, published: str | None) -> Days:
    """The first and last day of a claim whose time has this value, in a report of this day.

    A claim whose time the report does not tell, or tells in words that cannot be worked out, has the day of the report.
    A side that is open ("since 1989", ``1989/``) has no day.

    >>> days("2023-W14", "2023-04-06")
    ('2023-04-03', '2023-04-09')
    >>> days("1989/", "2023-04-06")
    ('1989-01-01', None)
    >>> days(None, "2023-04-06")
    ('2023-04-06', '2023-04-06')
    """
    if value is not None and value.count("/") == 1 and "" in (sides := value.split("/")):
        begin, end = (interval(side) for side in sides)
        if begin or end:
            return (begin[0].isoformat() if begin else None, end[1].isoformat() if end else None)
    if whole := interval(value):
        return whole[0].isoformat(), whole[1].isoformat()
    return (day := day_of(published)), day
